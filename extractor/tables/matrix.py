"""A table as rows of cells, merged cells repeated over the places they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.facts import Box, Cell, Grid, Place

CACHED = 16_384
"""Texts whose plain forms are kept: headers are asked for again at every row."""
Row = tuple[Cell | None, ...]
"""One row: the cell at each column. A merged cell is the same object at every column (and row) it covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the report: one grid, or several grids joined over pages."""

    rows: tuple[Row, ...]
    n_cols: int
    grids: tuple[Grid, ...]
    header_rows: int | None = None
    """Rows at the top that the file itself marks as header."""
    joined_from: frozenset[int] = frozenset()
    """Rows (0-based) at which another page's grid begins."""
    inherited_header: tuple[Row, ...] = ()
    """Header rows of the table before, where this one continues it without its own."""
    caption: tuple[str, ...] = ()
    """What stands above where the table begins inside a grid."""

    @property
    def above(self) -> tuple[str, ...]:
        return self.caption or self.grids[0].above

    @property
    def below(self) -> tuple[str, ...]:
        return self.grids[-1].below

    @property
    def page(self) -> int | None:
        return self.grids[0].page


def table_of(grid: Grid) -> Table:
    """The grid as rows of cells. A cell keeps its own row and column; the rows point to it."""
    places: list[list[Cell | None]] = [[None] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, grid.n_rows)):
            for col in range(cell.col, min(cell.col + cell.col_span, grid.n_cols)):
                places[row][col] = cell
    return Table(
        rows=tuple(tuple(row) for row in places), n_cols=grid.n_cols, grids=(grid,), header_rows=grid.header_rows
    )


def without_slivers(table: Table) -> Table:
    """Neighbouring columns that never both hold something are one: rules drawn twice, or missing, had split it."""
    groups: list[list[int]] = []
    for col in range(table.n_cols):
        if groups and all(_one_cell(row, [*groups[-1], col]) for row in (*table.rows, *table.inherited_header)):
            groups[-1].append(col)
        else:
            groups.append([col])
    if len(groups) == table.n_cols:
        return table
    return replace(
        table,
        rows=tuple(tuple(_fullest(row, cols) for cols in groups) for row in table.rows),
        inherited_header=tuple(tuple(_fullest(row, cols) for cols in groups) for row in table.inherited_header),
        n_cols=len(groups),
    )


def _one_cell(row: Row, cols: Sequence[int]) -> bool:
    """True where at most one cell with text stands in these columns, and none of them reaches beyond them alone."""
    filled = {id(cell) for col in cols if (cell := row[col]) is not None and cell.text.strip()}
    return len(filled) <= 1


def _fullest(row: Row, cols: Sequence[int]) -> Cell | None:
    cells = [row[col] for col in cols]
    return next((cell for cell in cells if cell is not None and cell.text.strip()), cells[0])


_TABLE_NUMBER = re.compile(r"(?:/t|/tbl)(\d+)/r\d+/c\d+")


def cell_place(cell: Cell, *, box: Box | None = None, locator: str | None = None) -> Place:
    """Where a cell stands, its table's number told by its locator; ``box`` and ``locator`` for a part of it."""
    found = _TABLE_NUMBER.search(cell.locator)
    return Place(
        page=cell.page,
        box=box or cell.box,
        table=int(found.group(1)) if found else None,
        row=cell.row + 1,
        col=cell.col + 1,
        locator=locator or cell.locator,
    )


def text_at(row: Row, col: int) -> str:
    cell = row[col] if 0 <= col < len(row) else None
    return cell.text.strip() if cell is not None else ""


def distinct_cells(row: Iterable[Cell | None]) -> Iterator[Cell]:
    """The cells of a row from left to right, a merged one once, empty ones left out."""
    last: Cell | None = None
    for cell in row:
        if cell is not None and cell is not last and cell.text.strip():
            yield cell
        last = cell


_NOT_LETTERS = re.compile(r"[^a-z0-9%]+")


@lru_cache(maxsize=CACHED)
def bare(text: str) -> str:
    """Lower-case letters, digits and % only: broken header words ("REALISA SI", "Tar-\\nget") become whole."""
    return _NOT_LETTERS.sub("", text.casefold())


_LINE_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\u0002\ufffe]\s*\n\s*(?=[a-z])")
_DOUBLED = re.compile(r"\b([a-z]{2,})-\s*\n\s*(?=\1)", re.IGNORECASE)
"""A word said twice and broken at its hyphen: "rata-" over "rata"."""
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=CACHED)
def flowing(text: str) -> str:
    """Printed lines as running text: line-end hyphens closed, line breaks become spaces."""
    if "\n" in text:
        text = _LINE_HYPHEN.sub("", _DOUBLED.sub(r"\1-", text))
    return _SPACES.sub(" ", text).strip()
