"""What stands on the card beside the page: the proposal, its alternatives, other reports and other years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.web.queueing import View
from api.web.service import Service
from api.web.spots import spot_of
from extractor.facts import Kind
from store import (
    Alternative,
    Decision,
    Document,
    Proposal,
    ProposalFilter,
    Value,
    ValueFilter,
    list_proposals,
    list_values,
)

LEAST_LIKELY = 0.02
"""Alternatives below it only take the eye away from the proposal."""
SHOWN_ALTERNATIVES = 3
SHOWN_YEARS = 5
SHOWN_ELSEWHERE = 12
LIKELY = 0.5
"""Less likely proposals say nothing about the indicator's other years."""

DECISIONS = {
    Decision.PENDING: "menunggu",
    Decision.ACCEPTED: "diterima",
    Decision.EDITED: "diperbaiki",
    Decision.REJECTED: "ditolak",
    Decision.REPLACED: "diganti",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The same indicator, year and kind in another report."""

    proposal: Proposal
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCell:
    """What is known of one year and kind."""

    year: int
    confirmed: Value | None
    proposed: tuple[Proposal, ...]
    """Open ones that say different things, one each."""
    is_here: bool
    """The proposal on the card belongs here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """One kind of an indicator over the years."""

    kind: Kind
    cells: tuple[YearCell, ...]


def card_of(service: Service, document: Document, proposal: Proposal | None, view: View) -> dict[str, Any]:
    said = _said_of_indicator(service, proposal)
    return {
        "document": document,
        "proposal": proposal,
        "spot": spot_of(service, document, proposal),
        "others": _others(proposal, said),
        "years": () if proposal is None else _years(proposal, said, _confirmed(service, proposal)),
        "alternatives": () if proposal is None else _alternatives(proposal, view),
        "row_size": 0 if proposal is None else len(open_row(service, proposal)),
        "view": view,
        "decisions": DECISIONS,
        "kinds": list(Kind),
        "told": None,
        "changed": (),
        "oob": False,
    }


def open_row(service: Service, proposal: Proposal) -> list[Proposal]:
    """Open proposals of the same table row for the same indicator, the one given included."""
    row, _, col = proposal.locator.rpartition("/c")
    if not col or proposal.code is None:
        return []
    wanted = ProposalFilter(document_id=proposal.document_id, code=proposal.code, decisions=(Decision.PENDING,))
    return [one for one in list_proposals(service.store, wanted) if one.locator.rpartition("/c")[0] == row]


def _alternatives(proposal: Proposal, view: View) -> list[Alternative]:
    """Those with any likelihood, or the nearest where nothing was suggested; each has a key."""
    least = LEAST_LIKELY if proposal.code else 0.0
    found = [one for one in proposal.alternatives if one.probability >= least][:SHOWN_ALTERNATIVES]
    # Who labels must not read the score off the order.
    return sorted(found, key=lambda one: one.name) if view.blind else found


def _said_of_indicator(service: Service, proposal: Proposal | None) -> list[Proposal]:
    """What this government's reports say of the indicator, in all years."""
    if proposal is None or proposal.code is None or proposal.region is None:
        return []
    wanted = ProposalFilter(region=proposal.region, code=proposal.code, min_confidence=LIKELY)
    found = list_proposals(service.store, wanted)
    return [one for one in found if one.id != proposal.id and one.decision is not Decision.REJECTED]


def _confirmed(service: Service, proposal: Proposal) -> list[Value]:
    if proposal.code is None or proposal.region is None:
        return []
    return list_values(service.store, ValueFilter(region=proposal.region, code=proposal.code))


def _others(proposal: Proposal | None, said: Sequence[Proposal]) -> list[Other]:
    """What other places say of the same indicator, year and kind."""
    if proposal is None or proposal.year is None:
        return []
    same = [one for one in said if _place(one) == _place(proposal)]
    return [Other(proposal=one, agrees=_agrees(one, proposal)) for one in same[:SHOWN_ELSEWHERE]]


def _agrees(one: Proposal, other: Proposal) -> bool:
    """A grade printed at one place only is no difference of a value that both print."""
    if one.value is None or one.value != other.value:
        return (one.value, one.grade, one.status) == (other.value, other.grade, other.status)
    return one.grade is None or other.grade is None or one.grade == other.grade


def _years(proposal: Proposal, said: Sequence[Proposal], confirmed: Sequence[Value]) -> tuple[YearRow, ...]:
    """The indicator over the years nearest to the proposal's; nothing where only its own place is known."""
    values = {_place(one): one for one in confirmed if one.period == proposal.period}
    proposed: dict[tuple[Any, ...], list[Proposal]] = defaultdict(list)
    for one in said:
        is_open = one.period == proposal.period and one.year is not None and one.decision is Decision.PENDING
        if is_open and not (_place(one) == _place(proposal) and _agrees(one, proposal)):
            proposed[_place(one)].append(one)
    here = _place(proposal)
    known = {*values, *proposed}
    if proposal.year is None or not known - {here}:
        return ()
    near = sorted({place[0] for place in (*known, here)}, key=lambda year: (abs(year - proposal.year), year))
    years = sorted(near[:SHOWN_YEARS])
    return tuple(
        YearRow(
            kind=kind,
            cells=tuple(
                YearCell(
                    year=year,
                    confirmed=values.get((year, proposal.period, kind)),
                    proposed=_different(proposed[(year, proposal.period, kind)]),
                    is_here=(year, proposal.period, kind) == here,
                )
                for year in years
            ),
        )
        for kind in Kind
        if any(place[2] == kind for place in (*known, here))
    )


def _different(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    first: dict[tuple[Any, ...], Proposal] = {}
    for one in proposals:
        first.setdefault((one.value, one.grade, one.status), one)
    return tuple(first.values())


def _place(fact: Proposal | Value) -> tuple[int | None, str | None, Kind]:
    return (fact.year, fact.period, fact.kind)
