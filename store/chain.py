"""The audit trail: events in one order, each with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from store.connection import canonical_json
from store.facts import Event
from store.tables import ChainHeadRow, EventRow, now

if TYPE_CHECKING:
    from store.connection import Store

GENESIS = "0" * 64
HEAD_FILE = "audit/head.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What happened to one subject, before it has its place in the chain."""

    subject: str
    before: dict[str, Any]
    after: dict[str, Any]


def new_batch() -> str:
    return uuid.uuid4().hex


def lock_chain(session: Session) -> ChainHeadRow:
    """Waits until nobody else decides, and keeps it so until the transaction ends."""
    head = session.get(ChainHeadRow, 1, with_for_update=True, populate_existing=True)
    if head is None:
        head = ChainHeadRow(id=1, event_id=0, hash=GENESIS)
        session.add(head)
        session.flush()
    return head


def append_events(
    session: Session,
    events: Sequence[NewEvent],
    *,
    actor: str,
    action: str,
    batch: str,
    reason: str | None = None,
    undoes: str | None = None,
) -> list[int]:
    """Adds events at the end of the chain, in order. Gives their ids."""
    head = lock_chain(session)
    at = now()
    rows = []
    for event in events:
        row: dict[str, Any] = {
            "id": head.event_id + 1,
            "at": at,
            "actor": actor,
            "action": action,
            "batch": batch,
            "undoes": undoes,
            "subject": event.subject,
            "before": event.before,
            "after": event.after,
            "reason": reason,
            "previous_hash": head.hash,
        }
        texts = {"before": canonical_json(event.before), "after": canonical_json(event.after)}
        row["hash"] = event_hash([texts.get(name, row[name]) for name in HASHED])
        rows.append(row)
        head.event_id, head.hash = row["id"], row["hash"]
    if rows:
        session.execute(insert(EventRow), rows)
        session.flush()
    return [row["id"] for row in rows]


# The columns that the hash covers, in its order; ``before`` and ``after`` as the JSON text that is stored.
HASHED = (
    "previous_hash",
    "id",
    "at",
    "actor",
    "action",
    "batch",
    "undoes",
    "subject",
    "before",
    "after",
    "reason",
)


_quoted = json.encoder.encode_basestring_ascii
_AT = HASHED.index("at")


def event_hash(facts: Sequence[Any]) -> str:
    """Of the columns in ``HASHED``, each in its own JSON text, so that no text can pose as two.

    ``at`` is a time in UTC, or its text as ``time_text`` gives it.
    """
    parts = list(facts)
    if isinstance(parts[_AT], datetime):
        parts[_AT] = time_text(parts[_AT])
    # As json.dumps(parts) writes it, in a third of the time: verify does this for every event there is.
    texts = [_quoted(part) if isinstance(part, str) else "null" if part is None else str(part) for part in parts]
    return hashlib.sha256(f"[{', '.join(texts)}]".encode()).hexdigest()


def time_text(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def publish_head(store: Store) -> None:
    """Copies the end of the chain to a file outside the database, after the commit.

    Whoever cuts events off the database's end does not reach this file; ``verify`` compares the two.
    """
    with store.session(read_only=True) as session:
        head = session.get(ChainHeadRow, 1)
    if head is not None:
        store.files.write_text(HEAD_FILE, canonical_json({"event": head.event_id, "hash": head.hash}) + "\n")


def list_events(
    store: Store,
    *,
    subject: str | None = None,
    batch: str | None = None,
    actor: str | None = None,
    limit: int | None = 200,
) -> list[Event]:
    """The newest events first."""
    query = select(EventRow).order_by(EventRow.id.desc()).limit(limit)
    for column, wanted in ((EventRow.subject, subject), (EventRow.batch, batch), (EventRow.actor, actor)):
        if wanted is not None:
            query = query.where(column == wanted)
    with store.session(read_only=True) as session:
        return [event_fact(row) for row in session.scalars(query)]


def event_fact(row: EventRow) -> Event:
    return Event(
        id=row.id,
        at=row.at,
        actor=row.actor,
        action=row.action,
        batch=row.batch,
        subject=row.subject,
        before=row.before,
        after=row.after,
        reason=row.reason,
        undoes=row.undoes,
        hash=row.hash,
    )
