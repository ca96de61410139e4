"""Which rows of a table are its header, and what path of header cells stands over each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.facts import Cell
from extractor.tables.matrix import Row, Table, bare, distinct_cells, flowing, text_at
from extractor.tables.vocabulary import (
    AREA_HEADER,
    MONEY,
    NUMBER_HEADERS,
    QUARTER,
    UNIT_HEADERS,
    YEAR_HEADERS,
    bare_header,
    is_header_word,
)

MAX_HEADER_ROWS = 7
YEAR_ONLY = re.compile(r"^\D{0,12}(?:19|20)\s?\d\s?\d\D{0,6}$")
_COLUMN_NUMBER = re.compile(r"^\(?\s*-?\s*\d{1,2}\s*\)?\.?$|^\(?[a-z]\)?$")
_COLUMN_FORMULA = re.compile(r"^\(?\s*(?:\d{1,2}|[a-z])\s*\)?\s*=\s*[-\d\sa-z()/:x×*+%.,]+$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedTable:
    """A table with its header told from its body."""

    table: Table
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    body_start: int
    """Index of the first body row in ``table.rows``."""
    paths: tuple[tuple[str, ...], ...]
    """For each column the header texts over it, from the top."""
    titles: tuple[str, ...] = ()
    """Rows above the header that span the table: its title set inside the grid."""
    guessed: bool = False
    """No header is printed: the numbers themselves tell what the columns are."""


def is_column_number_row(row: Row) -> bool:
    """``(1) (2) (3)``, ``1 2 3 4 5``, ``-1 -2``, ``a c d e``, ``8=(7/6)``: no data, and skipped."""
    texts = [cell.text.strip() for cell in distinct_cells(row)]
    if len(texts) < 2:
        return False
    fitting = [text for text in texts if _COLUMN_NUMBER.match(text) or _COLUMN_FORMULA.match(text)]
    if len(fitting) < max(2, round(0.8 * len(texts))) or any(_NAME.search(text) for text in set(texts) - set(fitting)):
        return False
    numbers = [int(found.group(1)) for text in fitting if (found := re.match(r"\W*(\d+)", text))]
    if numbers:
        rising = sum(later > earlier for earlier, later in pairwise(numbers))
        return numbers[0] <= 3 and rising >= 0.7 * (len(numbers) - 1) and (len(texts) >= 3 or numbers == [1, 2])
    return len(texts) >= 4


def _is_header_cell(text: str) -> bool:
    short = bare_header(text)
    if YEAR_ONLY.match(flowing(text)) or QUARTER.match(short):
        return True
    return short in {"t", "r", "k", "%", "n", "s"} or bool(MONEY.match(short)) or is_header_word(text)


def _looks_like_header(row: Row) -> bool:
    """Mostly header words, and no cell that must be data."""
    cells = list(distinct_cells(row))
    if not cells:
        return False
    fitting = sum(_is_header_cell(cell.text) for cell in cells)
    return fitting >= 0.6 * len(cells) and not any(must_be_data(cell.text) or _counts(cell.text) for cell in cells)


def _counts(text: str) -> bool:
    """A running number or a small value: "2 | Nilai kepatuhan | Nilai | 80" names no columns."""
    return bool(re.fullmatch(r"\(?\d{1,3}[.)]?", text.strip()))


def must_be_data(text: str) -> bool:
    """A figure that no header prints: not a year, not the number of a column."""
    plain = flowing(text)
    if YEAR_ONLY.match(plain) or is_header_word(plain):
        return False
    return bool(re.match(r"^[(<>≤≥-]*\s*(?:Rp\.?\s*)?\d[\d.,]*\s*(?:%|persen)?\)?$", plain)) and not re.match(
        r"^\(?\d{1,2}\)?$", plain
    )


def _keywords(row: Row) -> int:
    """How many different header words a row prints: a header has two or more."""
    words: set[str] = set()
    years: set[str] = set()
    for cell in distinct_cells(row):
        short = bare(cell.text)
        if short in NUMBER_HEADERS or short in UNIT_HEADERS or is_header_word(cell.text):
            words.add(short)
        elif YEAR_ONLY.match(flowing(cell.text)):
            years.add(short)
    # Years head columns only beside a word that does: "Indikator Sasaran | 2023 | 2024".
    return len(words) + (len(years) if words else 0)


def _first_header_row(rows: Sequence[Row], marked: int | None) -> int | None:
    for index, row in enumerate(rows[:MAX_HEADER_ROWS]):
        if _heads_years(rows, index) or (marked and index < marked and len(list(distinct_cells(row))) >= 2):
            return index
        if is_column_number_row(row):
            return None
        if _heads_areas(row):
            return index
        cells = list(distinct_cells(row))
        if len(cells) >= 2 and _keywords(row) >= 2 and _looks_like_header(row):
            return index
        if any(must_be_data(cell.text) for cell in cells):
            return None
    return None


def _heads_areas(row: Row) -> bool:
    """ "No | Kecamatan | Jumlah | %": the other heads may be any words."""
    cells = list(distinct_cells(row))
    areas = sum(bool(AREA_HEADER.match(bare(cell.text))) for cell in cells)
    numbered = any(bare(cell.text) in NUMBER_HEADERS for cell in cells)
    return areas == 1 and numbered and len(cells) >= 3 and not any(re.search(r"\d[.,]\d", cell.text) for cell in cells)


def _heads_years(rows: Sequence[Row], index: int) -> bool:
    """ "Tahun" over a column of years: the other heads are names of indicators, not header words."""
    first = next((col for col in range(len(rows[index])) if bare(text_at(rows[index], col)) in YEAR_HEADERS), None)
    if first is None or index + 2 >= len(rows):
        return False
    below = [
        flowing(text_at(row, first))
        for row in rows[index + 1 :]
        if row[first] is not rows[index][first] and not is_column_number_row(row)
    ]
    return len(below) >= 2 and all(YEAR_ONLY.match(text) for text in below if text)


def _header_end(rows: Sequence[Row], start: int, marked: int | None) -> int:
    """Index after the last header row: merged header cells, sub-headers, years and column numbers belong to it."""
    end = start + 1
    while end < len(rows) and end - start < MAX_HEADER_ROWS:
        row = rows[end]
        if is_column_number_row(row):
            end += 1
            break
        above = set(map(id, rows[end - 1]))
        fresh = [cell for cell in distinct_cells(row) if id(cell) not in above]
        continued = any(cell is not None and cell is rows[end - 1][col] for col, cell in enumerate(row))
        if not fresh:
            # Only merged header cells run on here, or nothing is printed at all.
            end += 1
            continue
        numbered = _stands_under_number(row, rows[start], fresh)
        if (marked is not None and end < marked) or (not numbered and _sub_header(fresh, row, continued=continued)):
            end += 1
            continue
        break
    while end < len(rows) and is_column_number_row(rows[end]):
        end += 1
    return end


def _stands_under_number(row: Row, first: Row, fresh: Sequence[Cell]) -> bool:
    """Something of its own under "No": a row of the body ("I | Sasaran 1 ..."), however much it reads like a header."""
    return any(
        bare(text_at(first, col)) in NUMBER_HEADERS and any(cell is one for one in fresh)
        for col, cell in enumerate(row)
    )


def _sub_header(fresh: Sequence[object], row: Row, *, continued: bool) -> bool:
    cells = [cell for cell in distinct_cells(row) if any(cell is one for one in fresh)]
    if not cells:
        return False
    if any(must_be_data(cell.text) for cell in cells):
        return False
    counted = continued and len(cells) >= 2
    fitting = sum(_is_header_cell(cell.text) or (counted and _is_year_number(cell.text)) for cell in cells)
    # A lone fitting cell is a section row ("Sasaran 1: ...") unless merged header cells run on beside it.
    return fitting == len(cells) and (continued or len(cells) >= 2) and all(len(cell.text) <= 120 for cell in cells)


def _is_year_number(text: str) -> bool:
    """ "Tahun ke- | 1 | 2 | 3 | 4 | 5": the plan's years counted from its first."""
    return bool(re.fullmatch(r"\(?[1-6]\)?", text.strip()))


