"""Rules of a page: pieces of lines snapped together and joined, as pdfplumber's "lines" strategy does it.

The algorithm is that of pdfplumber's ``TableFinder`` (after Anssi Nurminen's thesis, "Algorithmic extraction of data
in tables in PDF documents", 2013), computed on arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.pdf._drawn import HORIZONTAL, VERTICAL, Floats, Ints
from extractor.pdf._settings import PdfSettings

DOT = 1.0
"""Pieces shorter than this are dots: they count only in a row of them."""
FEWEST_DOTS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """Columns of each: position, from, to. Sorted by position, then from."""

    vertical: Floats
    horizontal: Floats

    @property
    def can_make_cells(self) -> bool:
        return len(self.vertical) > 1 and len(self.horizontal) > 1


def join_rules(edges: Floats, orientation: NDArray[np.int8], settings: PdfSettings) -> Rules:
    """Edges -> whole rules."""
    across, down = edges[orientation == HORIZONTAL], edges[orientation == VERTICAL]
    return Rules(
        vertical=_joined(down[:, 0], down[:, 1], down[:, 3], settings),
        horizontal=_joined(across[:, 1], across[:, 0], across[:, 2], settings),
    )


def _joined(position: Floats, start: Floats, end: Floats, settings: PdfSettings) -> Floats:
    """Snap positions, then join pieces on one position, then drop what is too short."""
    long = end - start >= DOT
    if not long.all():
        position, start, end = _with_dotted(position, start, end, long, settings)
    if not len(position):
        return np.empty((0, 3))
    rules = _join_pieces(position, start, end, settings)
    return rules[rules[:, 2] - rules[:, 1] >= settings.shortest_rule]


def _with_dotted(
    position: Floats, start: Floats, end: Floats, long: NDArray[np.bool_], settings: PdfSettings
) -> tuple[Floats, Floats, Floats]:
    """The long pieces, and rows of dots as one piece each."""
    dots = ~long
    kept = position[long], start[long], end[long]
    if dots.sum() < FEWEST_DOTS:
        return kept
    # Dots lie exactly on their row; half a point apart is another row.
    rows = np.round(position[dots] * 2) / 2
    order = np.lexsort((start[dots], rows))
    rows, begin, finish = rows[order], start[dots][order], end[dots][order]
    new = (np.diff(rows) != 0) | (begin[1:] - finish[:-1] > settings.join)
    first = np.concatenate(([0], np.nonzero(new)[0] + 1))
    count = np.diff(np.append(first, len(rows)))
    last = first + count - 1
    dotted = (count >= FEWEST_DOTS) & (finish[last] - begin[first] >= settings.shortest_rule)
    return (
        np.concatenate((kept[0], rows[first[dotted]])),
        np.concatenate((kept[1], begin[first[dotted]])),
        np.concatenate((kept[2], finish[last[dotted]])),
    )


def clusters(values: Floats, tolerance: float) -> tuple[Ints, Floats]:
    """The number of each value's cluster, in rising order, and the mean of each."""
    order = values.argsort(kind="stable")
    ordered = values[order]
    cluster = np.zeros(len(values), np.int64)
    np.cumsum(ordered[1:] - ordered[:-1] > tolerance, out=cluster[1:])
    means = np.bincount(cluster, ordered) / np.bincount(cluster)
    numbers = np.empty_like(cluster)
    numbers[order] = cluster
    return numbers, means


def _join_pieces(position: Floats, start: Floats, end: Floats, settings: PdfSettings) -> Floats:
    """Pieces on one position whose gap is within tolerance become one; a short piece may lie inside a long one."""
    place, means = clusters(position, settings.snap)
    # Positions are lifted apart so that one sort, and one running maximum of the furthest end, serve all of them.
    lift = place * (float(end.max() - start.min()) + settings.join + 1.0)
    lifted = start + lift
    order = lifted.argsort(kind="stable")
    place, start, end, lift = place[order], start[order], end[order], lift[order]
    reached = np.maximum.accumulate(end + lift) - lift
    first = np.ones(len(order), bool)
    first[1:] = (place[1:] != place[:-1]) | (start[1:] > reached[:-1] + settings.join)
    starts = first.nonzero()[0]
    return np.column_stack((means[place[starts]], start[starts], np.maximum.reduceat(end, starts)))
