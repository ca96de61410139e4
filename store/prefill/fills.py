"""Confirm once, fill everywhere: which slots of which reports one confirmed value stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from store.prefill.building import chapter_titles, demands_of, indicator_names, served_shares, tables_of
from store.prefill.derived import derived_forms
from store.prefill.facts import FormRow, FormTable, Slot, SlotState
from store.prefill.filling import Filler
from store.prefill.known import YEARS_BACK, knowledge
from store.values import UnknownValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from store.tables import ReportRow, ValueRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSlot:
    """One cell that the value fills, or that is computed from it."""

    report: str
    year: int
    """Year of the form."""
    table: str
    """Its caption."""
    row: int
    indicator: str
    """As the form names it: the value may stand under another code that must hold the same."""
    code: str
    title: str
    """Heading of the column."""
    text: str
    is_computed: bool

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def slots_filled(session: Session, value_id: int) -> tuple[FilledSlot, ...]:
    """By report and year. The forms themselves are asked, so this is what stands in them."""
    from store.tables import ValueRow

    value = session.get(ValueRow, value_id)
    if value is None:
        raise UnknownValue(value=value_id)
    names, served = indicator_names(session), served_shares(session)
    years = _years(value)
    everything = knowledge(session, value.region, years[0], years[-1])
    codes = frozenset({value.code, *everything.same_value.get(value.code, ())})
    reports = _reports(session, codes)
    found: list[FilledSlot] = []
    for year in years:
        known = everything.for_form(year)
        for report in reports:
            demands, _ = demands_of(session, report.code, value.region, known)
            filler = Filler(known, year, names=names, served=served)
            tables = tables_of(demands, year, filler, chapter_titles(report), only=codes)
            found.extend(_of_value(value_id, report.code, year, tables))
    return tuple(sorted(found, key=lambda one: (one.report, one.year, one.table, one.row)))


def _years(value: ValueRow) -> range:
    """Forms of the value's own year and of those that look back on it."""
    last = min(value.year + YEARS_BACK, datetime.now(UTC).year + 1)
    return range(value.year - 1, last + 1)


def _reports(session: Session, codes: frozenset[str]) -> list[ReportRow]:
    """Those that ask for the indicator, and for local ones those that have shown it."""
    from sqlalchemy import or_, select

    from store.tables import DocumentRow, ProposalRow, ReportRow, RequirementRow

    asked = select(RequirementRow.report).where(RequirementRow.code.in_(codes))
    shown = (
        select(DocumentRow.report)
        .join(ProposalRow, ProposalRow.document_id == DocumentRow.id)
        .where(ProposalRow.code.in_(codes), DocumentRow.report.is_not(None))
    )
    has_form = ReportRow.code.in_(select(RequirementRow.report))
    query = select(ReportRow).where(or_(ReportRow.code.in_(asked), ReportRow.code.in_(shown)), has_form)
    found = list(session.scalars(query.order_by(ReportRow.code)))
    bases = {report.code for report in found}
    return found + [form.row() for form in derived_forms().values() if form.based_on in bases]


def _of_value(value_id: int, report: str, year: int, tables: tuple[FormTable, ...]) -> Iterator[FilledSlot]:
    for table in tables:
        for row in table.rows:
            for slot in row.slots:
                if slot is not None and _holds(slot, value_id):
                    yield _filled(report, year, table, row, slot)


def _holds(slot: Slot, value_id: int) -> bool:
    if slot.state is SlotState.COMPUTED:
        return value_id in slot.made_of
    return slot.value_id == value_id


def _filled(report: str, year: int, table: FormTable, row: FormRow, slot: Slot) -> FilledSlot:
    return FilledSlot(
        report=report,
        year=year,
        table=table.caption,
        row=row.number,
        indicator=row.name,
        code=row.code,
        title=slot.title,
        text=slot.text,
        is_computed=slot.state is SlotState.COMPUTED,
    )
