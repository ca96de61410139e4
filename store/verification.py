"""Whether the record still is what people decided: the chain of events, what follows from it, and the files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from store.chain import GENESIS, HASHED, HEAD_FILE, event_hash
from store.desk import proposal_snapshot, value_snapshot
from store.tables import ChainHeadRow, DocumentRow, EventRow, ProposalRow, ValueRow, ValueVersionRow

if TYPE_CHECKING:
    from store.connection import Store

ROWS_AT_ONCE = 5_000
# A chain broken at one place is told once; thousands of sentences help nobody.
TOLD = 20

_VALUE_CONTENT = ("region", "code", "year", "period", "kind", "value", "grade", "unit", "status", "flags")
_PROPOSAL_CONTENT = ("decision", "code", "outcome", "changes", "version", "value_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at, and what is wrong (Indonesian sentences; none where all is well)."""

    events: int
    values: int
    documents: int
    faults: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        return {
            "events": self.events,
            "values": self.values,
            "documents": self.documents,
            "sound": self.is_sound,
            "faults": list(self.faults),
        }


def verify(store: Store, *, files: bool = True) -> Verification:
    """Finds events that were edited, deleted, inserted, swapped or cut off, decisions and values changed past the
    record, and files that are lost or changed."""
    # Read first: events that come while the check runs are newer than this file, never older.
    published = store.files.read_text(HEAD_FILE)
    with store.session(read_only=True) as session:
        chain = _Chain()
        faults = [*chain.follow(session), *_head_faults(session, chain, published)]
        faults += _value_faults(session)
        faults += _proposal_faults(session)
        values = session.scalar(select(func.count()).select_from(ValueRow)) or 0
        documents = session.execute(select(DocumentRow.id, DocumentRow.file_name, DocumentRow.sha256)).all()
    if files:
        faults += _file_faults(store, [(row.id, row.file_name, row.sha256) for row in documents])
    return Verification(events=chain.count, values=values, documents=len(documents), faults=tuple(faults))


class _Chain:
    """Walks the events in order and remembers where it stands."""

    def __init__(self) -> None:
        self.count = 0
        self.last_id = 0
        self.last_hash = GENESIS

    def follow(self, session: Session) -> list[str]:
        faults: list[str] = []
        for previous_hash, event_id, *rest, kept_hash in _raw_events(session):
            self.count += 1
            is_next = event_id == self.last_id + 1 and previous_hash == self.last_hash
            is_unchanged = event_hash([previous_hash, event_id, *rest]) == kept_hash
            if not (is_next and is_unchanged) and len(faults) < TOLD:
                faults += self._told(event_id, is_next=is_next, is_unchanged=is_unchanged)
            self.last_id, self.last_hash = event_id, kept_hash
        return faults

    def _told(self, event_id: int, *, is_next: bool, is_unchanged: bool) -> Iterator[str]:
        if event_id != self.last_id + 1:
            yield f"Catatan {self.last_id + 1} sampai {event_id - 1} hilang dari jejak audit."
        elif not is_next:
            yield f"Catatan {event_id} tidak bersambung dengan catatan sebelumnya."
        if not is_unchanged:
            yield f"Isi catatan {event_id} diubah setelah dicatat."


def _raw_events(session: Session) -> Iterator[Sequence[Any]]:
    """The columns that are hashed, then the hash. The facts come as the text that is stored: parsing and writing
    it anew could hide a change."""
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    as_text = {"before", "after", *(("at",) if is_sqlite else ())}
    columns = [EventRow.__table__.c[name] for name in (*HASHED, "hash")]
    texts = [cast(column, Text) if column.key in as_text else column for column in columns]
    rows = connection.execute(select(*texts).order_by(EventRow.id).execution_options(yield_per=ROWS_AT_ONCE))
    if not is_sqlite:
        yield from rows
        return
    for previous_hash, event_id, at, *rest in rows:
        # SQLite keeps "2025-01-31 10:00:00.000000", in UTC: one change of letters, where parsing takes a third of all.
        yield (previous_hash, event_id, f"{at.replace(' ', 'T', 1)}+00:00", *rest)


