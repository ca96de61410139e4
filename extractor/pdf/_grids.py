"""Cells and the lines printed in them become grids with rows, columns and spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.facts import Box, Cell, Grid
from extractor.pdf._cells import hull
from extractor.pdf._characters import reading_boxes
from extractor.pdf._drawn import distinct
from extractor.pdf._lines import PrintedLine

MOST_ABOVE, MOST_BELOW = 8, 4
GOES_ON = 6
"""From this many cells on one with print is enough: the rest of a row that began on the page before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table before it is numbered: where its cells are, and what stands in them."""

    cells: list[Box]
    lines: list[list[PrintedLine]]
    """For each cell."""
    ruled: bool = True

    @property
    def box(self) -> Box:
        return hull(self.cells)

    @property
    def turn(self) -> int:
        """The way most of its cells read: a table drawn sideways has nearly all of them turned."""
        turns = Counter(lines[0].turn for lines in self.lines if lines)
        if not turns:
            return 0
        turn, count = turns.most_common(1)[0]
        return turn if count * 10 >= sum(turns.values()) * 7 else 0


def build_grid(table: FoundTable, page: int, index: int, *, as_turned: bool = True) -> Grid:
    """Rows and columns are counted as the table reads (unless not ``as_turned``), boxes stay as on the page."""
    turned = reading_boxes(np.array(table.cells, float), table.turn if as_turned else 0)
    x0, top, x1, bottom = turned.T
    columns, rows = distinct(x0), distinct(top)
    first_col, first_row = np.searchsorted(columns, x0), np.searchsorted(rows, top)
    col_span = np.maximum(np.searchsorted(columns, x1 - 0.01) - first_col, 1)
    row_span = np.maximum(np.searchsorted(rows, bottom - 0.01) - first_row, 1)
    cells = [
        Cell(
            row=row,
            col=col,
            row_span=rows_spanned,
            col_span=cols_spanned,
            lines=tuple(printed.line for printed in lines),
            box=tuple(box),
            page=page,
            locator=f"p{page}/t{index}/r{row + 1}/c{col + 1}",
            sideways=bool(lines) and lines[0].turn in (1, 3),
        )
        for box, lines, row, col, rows_spanned, cols_spanned in zip(
            np.round(table.cells, 2).tolist(),
            table.lines,
            first_row.tolist(),
            first_col.tolist(),
            row_span.tolist(),
            col_span.tolist(),
            strict=True,
        )
    ]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(
        cells=tuple(cells),
        n_rows=len(rows),
        n_cols=len(columns),
        page=page,
        index=index,
        box=_rounded(table.box),
        column_edges=(*(round(edge, 2) for edge in columns.tolist()), round(float(x1.max()), 2)),
        ruled=table.ruled,
    )


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


def print_around(
    table: FoundTable, outside: Sequence[PrintedLine], others: Sequence[FoundTable]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines above the table, nearest last, and below it, nearest first, up to the next table."""
    turn = table.turn
    box = _read(table.box, turn)
    rest = [_read(other.box, turn) for other in others if other is not table]
    beside = [other for other in rest if other[0] < box[2] and other[2] > box[0]]
    ceiling = max((other[3] for other in beside if other[3] <= box[1] + 3), default=-1e9)
    floor = min((other[1] for other in beside if other[1] >= box[3] - 3), default=1e9)
    above: dict[int, list[str]] = {}
    below: dict[int, list[str]] = {}
    for printed in outside:
        if printed.turn != turn:
            continue
        middle = (printed.reading[1] + printed.reading[3]) / 2
        if ceiling < middle < box[1]:
            above.setdefault(printed.row, []).append(printed.line.text)
        elif box[3] < middle < floor:
            below.setdefault(printed.row, []).append(printed.line.text)
    lines_above = [" ".join(pieces) for _, pieces in sorted(above.items())]
    lines_below = [" ".join(pieces) for _, pieces in sorted(below.items())]
    return tuple(lines_above[-MOST_ABOVE:]), tuple(lines_below[:MOST_BELOW])


def _read(box: Box, turn: int) -> Box:
    x0, top, x1, bottom = reading_boxes(np.array([box], float), turn)[0].tolist()
    return x0, top, x1, bottom


def is_frame(cells: list[Box], filled: int, turn: int, page_area: float) -> bool:
    """A border around text, not a table: one column, one cell with text, or one cell that is nearly all of it.

    ``filled``: cells with print. ``turn``: the way they read.
    """
    turned = reading_boxes(np.array(cells, float), turn)
    if filled < 2 - (len(cells) >= GOES_ON) or len(distinct(turned[:, 0])) == 1:
        return True
    areas = (turned[:, 2] - turned[:, 0]) * (turned[:, 3] - turned[:, 1])
    x0, top, x1, bottom = hull(cells)
    whole = (x1 - x0) * (bottom - top)
    return float(areas.max()) > 0.85 * whole and whole > 0.25 * page_area
