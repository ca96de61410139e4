"""Cells that hold a whole block or row of a table, where inner rules were left out or colour parts it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from extractor.facts import Box
from extractor.pdf._drawn import Bools, Characters, Floats, Ints, distinct
from extractor.pdf._lines import blank

FEWEST_FILLED = 0.6
"""Share of the places that must have print for the cell to be such a block."""
FEWEST_IN_ROW = 3
"""A single row is cut only over this many columns: of fewer, a sentence may happen to stand so."""
CLEAR_GAP = 0.8
"""Font sizes left free at the edges in each line of a single row: more than between any two words."""


def split_blocks(cells: list[Box], chars: Characters, inside: Callable[[Box], Bools]) -> list[Box]:
    """Cells, with blocks cut along the edges of their neighbours where no word would be cut."""
    edges = np.array(cells)
    columns, rows = distinct(edges[:, [0, 2]]), distinct(edges[:, [1, 3]])
    first, last = np.searchsorted(columns, edges[:, [0, 2]]).T
    upper, lower = np.searchsorted(rows, edges[:, [1, 3]]).T
    several = (last - first > 1) & ((lower - upper > 1) | (last - first >= FEWEST_IN_ROW))
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
    column, row = np.searchsorted(xs, (x0 + x1) / 2), np.searchsorted(ys, middle)
    places = len(distinct(row * 1000 + column))
    if places < FEWEST_FILLED * (len(xs) - 1) * (len(ys) - 1) or len(distinct(column)) < 2:
        return False
    for x in xs[1:-1].tolist():
        if ((x0 < x - 0.5) & (x1 > x + 0.5)).any():
            return False
    for y in ys[1:-1].tolist():
        if ((middle - chars.size / 4 < y) & (middle + chars.size / 4 > y)).any():
            return False
    return len(ys) > 2 or (not chars.turn.any() and _has_clear_gaps(chars, column))


def _has_clear_gaps(chars: Characters, column: Ints) -> bool:
    """Whether, in each line of print, wide gaps lie between the columns."""
    x0, _, x1, bottom = chars.box.T
    order = np.lexsort((x0, np.round(bottom)))
    same_line = np.diff(np.round(bottom)[order]) == 0
    between = same_line & (np.diff(column[order]) != 0)
    gap = x0[order][1:] - x1[order][:-1]
    return bool((gap[between] > CLEAR_GAP * chars.size[order][1:][between]).all())
