"""Columns headed "Capaian" with nothing beside them: other tables of the report tell ratio from value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.facts import Flag, Kind, Reading
from extractor.tables.arithmetic import TOLERANCE
from extractor.tables.column_facts import column_note
from extractor.tables.matrix import bare
from extractor.tables.vocabulary import Role

if TYPE_CHECKING:
    from extractor.tables.readings import TableReport

_Known = dict[tuple[str, int | None], dict[Kind, set[Decimal]]]


def decide_by_other_tables(reports: list[TableReport]) -> list[TableReport]:
    """The same indicator and year elsewhere in the report says whether an undecided value is its ratio."""
    known = _known_values(reports)
    return [_decide(report, known) for report in reports]


def _undecided(report: TableReport) -> set[str]:
    """What the readings of undecided columns say of their column. The place in the file would not tell: a page may
    have more columns than the table it continues."""
    return {column_note(column) for column in report.columns if column.role is Role.UNDECIDED_CAPAIAN}


def _known_values(reports: Sequence[TableReport]) -> _Known:
    known: _Known = {}
    for report in reports:
        undecided = _undecided(report)
        for reading in report.readings:
            if reading.value is None or reading.notes[0] in undecided:
                continue
            kinds = known.setdefault((bare(reading.indicator), reading.year), {})
            kinds.setdefault(reading.kind, set()).add(reading.value)
    return known


def _decide(report: TableReport, known: _Known) -> TableReport:
    undecided = _undecided(report)
    if not undecided:
        return report
    mine = [reading for reading in report.readings if reading.notes[0] in undecided]
    ratio = sum(_agrees(reading, known, Kind.CAPAIAN) for reading in mine)
    value = sum(_agrees(reading, known, Kind.REALISASI) for reading in mine)
    if ratio <= value:
        return report
    note = f"rasio: sama dengan capaian di tabel lain pada {ratio} baris"
    readings = tuple(
        replace(
            reading,
            kind=Kind.CAPAIAN,
            unit="%",
            flags=tuple(flag for flag in reading.flags if flag is not Flag.KIND_ASSUMED),
            notes=(*reading.notes, note),
        )
        if any(reading is one for one in mine)
        else reading
        for reading in report.readings
    )
    return replace(report, readings=readings)


def _agrees(reading: Reading, known: _Known, kind: Kind) -> bool:
    """Found as printed, or (for a ratio) as realisasi over target of another table."""
    kinds = known.get((bare(reading.indicator), reading.year))
    if kinds is None or reading.value is None:
        return False
    values = set(kinds.get(kind, ()))
    if kind is Kind.CAPAIAN:
        values |= {
            reached / planned * 100
            for reached in kinds.get(Kind.REALISASI, ())
            for planned in kinds.get(Kind.TARGET, ())
            if planned
        }
    return any(abs(value - reading.value) <= max(abs(value) * TOLERANCE, Decimal("0.05")) for value in values)