def _head_faults(session: Session, chain: _Chain, published: str | None) -> Iterator[str]:
    head = session.get(ChainHeadRow, 1)
    if head is None or (head.event_id, head.hash) != (chain.last_id, chain.last_hash):
        yield "Ujung jejak audit tidak cocok dengan catatan terakhir: catatan terakhir dihapus atau ditambah."
    if published is None:
        if chain.count:
            yield f"Berkas {HEAD_FILE} di luar basis data hilang: ujung jejak audit tidak dapat dibandingkan."
        return
    told = json.loads(published)
    kept = session.scalar(select(EventRow.hash).where(EventRow.id == told["event"]))
    if told["event"] > 0 and kept != told["hash"]:
        kept_as = f"seperti yang disimpan di {HEAD_FILE}"
        yield f"Catatan {told['event']} tidak lagi {kept_as}: jejak audit dipotong atau diganti."


def _value_faults(session: Session) -> Iterator[str]:
    """Each value must say what the decision that last changed it made it say."""
    last = select(func.max(ValueVersionRow.id)).group_by(ValueVersionRow.value_id)
    query = (
        select(ValueVersionRow.value_id, ValueVersionRow.withdrawn, ValueRow, EventRow.after)
        .join(EventRow, EventRow.id == ValueVersionRow.event_id)
        .outerjoin(ValueRow, ValueRow.id == ValueVersionRow.value_id)
        .where(ValueVersionRow.id.in_(last))
    )
    known = set()
    for value_id, withdrawn, row, after in session.execute(query):
        known.add(value_id)
        if withdrawn:
            if row is not None:
                yield f"Nilai {value_id} masih ada padahal sudah ditarik."
        elif row is None:
            yield f"Nilai {value_id} hilang tanpa keputusan."
        elif not _says(value_snapshot(row), after.get("value"), _VALUE_CONTENT, value_id):
            yield f"Nilai {value_id} ({row.code} {row.year}) diubah tanpa keputusan."
    for value_id in session.scalars(select(ValueRow.id)):
        if value_id not in known:
            yield f"Nilai {value_id} ditambahkan tanpa keputusan."


def _proposal_faults(session: Session) -> Iterator[str]:
    """Each decided proposal must stand as its last event left it."""
    last = select(func.max(EventRow.id)).where(EventRow.subject.startswith("proposal:")).group_by(EventRow.subject)
    events = select(EventRow.subject, EventRow.after).where(EventRow.id.in_(last))
    decided = {int(subject.split(":")[1]): after for subject, after in session.execute(events)}
    query = select(ProposalRow).where(ProposalRow.version > 1).execution_options(yield_per=ROWS_AT_ONCE)
    for row in session.scalars(query):
        after = decided.pop(row.id, None)
        # A newer reading moves decisions to other proposals; those events stand under "reread".
        if after is None or row.decision == "replaced":
            continue
        if not _says(proposal_snapshot(row), after["proposal"], _PROPOSAL_CONTENT[:-1], None):
            yield f"Usulan {row.id} diubah tanpa keputusan."
    for proposal_id in decided:
        yield f"Usulan {proposal_id} hilang atau dikembalikan tanpa keputusan."


def _says(
    present: Mapping[str, Any], recorded: Mapping[str, Any] | None, names: tuple[str, ...], value_id: int | None
) -> bool:
    # A decision that only ended one support of a value records the other value it went to.
    if recorded is None or (value_id is not None and recorded["id"] != value_id):
        return True
    return all(present[name] == recorded[name] for name in names)


def _file_faults(store: Store, documents: list[tuple[int, str, str]]) -> Iterator[str]:
    for document_id, file_name, sha256 in documents:
        found = store.files.digest(sha256)
        if found is None:
            yield f"Berkas asli dokumen {document_id} ({file_name}) hilang."
        elif found != sha256:
            yield f"Berkas asli dokumen {document_id} ({file_name}) berubah sejak diunggah."
