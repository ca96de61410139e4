"""Years that a scan prints side by side over several columns, and that were read as one line, go to their columns.

Thin rules on a shaded header are lost on a scan: what stands between them runs together.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.facts import Box, Cell, Grid, TextLine

_YEARS = re.compile(r"\s*(?:(?:19|20)\d\d\*{0,3}[\s|/]+)+(?:19|20)\d\d\*{0,3}\s*")


def years_apart(grid: Grid) -> Grid:
    """The grid with such cells parted; a cell is parted only where there are as many years as columns."""
    parted = [(cell, _parted(cell, grid)) for cell in grid.cells]
    new = {(part.row, part.col) for _, parts in parted if len(parts) > 1 for part in parts}
    if not new:
        return grid
    # Where some of the rules were found, what they enclose is an empty cell under the parted one.
    kept = [part for _, parts in parted for part in parts if len(parts) > 1 or part.text or _at(part) not in new]
    return replace(grid, cells=tuple(sorted(kept, key=_at)))


def _at(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.col


def _parted(cell: Cell, grid: Grid) -> list[Cell]:
    if cell.col_span < 2 or not cell.lines or not _YEARS.fullmatch(cell.lines[-1].text):
        return [cell]
    *title, last = cell.lines
    years = re.findall(r"(?:19|20)\d\d\*{0,3}", last.text)
    if len(years) != cell.col_span or (title and cell.row_span < 2):
        return [cell]
    top = cell.box and last.box and (cell.box[0], cell.box[1], cell.box[2], last.box[1])
    above = [replace(cell, row_span=cell.row_span - 1, lines=tuple(title), box=top)] if title else []
    rest = replace(cell, row=cell.row + cell.row_span - 1, row_span=1) if title else cell
    return [*above, *(_of_year(rest, last, year, at, grid) for at, year in enumerate(years))]


def _of_year(cell: Cell, line: TextLine, year: str, at: int, grid: Grid) -> Cell:
    col = cell.col + at
    box = line.box and _in_column(line.box, at, cell, grid)
    locator = re.sub(r"/r\d+/c\d+\Z", f"/r{cell.row + 1}/c{col + 1}", cell.locator)
    return replace(cell, col=col, col_span=1, lines=(replace(line, text=year, box=box),), box=box, locator=locator)


def _in_column(box: Box, at: int, cell: Cell, grid: Grid) -> Box:
    """The part of the line's box that stands in the cell's column ``at``."""
    if len(grid.column_edges) > cell.col + at + 1:
        return grid.column_edges[cell.col + at], box[1], grid.column_edges[cell.col + at + 1], box[3]
    wide = (box[2] - box[0]) / cell.col_span
    return box[0] + at * wide, box[1], box[0] + (at + 1) * wide, box[3]
