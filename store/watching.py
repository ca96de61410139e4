"""How long people looked at proposals before they decided, as the review desk told it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy import String, cast, literal, select

from store.tables import EventRow, ProposalRow

if TYPE_CHECKING:
    from store.connection import Store


DECISIONS = ("accept", "edit", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Decisions of one document whose time on screen is known."""

    decisions: int
    seconds: float
    """The middle one."""


def watched(store: Store, document_id: int) -> Watched | None:
    """``None`` where nothing was decided one by one on the review desk yet."""
    subject = literal("proposal:") + cast(ProposalRow.id, String)
    query = (
        select(EventRow.after)
        .join(ProposalRow, subject == EventRow.subject)
        .where(ProposalRow.document_id == document_id, EventRow.action.in_(DECISIONS))
    )
    with store.session(read_only=True) as session:
        times = [after["seen_ms"] for after in session.scalars(query) if "seen_ms" in after]
    return Watched(decisions=len(times), seconds=median(times) / 1000) if times else None
