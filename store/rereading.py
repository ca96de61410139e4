"""A newer extractor read a document again: decisions move to the reading at the same place with the same print."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.chain import NewEvent, append_events, new_batch
from store.desk import CONFIRMED, proposal_snapshot
from store.facts import Decision
from store.tables import DocumentRow, ProposalRow, ReadingRow, ValueRow

ACTOR = "warisan"
GONE = "Pembacaan ulang tidak lagi menemukan angka ini di tempatnya: periksa kembali."

Place = tuple[str, str, str, int | None]
"""Locator, print, kind, year."""


def carry_over(session: Session, document: DocumentRow, version: str) -> None:
    """Retires the proposals of older readings. A decided one without a successor stays, and says so.

    The same cell may have been read as another kind or year: then the place and the print alone decide, where they
    name one reading only.
    """
    older = _proposals(session, document.id, version, newer=False)
    if not older:
        return
    successors = _Successors(_proposals(session, document.id, version, newer=True))
    events = []
    for old, reading in older:
        new = successors.take(reading)
        if old.decision != Decision.PENDING.value and new is None:
            old.checks = [
                *(check for check in old.checks if check["check"] != "rereading"),
                {"check": "rereading", "passed": False, "sentence": GONE},
            ]
            continue
        before = proposal_snapshot(old)
        if old.decision != Decision.PENDING.value and new is not None:
            _hand_over(session, old, new)
        old.decision = Decision.REPLACED.value
        old.value_id = None
        old.version += 1
        after = {**proposal_snapshot(old), "successor": None if new is None else new.id}
        events.append(NewEvent(subject=f"reread:{old.id}", before=before, after=after))
    session.flush()
    append_events(session, events, actor=ACTOR, action="reread", batch=new_batch(), reason=f"versi {version}")


def _hand_over(session: Session, old: ProposalRow, new: ProposalRow) -> None:
    new.decision, new.code, new.outcome = old.decision, old.code, old.outcome
    new.changes, new.value_id = old.changes, old.value_id
    new.decided_by, new.decided_at = old.decided_by, old.decided_at
    new.version += 1
    if old.decision in CONFIRMED and old.value_id is not None:
        value = session.get(ValueRow, old.value_id)
        if value is not None and value.proposal_id == old.id:
            value.proposal_id = new.id


class _Successors:
    """The new proposals by place and print; each succeeds one old proposal at most."""

    def __init__(self, rows: list[tuple[ProposalRow, ReadingRow]]) -> None:
        self._exact: dict[Place, list[ProposalRow]] = defaultdict(list)
        self._near: dict[tuple[str, str], list[ProposalRow]] = defaultdict(list)
        self._taken: set[int] = set()
        for proposal, reading in rows:
            self._exact[_place(reading)].append(proposal)
            self._near[_place(reading)[:2]].append(proposal)

    def take(self, reading: ReadingRow) -> ProposalRow | None:
        place = _place(reading)
        found = self._free(self._exact.get(place, []))
        if not found:
            near = self._free(self._near.get(place[:2], []))
            found = near if len(near) == 1 else []
        if not found:
            return None
        self._taken.add(found[0].id)
        return found[0]

    def _free(self, proposals: list[ProposalRow]) -> list[ProposalRow]:
        return [proposal for proposal in proposals if proposal.id not in self._taken]


def _place(reading: ReadingRow) -> Place:
    return reading.locator, "".join(reading.raw.split()), reading.kind, reading.year


def _proposals(
    session: Session, document_id: int, version: str, *, newer: bool
) -> list[tuple[ProposalRow, ReadingRow]]:
    same = ReadingRow.extractor_version == version
    query = (
        select(ProposalRow, ReadingRow)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .where(ProposalRow.document_id == document_id, same if newer else ~same)
        .where(ProposalRow.decision != Decision.REPLACED.value)
        .order_by(ProposalRow.id)
    )
    return [(proposal, reading) for proposal, reading in session.execute(query)]
