"""The tables of the store: one schema for SQLite and PostgreSQL.

The present state stands here, in ``store/people_tables.py`` and in ``store/automation_tables.py``; the way to it in
``store/migrations`` (Alembic). Values are exact on both databases, times are UTC, and what a person decided is never
overwritten: it is an event in ``event``.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.automation_tables import AutomationRow, SampleRow
from store.columns import NEVER_REUSE_IDS, Base, ExactDecimal, UtcTime, now
from store.passage_tables import PassagesRow
from store.people_tables import ApiTokenRow, PeriodLockRow, SignInRow, UserRow

__all__ = [
    "NEVER_REUSE_IDS",
    "AliasRow",
    "ApiTokenRow",
    "AutomationRow",
    "Base",
    "ChainHeadRow",
    "DocumentRow",
    "EventRow",
    "ExactDecimal",
    "FactRow",
    "GradeRow",
    "IndicatorRow",
    "PassagesRow",
    "PeriodLockRow",
    "ProblemRow",
    "ProposalRow",
    "ReadingRow",
    "RegionRow",
    "RelationRow",
    "ReportRow",
    "RequirementRow",
    "SampleRow",
    "SignInRow",
    "UnitRow",
    "UserRow",
    "UtcTime",
    "ValueRow",
    "ValueVersionRow",
    "now",
]


class RegionRow(Base):
    """A government. ``code`` is the Kemendagri code ("35.73"); ``name`` as printed ("Kota Malang")."""

    __tablename__ = "region"
    code: Mapped[str] = mapped_column(String(13), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    short_name: Mapped[str] = mapped_column(String(120))
    level: Mapped[str] = mapped_column(String(20))
    province: Mapped[str | None] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(Text)


class ReportRow(Base):
    """A kind of report: LPPD, LKPJ, ..."""

    __tablename__ = "report"
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    full_name: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]]
    confidence: Mapped[str] = mapped_column(Text)


class IndicatorRow(Base):
    """An indicator of the national catalogue, or a local one of a region."""

    __tablename__ = "indicator"
    code: Mapped[str] = mapped_column(String(120), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(String(120))
    value_type: Mapped[str | None] = mapped_column(String(40))
    direction: Mapped[str | None] = mapped_column(String(40))
    urusan: Mapped[str | None] = mapped_column(Text)
    lead_opd: Mapped[str | None] = mapped_column(Text)
    formula: Mapped[str | None] = mapped_column(Text)
    plausible_min: Mapped[Decimal | None]
    plausible_max: Mapped[Decimal | None]
    source: Mapped[str] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(String(40))
    level: Mapped[str | None] = mapped_column(String(40))
    region: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    """Set for a local indicator, empty for the national catalogue."""


class AliasRow(Base):
    """Another name under which an indicator is printed."""

    __tablename__ = "indicator_alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("indicator.code"), index=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    ambiguous: Mapped[str] = mapped_column(String(10), default="")
    region: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    """Set for a wording that this region's reviewers confirmed."""


class RequirementRow(Base):
    """Report R asks for indicator I in section S with these fields."""

    __tablename__ = "requirement"
    id: Mapped[int] = mapped_column(primary_key=True)
    report: Mapped[str] = mapped_column(ForeignKey("report.code"), index=True)
    code: Mapped[str] = mapped_column(ForeignKey("indicator.code"), index=True)
    section: Mapped[str] = mapped_column(Text)
    fields: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    strength: Mapped[str] = mapped_column(String(20))
    """``mandatory`` or ``typical``."""


class RelationRow(Base):
    """How two indicators go together: the same value, near but different, ..."""

    __tablename__ = "relation"
    id: Mapped[int] = mapped_column(primary_key=True)
    code_a: Mapped[str] = mapped_column(String(120), index=True)
    code_b: Mapped[str] = mapped_column(String(120), index=True)
    relation: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text)


class UnitRow(Base):
    """A unit and the ways in which it is printed."""

    __tablename__ = "unit"
    unit: Mapped[str] = mapped_column(String(120), primary_key=True)
    variants: Mapped[list[Any]]
    dimension: Mapped[str] = mapped_column(Text)
    scale: Mapped[str] = mapped_column(Text)


class GradeRow(Base):
    """One step of a grading scheme."""

    __tablename__ = "grade"
    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(120), index=True)
    grade: Mapped[str] = mapped_column(String(80))
    label: Mapped[str] = mapped_column(Text)
    lowest: Mapped[Decimal | None]
    highest: Mapped[Decimal | None]
    source: Mapped[str] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text)


class DocumentRow(Base):
    """One uploaded file. The same bytes are one document, whatever their name."""

    __tablename__ = "document"
    __table_args__ = NEVER_REUSE_IDS
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(Integer)
    report: Mapped[str | None] = mapped_column(String(20), index=True)
    year: Mapped[int | None] = mapped_column(Integer, index=True)
    region: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    unit: Mapped[str | None] = mapped_column(Text)
    """The perangkat daerah whose report it is, if of one."""
    evidence: Mapped[dict[str, Any]]
    """For report, year, region, unit: the words that decided it; "given" where a person said so."""
    pages: Mapped[int | None]
    pages_read: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20), index=True)
    """``stored``, ``reading``, ``read``, ``failed``, ``withdrawn``."""
    failure: Mapped[str | None] = mapped_column(Text)
    """One sentence, where ``state`` is ``failed``."""
    extractor_version: Mapped[str | None] = mapped_column(String(40))
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    uploaded_by: Mapped[str] = mapped_column(String(120))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)
    workflow: Mapped[str | None] = mapped_column(String(80))
    """Id of the DBOS workflow that reads it."""