def _paths(header: Sequence[Row], n_cols: int) -> tuple[tuple[str, ...], ...]:
    paths = []
    header = [row for row in header if not is_column_number_row(row)]
    for col in range(n_cols):
        path: list[str] = []
        last = None
        for row in header:
            cell = row[col] if col < len(row) else None
            if cell is None or cell is last:
                continue
            last = cell
            text = flowing(cell.text)
            if text:
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def find_header(table: Table) -> HeadedTable | None:
    """The header of a table, its own or the one it inherits from the page before; ``None`` where there is none."""
    start = _first_header_row(table.rows, table.header_rows)
    if start is None:
        return _inherited(table)
    end = _header_end(table.rows, start, table.header_rows)
    header = table.rows[start:end]
    if all(map(is_column_number_row, header)):
        return _inherited(table)
    titles = tuple(flowing(cell.text) for row in table.rows[:start] for cell in distinct_cells(row))
    return HeadedTable(
        table=table,
        header=header,
        body=table.rows[end:],
        body_start=end,
        paths=_paths(header, table.n_cols),
        titles=titles,
    )


def _inherited(table: Table) -> HeadedTable | None:
    if not table.inherited_header:
        return None
    start = 0
    while start < len(table.rows) and is_column_number_row(table.rows[start]):
        start += 1
    return HeadedTable(
        table=table,
        header=table.inherited_header,
        body=table.rows[start:],
        body_start=start,
        paths=_paths(table.inherited_header, table.n_cols),
    )


