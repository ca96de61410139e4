"""The facts that the store hands out: frozen, free of sessions, exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from extractor.facts import Box, Flag, Kind, Status

AUTOMATIC = "otomatis"
"""The actor of decisions that nobody looked at."""


class Decision(StrEnum):
    """What became of a proposal."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EDITED = "edited"
    """Confirmed with something put right by a person."""
    REJECTED = "rejected"
    REPLACED = "replaced"
    """A newer reading or edition took its place; kept for the record, in no queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A government."""

    code: str
    """Kemendagri code: ``35.73``."""
    name: str
    """As printed: ``Kota Malang``."""
    short_name: str
    level: str
    province: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One uploaded file and how far it was read."""

    id: int
    sha256: str
    file_name: str
    media_type: str
    size: int
    report: str | None
    year: int | None
    region: str | None
    """Kemendagri code."""
    region_name: str | None
    unit: str | None
    evidence: Mapping[str, Any]
    pages: int | None
    pages_read: int | None
    state: str
    """``stored``, ``reading``, ``read``, ``failed``, ``withdrawn``."""
    failure: str | None
    """One Indonesian sentence."""
    extractor_version: str | None
    supersedes: int | None
    uploaded_by: str
    uploaded_at: datetime
    workflow: str | None
    already_stored: bool = False
    """``add_document`` met the same bytes before: this is that document, nothing was stored."""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "sha256": self.sha256,
            "file_name": self.file_name,
            "size": self.size,
            "report": self.report,
            "year": self.year,
            "region": self.region,
            "region_name": self.region_name,
            "unit": self.unit,
            "evidence": dict(self.evidence),
            "pages": self.pages,
            "pages_read": self.pages_read,
            "state": self.state,
            "failure": self.failure,
            "supersedes": self.supersedes,
            "uploaded_by": self.uploaded_by,
            "uploaded_at": self.uploaded_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One plausibility check and what it found."""

    check: str
    """``range``, ``unit_slip``, ``arithmetic``, ...: see ``store/checks.py``."""
    passed: bool
    sentence: str
    """Indonesian, for the reviewer."""

    def to_json(self) -> dict[str, Any]:
        return {"check": self.check, "passed": self.passed, "sentence": self.sentence}


OTHER_UNIT = "unit"
"""The check that fails where a unit is printed that measures something else than the catalogue's."""
COUNT_FOR_SHARE = "count_for_share"
"""The check that fails where people or things are counted for an indicator that is a percentage."""


def is_taken_for_count(checks: Iterable[Mapping[str, Any]]) -> bool:
    """What was found when the whole document was at hand: this number without unit counts."""
    return any(check["check"] == COUNT_FOR_SHARE for check in checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another indicator that the reading may be."""

    code: str
    name: str
    probability: float
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "probability": self.probability,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A reading, the indicator suggested for it, and what became of it.

    ``kind`` to ``status`` are as a person put them right, where one did; ``raw`` stays as printed.
    """

    id: int
    version: int
    """To be given back with a decision: one made on an older version is refused."""
    document_id: int
    file_name: str
    report: str | None
    document_year: int | None
    region: str | None
    code: str | None
    name: str | None
    """The catalogue's name of ``code``."""
    outcome: str
    probability: float
    reasons: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    checks: tuple[Check, ...]
    decision: Decision
    decided_by: str | None
    decided_at: datetime | None
    value_id: int | None
    changes: Mapping[str, Any]
    indicator: str
    """The indicator as printed."""
    group: tuple[str, ...]
    kind: Kind
    year: int | None
    period: str | None
    value: Decimal | None
    grade: str | None
    unit: str | None
    raw: str
    status: Status
    flags: tuple[Flag, ...]
    source: str
    page: int | None
    box: Box | None
    locator: str
    section: str | None
    notes: tuple[str, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """The sentences of the checks that failed."""
        return tuple(check.sentence for check in self.checks if not check.passed)

    def to_json(self) -> dict[str, Any]:
        """The keys of ``warisan extract --json``, and what matching and people added."""
        return {
            "id": self.id,
            "version": self.version,
            "document": self.document_id,
            "file_name": self.file_name,
            "report": self.report,
            "document_year": self.document_year,
            "region": self.region,
            "code": self.code,
            "name": self.name,
            "outcome": self.outcome,
            "probability": self.probability,
            "reasons": list(self.reasons),
            "alternatives": [alternative.to_json() for alternative in self.alternatives],
            "checks": [check.to_json() for check in self.checks],
            "decision": self.decision.value,
            "decided_by": self.decided_by,
            "decided_at": None if self.decided_at is None else self.decided_at.isoformat(),
            "value_id": self.value_id,
            "changes": dict(self.changes),
            "page": self.page,
            "indicator": self.indicator,
            "group": list(self.group),
            "kind": self.kind.value,
            "year": self.year,
            "period": self.period,
            "value": None if self.value is None else format(self.value, "f"),
            "grade": self.grade,
            "unit": self.unit,
            "raw": self.raw,
            "status": self.status.value,
            "flags": [flag.value for flag in self.flags],
            "source": self.source,
            "box": None if self.box is None else list(self.box),
            "locator": self.locator,
            "section": self.section,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSource:
    """Where a confirmed value stands in print."""

    document_id: int
    file_name: str
    report: str | None
    year: int | None
    page: int | None
    box: Box | None
    locator: str

    def to_json(self) -> dict[str, Any]:
        return {
            "document": self.document_id,
            "file_name": self.file_name,
            "report": self.report,
            "year": self.year,
            "page": self.page,
            "box": None if self.box is None else list(self.box),
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a government says of an indicator, confirmed by a person."""

    id: int
    version: int
    region: str
    code: str
    name: str
    year: int
    period: str | None
    kind: Kind
    value: Decimal | None
    grade: str | None
    unit: str | None
    status: Status
    flags: tuple[Flag, ...]
    proposal_id: int | None
    source: ValueSource | None
    confirmed_by: str
    confirmed_at: datetime
    withdrawn: bool = False
    """In a history: from here on there was no confirmed value."""
    reason: str | None = None
    """In a history: why, where the person said it."""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "version": self.version,
            "region": self.region,
            "code": self.code,
            "name": self.name,
            "year": self.year,
            "period": self.period,
            "kind": self.kind.value,
            "value": None if self.value is None else format(self.value, "f"),
            "grade": self.grade,
            "unit": self.unit,
            "status": self.status.value,
            "flags": [flag.value for flag in self.flags],
            "proposal": self.proposal_id,
            "source": None if self.source is None else self.source.to_json(),
            "confirmed_by": self.confirmed_by,
            "confirmed_at": self.confirmed_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a decision over one or many proposals."""

    batch: str
    """For ``undo``."""
    accepted: int = 0
    rejected: int = 0
    undone: int = 0
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """(proposal id, Indonesian sentence why not)."""
    changed: tuple[int, ...] = ()
    """Ids of the proposals that were decided."""

    def to_json(self) -> dict[str, Any]:
        return {
            "batch": self.batch,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "undone": self.undone,
            "skipped": [{"id": proposal_id, "why": why} for proposal_id, why in self.skipped],
            "changed": list(self.changed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the audit trail."""

    id: int
    at: datetime
    actor: str
    action: str
    batch: str
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str | None
    undoes: str | None
    hash: str
