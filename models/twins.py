"""Indicators that share a value or a name under two codes: which of them is meant.

The catalogue says which (``same_value`` in relations.csv: the IKK of LPPD and the SPM of the same service; an alias
that two indicators have). The name cannot decide; the report does. Where no report is known, it is the code that most
reports ask for.
"""

from __future__ import annotations

from dataclasses import replace

from models.assignment import Ranked
from models.facts import Mention
from models.features import NAME_FEATURES
from models.index import NameIndex
from models.units import UnitBook

# Reports that ask for their own list: there the code of that list is meant.
_OWN_FAMILY = {"SPM": "spm.", "RB": "rb.", "LHE": "lhe.", "LHE-AKIP": "lhe."}
# A twin that is only the same concept must be nearly as sure, otherwise the name decides.
_NEARLY = 0.6
_PART = NAME_FEATURES.index("part_of_government")


def prefer_twins(
    mention: Mention, unit: str | None, ranked: list[Ranked], index: NameIndex, units: UnitBook
) -> list[Ranked]:
    """Put the twin that this report means in front; ``unit`` is the one printed, beside the value or in the name."""
    if not ranked or _named_and_asked(mention, ranked[0], index):
        return ranked
    best = ranked[0]
    rivals = [one for one in ranked[1:] if _is_rival(one, best, index)]
    meant = min((best, *rivals), key=lambda one: (_unit_differs(unit, one, index, units), *_order(mention, one, index)))
    if meant is best:
        return ranked
    first = best.evidence.near.indicator
    is_same = meant.evidence.near.indicator in index.twins.get(first, frozenset())
    note = f"{'nilainya sama dengan' if is_same else 'nama sama dengan'} {index.indicators[first].code}"
    front = replace(meant, probability=best.probability, note=note)
    rest = [replace(one, probability=min(one.probability, 1 - best.probability)) for one in ranked if one is not meant]
    return [front, *sorted(rest, key=lambda one: (-one.probability, one.evidence.near.indicator))]


def _named_and_asked(mention: Mention, best: Ranked, index: NameIndex) -> bool:
    """The report asks for the indicator that has exactly this name (or its reviewers said so): no more to decide."""
    if best.evidence.near.how == "confirmed":
        return True
    place = best.evidence.near.indicator
    near = best.evidence.near
    named = near.how == "exact" and not near.entry.ambiguous and not index.is_shared(near.entry)
    return named and mention.report in index.asked[place] and mention.report not in _OWN_FAMILY


def _is_rival(one: Ranked, best: Ranked, index: NameIndex) -> bool:
    place, first = one.evidence.near.indicator, best.evidence.near.indicator
    if one.evidence.doubts or one.evidence.values[_PART]:
        return False
    if place in index.same_value.get(first, frozenset()):
        return True
    nearly = one.probability >= _NEARLY * best.probability
    both_exact = one.evidence.near.how == best.evidence.near.how == "exact"
    return both_exact or (nearly and place in index.twins.get(first, frozenset()))


def _unit_differs(unit: str | None, one: Ranked, index: NameIndex, units: UnitBook) -> bool:
    """ "Desa mandiri (desa)" is the count, not the share, though both are printed "Desa mandiri"."""
    return units.fit(unit, index.indicators[one.evidence.near.indicator].unit) == "other"


def _order(mention: Mention, one: Ranked, index: NameIndex) -> tuple[bool, bool, bool, int, int]:
    """The report's own list, then who is asked for, then whose own name it is, then who is asked for most."""
    place = one.evidence.near.indicator
    family = _family(mention)
    own = family is not None and index.indicators[place].code.startswith(family)
    asked = mention.report is None or mention.report in index.asked[place]
    near = one.evidence.near
    named = mention.report is not None and near.how == "exact" and near.entry is index.entries[place]
    return not own, not asked, not named, -len(index.asked[place]), place


def _family(mention: Mention) -> str | None:
    if mention.report in _OWN_FAMILY:
        return _OWN_FAMILY[mention.report]
    above = set(" ".join((*mention.group, mention.section or "")).casefold().split())
    return "spm." if "spm" in above or {"pelayanan", "minimal"} <= above else None