def header_again(row: Row) -> bool:
    """A header in the middle of the body: the table changes its columns here, or repeats its header."""
    return len(list(distinct_cells(row))) >= 3 and _keywords(row) >= 3 and _looks_like_header(row)


def repeated_header_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Rows in the body that repeat the header, with the rows below that belong to their merged cells."""
    found: set[int] = set()
    for index, row in enumerate(rows):
        merged = index - 1 in found and any(
            cell is not None and cell is rows[index - 1][col] for col, cell in enumerate(row)
        )
        if merged or header_again(row):
            found.add(index)
    return frozenset(found)


def sections(headed: HeadedTable) -> list[HeadedTable]:
    """The table cut where its header changes in the middle; a header that is only repeated does not cut."""
    for index, row in enumerate(headed.body):
        if header_again(row) and not _repeats_header(row, headed.header):
            # Its upper rows may be the same as before ("2015 | 2016"); they belong to the new header all the same.
            while index > 0 and header_again(headed.body[index - 1]):
                index -= 1
            upper = replace(headed, body=headed.body[:index])
            rest = replace(headed.table, rows=headed.body[index:], header_rows=None, inherited_header=())
            lower = find_header(rest)
            return [upper, *(sections(lower) if lower is not None else [])]
    return [headed]


def _repeats_header(row: Row, header: Sequence[Row]) -> bool:
    """The same words in the same columns as one of the header's rows: swapped years are another header."""
    words = [bare(text_at(row, col)) for col in range(len(row))]
    return any(words == [bare(text_at(one, col)) for col in range(len(row))] for one in header)


def column_text(table: HeadedTable, col: int) -> list[str]:
    """What stands in a column's body, cell by cell, a cell merged downwards once."""
    texts: list[str] = []
    last = None
    for row in table.body:
        cell = row[col] if col < len(row) else None
        if cell is not None and cell is not last:
            texts.append(text_at(row, col))
        last = cell
    return texts
