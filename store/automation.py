"""Accepting without a person: how far, set for each kind of report and indicator; samples tell whether it goes well.

Nothing is accepted unless somebody set a level. What fails a check, comes from a scan, contradicts another value or is
not complete always waits. Of a hundred that would be accepted, five chosen by hash wait for a person instead; what the
person says of them is added to the answers that the threshold is chosen by.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from store.automation_tables import AutomationRow, SampleRow
from store.chain import NewEvent, append_events, new_batch, publish_head
from store.decisions import StaleVersion, accept, obstacle
from store.facts import AUTOMATIC, Decided, Decision
from store.learning import calibration
from store.tables import DocumentRow, IndicatorRow, ProposalRow, ReadingRow, ReportRow, now

if TYPE_CHECKING:
    from models.thresholds import Judged
    from store.connection import Store

BEARABLE = Decimal("0.01")
ERRORS_TO_CHOOSE = tuple(map(Decimal, ("0.005", "0.01", "0.02", "0.05")))
SAMPLED_OF_HUNDRED = 5
_TRIES = 3


class Level(StrEnum):
    """How far proposals are accepted by themselves."""

    NONE = "none"
    """A person decides on each."""
    CONFIDENT = "confident"
    """Those sure enough for the error stated."""
    ALL_VALID = "all-valid"
    """All that are matched, complete, and pass their checks."""


class FaultyAutomation(WarisanError):
    """The automation cannot be set so: {fault}. Correct it and set it again."""

    indonesian = "Otomasi tidak dapat diatur demikian: {fault}. Perbaiki lalu atur lagi."


class ErrorTooSmall(WarisanError):
    """An error of {error} cannot be promised by the labels at hand, at best {least}. State a larger one."""

    indonesian = (
        "Galat {error} tidak dapat dijamin dengan label yang ada, paling kecil {least}. Nyatakan yang lebih besar."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomationRule:
    """One rule, with what it means now."""

    scope: str
    level: Level
    error: Decimal
    threshold: float | None
    """Of a ``confident`` rule: accepted from here on; ``None`` where nothing is sure enough any more."""
    set_by: str
    accepted: int
    """Proposals of its scope that now stand accepted by it."""
    samples: Mapping[str, int]
    """``waiting``, ``right``, ``wrong``."""
    waiting: tuple[int, ...]
    """Proposals to look at."""

    def to_json(self) -> dict[str, Any]:
        return {
            "scope": self.scope,
            "level": self.level.value,
            "error": format(self.error, "f"),
            "threshold": self.threshold,
            "set_by": self.set_by,
            "accepted": self.accepted,
            "samples": dict(self.samples),
            "waiting": list(self.waiting),
        }


def set_automation(
    store: Store,
    level: Level,
    *,
    report: str | None = None,
    code: str | None = None,
    error: Decimal = BEARABLE,
    actor: str,
    reason: str | None = None,
) -> AutomationRule:
    """Sets the level of one kind of report or of one indicator. The indicator's goes before the report's."""
    judged = calibration(store)
    with store.session() as session:
        scope = _scope(session, report, code)
        if not 0 < error < 1:
            raise FaultyAutomation(fault=f"galat {error} tidak di antara 0 dan 1")
        if level is Level.CONFIDENT and _threshold(judged, error) is None:
            _refuse_error(judged, error)
        row = session.get(AutomationRow, scope)
        before = {} if row is None else {"level": row.level, "error": format(row.error, "f")}
        row = session.merge(AutomationRow(scope=scope, level=level.value, error=error, set_by=actor, set_at=now()))
        after = {"level": row.level, "error": format(error, "f")}
        event = NewEvent(subject=f"automation:{scope}"[:80], before=before, after=after)
        append_events(session, [event], actor=actor, action="automation", batch=new_batch(), reason=reason)
    publish_head(store)
    return next(rule for rule in list_automation(store) if rule.scope == scope)


def list_automation(store: Store) -> list[AutomationRule]:
    judged = calibration(store)
    with store.session(read_only=True) as session:
        rows = session.scalars(select(AutomationRow).order_by(AutomationRow.scope)).all()
        return [_rule(session, row, judged) for row in rows]


def thresholds_to_choose(store: Store) -> list[tuple[Decimal, float | None]]:
    """For each error that one might state, from which probability on the ranker in use keeps it; ``None``: never."""
    judged = calibration(store)
    return [(error, _threshold(judged, error)) for error in ERRORS_TO_CHOOSE]


def apply_automation(store: Store, document_id: int) -> Decided | None:
    """Accepts what the rules allow of a document that was just read; ``None`` where they allow nothing.

    Proposals that anybody decided about before are left, also where the decision was taken back.
    """
    for _ in range(_TRIES):
        ids = _allowed(store, document_id)
        if not ids:
            return None
        try:
            return accept(
                store, ids, actor=AUTOMATIC, reason="otomasi", versions=dict.fromkeys(ids, 1), undisputed_only=True
            )
        except StaleVersion:  # a person was quicker: look again at what is left
            continue
    return None


def is_sample(sha256: str, reading: ReadingRow) -> bool:
    """The same reading of the same file is always in, or always out."""
    place = f"{sha256}/{reading.locator}/{reading.indicator}/{reading.kind}/{reading.year}"
    return int.from_bytes(hashlib.sha256(place.encode()).digest()[:8], "big") % 100 < SAMPLED_OF_HUNDRED


def _allowed(store: Store, document_id: int) -> list[int]:
    """The proposals to accept; those of the sample are put into its queue."""
    with store.session(read_only=True) as session:
        rules = {row.scope: row for row in session.scalars(select(AutomationRow))}
    if not any(row.level != Level.NONE.value for row in rules.values()):
        return []
    judged = calibration(store)
    with store.session() as session:
        document = session.get_one(DocumentRow, document_id)
        least = {scope: _least(session, row, judged) for scope, row in rules.items()}
        known = set(session.scalars(select(SampleRow.proposal_id)))
        ids, samples = [], []
        for proposal, reading in _untouched(session, document_id):
            rule = rules.get(f"code:{proposal.code}") or rules.get(f"report:{document.report}")
            if rule is None or not _is_sure(proposal, least[rule.scope]) or obstacle(proposal, reading) is not None:
                continue
            if not is_sample(document.sha256, reading):
                ids.append(proposal.id)
            elif proposal.id not in known:
                facts = {"proposal_id": proposal.id, "scope": rule.scope, "probability": proposal.probability}
                samples.append({**facts, "at": now()})
        if samples:
            session.execute(insert(SampleRow), samples)
    return ids


def _untouched(session: Session, document_id: int) -> list[tuple[ProposalRow, ReadingRow]]:
    query = (
        select(ProposalRow, ReadingRow)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .where(ProposalRow.document_id == document_id, ProposalRow.outcome == "match")
        .where(ProposalRow.decision == Decision.PENDING.value, ProposalRow.version == 1)
        .order_by(ProposalRow.id)
    )
    return [(proposal, reading) for proposal, reading in session.execute(query)]


def _is_sure(proposal: ProposalRow, least: float | None) -> bool:
    return least is not None and proposal.probability >= least


def _least(session: Session, row: AutomationRow, judged: Sequence[Judged]) -> float | None:
    if row.level == Level.NONE.value:
        return None
    if row.level == Level.ALL_VALID.value:
        return 0.0
    return _threshold([*judged, *_judged_samples(session, row.scope)], row.error)


def _threshold(judged: Sequence[Judged], error: Decimal) -> float | None:
    """No single suggestion below 1 - error, and as many right above as stated."""
    from models.thresholds import threshold_for

    found = threshold_for(judged, float(error))
    return None if found is None else max(found, 1 - float(error))


def _refuse_error(judged: Sequence[Judged], error: Decimal) -> None:
    from models.thresholds import least_error

    raise ErrorTooSmall(error=error, least=f"{least_error(judged):.4f}")


def _judged_samples(session: Session, scope: str) -> list[Judged]:
    """Samples that people decided on: accepted as proposed was right, corrected or rejected was wrong."""
    return [
        (probability, decision == Decision.ACCEPTED.value)
        for _, probability, decision in _samples(session, scope)
        if decision not in (Decision.PENDING.value, Decision.REPLACED.value)
    ]


def _samples(session: Session, scope: str) -> list[tuple[int, float, str]]:
    query = (
        select(SampleRow.proposal_id, SampleRow.probability, ProposalRow.decision)
        .join(ProposalRow, ProposalRow.id == SampleRow.proposal_id)
        .where(SampleRow.scope == scope)
        .order_by(SampleRow.proposal_id)
    )
    return [(proposal, probability, decision) for proposal, probability, decision in session.execute(query)]


def _rule(session: Session, row: AutomationRow, judged: Sequence[Judged]) -> AutomationRule:
    samples = _samples(session, row.scope)
    waiting = tuple(proposal for proposal, _, decision in samples if decision == Decision.PENDING.value)
    told = Counter("right" if is_right else "wrong" for _, is_right in _judged_samples(session, row.scope))
    least = _least(session, row, judged)
    return AutomationRule(
        scope=row.scope,
        level=Level(row.level),
        error=row.error,
        threshold=least if row.level == Level.CONFIDENT.value else None,
        set_by=row.set_by,
        accepted=_accepted(session, row.scope),
        samples={"waiting": len(waiting), "right": told["right"], "wrong": told["wrong"]},
        waiting=waiting,
    )


def _accepted(session: Session, scope: str) -> int:
    what, name = scope.split(":", 1)
    query = select(ProposalRow.id).where(ProposalRow.decided_by == AUTOMATIC)
    query = query.where(ProposalRow.decision == Decision.ACCEPTED.value)
    if what == "report":
        query = query.join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        return len(session.scalars(query.where(DocumentRow.report == name)).all())
    return len(session.scalars(query.where(ProposalRow.code == name)).all())


def _scope(session: Session, report: str | None, code: str | None) -> str:
    if (report is None) == (code is None):
        raise FaultyAutomation(fault="sebutkan jenis laporan atau satu indikator")
    if report is not None:
        if session.get(ReportRow, report) is None:
            raise FaultyAutomation(fault=f"jenis laporan {report} tidak dikenal")
        return f"report:{report}"
    if session.get(IndicatorRow, code) is None:
        raise FaultyAutomation(fault=f"indikator {code} tidak ada di katalog")
    return f"code:{code}"
