"""Cells over several rows and columns that hold a whole block of a table, because inner rules were left out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from extractor.facts import Box
from extractor.pdf._drawn import Bools, Characters, Floats
from extractor.pdf._lines import blank

FEWEST_FILLED = 0.6
"""Share of the places that must have print for the cell to be such a block."""


def split_blocks(cells: list[Box], chars: Characters, inside: Callable[[Box], Bools]) -> list[Box]:
    """Cells, with blocks cut along the edges of their neighbours where no word would be cut."""
    edges = np.array(cells)
    columns, rows = np.unique(edges[:, [0, 2]]), np.unique(edges[:, [1, 3]])
    first, last = np.searchsorted(columns, edges[:, [0, 2]]).T
    upper, lower = np.searchsorted(rows, edges[:, [1, 3]]).T
    several = (last - first > 1) & (lower - upper > 1)
    if not several.any():
        return cells
    found = [cell for cell, is_large in zip(cells, several.tolist(), strict=True) if not is_large]
    for at in np.nonzero(several)[0].tolist():
        xs, ys = columns[first[at] : last[at] + 1], rows[upper[at] : lower[at] + 1]
        if not _is_block(chars.take(inside(cells[at])), xs, ys):
            found.append(cells[at])
            continue
        found.extend((x0, top, x1, bottom) for top, bottom in pairwise(ys.tolist()) for x0, x1 in pairwise(xs.tolist()))
    return found


def _is_block(chars: Characters, xs: Floats, ys: Floats) -> bool:
    """Nothing but leaders crosses the inner edges, and most places have print."""
    chars = chars.take(~blank(chars.code) & (chars.code != ord(".")))
    if not len(chars):
        return False
    x0, _, x1, bottom = chars.box.T
    middle = bottom - chars.size / 2
    for x in xs[1:-1].tolist():
        if ((x0 < x - 0.5) & (x1 > x + 0.5)).any():
            return False
    for y in ys[1:-1].tolist():
        if ((middle - chars.size / 4 < y) & (middle + chars.size / 4 > y)).any():
            return False
    column, row = np.searchsorted(xs, (x0 + x1) / 2), np.searchsorted(ys, middle)
    places = len(np.unique(row * 1000 + column))
    return places >= FEWEST_FILLED * (len(xs) - 1) * (len(ys) - 1) and len(np.unique(column)) > 1
