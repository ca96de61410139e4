"""Tables become readings. The spine of table reading: join, head, give roles, name rows, read values, check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.facts import (
    UNREAD_INK,
    Box,
    Cell,
    Flag,
    Grid,
    Kind,
    PageContent,
    Place,
    Problem,
    Reading,
    Source,
    Status,
)
from extractor.numbers_id import Evidence, ParsedValue, looks_like_value, names_unit, parse_value
from extractor.tables.area_totals import read_area_total
from extractor.tables.arithmetic import settle_by_arithmetic
from extractor.tables.blocks import side_by_side
from extractor.tables.capaian import decide_by_other_tables
from extractor.tables.column_facts import VALUE_ROLES, Column, Context, column_note
from extractor.tables.columns import assign_columns
from extractor.tables.cutting import cut_at_captions
from extractor.tables.flags import cell_flags, column_flags
from extractor.tables.headers import HeadedTable, find_header, sections
from extractor.tables.headless import headed_by_arithmetic
from extractor.tables.joining import join_pages
from extractor.tables.line_rows import join_line_rows
from extractor.tables.matrix import Table, cell_place, flowing, table_of, without_slivers
from extractor.tables.plan_years import plan_end
from extractor.tables.rejecting import PER_AREA, reason_to_leave
from extractor.tables.rows import LeftRow, NamedRow, ValueCell, name_rows
from extractor.tables.stacked import Lines, is_cut_number
from extractor.tables.transposed import read_transposed
from extractor.tables.two_kinds import split_two_kinds
from extractor.tables.vocabulary import Role
from extractor.tables.years import caption_years

HEADLESS = "tanpa kepala kolom yang dikenal"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """How one table was understood: what the debug picture shows and what the readings rest on."""

    table: Table
    columns: tuple[Column, ...] = ()
    left_rows: tuple[LeftRow, ...] = ()
    left_because: str | None = None
    """Why the whole table gives no readings."""
    readings: tuple[Reading, ...] = ()


def read_tables(pages: Iterable[PageContent], context: Context, *, keep_cells: bool = True) -> list[TableReport]:
    """Every table of the report with its readings; tables that give none say why.

    Without ``keep_cells`` the cells of a table are let go once it is read: a report of 1,000 pages has a million.
    """
    tables = [part for joined in join_pages(pages) for part in cut_at_captions(joined)]
    context = replace(context, plan_end=context.plan_end or plan_end(tables))
    reports: list[TableReport] = []
    tables.reverse()
    while tables:
        table = join_line_rows(without_slivers(tables.pop()))
        found = [_read_table(table, section, context) for section in _sections(_header_of(table))]
        reports.extend(found if keep_cells else map(_without_cells, found))
    return decide_by_other_tables(reports)


def _without_cells(report: TableReport) -> TableReport:
    """The report with the place of its table alone; where no header was found its cells still tell what is lost."""
    if report.left_because == HEADLESS:
        return report
    grids = tuple(replace(grid, cells=()) for grid in report.table.grids)
    return replace(report, table=replace(report.table, rows=(), inherited_header=(), grids=grids))


def _sections(headed: HeadedTable | None) -> list[HeadedTable] | list[None]:
    """The parts of a table that have a header of their own, below and beside each other."""
    if headed is None:
        return [None]
    return [block for section in sections(headed) for block in side_by_side(section)]


def read_grid(grid: Grid, context: Context) -> TableReport:
    """One grid by itself."""
    table = join_line_rows(without_slivers(table_of(grid)))
    return decide_by_other_tables([_read_table(table, _header_of(table), context)])[0]


def _header_of(table: Table) -> HeadedTable | None:
    return find_header(table) or headed_by_arithmetic(table)


def _read_table(table: Table, headed: HeadedTable | None, context: Context) -> TableReport:
    if headed is None:
        return TableReport(table=table, left_because=HEADLESS)
    headed = split_two_kinds(headed)
    caption = caption_years((*table.above[-4:], *headed.titles))
    columns = assign_columns(headed, context, caption)
    because = reason_to_leave(headed, columns)
    if because is not None:
        totals = tuple(read_area_total(headed, columns, context)) if because == PER_AREA else ()
        return TableReport(table=table, columns=columns, left_because=because, readings=totals)
    if any(column.role is Role.YEAR_IN_ROW for column in columns):
        return TableReport(table=table, columns=columns, readings=tuple(read_transposed(headed, columns, context)))
    rows, left = name_rows(headed, columns)
    section = _section(table, headed)
    readings: list[Reading] = []
    for row in rows:
        readings.extend(_read_row(row, headed, section))
    return TableReport(table=table, columns=columns, left_rows=tuple(left), readings=tuple(readings))


def _section(table: Table, headed: HeadedTable) -> str | None:
    """The caption: the last lines above from "Tabel ..." on, or the nearest line."""
    lines = [*(flowing(line) for line in table.above), *headed.titles]
    for index in range(len(lines) - 1, -1, -1):
        if re.match(r"^(?:tabel|lampiran)\b", lines[index], re.IGNORECASE):
            return " ".join(lines[index:])[:300]
    return lines[-1][:300] if lines else None


def _read_row(row: NamedRow, headed: HeadedTable, section: str | None) -> list[Reading]:
    """The readings of one row: each value parsed with its neighbours as evidence, then checked against them."""
    filled = _filled(row)
    raws = [_cell_text(lines) for _, _, lines in filled]
    legend = headed.table.below

    def parse(index: int, unit: str | None = None) -> ParsedValue:
        column = filled[index][0]
        return parse_value(raws[index], _evidence(row, column, _beside(filled, raws, index), legend, unit))

    parsed = [parse(index) for index in range(len(raws))]
    unit_seen = next(
        (
            value.unit
            for (column, _, _), value in zip(filled, parsed, strict=True)
            if value.unit and column.role is not Role.CAPAIAN
        ),
        None,
    )
    if row.unit is None and unit_seen:
        # A unit printed in one cell of the row ("2,693 poin") also settles the separators of the others.
        parsed = [
            parse(index, unit_seen) if filled[index][0].role is not Role.CAPAIAN else value
            for index, value in enumerate(parsed)
        ]
    drafts = [
        (draft, value)
        for entry, value in zip(filled, parsed, strict=True)
        if (draft := _reading(row, entry, value, unit_seen, section)) is not None
    ]
    return settle_by_arithmetic([draft for draft, _ in drafts], [value for _, value in drafts])


def _cell_text(lines: Lines) -> str:
    """The printed lines of a value; a number that a narrow column cut in two is put together."""
    texts = [line.text for line in lines]
    if is_cut_number(texts):
        return "".join(text.strip() for text in texts)
    return "\n".join(texts).strip()


def _evidence(
    row: NamedRow, column: Column, neighbours: tuple[str, ...], legend: tuple[str, ...], unit: str | None
) -> Evidence:
    """What speaks for one reading of the separators. Ratios say nothing of the size of the values beside them."""
    if column.role is Role.CAPAIAN:
        return Evidence(unit="%", name=row.name, legend=legend)
    return Evidence(
        unit=_unit_said(row, column) or unit,
        neighbours=neighbours,
        name=row.name,
        legend=legend,
    )


def _beside(filled: Sequence[ValueCell], raws: Sequence[str], index: int) -> tuple[str, ...]:
    """The values beside one that are of its kind: no ratios, and no percents beside counts."""
    column = filled[index][0]
    return tuple(
        raw
        for other, ((beside, _, _), raw) in enumerate(zip(filled, raws, strict=True))
        if other != index
        and beside.role is not Role.CAPAIAN
        and (beside.percent_header, _counts(beside)) == (column.percent_header, _counts(column))
    )


def _counts(column: Column) -> bool:
    """People who must be or were served: counted, also where the row's unit or target is a percentage."""
    return column.counts_people and not column.percent_header and "persen" not in column.header.casefold()


