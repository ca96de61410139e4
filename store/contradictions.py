"""Contradictions: one government, one indicator, year, period and kind, but other values.

Found for a whole region with one query over keys of which more than one thing is printed, and what stands behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from extractor.facts import Kind
from store.content import Content, content
from store.desk import CONFIRMED, asked_units, only_content
from store.disputed import KEY, disputed_keys
from store.facts import Decision, is_taken_for_count
from store.proposals import content_of
from store.tables import DocumentRow, IndicatorRow, ProposalRow, ReadingRow, ValueRow

if TYPE_CHECKING:
    from store.connection import Store

LEAST_PROBABILITY = 0.5

# Which report goes before which: the one whose figures others audit, then the one that answers to the ministry,
# then those made from it. An indicator's own report (SPM for SPM indicators, ...) goes before all.
AUTHORITY = (
    "LKPD",
    "SPM",
    "LHE-AKIP",
    "EPPD",
    "LPPD",
    "RLPPD",
    "LKPJ",
    "LKJIP",
    "RB",
    "RKPD-evaluasi",
    "RPJMD-evaluasi",
)
OWN_REPORT = {"keu": "LKPD", "spm": "SPM", "lhe": "LHE-AKIP", "rb": "RB"}

Key = tuple[str, int, str, str]
"""Code, year, period, kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One place that says a value, or the confirmed value (then without a proposal of its own)."""

    proposal_id: int | None
    document_id: int | None
    file_name: str | None
    report: str | None
    document_year: int | None
    page: int | None
    locator: str
    content: Content
    decision: Decision | None
    """``None`` for the confirmed value itself."""

    @property
    def told(self) -> str:
        return self.content.told


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """All that is said about one indicator, year, period and kind, where it is not one thing."""

    region: str
    code: str
    name: str
    year: int
    period: str | None
    kind: Kind
    confirmed: Content | None
    claims: tuple[Claim, ...]
    """By authority, the one to believe first."""
    ratio: Decimal | None
    """The largest value over the smallest, where both are above zero: 10 tells of a slip of the unit."""

    @property
    def within_one_document(self) -> bool:
        return len({claim.document_id for claim in self.claims}) == 1


def list_contradictions(store: Store, region: str, *, code: str | None = None) -> list[Contradiction]:
    """By indicator and year. A rounding is none, nor a provisional figure beside the final one."""
    with store.session(read_only=True) as session:
        claims = _claims(session, region, code)
        confirmed = _confirmed(session, region, list(claims))
        codes = {key[0] for key in claims}
        names = _names(session, codes)
    found = []
    for key in sorted(claims):
        said = [claim.content for claim in claims[key]]
        if key in confirmed:
            said.append(confirmed[key])
        if _contradict(said):
            found.append(_contradiction(region, key, names, claims[key], confirmed.get(key)))
    return found


def _claims(session: Session, region: str, code: str | None) -> dict[Key, list[Claim]]:
    """What the documents say where they, or they and the confirmed value, say more than one thing."""
    where = [
        ProposalRow.region == region,
        ProposalRow.code.is_not(None) if code is None else ProposalRow.code == code,
        ProposalRow.decision.in_((Decision.PENDING.value, *CONFIRMED)),
        (ProposalRow.probability >= LEAST_PROBABILITY) | ProposalRow.decision.in_(CONFIRMED),
        ReadingRow.year.is_not(None) | ProposalRow.changes.is_not(None),
    ]
    # A corrected proposal may belong to another key than its reading: those few are looked at all.
    query = (
        select(ProposalRow, ReadingRow, DocumentRow)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(*where)
        .where(
            tuple_(*KEY).in_(disputed_keys(*where))
            | ProposalRow.changes.is_not(None)
            | _may_be_confirmed_otherwise(region)
        )
        .options(*only_content())
        .order_by(ProposalRow.id)
    )
    claims: dict[Key, list[Claim]] = {}
    rows = session.execute(query).all()
    asked = asked_units(session, (proposal.code for proposal, _, _ in rows if proposal.code is not None))
    for proposal, reading, document in rows:
        facts = content_of(reading, proposal.changes or {})
        if proposal.code is not None and facts["year"] is not None:
            found = (proposal.code, facts["year"], facts["period"] or "", str(facts["kind"]))
            said = content(facts, asked=asked.get(proposal.code), is_count=is_taken_for_count(proposal.checks))
            claims.setdefault(found, []).append(_claim(proposal, reading, document, said))
    return claims


def _may_be_confirmed_otherwise(region: str) -> ColumnElement[bool]:
    """Proposals beside a confirmed value that they do not support."""
    confirmed = select(ValueRow.code, ValueRow.year, ValueRow.period, ValueRow.kind).where(ValueRow.region == region)
    return ProposalRow.value_id.is_(None) & tuple_(*KEY).in_(confirmed)


def _claim(proposal: ProposalRow, reading: ReadingRow, document: DocumentRow, said: Content) -> Claim:
    return Claim(
        proposal_id=proposal.id,
        document_id=document.id,
        file_name=document.file_name,
        report=document.report,
        document_year=document.year,
        page=reading.page,
        locator=reading.locator,
        content=said,
        decision=Decision(proposal.decision),
    )


def _confirmed(session: Session, region: str, keys: Sequence[Key]) -> dict[Key, Content]:
    wanted = set(keys)
    asked = asked_units(session, (key[0] for key in keys))
    found: dict[Key, Content] = {}
    for row in session.scalars(select(ValueRow).where(ValueRow.region == region)):
        key = (row.code, row.year, row.period, row.kind)
        if key in wanted:
            facts = {name: getattr(row, name) for name in ("value", "grade", "unit", "kind", "status", "flags")}
            found[key] = content(facts, asked=asked.get(row.code))
    return found


def _names(session: Session, codes: set[str]) -> dict[str, str]:
    query = select(IndicatorRow.code, IndicatorRow.name)
    return {row.code: row.name for row in session.execute(query) if row.code in codes}


def _contradict(said: Sequence[Content]) -> bool:
    final = [one for one in said if not one.is_provisional]
    return any(one.contradicts(other) for position, one in enumerate(final) for other in final[position + 1 :])


def _contradiction(
    region: str, key: Key, names: Mapping[str, str], claims: Sequence[Claim], confirmed: Content | None
) -> Contradiction:
    code, year, period, kind = key
    said = [claim.content for claim in claims] + ([] if confirmed is None else [confirmed])
    first = next(one for one in said if one.value is not None or one is said[-1])
    values = [abs(pair[1]) for one in said for pair in first.in_one_scale(one)[:1]]
    smallest, largest = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    return Contradiction(
        region=region,
        code=code,
        name=names.get(code, code),
        year=year,
        period=period or None,
        kind=Kind(kind),
        confirmed=confirmed,
        claims=tuple(sorted(claims, key=lambda claim: _authority(claim, code, year))),
        ratio=largest / smallest if smallest > 0 else None,
    )


def _authority(claim: Claim, code: str, year: int) -> tuple[bool, int, int, int]:
    """The indicator's own report first, then the order of reports, then the report nearest after the year."""
    own = OWN_REPORT.get(code.split(".", maxsplit=1)[0])
    rank = AUTHORITY.index(claim.report) if claim.report in AUTHORITY else len(AUTHORITY)
    distance = 99 if claim.document_year is None else abs(claim.document_year - year)
    return (claim.report != own, rank, distance, claim.proposal_id or 0)
