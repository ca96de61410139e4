"""A Word table as a grid: which cells there are and which rows and columns each covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.word._names import (
    ALTERNATE,
    DEL,
    INS,
    INSERTED,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRANSPARENT,
    TRPR,
    VAL,
    Element,
    is_on,
    w,
)
from extractor.word._text import chosen, shows_placeholder

_SIDEWAYS = frozenset({"btLr", "tbRl", "tbRlV", "tbLrV"})
_HEADER, _HIDDEN, _GRID_BEFORE, _WIDTH = w("tblHeader"), w("hidden"), w("gridBefore"), w("tcW")
_GRID_SPAN, _V_MERGE, _H_MERGE = w("gridSpan"), w("vMerge"), w("hMerge")
_CELL_INSERTED, _CELL_DELETED, _DIRECTION = w("cellIns"), w("cellDel"), w("textDirection")


@dataclass(slots=True)
class CellShape:
    """Where one cell lies in its grid, before its content is read. Rows and columns count from 0."""

    element: Element
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    sideways: bool = False
    hidden: bool = False
    inserted: bool = False
    emptied: bool = False
    """Its content is a prompt or a tracked deletion."""


@dataclass(slots=True, kw_only=True)
class TableShape:
    """The cells of one table, and what the table says about its rows."""

    cells: list[CellShape] = field(default_factory=list)
    n_rows: int = 0
    n_cols: int = 0
    header_rows: int | None = None
    cut_columns: bool = False
    """Columns beyond the limit were left out."""


Wrapped = tuple[Element, bool, bool]
"""An element with what its wrappers say: whether it is a tracked insertion, whether it only shows a prompt."""


def blocks(
    container: Element, wanted: frozenset[str], inserted: bool = False, prompt: bool = False
) -> Iterator[Wrapped]:
    """Children of the wanted kinds, seen through content controls, insertions and other wrappers."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child, inserted, prompt
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from blocks(content, wanted, inserted, prompt or shows_placeholder(child))
        elif tag in TRANSPARENT:
            yield from blocks(child, wanted, inserted, prompt)
        elif tag in INSERTED:
            yield from blocks(child, wanted, True, prompt)
        elif tag == ALTERNATE:
            yield from blocks(chosen(child), wanted, inserted, prompt)


_ROWS, _CELLS = frozenset({TR}), frozenset({TC})


def shape_of(table: Element, max_columns: int) -> TableShape:
    """Lay the table's cells out on its grid."""
    shape = TableShape()
    above: dict[int, CellShape] = {}
    marked_rows = 0
    for row, inserted, prompt in blocks(table, _ROWS):
        properties = row.find(TRPR)
        if properties is not None:
            if properties.find(DEL) is not None:
                continue
            inserted = inserted or properties.find(INS) is not None
            if marked_rows == shape.n_rows and is_on(properties.find(_HEADER)):
                marked_rows += 1
        cells = blocks(row, _CELLS, inserted, prompt)
        above = _lay_row(cells, properties, shape, above, max_columns)
        shape.n_rows += 1
    # Someone who marks the whole table as heading says nothing about its rows.
    shape.header_rows = marked_rows if 0 < marked_rows < shape.n_rows else None
    return shape


def is_layout(shape: TableShape) -> bool:
    """A frame around text rather than a table: one cell, or a single column that holds tables."""
    if len(shape.cells) == 1 and shape.n_rows == 1:
        return True
    single = all(cell.col == 0 for cell in shape.cells)
    return single and any(next(cell.element.iter(TBL), None) is not None for cell in shape.cells)


def _lay_row(
    cells: Iterator[Wrapped],
    properties: Element | None,
    shape: TableShape,
    above: dict[int, CellShape],
    max_columns: int,
) -> dict[int, CellShape]:
    """Place one row's cells; returns which cell starts at each column, for merges going down."""
    hidden = properties is not None and is_on(properties.find(_HIDDEN))
    col = _count(None if properties is None else properties.find(_GRID_BEFORE), 0)
    placed: dict[int, CellShape] = {}
    left: CellShape | None = None
    for element, inserted, prompt in cells:
        cell = CellShape(element, shape.n_rows, col, 1, 1, False, hidden, inserted, prompt)
        across, down = _apply_properties(cell)
        if col + cell.col_span > max_columns:
            shape.cut_columns = True
            cell.col_span = max_columns - col
            if cell.col_span < 1:
                break
        if across == "continue" and left is not None:
            left.col_span += cell.col_span
        elif down == "continue" and col in above:
            left = placed[col] = above[col]
            left.row_span = shape.n_rows - left.row + 1
        else:
            shape.cells.append(cell)
            left = cell
            if down:
                placed[col] = cell
        col += cell.col_span
    shape.n_cols = max(shape.n_cols, col)
    return placed


def _apply_properties(cell: CellShape) -> tuple[str, str]:
    """Take over what the cell says of itself; returns its merges across and down.

    A merge is ``restart``, ``continue`` (also where nothing is said), or empty where the cell is not merged.
    """
    across = down = ""
    properties = cell.element[0] if len(cell.element) else None
    if properties is None or properties.tag != TCPR:
        return across, down
    for child in properties:
        tag = child.tag
        if tag == _WIDTH:
            continue
        if tag == _GRID_SPAN:
            cell.col_span = max(1, _count(child, 1))
        elif tag == _V_MERGE:
            down = child.get(VAL, "continue")
        elif tag == _H_MERGE:
            across = child.get(VAL, "continue")
        elif tag == _DIRECTION:
            cell.sideways = child.get(VAL) in _SIDEWAYS
        elif tag == _CELL_INSERTED:
            cell.inserted = True
        elif tag == _CELL_DELETED:
            cell.emptied = True
    return across, down


def _count(element: Element | None, otherwise: int) -> int:
    text = "" if element is None else element.get(VAL, "")
    return int(text) if text.isdigit() and len(text) < 12 else otherwise
