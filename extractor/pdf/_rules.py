"""Rules of a page: pieces of lines snapped together and joined, as pdfplumber's "lines" strategy does it.

The algorithm is that of pdfplumber's ``TableFinder`` (after Anssi Nurminen's thesis, "Algorithmic extraction of data
in tables in PDF documents", 2013), computed on arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.pdf._drawn import HORIZONTAL, VERTICAL, Floats
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
    position, start, end = _with_dotted(position, start, end, long, settings)
    if not len(position):
        return np.empty((0, 3))
    position = cluster_means(position, settings.snap)
    rules = _join_pieces(position, start, end, settings.join)
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


def cluster_means(values: Floats, tolerance: float) -> Floats:
    """Each value replaced by the mean of its cluster; neighbours within ``tolerance`` share one."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    cluster = np.concatenate(([0], np.cumsum(np.diff(ordered) > tolerance)))
    means = np.bincount(cluster, ordered) / np.bincount(cluster)
    clustered = np.empty_like(values)
    clustered[order] = means[cluster]
    return clustered


def _join_pieces(position: Floats, start: Floats, end: Floats, tolerance: float) -> Floats:
    """Pieces on one position whose gap is within ``tolerance`` become one; a short piece may lie inside a long one."""
    order = np.lexsort((start, position))
    position, start, end = position[order], start[order], end[order]
    place = np.concatenate(([0], np.cumsum(np.diff(position) != 0)))
    # The furthest end so far on the same position: positions are lifted apart so that one running maximum serves all.
    lift = place * (float(end.max() - start.min()) + tolerance + 1.0)
    reached = np.maximum.accumulate(end + lift) - lift
    new = (np.diff(place) != 0) | (start[1:] > reached[:-1] + tolerance)
    first = np.concatenate(([0], np.nonzero(new)[0] + 1))
    return np.column_stack((position[first], start[first], np.maximum.reduceat(end, first)))
