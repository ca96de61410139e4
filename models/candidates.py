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
from models.qualifiers import exact_keys, without_value_word

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
    shared: float
    """Weighted share of words that both names have (Dice), 0..1."""
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
        cosine = (index.vectorizer.transform([name.core for name in batch]) @ index.vectors.T).toarray()
        shared = shared_weights(batch, index)
        for row, name in enumerate(batch):
            hidden = masks[start + row] if masks is not None else ()
            found.append(_nearest(name, cosine[row], shared[row], index, (regions[start + row], hidden)))
    return found


def shared_weights(names: Sequence[PrintedName], index: NameIndex) -> NDArray[np.float64]:
    """Name x entry: the weighted share of words that both have (Dice)."""
    from scipy.sparse import csr_matrix

    words = [sorted(set(name.words)) for name in names]
    cells = [(row, index.word_column[w]) for row, own in enumerate(words) for w in own if w in index.word_column]
    shape = (len(names), len(index.word_column))
    has = csr_matrix((np.ones(len(cells)), ([row for row, _ in cells], [column for _, column in cells])), shape=shape)
    common = (has @ index.word_weights.T).toarray()
    own_total = np.asarray([sum(index.weight(word) for word in own) for own in words])
    total = own_total[:, None] + index.total_weights[None, :]
    result: NDArray[np.float64] = 2 * common / np.where(total > 0, total, 1.0)
    return result


def _nearest(
    name: PrintedName,
    cosine: NDArray[np.float32],
    shared: NDArray[np.float64],
    index: NameIndex,
    limits: tuple[str | None, Collection[int]],
) -> list[Near]:
    region, hidden = limits
    alike = cosine + shared
    best: dict[int, tuple[float, int, str]] = {}
    for place, how in _places(name, alike, index, region):
        entry = index.entries[place]
        if place in hidden or not _holds(entry, region):
            continue
        strength = _WAYS[how] + float(alike[place])
        if entry.indicator not in best or strength > best[entry.indicator][0]:
            best[entry.indicator] = (strength, place, how)
    ranked = sorted(best.items(), key=lambda found: (-found[1][0], found[0]))
    return [
        Near(indicator, index.entries[place], float(cosine[place]), float(shared[place]), how)
        for indicator, (_, place, how) in ranked[:NEAREST_INDICATORS]
    ]


def _places(
    name: PrintedName, alike: NDArray[np.float64], index: NameIndex, region: str | None
) -> list[tuple[int, str]]:
    """(entry, how it was found); the stronger way first, as the first way counts."""
    places: dict[int, str] = {}
    if region is not None:
        places.update(dict.fromkeys(index.confirmed.get((region, name.core), ()), "confirmed"))
    for place in _exact_places(name, index):
        places.setdefault(place, "exact")
    for indicator in abbreviated(name, index):
        places.setdefault(indicator, "abbreviation")  # the entry of an indicator's own name has its position
    for place in (place for aside in name.asides for place in index.exact.get(aside, ())):
        places.setdefault(place, "letters")  # what stands in brackets is a name of its own
    for place in _most_alike(alike):
        if alike[place] > 0:
            places.setdefault(place, "letters")
    return list(places.items())


def _exact_places(name: PrintedName, index: NameIndex) -> list[int]:
    found = [place for key in exact_keys(name) for place in index.exact.get(key, ())]
    if not found and (rest := without_value_word(name.core)) is not None:
        found = list(index.exact.get(rest, ()))
    return found


def _most_alike(alike: NDArray[np.float64]) -> list[int]:
    if len(alike) <= NEAREST_ENTRIES:
        return list(range(len(alike)))
    return [int(place) for place in np.argpartition(-alike, NEAREST_ENTRIES)[:NEAREST_ENTRIES]]


def abbreviated(name: PrintedName, index: NameIndex) -> frozenset[int]:
    """The indicators whose abbreviation is all that the name says, beside heads: "Nilai IKA", "IPM (poin)"."""
    meaning = [word for word in name.words if word in index.abbreviations]
    if len(meaning) == 1 and len(name.words) == 1:
        return index.abbreviations[meaning[0]]
    return frozenset(place for short in short_forms(name) for place in index.abbreviations.get(short, frozenset()))


def _holds(entry: Entry, region: str | None) -> bool:
    return entry.region is None or entry.region == region


_WAYS = {"confirmed": 3.0, "exact": 2.0, "abbreviation": 0.4, "letters": 0.0}
