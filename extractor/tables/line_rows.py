"""Tables whose every printed line is a row of its own (Word shades each line by itself) get their real rows back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.facts import Box, Cell
from extractor.numbers_id import looks_like_value
from extractor.tables.headers import is_column_number_row, must_be_data
from extractor.tables.matrix import Row, Table, distinct_cells, flowing, text_at

FEWEST_ROWS = 6
FEWEST_CONTINUING = 4
_NUMBERED = re.compile(r"^\W*\d")


def join_line_rows(table: Table) -> Table:
    """Rows of lines put together into rows of cells; the names in them are told apart later, by their values."""
    if not _has_line_rows(table):
        return table
    rows: list[Row] = []
    starts: list[int] = []
    for start, end in _runs(table.rows):
        starts.append(start)
        rows.append(_joined(table.rows[start:end]) if end - start > 1 else table.rows[start])
    joined = frozenset(max(new for new, old in enumerate(starts) if old <= row) for row in table.joined_from)
    return replace(table, rows=tuple(rows), joined_from=joined, header_rows=None)


def _has_line_rows(table: Table) -> bool:
    """No cell has two lines, and many rows without a value go on in the middle of the text above them."""
    if len(table.rows) < FEWEST_ROWS:
        return False
    cells = [cell for row in table.rows for cell in distinct_cells(row)]
    if sum(len(cell.lines) > 1 for cell in cells if cell.col_span < table.n_cols) > 0.05 * len(cells):
        return False
    continuing = sum(_continues(table.rows, index) for index in range(1, len(table.rows)))
    return continuing >= max(FEWEST_CONTINUING, 0.3 * len(table.rows))


def _continues(rows: Sequence[Row], index: int) -> bool:
    cells = list(distinct_cells(rows[index]))
    if len(cells) > 0.6 * len(rows[index]) or any(looks_like_value(cell.text) for cell in cells):
        return False
    return any(
        text_at(rows[index - 1], col) and (text[0].islower() or text[0] == "(")
        for col in range(len(rows[index]))
        if (text := text_at(rows[index], col)) and rows[index][col] is not rows[index - 1][col]
    )


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows that are one row: the header, then what stands between two numbers in the first column."""
    body = next(
        (
            index
            for index, row in enumerate(rows)
            if is_column_number_row(row) or any(must_be_data(cell.text) for cell in distinct_cells(row))
        ),
        0,
    )
    if body > 1 and not any(_is_wide(row) for row in rows[:body]):
        yield 0, body
    else:
        yield from ((index, index + 1) for index in range(body))
    start = body
    for index in range(body + 1, len(rows) + 1):
        if index == len(rows) or _begins(rows[index]) or _stands_alone(rows[index - 1]):
            yield start, index
            start = index


def _begins(row: Row) -> bool:
    return _stands_alone(row) or bool(_NUMBERED.match(text_at(row, 0)))


def _stands_alone(row: Row) -> bool:
    cells = list(distinct_cells(row))
    return is_column_number_row(row) or (len(cells) == 1 and sum(cell is cells[0] for cell in row) >= 0.6 * len(row))


def _is_wide(row: Row) -> bool:
    return any(cell is row[col + 1] for col, cell in enumerate(row[:-1]) if cell is not None and flowing(cell.text))


def _joined(rows: Sequence[Row]) -> Row:
    return tuple(_column(dict.fromkeys(row[col] for row in rows)) for col in range(len(rows[0])))


def _column(parts: dict[Cell | None, None]) -> Cell | None:
    """The cells of one column as one cell, with the lines of all."""
    cells = [cell for cell in parts if cell is not None]
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled:
        return cells[0] if cells else None
    boxes = [cell.box for cell in filled if cell.box is not None]
    return replace(
        filled[0],
        lines=tuple(line for cell in filled for line in cell.lines),
        box=_around(boxes) if boxes else None,
        hidden=any(cell.hidden for cell in filled),
        notes=tuple(note for cell in filled for note in cell.notes),
    )


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
