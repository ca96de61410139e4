"""What the ranker learns from: labelled names, with what of the catalogue is hidden while they are asked.

Five questions are put to the catalogue's own names: as it is, in another print, with this very name unknown (is it
found by the indicator's other names?), of something else under a short form that no name has, and with the whole
indicator unknown (is the answer then "none"?). The last two are what teaches when not to match. Everything is chosen
by hashes of the names, so training is the same every time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from annotations.mentions import LabelledMention, variants
from models.facts import Catalogue, Indicator, Mention
from models.features import is_money
from models.index import Entry, NameIndex
from models.qualifiers import exact_keys

# What reports shorten and the catalogue has no indicator of.
_SHORT_FORMS = ("K3", "KSP", "PPID", "BOS", "RKA", "TPA", "BPR", "PKK", "UKS", "KUR", "PAUDI", "TPS3R", "SOP", "GOR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question with its answer."""

    mention: Mention
    right: frozenset[int]
    """Indicators that are a right answer; empty: none is."""
    hidden: frozenset[int] = frozenset()
    """Entries of the index that are not known while asking."""
    about: frozenset[int] = frozenset()
    """Indicators it is a question about, hidden ones too: they are kept out of training when they are tested."""
    canonical: str = ""
    weight: float = 1.0


def catalogue_examples(catalogue: Catalogue, index: NameIndex) -> list[Example]:
    """Questions made from the names that the catalogue itself has."""
    own: dict[int, set[int]] = {}
    for place, entry in enumerate(index.entries):
        own.setdefault(entry.indicator, set()).add(place)
    examples: list[Example] = []
    for entry in index.entries:
        same_text = frozenset(index.exact[exact_keys(entry.name)[0]])
        meant = _with_twins({index.entries[other].indicator for other in same_text}, index)
        indicator = index.indicators[entry.indicator]
        known = Example(mention=_placed(entry.text, indicator, catalogue, "known"), right=meant, about=meant)
        if not _is_bare_money(known.mention, indicator):
            examples.append(replace(known, weight=0.5))
        examples.extend(_reprinted(known, indicator, catalogue))
        if len(own[entry.indicator]) > len(same_text & own[entry.indicator]) and " " in entry.name.text:
            mention = _placed(entry.text, indicator, catalogue, "name hidden")
            examples.append(replace(known, mention=mention, hidden=same_text, weight=0.5))
        if _chance(entry.text, "other object", 100) < 40 and (other := _of_something_else(entry, index)) is not None:
            mention = _placed(other, indicator, catalogue, "other object")
            examples.append(replace(known, mention=mention, right=frozenset(), weight=0.5))
        if _chance(entry.text, "hide", 100) < 60:
            everything = frozenset().union(*(own[other] for other in meant))
            mention = _placed(entry.text, indicator, catalogue, "indicator hidden")
            examples.append(replace(known, mention=mention, hidden=everything, right=frozenset(), weight=0.5))
    return examples


def _of_something_else(entry: Entry, index: NameIndex) -> str | None:
    """The name with its most telling word replaced by a short form of something else: "pelanggaran K3"."""
    own = index.said_by[entry.indicator]
    shorts = [short for short in _SHORT_FORMS if short.casefold() not in own]
    words = {word: index.speller.line(word) for word in re.findall(r"[^\W\d_]{4,}", entry.text)}
    telling = [word for word, line in words.items() if line in entry.name.words]
    if len(telling) < 2 or not shorts:
        return None
    heaviest = max(telling, key=lambda word: (index.weight(words[word]), word))
    return entry.text.replace(heaviest, shorts[_chance(entry.text, "short", len(shorts))], 1)


def labelled_examples(
    labelled: Iterable[LabelledMention], index: NameIndex, *, weight: float = 1.0, prints: int = 0
) -> list[Example]:
    """Questions from labelled names, each also in ``prints`` other prints."""
    examples = []
    for line in labelled:
        codes = {index.position[code] for code in line.codes if code in index.position}
        right = _with_twins(codes, index)
        for name in (line.mention, *variants(line.mention, prints)):
            unit = line.unit if _chance(name, "unit", 2) else None
            mention = Mention(name=name, unit=unit)
            canonical = line.canonical if line.codes else line.mention
            examples.append(
                Example(mention=mention, right=right, about=right, canonical=canonical or line.mention, weight=weight)
            )
    return examples


def _reprinted(known: Example, indicator: Indicator, catalogue: Catalogue) -> list[Example]:
    """The name in another print."""
    examples = []
    for number, name in enumerate(variants(known.mention.name, 1)):
        mention = _placed(name, indicator, catalogue, f"print {number}")
        if not _is_bare_money(mention, indicator):
            examples.append(replace(known, mention=mention, weight=0.7))
    return examples


def _with_twins(indicators: set[int], index: NameIndex) -> frozenset[int]:
    return frozenset(indicators).union(*(index.twins.get(one, frozenset()) for one in indicators))


def _is_bare_money(mention: Mention, indicator: Indicator) -> bool:
    """A budget name without unit or value reads like a heading: nothing to learn from it."""
    return indicator.code.startswith("keu.") and is_money(indicator.unit) and mention.unit is None


def _placed(name: str, indicator: Indicator, catalogue: Catalogue, salt: str) -> Mention:
    """The name as it may stand in a report: bare, or with unit, value and report."""
    if _chance(name, salt + "bare", 100) < 50:
        return Mention(name=name)
    printed = _printed_unit(name, salt, indicator, catalogue)
    reports = sorted(catalogue.asked_by.get(indicator.code, frozenset()))
    has_report = bool(reports) and _chance(name, salt + "report", 2) == 0
    return Mention(
        name=name,
        unit=printed,
        value=_value(name, salt, indicator),
        report=reports[_chance(name, salt + "which", len(reports))] if has_report else None,
        kind="realisasi",
    )


def _printed_unit(name: str, salt: str, indicator: Indicator, catalogue: Catalogue) -> str | None:
    prints = catalogue.units.get(indicator.unit or "", ())
    chance = _chance(name, salt + "unit", 100)
    if not prints or chance < 15:
        return None
    if chance < 22:  # reports do print wrong units
        return ("Angka", "Indeks", "Poin", "Nilai")[chance % 4]
    return prints[_chance(name, salt + "print", len(prints))]


def _value(name: str, salt: str, indicator: Indicator) -> Decimal | None:
    low, high = indicator.plausible_min, indicator.plausible_max
    if low is None or high is None or _chance(name, salt + "value", 100) < 40:
        return None
    return low + (high - low) * Decimal(_chance(name, salt + "size", 1000)) / Decimal(1000)


def _chance(name: str, salt: str, below: int) -> int:
    digest = hashlib.sha256(f"{salt}/{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % below
