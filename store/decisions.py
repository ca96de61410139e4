"""What people decide about proposals: accept, reject, edit, undo. Every decision is an event, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from extractor.facts import Flag
from store.chain import new_batch, publish_head
from store.content import Content
from store.desk import CONFIRMED, Desk, Key, key_of, only_content, proposal_snapshot, still_says
from store.disputed import KEY, disputed_keys
from store.facts import COUNT_FOR_SHARE, OTHER_UNIT, Decided, Decision
from store.proposals import ProposalFilter, UnknownProposal, content_of, narrowed
from store.tables import DocumentRow, EventRow, ProposalRow, ReadingRow, ValueRow

if TYPE_CHECKING:
    from store.connection import Store

# An open proposal less sure than this is no ground to hold another one back.
LEAST_PROBABILITY = 0.5

Versions = Mapping[int, int]
Row = tuple[ProposalRow, ReadingRow]


class StaleVersion(WarisanError):
    """Somebody decided about proposal {proposal} in the meantime. Load it again, then decide."""

    indonesian = "Usulan {proposal} sudah diputuskan orang lain. Muat ulang, lalu putuskan."


class NothingToUndo(WarisanError):
    """There is no decision of {actor} left to undo."""

    indonesian = "Tidak ada keputusan {actor} yang masih dapat dibatalkan."


class NothingChosen(WarisanError):
    """Say which proposals are meant: by their ids, or by a least confidence."""

    indonesian = "Sebutkan usulan yang dimaksud: dengan nomornya, atau dengan keyakinan minimal."


def accept(
    store: Store,
    ids: Iterable[int] | None = None,
    *,
    min_confidence: float | None = None,
    wanted: ProposalFilter | None = None,
    actor: str,
    reason: str | None = None,
    versions: Versions | None = None,
    replace_confirmed: bool = False,
    despite_checks: bool = False,
    undisputed_only: bool = False,
    seen_ms: int | None = None,
    foresee: bool = False,
) -> Decided:
    """Confirms proposals: those with the ids given, or all open ones of a filter and a least confidence.

    What cannot be confirmed without a closer look is skipped and told with its reason: no indicator or year, failed
    checks, scanned print, another value confirmed or proposed for the same indicator and year. ``despite_checks`` is
    for a person who looked; ``replace_confirmed`` for one who says the confirmed value is wrong.
    ``versions`` (id -> version seen) refuses all where somebody was quicker. A single proposal may be confirmed though
    another open one contradicts it, unless ``undisputed_only``. ``seen_ms``: how long it was on screen before.
    ``foresee`` tells what would come of it, and changes nothing.
    """
    batch = new_batch()
    skipped: list[tuple[int, str]] = []
    changed = []
    with store.session() as session:
        desk = Desk.open(session, actor, seen_ms=seen_ms)
        rows = desk.proposals(_chosen(session, ids, min_confidence, wanted))
        _refuse_stale(rows, versions, None if ids is None else list(ids))
        rows = _passing(rows, skipped, despite_checks=despite_checks)
        if undisputed_only or len(rows) > 1:
            rows = _undisputed(desk, rows, skipped)
        desk.look_up_wordings(reading.indicator for _, reading in rows)
        for proposal, reading in rows:
            why = None if replace_confirmed else _contradiction(desk, proposal, reading)
            if why is not None:
                skipped.append((proposal.id, why))
                continue
            desk.confirm(proposal, reading, Decision.EDITED if proposal.changes else Decision.ACCEPTED)
            changed.append(proposal.id)
        if foresee:
            session.rollback()
        else:
            desk.close(action="accept", batch=batch, reason=reason)
    if not foresee:
        publish_head(store)
    return Decided(batch=batch, accepted=len(changed), skipped=sorted(skipped), changed=tuple(changed))


def reject(
    store: Store,
    ids: Iterable[int] | None = None,
    *,
    wanted: ProposalFilter | None = None,
    actor: str,
    reason: str | None = None,
    versions: Versions | None = None,
    seen_ms: int | None = None,
) -> Decided:
    """Says no. Where the proposal was confirmed before, its value is withdrawn unless another one supports it."""
    batch = new_batch()
    with store.session() as session:
        desk = Desk.open(session, actor, seen_ms=seen_ms)
        rows = desk.proposals(_chosen(session, ids, None, wanted))
        _refuse_stale(rows, versions, None if ids is None else list(ids))
        skipped = [
            (proposal.id, _ALREADY[proposal.decision])
            for proposal, _ in rows
            if proposal.decision in (Decision.REJECTED.value, Decision.REPLACED.value)
        ]
        left = {proposal_id for proposal_id, _ in skipped}
        changed = [proposal for proposal, _ in rows if proposal.id not in left]
        for proposal in changed:
            desk.refuse(proposal)
        desk.close(action="reject", batch=batch, reason=reason)
    publish_head(store)
    ids_changed = tuple(proposal.id for proposal in changed)
    return Decided(batch=batch, rejected=len(changed), skipped=skipped, changed=ids_changed)


def edit(
    store: Store,
    proposal_id: int,
    changes: Mapping[str, Any],
    *,
    expected_version: int | None = None,
    actor: str,
    reason: str | None = None,
    replace_confirmed: bool = False,
    seen_ms: int | None = None,
) -> Decided:
    """Puts a proposal right and confirms it so. The reading stays as it was read; the change is kept beside it.

    ``changes``: any of code, value, grade, unit, year, period, kind, status, flags.
    """
    from store.editing import apply_changes

    batch = new_batch()
    with store.session() as session:
        desk = Desk.open(session, actor, seen_ms=seen_ms)
        rows = desk.proposals([proposal_id])
        versions = None if expected_version is None else {proposal_id: expected_version}
        _refuse_stale(rows, versions, [proposal_id])
        proposal, reading = rows[0]
        if proposal.decision == Decision.REPLACED.value:
            return Decided(batch=batch, skipped=[(proposal_id, _ALREADY[proposal.decision])])
        before = proposal_snapshot(proposal)
        apply_changes(session, proposal, reading, changes)
        why = _incomplete(proposal, reading)
        why = why or (None if replace_confirmed else _contradiction(desk, proposal, reading))
        if why is not None:
            proposal.changes, proposal.code, proposal.outcome = before["changes"], before["code"], before["outcome"]
            return Decided(batch=batch, skipped=[(proposal_id, why)])
        desk.confirm(proposal, reading, Decision.EDITED, before_edit=before)
        desk.close(action="edit", batch=batch, reason=reason)
    publish_head(store)
    return Decided(batch=batch, accepted=1, changed=(proposal_id,))


def undo(store: Store, batch: str | None = None, *, actor: str, reason: str | None = None) -> Decided:
    """Takes a batch of decisions back: this one, or the last of this actor. What was decided anew since then stays."""
    from store.local_indicators import take_back_indicators

    own = new_batch()
    skipped: list[tuple[int, str]] = []
    changed: list[int] = []
    with store.session() as session:
        desk = Desk.open(session, actor)
        batch = batch or _last_batch(session, actor)
        for event in _events_of(session, batch, actor):
            proposal_id = int(event.subject.removeprefix("proposal:"))
            proposal = session.get(ProposalRow, proposal_id)
            if proposal is None or proposal.version != event.after["proposal"]["version"]:
                skipped.append((proposal_id, "Sudah diputuskan lagi sesudahnya."))
                continue
            if not _value_untouched(session, event):
                skipped.append((proposal_id, "Nilainya sudah diputuskan lagi sesudahnya."))
                continue
            desk.restore(proposal, event.before, event.after)
            changed.append(proposal_id)
        take_back_indicators(desk, batch)
        desk.close(action="undo", batch=own, reason=reason, undoes=batch)
    publish_head(store)
    return Decided(batch=own, undone=len(changed), skipped=sorted(skipped), changed=tuple(changed))


_ALREADY = {
    Decision.ACCEPTED.value: "Sudah diterima.",
    Decision.EDITED.value: "Sudah diterima dengan perbaikan.",
    Decision.REJECTED.value: "Sudah ditolak.",
    Decision.REPLACED.value: "Sudah diganti pembacaan yang lebih baru.",
}


def _chosen(
    session: Session, ids: Iterable[int] | None, min_confidence: float | None, wanted: ProposalFilter | None
) -> list[int]:
    if ids is not None:
        return list(ids)
    if min_confidence is None and wanted is None:
        raise NothingChosen
    wanted = replace(wanted or ProposalFilter(), decisions=(Decision.PENDING,))
    if min_confidence is not None:
        wanted = replace(wanted, min_confidence=min_confidence)
    query = select(ProposalRow.id).join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
    query = query.join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
    return list(session.scalars(narrowed(query, wanted)))


def _refuse_stale(rows: Sequence[Row], versions: Versions | None, asked: Sequence[int] | None) -> None:
    found = {proposal.id: proposal.version for proposal, _ in rows}
    for proposal_id in asked or ():
        if proposal_id not in found:
            raise UnknownProposal(proposal=proposal_id)
    for proposal_id, version in (versions or {}).items():
        if found.get(proposal_id) != version:
            raise StaleVersion(proposal=proposal_id)


def _passing(rows: Sequence[Row], skipped: list[tuple[int, str]], *, despite_checks: bool) -> list[Row]:
    passing = []
    for proposal, reading in rows:
        why = obstacle(proposal, reading, despite_checks=despite_checks)
        if why is None:
            passing.append((proposal, reading))
        else:
            skipped.append((proposal.id, why))
    return passing


def obstacle(proposal: ProposalRow, reading: ReadingRow, *, despite_checks: bool = False) -> str | None:
    """Why the proposal cannot be confirmed without a closer look; ``None`` where it can."""
    if proposal.decision == Decision.REPLACED.value:
        return _ALREADY[proposal.decision]
    # A confirmed one whose value another document's took over may be confirmed anew.
    if proposal.decision in CONFIRMED and proposal.value_id is not None:
        return _ALREADY[proposal.decision]
    incomplete = _incomplete(proposal, reading)
    if incomplete is not None or despite_checks:
        return incomplete
    if Flag.OCR.value in reading.flags:
        return "Dibaca dari hasil pindai: periksa dahulu."
    if Flag.KIND_ASSUMED.value in reading.flags and "kind" not in (proposal.changes or {}):
        return "Jenisnya diperkirakan (target, realisasi, atau capaian): periksa dahulu."
    failed = [check for check in proposal.checks if not check["passed"]]
    if not failed:
        return None
    of_unit = next((check for check in failed if check["check"] in (OTHER_UNIT, COUNT_FOR_SHARE)), None)
    if of_unit is not None:
        return f"Satuan berbeda dari katalog: {of_unit['sentence']}"
    return f"Pemeriksaan gagal: {failed[0]['sentence']}"


def _incomplete(proposal: ProposalRow, reading: ReadingRow) -> str | None:
    facts = content_of(reading, proposal.changes or {})
    if proposal.region is None:
        return "Daerah dokumennya belum diketahui."
    if proposal.code is None or proposal.outcome == "none":
        return "Belum dipasangkan dengan indikator."
    if facts["year"] is None:
        return "Tahunnya belum diketahui."
    if facts["status"] == "illegible":
        return "Cetakannya tidak terbaca: isikan nilainya."
    return None


def _contradiction(desk: Desk, proposal: ProposalRow, reading: ReadingRow) -> str | None:
    """Why the value must not be confirmed over the one confirmed already; ``None`` where it may."""
    facts = content_of(reading, proposal.changes or {})
    key = key_of(proposal, facts)
    row = None if key is None else desk.value_at(key)
    if row is None or (row.proposal_id == proposal.id and proposal.value_id == row.id):
        return None
    confirmed, given = desk.content_of_value(row), desk.content_of(proposal, facts)
    if confirmed.agrees(given) or (confirmed.is_provisional and not given.is_provisional):
        return None
    if confirmed.is_of_another_dimension(given):
        return f"Satuannya lain: {given.told}, padahal yang sudah dikonfirmasi {confirmed.told}."
    return f"Bertentangan: {given.told}, padahal sudah dikonfirmasi {confirmed.told}."


def _undisputed(desk: Desk, rows: Sequence[Row], skipped: list[tuple[int, str]]) -> list[Row]:
    """Leaves out those that another open proposal contradicts: which is right is for a person to say, one by one."""
    said: dict[Key, list[Content]] = {}
    for proposal, reading in _open_beside(desk.session, rows):
        facts = content_of(reading, proposal.changes or {})
        key = key_of(proposal, facts)
        if key is not None:
            said.setdefault(key, []).append(desk.content_of(proposal, facts))
    undisputed = []
    for proposal, reading in rows:
        facts = content_of(reading, proposal.changes or {})
        key, own = key_of(proposal, facts), desk.content_of(proposal, facts)
        others = [] if key is None else said.get(key, [])
        other = next((one for one in others if one.contradicts(own) and not _gives_way(one, own)), None)
        if other is None:
            undisputed.append((proposal, reading))
        else:
            skipped.append((proposal.id, f"Bertentangan dengan usulan lain: {own.told} atau {other.told}."))
    return undisputed


def _gives_way(other: Content, own: Content) -> bool:
    return other.is_provisional and not own.is_provisional


def _open_beside(session: Session, rows: Sequence[Row]) -> list[Row]:
    """Open, likely proposals of the same regions where more than one thing is said, those to be decided included."""
    regions = {proposal.region for proposal, _ in rows}
    ids = {proposal.id for proposal, _ in rows}
    found: list[Row] = []
    for region in regions:
        pending = (ProposalRow.region == region, ProposalRow.decision == Decision.PENDING.value)
        query = (
            select(ProposalRow, ReadingRow)
            .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
            .where(*pending, ProposalRow.code.is_not(None))
            .where(tuple_(*KEY).in_(disputed_keys(*pending)) | ProposalRow.changes.is_not(None))
            .options(*only_content())
        )
        found += [(proposal, reading) for proposal, reading in session.execute(query)]
    return [row for row in found if row[0].probability >= LEAST_PROBABILITY or row[0].id in ids]


def _value_untouched(session: Session, event: EventRow) -> bool:
    """Whether the value that the event changed still says what the event made it say."""
    before, after = event.before.get("value"), event.after.get("value")
    if before == after or after is None:
        return True
    return still_says(session.get(ValueRow, after["id"]), after)


def _last_batch(session: Session, actor: str) -> str:
    undone = select(EventRow.undoes).where(EventRow.undoes.is_not(None))
    query = (
        select(EventRow.batch)
        .where(EventRow.actor == actor, EventRow.action.in_(("accept", "reject", "edit", "local")))
        .where(EventRow.batch.not_in(undone))
        .order_by(EventRow.id.desc())
        .limit(1)
    )
    batch = session.scalars(query).first()
    if batch is None:
        raise NothingToUndo(actor=actor)
    return batch


def _events_of(session: Session, batch: str, actor: str) -> list[EventRow]:
    query = select(EventRow).where(EventRow.batch == batch, EventRow.subject.startswith("proposal:"))
    events = list(session.scalars(query.order_by(EventRow.id.desc())))
    already = session.scalars(select(EventRow.id).where(EventRow.undoes == batch).limit(1)).first()
    if not events or already is not None:
        raise NothingToUndo(actor=actor)
    return events