def _filled(row: NamedRow) -> list[ValueCell]:
    return [entry for entry in row.cells if _cell_text(entry[2])]


_NAME_UNIT = re.compile(r"\(([^()]{1,20})\)\s*$")


def _unit_in_name(name: str) -> str | None:
    """ "Cadangan Pangan (Kg)" says its unit; "Tingkat Pengangguran Terbuka (TPT)" only its short form."""
    found = _NAME_UNIT.search(name)
    return found.group(1) if found and names_unit(found.group(1)) else None


def _reading(
    row: NamedRow, entry: ValueCell, value: ParsedValue, unit_seen: str | None, section: str | None
) -> Reading | None:
    column, cell, lines = entry
    if value.status is Status.ILLEGIBLE and not looks_like_value(value.raw) and UNREAD_INK not in value.raw:
        return None
    said = None if column.role is Role.BASELINE else _kind_said(row.kind_word)
    kind = said or column.kind or Kind.REALISASI
    flags = _flags(column, value, lines, cell)
    if column.col in row.shared:
        flags = (*flags, Flag.SHARED_CELL)
    return Reading(
        indicator=row.name,
        group=row.group,
        kind=kind,
        year=column.year,
        period=column.period,
        value=value.value,
        grade=value.grade,
        unit="%" if kind is Kind.CAPAIAN else _unit(row, column, value, unit_seen),
        raw=value.raw,
        status=value.status,
        flags=flags,
        source=Source.TABLE,
        place=_place(cell, lines, row.ordinal),
        section=section,
        notes=(column_note(column),),
    )


