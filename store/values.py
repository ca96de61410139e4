"""Confirmed values: what is said now, what was said on a day, and how it came to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from extractor.errors import WarisanError
from extractor.facts import Flag, Kind, Status
from store.facts import Value, ValueSource
from store.proposals import box_of
from store.tables import (
    DocumentRow,
    EventRow,
    IndicatorRow,
    ProposalRow,
    ReadingRow,
    ValueRow,
    ValueVersionRow,
)

if TYPE_CHECKING:
    from store.connection import Store


class UnknownValue(WarisanError):
    """There is no confirmed value {value}. See the list with: warisan values."""

    indonesian = "Tidak ada nilai terkonfirmasi {value}. Lihat daftarnya dengan: warisan values."


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueFilter:
    """Which values are meant. What is not given holds for all."""

    region: str | None = None
    code: str | None = None
    year: int | None = None
    kind: str | None = None
    period: str | None = None
    """``""`` for whole years only."""
    report: str | None = None
    """Confirmed from a report of this kind."""
    document_id: int | None = None
    text: str | None = None
    """Occurs in the indicator's name."""


def list_values(
    store: Store, wanted: ValueFilter | None = None, *, offset: int = 0, limit: int | None = None
) -> list[Value]:
    """Confirmed values with their sources, by indicator, year and kind."""
    query = _narrowed(_with_source(ValueRow), ValueRow, wanted or ValueFilter())
    query = query.order_by(ValueRow.region, ValueRow.code, ValueRow.year, ValueRow.period, ValueRow.kind)
    query = query.offset(offset) if offset else query
    query = query if limit is None else query.limit(limit)
    with store.session(read_only=True) as session:
        return [_value(*row) for row in session.execute(query)]


def get_value(store: Store, value_id: int) -> Value:
    with store.session(read_only=True) as session:
        row = session.execute(_with_source(ValueRow).where(ValueRow.id == value_id)).one_or_none()
    if row is None:
        raise UnknownValue(value=value_id)
    return _value(*row)


def value_history(store: Store, value_id: int) -> list[Value]:
    """Every state of the value, oldest first, withdrawals included."""
    query = _with_source(ValueVersionRow).add_columns(EventRow.reason)
    query = query.join(EventRow, EventRow.id == ValueVersionRow.event_id)
    query = query.where(ValueVersionRow.value_id == value_id).order_by(ValueVersionRow.id)
    with store.session(read_only=True) as session:
        history = [_value(*row) for row in session.execute(query)]
    if not history:
        raise UnknownValue(value=value_id)
    return history


def values_on(store: Store, day: datetime, wanted: ValueFilter | None = None) -> list[Value]:
    """What was confirmed at that moment: later decisions, undone ones too, are not seen."""
    row = ValueVersionRow
    key = (row.region, row.code, row.year, row.period, row.kind)
    last = select(func.max(row.id)).where(row.at <= day).group_by(*key)
    query = _narrowed(_with_source(row), row, wanted or ValueFilter())
    query = query.where(row.id.in_(last), row.withdrawn.is_(False)).order_by(*key)
    with store.session(read_only=True) as session:
        return [_value(*found) for found in session.execute(query)]


def _with_source(table: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 (ValueRow or ValueVersionRow: the same columns)
    return (
        select(table, IndicatorRow.name, ReadingRow, DocumentRow)
        .join(IndicatorRow, IndicatorRow.code == table.code)
        .outerjoin(ProposalRow, ProposalRow.id == table.proposal_id)
        .outerjoin(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .outerjoin(DocumentRow, DocumentRow.id == ProposalRow.document_id)
    )


def _narrowed(query: Select[*tuple[Any, ...]], table: Any, wanted: ValueFilter) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 (as above)
    equal = (
        (table.region, wanted.region),
        (table.code, wanted.code),
        (table.year, wanted.year),
        (table.kind, wanted.kind),
        (table.period, wanted.period),
        (DocumentRow.report, wanted.report),
        (DocumentRow.id, wanted.document_id),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(column == value)
    if wanted.text:
        query = query.where(IndicatorRow.name.icontains(wanted.text, autoescape=True))
    return query


def _value(
    row: Any,  # noqa: ANN401 (ValueRow or ValueVersionRow)
    name: str,
    reading: ReadingRow | None,
    document: DocumentRow | None,
    reason: str | None = None,
) -> Value:
    return Value(
        id=getattr(row, "value_id", row.id),
        version=row.version,
        region=row.region,
        code=row.code,
        name=name,
        year=row.year,
        period=row.period or None,
        kind=Kind(row.kind),
        value=row.value,
        grade=row.grade,
        unit=row.unit,
        status=Status(row.status),
        flags=tuple(Flag(flag) for flag in row.flags),
        proposal_id=row.proposal_id,
        source=_source(reading, document),
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        withdrawn=getattr(row, "withdrawn", False),
        reason=reason,
    )


def _source(reading: ReadingRow | None, document: DocumentRow | None) -> ValueSource | None:
    if reading is None or document is None:
        return None
    return ValueSource(
        document_id=document.id,
        file_name=document.file_name,
        report=document.report,
        year=document.year,
        page=reading.page,
        box=box_of(reading.box),
        locator=reading.locator,
    )
