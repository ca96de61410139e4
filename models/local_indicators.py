"""Indicators of a region's own: names that fit nothing in the catalogue, gathered over documents and years.

Near names are united when their words say the same and no qualifier tells them apart; the print seen most often
becomes the proposed name. A region accepts a proposal once, and all its readings are matched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.facts import Catalogue, Mention, Outcome, Suggestion
from models.index import speller_of
from models.names import PrintedName, Speller
from models.qualifiers import Qualities, allowed, doubts, qualities

# Two prints are one indicator from this likeness of their cores on (0..100, token_sort_ratio).
_ONE_FROM = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mention that reads like an indicator of the region's own, and where it was read."""

    mention: Mention
    document: str
    """Whatever names the document to the caller."""
    owner: str | None = None
    """The perangkat daerah whose report it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalIndicator:
    """A proposal: one indicator of one region, with all prints that are united in it."""

    region: str | None
    name: str
    unit: str | None
    owner: str | None
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    documents: tuple[str, ...]
    prints: tuple[str, ...]
    """Every print of the name, most frequent first; accepting the proposal makes them aliases."""
    members: tuple[int, ...]
    """Positions in the list that was given."""


@dataclass(slots=True)
class _Group:
    name: PrintedName
    qualities: Qualities
    members: list[int]


def gather_local_indicators(
    seen: Sequence[Seen], suggestions: Sequence[Suggestion], catalogue: Catalogue
) -> list[LocalIndicator]:
    """Unite the mentions whose suggestion is LOCAL, region by region; those seen most often come first."""
    speller = speller_of(catalogue)
    by_region: dict[str | None, list[int]] = {}
    for place, (one, suggestion) in enumerate(zip(seen, suggestions, strict=True)):
        if suggestion.outcome is Outcome.LOCAL:
            by_region.setdefault(one.mention.region, []).append(place)
    found = [
        _proposal(region, group, seen)
        for region, places in by_region.items()
        for group in _groups(places, seen, speller)
    ]
    return sorted(found, key=lambda one: (-len(one.documents), -len(one.members), one.name))


def _groups(places: Sequence[int], seen: Sequence[Seen], speller: Speller) -> list[_Group]:
    """Equal cores first, then near ones; only groups that share a word are compared."""
    groups: dict[tuple[str, str | None], _Group] = {}
    by_word: dict[str, list[_Group]] = {}
    known: dict[str, PrintedName] = {}
    for place in places:
        mention = seen[place].mention
        name = known.setdefault(mention.name, speller.name(mention.name))
        unit = _folded(mention.unit or name.unit)
        group = groups.get((name.core, unit)) or _near_group(name, by_word)
        if group is None:
            group = _Group(name, qualities(name), [])
            for word in set(name.words):
                by_word.setdefault(word, []).append(group)
        groups[name.core, unit] = group
        group.members.append(place)
    return list({id(group): group for group in groups.values()}.values())


def _near_group(name: PrintedName, by_word: dict[str, list[_Group]]) -> _Group | None:
    from rapidfuzz import fuzz

    said = qualities(name)
    rarest = min((by_word[word] for word in name.words if word in by_word), key=len, default=[])
    best, closest = None, _ONE_FROM
    for group in rarest:
        alike = fuzz.token_sort_ratio(name.core, group.name.core)
        if alike >= closest and not doubts(said, group.qualities, allowed([group.qualities])):
            best, closest = group, alike
    return best


def _proposal(region: str | None, group: _Group, seen: Sequence[Seen]) -> LocalIndicator:
    mentions = [seen[place].mention for place in group.members]
    prints = _most_common([" ".join(mention.name.split()) for mention in mentions])
    units = _most_common([mention.unit for mention in mentions if mention.unit and mention.kind != "capaian"])
    owners = _most_common([seen[place].owner for place in group.members])
    return LocalIndicator(
        region=region,
        name=prints[0],
        unit=units[0] if units else group.name.unit,
        owner=owners[0] if owners else None,
        kinds=tuple(sorted({mention.kind for mention in mentions if mention.kind})),
        years=tuple(sorted({mention.year for mention in mentions if mention.year is not None})),
        documents=tuple(sorted({seen[place].document for place in group.members})),
        prints=tuple(prints),
        members=tuple(group.members),
    )


def _most_common(values: Sequence[str | None]) -> list[str]:
    counted = Counter(value for value in values if value)
    return [value for value, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def _folded(unit: str | None) -> str | None:
    return " ".join(unit.casefold().split()) if unit else None
