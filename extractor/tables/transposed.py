"""Tables with a year in each row and an indicator in each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.facts import Flag, Kind, Place, Reading, Source, Status
from extractor.numbers_id import Evidence, looks_like_value, parse_value
from extractor.tables.column_facts import Column, Context
from extractor.tables.headers import HeadedTable, is_column_number_row
from extractor.tables.matrix import flowing, text_at
from extractor.tables.vocabulary import LEFT_REASONS, NUMBER_HEADERS, Role, bare_header
from extractor.tables.years import years_in

_UNIT = re.compile(r"\(([^()]{1,40})\)\s*$")


def read_transposed(headed: HeadedTable, columns: Sequence[Column], context: Context) -> Iterator[Reading]:
    """One reading a cell: the row says the year, the column head the indicator and its unit."""
    year_col = next(column.col for column in columns if column.role is Role.YEAR_IN_ROW)
    named = [column for column in columns if column.col != year_col and _names_indicator(column)]
    for row in headed.body:
        years = years_in(text_at(row, year_col))
        if is_column_number_row(row) or len(years) != 1:
            continue
        for column in named:
            cell = row[column.col]
            raw = text_at(row, column.col)
            if cell is None or not raw or not looks_like_value(raw):
                continue
            name, unit = _name_and_unit(column)
            value = parse_value(raw, Evidence(unit=unit, neighbours=_column_texts(headed, column.col, raw)))
            if value.status is Status.ILLEGIBLE:
                continue
            stars = text_at(row, year_col).count("*")
            flags = (
                *value.flags,
                *((Flag.PROVISIONAL,) if stars == 1 else ()),
                *((Flag.VERY_PROVISIONAL,) if stars > 1 else ()),
            )
            yield Reading(
                indicator=name,
                kind=_kind(column),
                year=years[0],
                value=value.value,
                grade=value.grade,
                unit=value.unit or unit,
                raw=value.raw,
                status=value.status,
                flags=flags,
                source=Source.TABLE,
                place=Place(page=cell.page, box=cell.box, row=cell.row + 1, col=cell.col + 1, locator=cell.locator),
                section=flowing(headed.table.above[-1]) if headed.table.above else None,
                notes=(f"tahun dari baris: {years[0]}",),
            )


def _names_indicator(column: Column) -> bool:
    if not column.path or bare_header(column.path[-1]) in NUMBER_HEADERS:
        return False
    leaf = bare_header(column.path[-1])
    skipped = {"keterangan", "sumber data", "anggaran", "perubahan, bukan nilai"}
    return not any(leaf.startswith(word) for reason, words in LEFT_REASONS if reason in skipped for word in words)


def _name_and_unit(column: Column) -> tuple[str, str | None]:
    text = flowing(" ".join(column.path))
    found = _UNIT.search(text)
    return text, found.group(1) if found else None


def _kind(column: Column) -> Kind:
    return column.kind if column.kind is not None and len(column.path) > 1 else Kind.REALISASI


def _column_texts(headed: HeadedTable, col: int, own: str) -> tuple[str, ...]:
    return tuple(text for row in headed.body if (text := text_at(row, col)) and text != own)[:8]
