"""Filled areas: which of their borders a reader would call a rule.

Word exports the shading of a table cell as many pieces of one colour, one for each line and margin. pdfplumber takes
every border of every piece for a rule and cuts the cell to slivers. Here the pieces count only where rules leave a
question open: bands of another colour that part rows, or tables made of fills alone.
"""

from __future__ import annotations

import numpy as np

from extractor.facts import Box
from extractor.pdf._cells import cell_of_each, hull
from extractor.pdf._drawn import Bools, DrawnPaths, Floats, Ints

SAME_PLACE = 3.0
FULL = 0.85
"""Pieces that cover more than this share of a cell are its ground, not bands in it."""


def visible_edges(drawn: DrawnPaths, tables: list[list[Box]]) -> Bools:
    """Edges to keep, given the ``tables`` that rules alone make: all rules, and borders of fills that part something."""
    kept = np.ones(len(drawn.edges), bool)
    if not len(drawn.fills) or not tables:
        return kept
    dropped = np.zeros(len(drawn.fills), bool)
    middle = np.column_stack(((drawn.fills[:, 0] + drawn.fills[:, 2]) / 2, (drawn.fills[:, 1] + drawn.fills[:, 3]) / 2))
    for cells in sorted(tables, key=lambda cells: _area(hull(cells))):
        cell_of = cell_of_each(cells, middle)
        for number in np.unique(cell_of[cell_of >= 0]).tolist():
            inside = np.nonzero(cell_of == number)[0]
            dropped[inside] |= ~_bands(cells[number], drawn.fills[inside], drawn.fill_colour[inside])
    bounded = drawn.fill_of >= 0
    kept[bounded] = ~dropped[drawn.fill_of[bounded]]
    return kept


def _bands(cell: Box, fills: Floats, colours: Ints) -> Bools:
    """Which fills in a cell part it into rows or columns: they run from side to side and differ from what is beside."""
    x0, top, x1, bottom = cell
    across = (np.abs(fills[:, 0] - x0) < SAME_PLACE) & (np.abs(fills[:, 2] - x1) < SAME_PLACE)
    down = (np.abs(fills[:, 1] - top) < SAME_PLACE) & (np.abs(fills[:, 3] - bottom) < SAME_PLACE)
    whole = across & down
    nothing = np.zeros(len(fills), bool)
    if whole.all():
        return nothing
    if len(np.unique(colours[~whole])) == 1:
        pieces = fills[~whole]
        covered = float(((pieces[:, 2] - pieces[:, 0]) * (pieces[:, 3] - pieces[:, 1])).sum())
        if covered > FULL * _area(cell) or len(pieces) < 2:
            return nothing
    return np.where(whole, False, across | down)


def _area(box: Box) -> float:
    x0, top, x1, bottom = box
    return (x1 - x0) * (bottom - top)
