"""How far the review of a document is."""

from __future__ import annotations

from dataclasses import dataclass

from store import Decision, ProposalFilter, Store, count_proposals

DECIDED = (Decision.ACCEPTED, Decision.EDITED, Decision.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Proposals of one document."""

    all: int
    open: int
    accepted: int
    rejected: int
    unmatched: int
    """Open ones without an indicator."""

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected


def count_document(store: Store, document_id: int) -> Counts:
    def count(*decisions: Decision, with_code: bool | None = None) -> int:
        wanted = ProposalFilter(document_id=document_id, decisions=decisions or None, with_code=with_code)
        return count_proposals(store, wanted)

    return Counts(
        all=count(),
        open=count(Decision.PENDING),
        accepted=count(Decision.ACCEPTED, Decision.EDITED),
        rejected=count(Decision.REJECTED),
        unmatched=count(Decision.PENDING, with_code=False),
    )
