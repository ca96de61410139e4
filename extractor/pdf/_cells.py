"""Rules to cells to tables, as pdfplumber's ``TableFinder`` defines them."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from extractor.facts import Box
from extractor.pdf._drawn import Floats, Ints, distinct
from extractor.pdf._rules import Rules
from extractor.pdf._settings import PdfSettings

Crossing = tuple[float, float]
TOP_THEN_LEFT = itemgetter(1, 0)


def find_cells(rules: Rules, settings: PdfSettings) -> list[Box]:
    """The smallest rectangles whose corners are crossings and whose sides run along rules."""
    down, across = rules.vertical, rules.horizontal
    if not rules.can_make_cells or len(down) * len(across) > settings.most_lines_crossing:
        return []
    reach = settings.reach
    x, top, bottom = down[:, 0, None], down[:, 1, None], down[:, 2, None]
    y, left, right = across[None, :, 0], across[None, :, 1], across[None, :, 2]
    crosses = (top <= y + reach) & (bottom >= y - reach) & (x >= left - reach) & (x <= right + reach)
    on_down: dict[Crossing, int] = {}
    on_across: dict[Crossing, int] = {}
    xs, ys = down[:, 0].tolist(), across[:, 0].tolist()
    rows, columns = np.nonzero(crosses)
    for i, j in zip(rows.tolist(), columns.tolist(), strict=True):
        crossing = (xs[i], ys[j])
        # Rules through a crossing as bits: two crossings are joined where they share one.
        on_down[crossing] = on_down.get(crossing, 0) | (1 << i)
        on_across[crossing] = on_across.get(crossing, 0) | (1 << j)
    return _smallest_rectangles(sorted(on_down), on_down, on_across)


def _smallest_rectangles(
    crossings: list[Crossing], on_down: dict[Crossing, int], on_across: dict[Crossing, int]
) -> list[Box]:
    """From each crossing as top left corner the smallest rectangle, if there is one."""
    column: dict[float, list[Crossing]] = {}
    row: dict[float, list[Crossing]] = {}
    place: dict[Crossing, tuple[int, int]] = {}
    for crossing in crossings:
        x, y = crossing
        in_column, in_row = column.setdefault(x, []), row.setdefault(y, [])
        place[crossing] = (len(in_column) + 1, len(in_row) + 1)
        in_column.append(crossing)
        in_row.append(crossing)
    cells: list[Box] = []
    for corner in crossings:
        x, y = corner
        next_in_column, next_in_row = place[corner]
        down, across = on_down[corner], on_across[corner]
        rights = [other for other in row[y][next_in_row:] if across & on_across[other]]
        cell: Box | None = None
        for below in column[x][next_in_column:] if rights else ():
            if not down & on_down[below]:
                continue
            for right in rights:
                opposite = (right[0], below[1])
                if on_down.get(opposite, 0) & on_down[right] and on_across[opposite] & on_across[below]:
                    cell = (x, y, right[0], below[1])
                    break
            if cell:
                cells.append(cell)
                break
    return cells


def group_cells(cells: list[Box]) -> list[list[Box]]:
    """Cells that share a corner are one table; a cell alone is none. Sorted by place, downwards."""
    parent = list(range(len(cells)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[Crossing, int] = {}
    for at, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            other = first.setdefault(corner, at)
            if parent[other] != parent[at]:
                parent[root(at)] = root(other)
    tables: dict[int, list[Box]] = {}
    for at, cell in enumerate(cells):
        tables.setdefault(root(at), []).append(cell)
    found = [table for table in tables.values() if len(table) > 1]
    return sorted(found, key=lambda table: min(map(TOP_THEN_LEFT, table)))


def hull(cells: list[Box]) -> Box:
    x0, top, x1, bottom = zip(*cells, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def cell_of_each(cells: list[Box], points: Floats) -> Ints:
    """For each (x, y) the number of the cell that holds it, or -1."""
    edges = np.array(cells)
    xs, ys = distinct(edges[:, [0, 2]]), distinct(edges[:, [1, 3]])
    squares = np.full((len(ys) + 1, len(xs) + 1), -1, np.int64)
    left, right = np.searchsorted(xs, edges[:, 0]).tolist(), np.searchsorted(xs, edges[:, 2]).tolist()
    upper, lower = np.searchsorted(ys, edges[:, 1]).tolist(), np.searchsorted(ys, edges[:, 3]).tolist()
    for number in range(len(cells)):
        squares[upper[number] : lower[number], left[number] : right[number]] = number
    # Squares outside are the last row and column: index -1 and len - 1 both lead there.
    across = np.searchsorted(xs, points[:, 0], "right") - 1
    down = np.searchsorted(ys, points[:, 1], "right") - 1
    return squares[down, across]