class ProblemRow(Base):
    """What could not be read in a document, where and why."""

    __tablename__ = "problem"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    page: Mapped[int | None]
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)


class ReadingRow(Base):
    """An ``extractor.Reading``, as it was read."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("document_id", "extractor_version", "ordinal"), NEVER_REUSE_IDS)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    extractor_version: Mapped[str] = mapped_column(String(40))
    ordinal: Mapped[int]
    """0-based position among the document's readings."""
    indicator: Mapped[str] = mapped_column(Text)
    group_path: Mapped[list[Any]]
    kind: Mapped[str] = mapped_column(String(20))
    year: Mapped[int | None]
    period: Mapped[str | None] = mapped_column(String(10))
    value: Mapped[Decimal | None]
    grade: Mapped[str | None] = mapped_column(String(80))
    unit: Mapped[str | None] = mapped_column(String(120))
    raw: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    flags: Mapped[list[Any]]
    source: Mapped[str] = mapped_column(String(20))
    page: Mapped[int | None]
    box: Mapped[list[Any] | None]
    locator: Mapped[str] = mapped_column(Text)
    section: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[list[Any]]


class ProposalRow(Base):
    """A reading with the indicator suggested for it, and what became of it."""

    __tablename__ = "proposal"
    __table_args__ = (
        Index("ix_proposal_queue", "region", "decision", "probability", "id"),
        Index("ix_proposal_all", "decision", "probability", "id"),
        NEVER_REUSE_IDS,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    region: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    code: Mapped[str | None] = mapped_column(ForeignKey("indicator.code"), index=True)
    outcome: Mapped[str] = mapped_column(String(10))
    """``match``, ``local``, ``none``: see ``models.Outcome``."""
    probability: Mapped[float] = mapped_column(Float)
    reasons: Mapped[list[Any]]
    alternatives: Mapped[list[Any]]
    """``[{"code", "probability", "reasons"}]``, best first."""
    checks: Mapped[list[Any]]
    """``[{"check", "passed", "sentence"}]``: plausibility, arithmetic, contradiction."""
    decision: Mapped[str] = mapped_column(String(10), default="pending")
    """``pending``, ``accepted``, ``edited``, ``rejected``; ``replaced`` once a newer reading took its place."""
    changes: Mapped[dict[str, Any] | None]
    """What a person put right against the reading, by field; the reading itself stays as it was read."""
    value_id: Mapped[int | None] = mapped_column(Integer, index=True)
    """The confirmed value that it supports. No foreign key: a value is withdrawn, its history stays."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts up with every decision; a decision made on an older version is refused."""
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None]


class ValueRow(Base):
    """A confirmed value: what this government says of this indicator."""

    __tablename__ = "value"
    __table_args__ = (UniqueConstraint("region", "code", "year", "period", "kind"), NEVER_REUSE_IDS)
    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(ForeignKey("region.code"))
    code: Mapped[str] = mapped_column(ForeignKey("indicator.code"), index=True)
    year: Mapped[int]
    period: Mapped[str] = mapped_column(String(10), default="")
    """Empty for the whole year (NULL would not be unique)."""
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[Decimal | None]
    grade: Mapped[str | None] = mapped_column(String(80))
    unit: Mapped[str | None] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(20))
    flags: Mapped[list[Any]]
    version: Mapped[int] = mapped_column(default=1)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    """The proposal it was confirmed from; with it the document, page and cell."""
    confirmed_by: Mapped[str] = mapped_column(String(120))
    confirmed_at: Mapped[datetime] = mapped_column(default=now)


class ValueVersionRow(Base):
    """Every state that a value ever had, in order: what was said on which day."""

    __tablename__ = "value_version"
    __table_args__ = (Index("ix_value_version_key", "region", "code", "year", "period", "kind", "event_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    """The decision that made it; its time, actor and reason stand there."""
    at: Mapped[datetime]
    value_id: Mapped[int] = mapped_column(Integer, index=True)
    region: Mapped[str] = mapped_column(ForeignKey("region.code"))
    code: Mapped[str] = mapped_column(ForeignKey("indicator.code"))
    year: Mapped[int]
    period: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """From this decision on there is no confirmed value."""
    value: Mapped[Decimal | None]
    grade: Mapped[str | None] = mapped_column(String(80))
    unit: Mapped[str | None] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(20))
    flags: Mapped[list[Any]]
    version: Mapped[int]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    confirmed_by: Mapped[str] = mapped_column(String(120))
    confirmed_at: Mapped[datetime]


class EventRow(Base):
    """One decision, for ever. Each row's hash covers the row before it."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its position in the chain, from 1 and without a gap."""
    at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str] = mapped_column(String(120), index=True)
    action: Mapped[str] = mapped_column(String(20))
    """``accept``, ``edit``, ``reject``, ``undo``, ``upload``, ..."""
    batch: Mapped[str] = mapped_column(String(40), index=True)
    """Decisions taken together share it; undo takes back a batch."""
    undoes: Mapped[str | None] = mapped_column(String(40), index=True)
    """The batch that an ``undo`` takes back."""
    subject: Mapped[str] = mapped_column(String(80), index=True)
    """``proposal:17``, ``document:3``."""
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str | None] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class ChainHeadRow(Base):
    """The end of the chain of events. Whoever decides locks this one row first, so decisions stand in one order."""

    __tablename__ = "chain_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class FactRow(Base):
    """What the database knows of itself: which packaged catalogue fills it."""

    __tablename__ = "fact"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
