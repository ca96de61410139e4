"""Which indicators could be meant: by exact name, abbreviation, TF-IDF over letters.

Works on a whole batch: one sparse product for all names, then the nearest entries of each.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.index import Entry, NameIndex, short_forms
from models.names import PrintedName

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAREST_ENTRIES = 40
NEAREST_INDICATORS = 6  # the right one lies further back for 1 question in 250 of the training set
# Rows of the dense similarity matrix held at a time: 512 x 2,400 entries of float32 are 5 MB.
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Near:
    """One indicator that may be meant, by the entry that resembles the print most."""

    indicator: int
    entry: Entry
    cosine: float
    how: str
    """``confirmed``, ``exact``, ``abbreviation`` or ``letters``."""


def find_candidates(
    names: Sequence[PrintedName],
    index: NameIndex,
    regions: Sequence[str | None],
    masks: Sequence[Collection[int]] | None = None,
) -> list[list[Near]]:
    """For each name the indicators it may mean, most alike first.

    ``masks`` hides entries from each name: training asks how a name is found whose own entry is not known.
    """
    found: list[list[Near]] = []
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        similar = (index.vectorizer.transform([name.text for name in batch]) @ index.vectors.T).toarray()
        for row, name in enumerate(batch):
            hidden = masks[start + row] if masks is not None else ()
            found.append(_nearest(name, similar[row], index, regions[start + row], hidden))
    return found


def _nearest(
    name: PrintedName, similar: NDArray[np.float32], index: NameIndex, region: str | None, hidden: Collection[int]
) -> list[Near]:
    best: dict[int, Near] = {}
    for place, how in _places(name, similar, index, region):
        entry = index.entries[place]
        if place in hidden or not _holds(entry, region):
            continue
        near = Near(entry.indicator, entry, float(similar[place]), how)
        if entry.indicator not in best or _strength(near, name, index) > _strength(best[entry.indicator], name, index):
            best[entry.indicator] = near
    ranked = sorted(best.values(), key=lambda near: (-_strength(near, name, index), near.indicator))
    return ranked[:NEAREST_INDICATORS]


def _places(
    name: PrintedName, similar: NDArray[np.float32], index: NameIndex, region: str | None
) -> list[tuple[int, str]]:
    """(entry, how it was found); the stronger way first, as the first way counts."""
    places: dict[int, str] = {}
    if region is not None:
        places.update(dict.fromkeys(index.confirmed.get((region, name.text), ()), "confirmed"))
    for place in index.exact.get(name.text, ()):
        places.setdefault(place, "exact")
    for indicator in abbreviated(name, index):
        places.setdefault(indicator, "abbreviation")  # the entry of an indicator's own name has its position
    nearest = np.argpartition(-similar, NEAREST_ENTRIES)[:NEAREST_ENTRIES] if len(similar) > NEAREST_ENTRIES else []
    for place in nearest:
        if similar[place] > 0:
            places.setdefault(int(place), "letters")
    return list(places.items())


def abbreviated(name: PrintedName, index: NameIndex) -> frozenset[int]:
    """The indicators whose abbreviation is all that the name says, beside heads: "Nilai IKA", "IPM (poin)"."""
    meaning = [word for word in name.words if word in index.abbreviations]
    if len(meaning) == 1 and len(name.words) == 1:
        return index.abbreviations[meaning[0]]
    return frozenset(place for short in short_forms(name) for place in index.abbreviations.get(short, frozenset()))


def _holds(entry: Entry, region: str | None) -> bool:
    return entry.region is None or entry.region == region


_WAYS = {"confirmed": 3.0, "exact": 2.0, "abbreviation": 0.4, "letters": 0.0}


def _strength(near: Near, name: PrintedName, index: NameIndex) -> float:
    """Rough order, to choose which entry stands for its indicator: way found, letters, and words in common."""
    return _WAYS[near.how] + near.cosine + shared_weight(name, near.entry.name, index)


def shared_weight(one: PrintedName, other: PrintedName, index: NameIndex) -> float:
    """Weighted share of words that both names have (Dice), 0..1."""
    here, there = frozenset(one.words), frozenset(other.words)
    if not here or not there:
        return 0.0
    common = sum(index.weight(word) for word in here & there)
    total = sum(index.weight(word) for word in here) + sum(index.weight(word) for word in there)
    return 2 * common / total if total else 0.0
