"""What a document is, put right by a person: report, year, region, edition; and taken out, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from store.chain import NewEvent, append_events, new_batch, publish_head
from store.desk import CONFIRMED, Desk
from store.documents import check_given, document_fact, find_document
from store.facts import Decided, Decision, Document
from store.page_files import drop_pages
from store.tables import DocumentRow, ProposalRow

if TYPE_CHECKING:
    from store.connection import Store


class ConfirmedElsewhere(WarisanError):
    """{count} values of this document are confirmed for {region}. Reject them first, then change the region."""

    indonesian = "{count} nilai dokumen ini sudah dikonfirmasi untuk {region}. Tolak dahulu, lalu ubah daerahnya."


class ReasonMissing(WarisanError):
    """Say why the document is taken out."""

    indonesian = "Tuliskan alasan dokumen ini ditarik."


class OtherReport(WarisanError):
    """Document {new} is not a newer edition of {old}: report, year and region must be the same."""

    indonesian = "Dokumen {new} bukan edisi baru dari {old}: jenis laporan, tahun, dan daerahnya harus sama."


def identify(
    store: Store,
    document_id: int,
    *,
    region: str | None = None,
    report: str | None = None,
    year: int | None = None,
    actor: str,
    reason: str | None = None,
) -> Document:
    """Says what a document is. Its proposals follow to the region given."""
    with store.session() as session:
        desk = Desk.open(session, actor)
        given = check_given(session, region=region, report=report, year=year)
        row = find_document(session, document_id)
        before = _identity(row)
        if given.region is not None and given.region != row.region:
            _refuse_confirmed(session, row)
            session.execute(update(ProposalRow).where(ProposalRow.document_id == row.id).values(region=given.region))
            row.region = given.region
        row.report, row.year = given.report or row.report, given.year or row.year
        row.evidence = {**row.evidence, **given.evidence}
        desk.events.append(NewEvent(subject=f"document:{row.id}", before=before, after=_identity(row)))
        desk.close(action="identify", batch=new_batch(), reason=reason)
        document = document_fact(session, row)
    publish_head(store)
    return document


def likely_older_edition(store: Store, document_id: int) -> int | None:
    """Another document of the same report, year, region and unit that was uploaded before; for a person to say."""
    with store.session(read_only=True) as session:
        row = find_document(session, document_id)
        if row.report is None or row.year is None or row.region is None:
            return None
        query = select(DocumentRow.id).where(
            DocumentRow.report == row.report,
            DocumentRow.year == row.year,
            DocumentRow.region == row.region,
            DocumentRow.unit == row.unit if row.unit is not None else DocumentRow.unit.is_(None),
            DocumentRow.id < row.id,
            DocumentRow.state == "read",
        )
        return session.scalars(query.order_by(DocumentRow.id.desc()).limit(1)).first()


def supersede(store: Store, old_id: int, new_id: int, *, actor: str, reason: str | None = None) -> Decided:
    """The new document is the newer edition. Confirmed values stay until a person decides; what was still open in
    the old edition leaves the queue."""
    batch = new_batch()
    with store.session() as session:
        old, new = find_document(session, old_id), find_document(session, new_id)
        if old_id == new_id or _kind(old) != _kind(new):
            raise OtherReport(old=old_id, new=new_id)
        new.supersedes = old_id
        link = NewEvent(subject=f"document:{new_id}", before={}, after={"supersedes": old_id})
        return _retire(store, session, old_id, link=link, actor=actor, action="supersede", batch=batch, reason=reason)


def withdraw(store: Store, document_id: int, *, actor: str, reason: str) -> Decided:
    """Takes a document out: its open proposals leave the queue, its confirmed values are rejected with this reason.

    The file and the record stay: what was decided from it must stay explainable.
    """
    if not reason.strip():
        raise ReasonMissing
    batch = new_batch()
    with store.session() as session:
        desk = Desk.open(session, actor)
        row = find_document(session, document_id)
        confirmed = select(ProposalRow.id).where(
            ProposalRow.document_id == document_id, ProposalRow.decision.in_(CONFIRMED)
        )
        proposals = [proposal for proposal, _ in desk.proposals(session.scalars(confirmed).all())]
        for proposal in proposals:
            desk.refuse(proposal)
        desk.close(action="withdraw", batch=batch, reason=reason)
        link = NewEvent(subject=f"document:{document_id}", before={"state": row.state}, after={"state": "withdrawn"})
        row.state, row.failure = "withdrawn", reason
        decided = _retire(
            store, session, document_id, link=link, actor=actor, action="withdraw", batch=batch, reason=reason
        )
    publish_head(store)
    drop_pages(store, document_id)
    return Decided(batch=batch, rejected=len(proposals), changed=decided.changed)


def _retire(
    store: Store,
    session: Session,
    document_id: int,
    *,
    link: NewEvent,
    actor: str,
    action: str,
    batch: str,
    reason: str | None,
) -> Decided:
    open_ones = session.scalars(
        select(ProposalRow).where(
            ProposalRow.document_id == document_id, ProposalRow.decision == Decision.PENDING.value
        )
    ).all()
    events = [link]
    for proposal in open_ones:
        before: Mapping[str, Any] = {"decision": proposal.decision, "version": proposal.version}
        proposal.decision = Decision.REPLACED.value
        proposal.version += 1
        after = {"decision": proposal.decision, "version": proposal.version}
        events.append(NewEvent(subject=f"retire:{proposal.id}", before=dict(before), after=after))
    session.flush()
    append_events(session, events, actor=actor, action=action, batch=batch, reason=reason)
    return Decided(batch=batch, changed=tuple(proposal.id for proposal in open_ones))


def _refuse_confirmed(session: Session, row: DocumentRow) -> None:
    query = select(ProposalRow.id).where(ProposalRow.document_id == row.id, ProposalRow.value_id.is_not(None))
    confirmed = session.scalars(query).all()
    if confirmed:
        raise ConfirmedElsewhere(count=len(confirmed), region=row.region)


def _identity(row: DocumentRow) -> dict[str, Any]:
    return {"report": row.report, "year": row.year, "region": row.region}


def _kind(row: DocumentRow) -> tuple[str | None, int | None, str | None]:
    return row.report, row.year, row.region
