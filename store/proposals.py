"""Proposals: what a document's readings may mean, waiting for a person. Looking at them stands here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from extractor.facts import Flag, Kind, Status
from store.facts import Alternative, Check, Decision, Proposal
from store.tables import DocumentRow, IndicatorRow, ProposalRow, ReadingRow

if TYPE_CHECKING:
    from store.connection import Store


class UnknownProposal(WarisanError):
    """There is no proposal {proposal}. See the list with: warisan proposals."""

    indonesian = "Tidak ada usulan {proposal}. Lihat daftarnya dengan: warisan proposals."


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilter:
    """Which proposals are meant. What is not given holds for all."""

    ids: tuple[int, ...] | None = None
    region: str | None = None
    """Kemendagri code."""
    document_id: int | None = None
    report: str | None = None
    year: int | None = None
    """The year of the reading, not of the report."""
    code: str | None = None
    kind: str | None = None
    decisions: tuple[Decision, ...] | None = None
    """Without it: all but those replaced by a newer reading."""
    min_confidence: float | None = None
    max_confidence: float | None = None
    with_code: bool | None = None
    """``True``: only those matched to an indicator; ``False``: only the others."""
    text: str | None = None
    """Occurs in the printed name."""
    page: int | None = None
    order: str = "place"
    """``place``: as they stand in the documents; ``probability``: surest first; ``doubt``: least sure first."""

    def __post_init__(self) -> None:
        if self.order not in ORDERS:
            raise ValueError(f"order must be one of {', '.join(ORDERS)}, not {self.order!r}")


ORDERS: Mapping[str, Sequence[Any]] = {
    "place": (ProposalRow.document_id, ProposalRow.id),
    "probability": (ProposalRow.probability.desc(), ProposalRow.id.desc()),
    "doubt": (ProposalRow.probability, ProposalRow.id),
}

Joined = tuple[ProposalRow, ReadingRow, DocumentRow, str | None]


def list_proposals(
    store: Store, wanted: ProposalFilter | None = None, *, offset: int = 0, limit: int | None = None
) -> list[Proposal]:
    wanted = wanted or ProposalFilter()
    query = narrowed(joined(), wanted).order_by(*ORDERS[wanted.order])
    query = query.offset(offset) if offset else query
    query = query if limit is None else query.limit(limit)
    with store.session(read_only=True) as session:
        return proposal_facts(session, session.execute(query).all())


def count_proposals(store: Store, wanted: ProposalFilter | None = None) -> int:
    wanted = wanted or ProposalFilter()
    query = select(func.count(ProposalRow.id)).select_from(ProposalRow)
    # What is not asked for is not joined: each proposal has one reading and one document.
    if any(fact is not None for fact in (wanted.year, wanted.kind, wanted.page, wanted.text)):
        query = query.join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
    if wanted.report is not None:
        query = query.join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
    with store.session(read_only=True) as session:
        return int(session.execute(narrowed(query, wanted)).scalar_one())


def get_proposal(store: Store, proposal_id: int) -> Proposal:
    with store.session(read_only=True) as session:
        found = proposal_facts(session, session.execute(_one(proposal_id)).all())
    if not found:
        raise UnknownProposal(proposal=proposal_id)
    return found[0]


def joined() -> Select[*tuple[Any, ...]]:
    return (
        select(ProposalRow, ReadingRow, DocumentRow, IndicatorRow.name)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .outerjoin(IndicatorRow, IndicatorRow.code == ProposalRow.code)
    )


def narrowed(query: Select[*tuple[Any, ...]], wanted: ProposalFilter) -> Select[*tuple[Any, ...]]:
    """The query, only for the proposals wanted."""
    equal = (
        (ProposalRow.region, wanted.region),
        (ProposalRow.document_id, wanted.document_id),
        (DocumentRow.report, wanted.report),
        (ReadingRow.year, wanted.year),
        (ProposalRow.code, wanted.code),
        (ReadingRow.kind, wanted.kind),
        (ReadingRow.page, wanted.page),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(column == value)
    if wanted.ids is not None:
        query = query.where(ProposalRow.id.in_(wanted.ids))
    if wanted.decisions is not None:
        query = query.where(ProposalRow.decision.in_([decision.value for decision in wanted.decisions]))
    elif wanted.ids is None:
        query = query.where(ProposalRow.decision != Decision.REPLACED.value)
    if wanted.min_confidence is not None:
        query = query.where(ProposalRow.probability >= wanted.min_confidence)
    if wanted.max_confidence is not None:
        query = query.where(ProposalRow.probability <= wanted.max_confidence)
    if wanted.with_code is not None:
        query = query.where(ProposalRow.code.is_not(None) if wanted.with_code else ProposalRow.code.is_(None))
    if wanted.text:
        query = query.where(
            or_(
                ReadingRow.indicator.icontains(wanted.text, autoescape=True),
                ReadingRow.raw.icontains(wanted.text, autoescape=True),
            )
        )
    return query


def proposal_facts(session: Session, rows: Iterable[Joined]) -> list[Proposal]:
    """Facts of joined rows; the names of the alternatives come in one query."""
    rows = list(rows)
    codes = {alternative["code"] for row in rows for alternative in row[0].alternatives}
    names: dict[str, str] = {}
    if codes:
        query = select(IndicatorRow.code, IndicatorRow.name).where(IndicatorRow.code.in_(sorted(codes)))
        names = {row.code: row.name for row in session.execute(query)}
    return [_proposal(row, names) for row in rows]


def _one(proposal_id: int) -> Select[*tuple[Any, ...]]:
    return joined().where(ProposalRow.id == proposal_id)


def _proposal(found: Joined, names: Mapping[str, str]) -> Proposal:
    row, reading, document, name = found
    changes = dict(row.changes or {})
    return Proposal(
        id=row.id,
        version=row.version,
        document_id=row.document_id,
        file_name=document.file_name,
        report=document.report,
        document_year=document.year,
        region=row.region,
        code=row.code,
        name=name,
        outcome=row.outcome,
        probability=row.probability,
        reasons=tuple(row.reasons),
        alternatives=tuple(_alternative(facts, names) for facts in row.alternatives),
        checks=tuple(Check(**facts) for facts in row.checks),
        decision=Decision(row.decision),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        value_id=row.value_id,
        changes=changes,
        indicator=reading.indicator,
        group=tuple(reading.group_path),
        raw=reading.raw,
        source=reading.source,
        page=reading.page,
        box=box_of(reading.box),
        locator=reading.locator,
        section=reading.section,
        notes=tuple(reading.notes),
        **content_of(reading, changes),
    )


def content_of(reading: ReadingRow, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the reading says, with what a person put right."""
    value = changes.get("value", reading.value)
    return {
        "kind": Kind(changes.get("kind", reading.kind)),
        "year": changes.get("year", reading.year),
        "period": changes.get("period", reading.period),
        "value": None if value is None else Decimal(value),
        "grade": changes.get("grade", reading.grade),
        "unit": changes.get("unit", reading.unit),
        "status": Status(changes.get("status", reading.status)),
        "flags": tuple(Flag(flag) for flag in changes.get("flags", reading.flags)),
    }


def box_of(stored: list[Any] | None) -> Any:  # noqa: ANN401 (a Box; JSON gives a list)
    return None if stored is None else tuple(stored)


def _alternative(facts: Mapping[str, Any], names: Mapping[str, str]) -> Alternative:
    return Alternative(
        code=facts["code"],
        name=names.get(facts["code"], facts["code"]),
        probability=facts["probability"],
        reasons=tuple(facts["reasons"]),
    )
