"""Tables with a year in each row and an indicator in each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.facts import Cell, Flag, Kind, Reading, Source, Status
from extractor.numbers_id import Evidence, ParsedValue, looks_like_value, names_unit, parse_value, provisional_flags
from extractor.tables.column_facts import Column, Context, column_note
from extractor.tables.flags import cell_flags
from extractor.tables.headers import HeadedTable, is_column_number_row
from extractor.tables.labels import name_in_caption
from extractor.tables.matrix import Row, cell_place, flowing, text_at
from extractor.tables.vocabulary import LEFT_REASONS, NUMBER_HEADERS, Role, bare_header
from extractor.tables.years import years_in

_UNIT = re.compile(r"\(([^()]{1,40})\)\s*$")


def read_transposed(headed: HeadedTable, columns: Sequence[Column], context: Context) -> Iterator[Reading]:
    """One reading a cell: the row says the year, the column head the indicator, its unit and perhaps its kind."""
    year_col = next(column.col for column in columns if column.role is Role.YEAR_IN_ROW)
    named = [column for column in columns if column.col != year_col and _names_indicator(column)]
    for row in headed.body:
        said = text_at(row, year_col)
        years = years_in(said)
        if is_column_number_row(row) or len(years) != 1:
            continue
        for column in named:
            reading = _read_cell(headed, column, row, said, context)
            if reading is not None:
                yield reading


def _read_cell(headed: HeadedTable, column: Column, row: Row, said: str, context: Context) -> Reading | None:
    cell, raw = row[column.col], text_at(row, column.col)
    name, unit = _name_and_unit(column, headed)
    if cell is None or not raw or not name or not looks_like_value(raw):
        return None
    evidence = Evidence(
        unit=unit, neighbours=_column_texts(headed, column.col, raw), name=name, legend=headed.table.below
    )
    value = parse_value(raw, evidence)
    if value.status is Status.ILLEGIBLE:
        return None
    year = years_in(said)[0]
    kind, assumed = _kind(column, year, context)
    return Reading(
        indicator=name,
        kind=kind,
        year=year,
        value=value.value,
        grade=value.grade,
        unit="%" if kind is Kind.CAPAIAN else value.unit or unit,
        raw=value.raw,
        status=value.status,
        flags=_flags(said, value, cell, kind_assumed=assumed),
        source=Source.TABLE,
        place=cell_place(cell),
        section=flowing(headed.table.above[-1]) if headed.table.above else None,
        notes=(column_note(column), f"tahun dari baris: {year}"),
    )


def _flags(year: str, value: ParsedValue, cell: Cell, *, kind_assumed: bool) -> tuple[Flag, ...]:
    """Stars and words beside the year speak of the whole row."""
    stars = year.count("*")
    flags = [*value.flags, *provisional_flags(year), *cell_flags(cell, cell.lines)]
    if stars:
        flags.append(Flag.PROVISIONAL if stars == 1 else Flag.VERY_PROVISIONAL)
    if kind_assumed:
        flags.append(Flag.KIND_ASSUMED)
    return tuple(dict.fromkeys(flags))


def _names_indicator(column: Column) -> bool:
    if not column.path or bare_header(column.path[-1]) in NUMBER_HEADERS:
        return False
    leaf = bare_header(column.path[-1])
    skipped = {"keterangan", "sumber data", "anggaran", "perubahan, bukan nilai"}
    return not any(leaf.startswith(word) for reason, words in LEFT_REASONS if reason in skipped for word in words)


_KIND_LEVEL = re.compile(
    r"^\W*(?P<kind>target|realisasi|(?:tingkat |persentase |% ?)?(?:capaian|pencapaian))(?: kinerja)?"
    r"\s*(?:\(?%\)?|\([^()]*\))?\W*$",
    re.IGNORECASE,
)


def _name_and_unit(column: Column, headed: HeadedTable) -> tuple[str, str | None]:
    """Levels that only say the kind are no name: under "Target | Realisasi" the caption names the indicator."""
    text = flowing(" ".join(level for level in column.path if not _KIND_LEVEL.match(level)))
    if not text and headed.table.above:
        text = name_in_caption(headed.table.above[-1])
    found = _UNIT.search(text)
    return text, found.group(1) if found and names_unit(found.group(1)) else None


def _kind(column: Column, year: int, context: Context) -> tuple[Kind, bool]:
    """The kind, and whether it was assumed because no level of the header says it."""
    said = next((found["kind"].casefold() for level in column.path if (found := _KIND_LEVEL.match(level))), None)
    if said is None:
        future = context.year is not None and year > context.year
        return (Kind.TARGET if future else Kind.REALISASI), True
    if said in {"target", "realisasi"}:
        return Kind(said), False
    return (column.kind or Kind.REALISASI), column.kind is None


def _column_texts(headed: HeadedTable, col: int, own: str) -> tuple[str, ...]:
    return tuple(text for row in headed.body if (text := text_at(row, col)) and text != own)[:8]
