"""What the store knows of one government around one year: confirmed values, open proposals, and their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.errors import UnknownReport
from extractor.facts import Kind, Status
from store.prefill.derived import derived_forms
from store.prefill.facts import Source
from store.report_names import named_report
from store.units import known_units

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.tables import DocumentRow, ReportRow

YEARS_BACK = 5
LEAST_PROBABILITY = 0.5
"""An open proposal that is more likely wrong than right is no help in a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One confirmed value or one open proposal."""

    code: str
    year: int
    period: str
    kind: Kind
    value: Decimal | None
    grade: str | None
    unit: str | None
    status: Status
    flags: tuple[str, ...]
    version: int
    source: Source
    value_id: int | None = None
    proposal_id: int | None = None
    probability: float | None = None
    doubts: tuple[str, ...] = ()
    """Sentences of the checks that failed."""
    confirmed_as: str = ""
    """``12,5 miliar rupiah``, where the value was converted to another step of its unit."""

    @property
    def content(self) -> tuple[Decimal | None, str | None, Status]:
        """Two facts with the same content do not contradict each other: 71.9 is 71.90."""
        return self.value, self.grade, self.status


Key = tuple[str, Kind, int, str]
"""Indicator code, kind, year, period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All that is known of one government, found by key."""

    values: Mapping[Key, Known]
    proposals: Mapping[Key, tuple[Known, ...]]
    """Most probable first."""
    same_value: Mapping[str, tuple[str, ...]]
    """Code -> other codes that must hold the same value."""
    codes_seen: frozenset[str]
    """Codes that this government has reported in any year, confirmed or not."""

    def unit_name(self, unit: str | None) -> str | None:
        """One name for all ways of printing a unit."""
        return known_units().name(unit)

    def for_form(self, year: int) -> Knowledge:
        """The part of it that a form of ``year`` can ask for."""
        years = range(year - YEARS_BACK, year + 2)
        return replace(
            self,
            values={
                key: known for key, known in self.values.items() if known.year in years or known.kind is Kind.BASELINE
            },
            proposals={key: found for key, found in self.proposals.items() if key[2] in years},
        )

    def baselines(self, code: str) -> list[Known]:
        return [known for key, known in self.values.items() if key[0] == code and key[1] is Kind.BASELINE]


def find_report(session: Session, wanted: str) -> ReportRow:
    """By code or customary name (SAKIP, LHE), whatever its case; only reports whose slots are known."""
    from sqlalchemy import select

    from store.tables import ReportRow, RequirementRow

    asked_for = select(RequirementRow.report).distinct()
    known = {row.code: row for row in session.scalars(select(ReportRow).where(ReportRow.code.in_(asked_for)))}
    known |= {code: form.row() for code, form in derived_forms().items() if code not in known}
    code = named_report(wanted, known)
    if code is None:
        raise UnknownReport(report=wanted, known=", ".join(sorted(known)))
    return known[code]


def knowledge(session: Session, region: str, year: int, last: int | None = None) -> Knowledge:
    """Reads what is known for the years that a form of ``year`` can ask for; with ``last``, forms up to that year."""
    years = range(year - YEARS_BACK, (last or year) + 2)
    values = {_key(known): known for known in _values(session, region, years)}
    proposals: dict[Key, list[Known]] = defaultdict(list)
    for known in _proposals(session, region, years):
        proposals[_key(known)].append(known)
    return Knowledge(
        values=values,
        proposals={key: tuple(sorted(found, key=_best_first)) for key, found in proposals.items()},
        same_value=_same_value(session),
        codes_seen=_codes_seen(session, region),
    )


def _key(known: Known) -> Key:
    return known.code, known.kind, known.year, known.period


def _best_first(known: Known) -> tuple[float, int]:
    return -(known.probability or 0), known.proposal_id or 0


def _values(session: Session, region: str, years: range) -> Iterable[Known]:
    from sqlalchemy import or_, select

    from store.tables import DocumentRow, ProposalRow, ReadingRow, ValueRow

    query = (
        select(ValueRow, ReadingRow, DocumentRow)
        .outerjoin(ProposalRow, ProposalRow.id == ValueRow.proposal_id)
        .outerjoin(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .outerjoin(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(ValueRow.region == region)
        .where(or_(ValueRow.year.in_(years), ValueRow.kind == Kind.BASELINE.value))
        .order_by(ValueRow.id)
    )
    for value, reading, document in session.execute(query):
        place = (None, "") if reading is None else (reading.page, reading.locator)
        yield Known(
            code=value.code,
            year=value.year,
            period=value.period,
            kind=Kind(value.kind),
            value=value.value,
            grade=value.grade,
            unit=value.unit,
            status=Status(value.status),
            flags=tuple(value.flags),
            version=value.version,
            source=_source(document, *place, by=value.confirmed_by, at=value.confirmed_at),
            value_id=value.id,
            proposal_id=value.proposal_id,
        )


def _proposals(session: Session, region: str, years: range) -> Iterable[Known]:
    """Open proposals of the newest edition of each document, at a value that can be read."""
    from sqlalchemy import func, select

    from store.tables import DocumentRow, ProposalRow, ReadingRow

    replaced = select(DocumentRow.supersedes).where(DocumentRow.supersedes.is_not(None))
    query = (
        select(ProposalRow, ReadingRow, DocumentRow)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(func.coalesce(ProposalRow.region, DocumentRow.region) == region)
        .where(ProposalRow.decision == "pending", ProposalRow.code.is_not(None))
        .where(ProposalRow.outcome != "none", ProposalRow.probability >= LEAST_PROBABILITY)
        .where(ReadingRow.year.in_(years), ReadingRow.status != Status.ILLEGIBLE.value)
        .where(DocumentRow.id.not_in(replaced))
        .order_by(ProposalRow.id)
    )
    for proposal, reading, document in session.execute(query):
        if proposal.code is None or reading.year is None:
            continue
        yield Known(
            code=proposal.code,
            year=reading.year,
            period=reading.period or "",
            kind=Kind(reading.kind),
            value=reading.value,
            grade=reading.grade,
            unit=reading.unit,
            status=Status(reading.status),
            flags=tuple(reading.flags),
            version=proposal.version,
            source=_source(document, reading.page, reading.locator),
            proposal_id=proposal.id,
            probability=proposal.probability,
            doubts=tuple(check["sentence"] for check in proposal.checks if check.get("passed") is False),
        )


def _source(
    document: DocumentRow | None,
    page: int | None,
    locator: str,
    by: str | None = None,
    at: datetime | None = None,
) -> Source:
    if document is None:
        return Source(confirmed_by=by, confirmed_at=at)
    return Source(
        report=document.report,
        year=document.year,
        page=page,
        locator=locator,
        file_name=document.file_name,
        document_id=document.id,
        confirmed_by=by,
        confirmed_at=at,
    )


def _same_value(session: Session) -> dict[str, tuple[str, ...]]:
    """Every code with all codes that it is chained to by ``same_value``."""
    from sqlalchemy import select

    from store.tables import RelationRow

    neighbours: dict[str, set[str]] = defaultdict(set)
    for relation in session.scalars(select(RelationRow).where(RelationRow.relation == "same_value")):
        neighbours[relation.code_a].add(relation.code_b)
        neighbours[relation.code_b].add(relation.code_a)
    result = {}
    for code in neighbours:
        reached, waiting = {code}, [code]
        while waiting:
            fresh = neighbours[waiting.pop()] - reached
            reached |= fresh
            waiting.extend(fresh)
        result[code] = tuple(sorted(reached - {code}))
    return result


def _codes_seen(session: Session, region: str) -> frozenset[str]:
    from sqlalchemy import func, select

    from store.tables import DocumentRow, ProposalRow, ValueRow

    confirmed = session.scalars(select(ValueRow.code).where(ValueRow.region == region).distinct())
    proposed = session.scalars(
        select(ProposalRow.code)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(func.coalesce(ProposalRow.region, DocumentRow.region) == region)
        .where(ProposalRow.code.is_not(None), ProposalRow.decision != "rejected")
        .where(ProposalRow.outcome != "none", ProposalRow.probability >= LEAST_PROBABILITY)
        .distinct()
    )
    return frozenset(confirmed) | frozenset(code for code in proposed if code is not None)
