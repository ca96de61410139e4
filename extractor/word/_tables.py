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
_GRID_SPAN, _V_MERGE, _H_MERGE = w("gridSpan"), w("vMerge"), w("hMerge")
_CELL_INSERTED, _CELL_DELETED, _DIRECTION = w("cellIns"), w("cellDel"), w("textDirection")


@dataclass(slots=True, kw_only=True)
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


@dataclass(slots=True)
class _Wrapped:
    """An element with what its wrappers say about it."""

    element: Element
    inserted: bool
    placeholder: bool


def blocks(
    container: Element, wanted: frozenset[str], inserted: bool = False, prompt: bool = False
) -> Iterator[_Wrapped]:
    """Children of the wanted kinds, seen through content controls, insertions and other wrappers."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield _Wrapped(child, inserted, prompt)
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
    for wrapped in blocks(table, _ROWS):
        properties = wrapped.element.find(TRPR)
        if properties is not None and properties.find(DEL) is not None:
            continue
        if properties is not None and is_on(properties.find(w("tblHeader"))) and marked_rows == shape.n_rows:
            marked_rows += 1
        above = _lay_row(wrapped, properties, shape, above, max_columns)
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
    wrapped: _Wrapped, properties: Element | None, shape: TableShape, above: dict[int, CellShape], max_columns: int
) -> dict[int, CellShape]:
    """Place one row's cells; returns which cell starts at each column, for merges going down."""
    row_inserted = wrapped.inserted or (properties is not None and properties.find(INS) is not None)
    row_hidden = properties is not None and is_on(properties.find(w("hidden")))
    col = _count(properties, "gridBefore", 0)
    placed: dict[int, CellShape] = {}
    left: CellShape | None = None
    for tc in blocks(wrapped.element, _CELLS, row_inserted, wrapped.placeholder):
        cell = _cell(tc, shape.n_rows, col, row_hidden)
        if col + cell.col_span > max_columns:
            shape.cut_columns = True
            cell.col_span = max_columns - col
            if cell.col_span < 1:
                break
        across, down = _merge(tc.element, _H_MERGE), _merge(tc.element, _V_MERGE)
        start = above.get(col)
        if across == "continue" and left is not None:
            left.col_span += cell.col_span
        elif down == "continue" and start is not None:
            start.row_span = shape.n_rows - start.row + 1
            placed[col] = left = start
        else:
            shape.cells.append(cell)
            left = cell
            if down:
                placed[col] = cell
        col += cell.col_span
    shape.n_cols = max(shape.n_cols, col)
    return placed


def _cell(wrapped: _Wrapped, row: int, col: int, hidden: bool) -> CellShape:
    properties = wrapped.element.find(TCPR)
    cell = CellShape(
        element=wrapped.element,
        row=row,
        col=col,
        hidden=hidden,
        inserted=wrapped.inserted,
        emptied=wrapped.placeholder,
    )
    if properties is None:
        return cell
    cell.col_span = max(1, _count(properties, "gridSpan", 1))
    direction = properties.find(_DIRECTION)
    cell.sideways = direction is not None and direction.get(VAL) in _SIDEWAYS
    cell.inserted = cell.inserted or properties.find(_CELL_INSERTED) is not None
    cell.emptied = cell.emptied or properties.find(_CELL_DELETED) is not None
    return cell


def _merge(cell: Element, kind: str) -> str:
    """``restart``, ``continue`` (also where nothing is said), or empty where the cell is not merged."""
    properties = cell.find(TCPR)
    found = None if properties is None else properties.find(kind)
    return "" if found is None else found.get(VAL, "continue")


def _count(properties: Element | None, name: str, otherwise: int) -> int:
    found = None if properties is None else properties.find(w(name))
    text = "" if found is None else found.get(VAL, "")
    return int(text) if text.isdigit() and len(text) < 12 else otherwise
