"""Tables without rules: numbers that stand in columns, line after line.

Only strong evidence counts: at least three lines with numbers in at least two columns beside a column of names.
Running text, lists and tables of contents never have that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.facts import Box
from extractor.pdf._grids import FoundTable
from extractor.pdf._group_headers import Placed, over_groups
from extractor.pdf._lines import PrintedLine

FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
NUMBER = re.compile(
    r"^[(\[<>±≥≤~]?\s*[-–—+]?\s*(?:Rp\.?\s*)?[\d.,]*\d[\d.,/:]*\s*%?[)\]]?[*⁰¹²³⁴⁵⁶⁷⁸⁹]*$|^[-–—*]+$|^(?:n/?a|NA|…)$",
    re.I,
)
"""A piece of a line that is nothing but a value, or the mark of a missing one."""
LETTERS = re.compile(r"[^\W\d_]{3}")
OVERHANG = 45.0
STEP, BODY_STEP = 2.6, 5.0
"""A next line of the same table is at most this many font sizes below; a row of values may keep more distance."""


@dataclass(frozen=True, slots=True)
class _Row:
    pieces: tuple[PrintedLine, ...]

    @property
    def numbers(self) -> int:
        return sum(1 for piece in self.pieces if NUMBER.match(piece.line.text))

    @property
    def is_body(self) -> bool:
        """A name and at least two values."""
        return self.numbers >= 2 and len(self.pieces) >= FEWEST_COLUMNS

    @property
    def bottom(self) -> float:
        return max(piece.reading[3] for piece in self.pieces)

    @property
    def top(self) -> float:
        return min(piece.reading[1] for piece in self.pieces)

    @property
    def size(self) -> float:
        return max(piece.line.size or 1.0 for piece in self.pieces)


def aligned_tables(outside: Sequence[PrintedLine]) -> tuple[list[FoundTable], list[PrintedLine]]:
    """Tables found by alignment among the upright lines outside cells, and the lines that are left."""
    rows = _rows(outside)
    tables: list[FoundTable] = []
    used: set[int] = set()
    start = 0
    while start < len(rows):
        end = _block_end(rows, start)
        if end > start:
            table = _table(rows, start, end)
            if table:
                tables.append(table)
                used.update(id(piece) for lines in table.lines for piece in lines)
        start = max(end, start + 1)
    return tables, [piece for piece in outside if id(piece) not in used]


def _rows(outside: Sequence[PrintedLine]) -> list[_Row]:
    rows: dict[int, list[PrintedLine]] = {}
    for piece in outside:
        if piece.turn == 0:
            rows.setdefault(piece.row, []).append(piece)
    found = [_Row(tuple(sorted(pieces, key=lambda piece: piece.reading[0]))) for pieces in rows.values()]
    return sorted(found, key=lambda row: row.bottom)


def _block_end(rows: Sequence[_Row], start: int) -> int:
    """One past the last body row of the block that begins at the body row ``start``; ``start`` if it is none."""
    if not rows[start].is_body:
        return start
    end, bodies = start + 1, 1
    for at in range(start + 1, len(rows)):
        step = BODY_STEP if rows[at].is_body and at == end else STEP
        if rows[at].bottom - rows[at - 1].bottom > step * max(rows[at].size, rows[at - 1].size):
            break
        if rows[at].is_body:
            bodies += 1
            end = at + 1
        elif at - end >= 2:  # more lines between than a name or a section row has
            break
    return end if bodies >= FEWEST_ROWS else start


def _table(rows: Sequence[_Row], start: int, end: int) -> FoundTable | None:
    body = [row for row in rows[start:end] if row.is_body]
    columns = _columns(body)
    if not _is_strong(body, columns):
        return None
    first = start
    while first > 0 and _is_header(rows[first - 1], rows[first], columns):
        first -= 1
    while first < start and len(rows[first].pieces) == 1 and len(rows[first + 1].pieces) * 2 > len(columns):
        first += 1  # a unit in brackets over the last column is a caption
    grouped = _with_wrapped(rows[first:end], start - first, columns)
    return _cells(grouped, columns, start - first)


def _columns(body: Sequence[_Row]) -> list[tuple[float, float]]:
    """Stretches of x in which pieces of body rows stand; one row in ten may bridge a gap."""
    ends = [(piece.reading[0], 1) for row in body for piece in row.pieces]
    ends += [(piece.reading[2], -1) for row in body for piece in row.pieces]
    bridges = len(body) // 10
    columns: list[tuple[float, float]] = []
    depth, begin = 0, 0.0
    for x, step in sorted(ends):
        if step > 0 and depth == bridges:
            begin = x
        depth += step
        if step < 0 and depth == bridges:
            columns.append((begin, x))
    return columns


def _is_strong(body: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Names in one column, values in at least two others, and rows that fill most columns."""
    if len(columns) < FEWEST_COLUMNS:
        return False
    numbers, words = [0] * len(columns), [0] * len(columns)
    for row in body:
        for piece in row.pieces:
            at = _column_of(piece, columns)
            if NUMBER.match(piece.line.text):
                numbers[at] += 1
            elif LETTERS.search(piece.line.text):
                words[at] += 1
    value_columns = sum(1 for at in range(len(columns)) if numbers[at] > words[at] and numbers[at] * 2 >= len(body))
    named = any(words[at] * 2 >= len(body) and words[at] > numbers[at] for at in range(len(columns)))
    first_is_number = numbers[0] > words[0]
    filled = sum(len(row.pieces) for row in body) / (len(body) * len(columns))
    return named and value_columns - first_is_number >= 2 and filled >= 0.6


