"""Indicators that have the same value under two codes: which of them is meant.

The catalogue says so (``same_value`` in relations.csv: the IKK of LPPD and the SPM of the same service). Nothing in
the name decides; the report does, and without one the code that most reports ask for.
"""

from __future__ import annotations

from dataclasses import replace

from models.assignment import Ranked
from models.facts import Mention
from models.index import NameIndex

# Reports that ask for their own list: there the code of that list is meant.
_OWN_FAMILY = {"SPM": "spm.", "RB": "rb.", "LHE": "lhe.", "LHE-AKIP": "lhe."}
# A twin must be nearly as sure, otherwise the name itself decides.
_NEARLY = 0.6


def prefer_twins(mention: Mention, ranked: list[Ranked], index: NameIndex) -> list[Ranked]:
    """Put the twin that this report means in front."""
    if not ranked:
        return ranked
    best = ranked[0]
    twins = index.twins.get(best.evidence.near.indicator, frozenset())
    rivals = [
        one for one in ranked if one.evidence.near.indicator in twins and one.probability >= _NEARLY * best.probability
    ]
    if not rivals:
        return ranked
    meant = min((best, *rivals), key=lambda one: _order(mention, one, index))
    if meant is best:
        return ranked
    front = replace(meant, probability=best.probability)
    back = replace(best, probability=min(best.probability, meant.probability))
    rest = [one for one in ranked if one is not best and one is not meant]
    return [front, *sorted((back, *rest), key=lambda one: (-one.probability, one.evidence.near.indicator))]


def _order(mention: Mention, one: Ranked, index: NameIndex) -> tuple[bool, int, int]:
    place = one.evidence.near.indicator
    family = _family(mention)
    own = family is not None and index.indicators[place].code.startswith(family)
    return not own, -len(index.asked[place]), place


def _family(mention: Mention) -> str | None:
    if mention.report in _OWN_FAMILY:
        return _OWN_FAMILY[mention.report]
    above = " ".join((*mention.group, mention.section or "")).casefold().split()
    return "spm." if "spm" in above or {"pelayanan", "minimal"} <= set(above) else None