def _kind_said(word: str | None) -> Kind | None:
    if not word:
        return None
    first = flowing(word).split(" ", 1)[0].casefold()
    return {"target": Kind.TARGET, "realisasi": Kind.REALISASI, "capaian": Kind.CAPAIAN, "baseline": Kind.BASELINE}.get(
        first
    )


def _unit(row: NamedRow, column: Column, value: ParsedValue, unit_seen: str | None) -> str | None:
    return value.unit or _unit_said(row, column) or unit_seen


def _unit_said(row: NamedRow, column: Column) -> str | None:
    """The unit of the row, of its name, or of the column; another cell of the row says less than these."""
    header_unit = "%" if column.percent_header else column.unit
    return (column.unit if _counts(column) else None) or row.unit or _unit_in_name(row.name) or header_unit


def _flags(column: Column, value: ParsedValue, lines: Lines, cell: Cell) -> tuple[Flag, ...]:
    flags = [*value.flags, *column_flags(column)]
    if is_cut_number([line.text for line in lines]):
        flags.append(Flag.REPAIRED)
    flags.extend(cell_flags(cell, lines))
    return tuple(dict.fromkeys(flags))


def _place(cell: Cell, lines: Lines, ordinal: int | None) -> Place:
    """The cell's place; where several indicators share the cell, the lines' own box."""
    box: Box | None = cell.box
    locator = cell.locator
    if ordinal is not None:
        boxes = [line.box for line in lines if line.box]
        if boxes:
            box = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
        locator = f"{locator}/l{ordinal}"
    return cell_place(cell, box=box, locator=locator)


def problems_of(reports: Sequence[TableReport]) -> list[Problem]:
    """What tables did not give, counted a table."""
    problems = []
    for report in reports:
        values = [column for column in report.columns if column.role in VALUE_ROLES]
        unnamed = [row for row in report.left_rows if row.reason == "baris tanpa nama indikator"]
        if unnamed and values:
            problems.append(
                Problem(
                    page=report.table.page,
                    what=f"tabel {report.table.grids[0].index}: {len(unnamed)} baris bernilai tanpa nama indikator",
                    why="sel indikator kosong; periksa apakah barisnya terpotong",
                )
            )
        if report.left_because == HEADLESS and _numeric(report.table):
            problems.append(
                Problem(
                    page=report.table.page,
                    what=f"tabel {report.table.grids[0].index} berisi angka tetapi tidak dibaca",
                    why=report.left_because,
                )
            )
    return problems


def _numeric(table: Table) -> bool:
    cells = {id(cell): cell for row in table.rows for cell in row if cell is not None}
    return sum(looks_like_value(cell.text) for cell in cells.values() if cell.text.strip()) >= 6