def _column_of(piece: PrintedLine, columns: Sequence[tuple[float, float]]) -> int:
    low, high = piece.reading[0], piece.reading[2]
    return max(range(len(columns)), key=lambda at: min(high, columns[at][1]) - max(low, columns[at][0]))


def _is_header(row: _Row, below: _Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Pieces that stand over columns, close to the next line; a caption over everything is none."""
    if below.top - row.bottom > 1.2 * max(row.size, below.size) or row.bottom > below.bottom:
        return False
    left, right = columns[0][0], columns[-1][1]
    last = row.pieces[-1].reading
    # A word over narrow figures reaches far beyond them.
    if row.pieces[0].reading[0] < left - 20 or last[2] > right + (OVERHANG if last[0] < right else 20):
        return False
    if len(row.pieces) > 1:
        return True
    low, high = row.pieces[0].reading[0], row.pieces[0].reading[2]
    return low > columns[0][1] and high - low < 0.5 * (right - left)


def _with_wrapped(rows: Sequence[_Row], headers: int, columns: Sequence[tuple[float, float]]) -> list[list[_Row]]:
    """Rows of the table as lists of lines: a name that goes on in small letters belongs to the row above."""
    grouped: list[list[_Row]] = []
    for at, row in enumerate(rows):
        alone = len(row.pieces) == 1 and row.numbers == 0
        goes_on = alone and row.pieces[0].line.text[:1].islower() and row.pieces[0].reading[0] < columns[1][0]
        if at > headers and goes_on and grouped:
            grouped[-1].append(row)
        else:
            grouped.append([row])
    return grouped


def _cells(grouped: Sequence[Sequence[_Row]], columns: Sequence[tuple[float, float]], headers: int) -> FoundTable:
    """A box for every place; a header over several columns gets one box over them."""
    xs = [
        columns[0][0] - 1,
        *((a[1] + b[0]) / 2 for a, b in pairwise(columns)),
        columns[-1][1] + 1,
    ]
    pieces = [piece for lines in grouped for row in lines for piece in row.pieces]
    xs[0] = min(xs[0], *(piece.reading[0] - 1 for piece in pieces))
    xs[-1] = max(xs[-1], *(piece.reading[2] + 1 for piece in pieces))
    ys = _row_edges(grouped)
    cells: list[Box] = []
    lines: list[list[PrintedLine]] = []
    for number, placed in enumerate(_placed(grouped, columns, headers)):
        for low, high in _without_overlap(placed, len(columns)):
            cells.append((xs[low], ys[number], xs[high + 1], ys[number + 1]))
            lines.append([piece for (a, b), found in placed.items() if low <= a and b <= high for piece in found])
    return FoundTable(cells=cells, lines=lines, ruled=False)


def _placed(grouped: Sequence[Sequence[_Row]], columns: Sequence[tuple[float, float]], headers: int) -> list[Placed]:
    """For each row its pieces by the columns they stand over; upper header rows from the lowest upwards."""
    rows: list[Placed] = []
    for group in grouped:
        placed: Placed = {}
        for row in group:
            for piece in row.pieces:
                placed.setdefault(_spanned(piece, columns), []).append(piece)
        rows.append(placed)
    for number in range(headers - 2, -1, -1):
        rows[number] = over_groups(rows[number], rows[number + 1])
    return rows


def _row_edges(grouped: Sequence[Sequence[_Row]]) -> list[float]:
    tops = [min(row.top for row in group) for group in grouped]
    bottoms = [max(row.bottom for row in group) for group in grouped]
    between = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    return [tops[0] - 1, *between, bottoms[-1] + 1]


def _spanned(piece: PrintedLine, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """First and last column that the piece stands in; a few points over the edge do not count."""
    low, high = piece.reading[0], piece.reading[2]
    own = _column_of(piece, columns)
    inside = [at for at, (a, b) in enumerate(columns) if min(high, b) - max(low, a) > 0.3 * (b - a)]
    return min([*inside, own]), max([*inside, own])


def _without_overlap(placed: dict[tuple[int, int], list[PrintedLine]], count: int) -> list[tuple[int, int]]:
    """Column stretches that cover the row once: those with print, joined where they overlap, and single empty ones."""
    stretches: list[tuple[int, int]] = []
    for low, high in sorted([*placed, *((at, at) for at in range(count))]):
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], high))
        else:
            stretches.append((low, high))
    return stretches
