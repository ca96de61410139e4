"""The review desk: the page with the cell marked, the proposal beside it, the queue; accept, reject, edit, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.language import language, say
from api.typed_numbers import typed_number
from api.web.counting import Counts, count_document
from api.web.documents import Told
from api.web.pages import page, wants_part
from api.web.service import Here, Service
from api.web.spots import picture_pattern, spot_of
from extractor.errors import WarisanError
from extractor.facts import Kind
from store import (
    Alternative,
    Decided,
    Decision,
    Document,
    Proposal,
    ProposalFilter,
    accept,
    edit,
    get_document,
    get_proposal,
    list_proposals,
    reject,
    undo,
)

routes = APIRouter(include_in_schema=False)

SURE = 0.95
"""Confidence from which proposals may be accepted all at once."""

LEAST_LIKELY = 0.02
"""Alternatives below it only take the eye away from the proposal."""
SHOWN_ALTERNATIVES = 3

FILTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "open": ("Menunggu", {"decisions": (Decision.PENDING,), "with_code": True}),
    "unmatched": ("Tanpa indikator", {"decisions": (Decision.PENDING,), "with_code": False}),
    "accepted": ("Diterima", {"decisions": (Decision.ACCEPTED, Decision.EDITED)}),
    "rejected": ("Ditolak", {"decisions": (Decision.REJECTED,)}),
    "all": ("Semua", {}),
}
DECISIONS = {
    Decision.PENDING: "menunggu",
    Decision.ACCEPTED: "diterima",
    Decision.EDITED: "diperbaiki",
    Decision.REJECTED: "ditolak",
    Decision.REPLACED: "diganti",
}

Version = Annotated[int, Form()]
Shown = Annotated[str, Form()]
Then = Annotated[int | None, Form()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The same indicator, year and kind in another report."""

    proposal: Proposal
    agrees: bool


@routes.get("/documents/{document_id}/review")
def review(request: Request, here: Here, document_id: int, show: str = "open", proposal: int | None = None) -> Response:
    document = get_document(here.store, document_id)
    show = show if show in FILTERS else "open"
    if wants_part(request) and proposal is not None:
        chosen = get_proposal(here.store, proposal)
        return page(request, "review_next.html", _card(here, document, chosen, show))
    rows = _queue(here, document_id, show)
    chosen_row = next((row for row in rows if row.id == proposal), None)
    if chosen_row is None and proposal is not None:
        chosen_row = get_proposal(here.store, proposal)
    chosen_row = chosen_row or (rows[0] if rows else None)
    counts = count_document(here.store, document_id)
    facts = {**_card(here, document, chosen_row, show), "rows": rows, "counts": counts, "tabs": _tabs(counts)}
    return page(request, "review.html", {**facts, "pictures": picture_pattern(document)})


@routes.post("/proposals/{proposal_id}/accept")
def accept_one(
    request: Request, here: Here, proposal_id: int, *, version: Version, show: Shown = "open", then: Then = None
) -> Response:
    """A person looked at it, so failed checks do not hold it back; they were shown."""

    def decide() -> Decided:
        return accept(here.store, [proposal_id], actor=here.actor, versions={proposal_id: version}, despite_checks=True)

    return _decided(request, here, proposal_id, decide=decide, show=show, then=then)


@routes.post("/proposals/{proposal_id}/accept-row")
def accept_row(
    request: Request, here: Here, proposal_id: int, *, version: Version, show: Shown = "open", then: Then = None
) -> Response:
    """All open values of the table row with the same indicator, of which one is in view; doubtful ones stay open."""
    proposal = get_proposal(here.store, proposal_id)
    row = open_row(here, proposal)

    def decide() -> Decided:
        return accept(
            here.store, [one.id for one in row], actor=here.actor, versions={one.id: one.version for one in row}
        )

    return _decided(request, here, proposal_id, decide=decide, show=show, then=then)


@routes.post("/proposals/{proposal_id}/reject")
def reject_one(
    request: Request, here: Here, proposal_id: int, *, version: Version, show: Shown = "open", then: Then = None
) -> Response:
    def decide() -> Decided:
        return reject(here.store, [proposal_id], actor=here.actor, versions={proposal_id: version})

    return _decided(request, here, proposal_id, decide=decide, show=show, then=then)


@routes.post("/proposals/{proposal_id}/edit")
async def edit_one(request: Request, here: Here, proposal_id: int) -> Response:
    """Only the fields that were sent and differ are changes; the alternatives send the indicator alone."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    from fastapi.concurrency import run_in_threadpool

    return await run_in_threadpool(_edit, request, here, proposal_id, form)


@routes.post("/documents/{document_id}/undo")
def undo_last(request: Request, here: Here, document_id: int, show: Shown = "open") -> Response:
    document = get_document(here.store, document_id)
    try:
        decided = undo(here.store, actor=here.actor)
    except WarisanError as error:
        return _answer(request, here, document, chosen=None, show=show, changed=(), told=_failed(error))
    changed = [get_proposal(here.store, one) for one in decided.changed]
    own = [one for one in changed if one.document_id == document_id]
    told = say(f"{decided.undone} keputusan dibatalkan.", f"{decided.undone} decisions undone.")
    chosen = own[0] if own else None
    return _answer(request, here, document, chosen=chosen, show=show, changed=own, told=Told(name="", sentence=told))


@routes.post("/documents/{document_id}/accept-sure")
def accept_sure(request: Request, here: Here, document_id: int) -> Response:
    document = get_document(here.store, document_id)
    wanted = ProposalFilter(document_id=document_id, with_code=True)
    decided = accept(here.store, wanted=wanted, min_confidence=SURE, actor=here.actor)
    facts = {
        "document": document,
        "decided": decided,
        "skipped": [(get_proposal(here.store, one), why) for one, why in decided.skipped],
    }
    return page(request, "accepted.html", facts)


def _edit(request: Request, here: Service, proposal_id: int, form: dict[str, str]) -> Response:
    version = int(form.get("version") or 0)
    then = int(form["then"]) if form.get("then") else None
    proposal = get_proposal(here.store, proposal_id)

    def decide() -> Decided:
        return edit(
            here.store,
            proposal_id,
            changes_of(form, proposal),
            expected_version=version,
            actor=here.actor,
        )

    return _decided(request, here, proposal_id, decide=decide, show=form.get("show", "open"), then=then)


def changes_of(form: dict[str, str], proposal: Proposal) -> dict[str, Any]:
    """What the form says differently from the proposal."""
    changes: dict[str, Any] = {}
    if "value" in form:
        value = typed_number(form["value"])
        if value != proposal.value:
            changes["value"] = None if value is None else format(value, "f")
    for name in ("grade", "unit"):
        if name in form and (form[name].strip() or None) != getattr(proposal, name):
            changes[name] = form[name].strip() or None
    if form.get("year") and int(form["year"]) != proposal.year:
        changes["year"] = int(form["year"])
    if form.get("kind") and form["kind"] != proposal.kind:
        changes["kind"] = form["kind"]
    if form.get("code") and form["code"].strip() != proposal.code:
        changes["code"] = form["code"].strip()
    return changes


def _decided(
    request: Request, here: Service, proposal_id: int, *, decide: Callable[[], Decided], show: str, then: int | None
) -> Response:
    """Decides, then shows the next proposal; what could not be decided stays in view with its reason."""
    changed: list[Proposal] = []
    try:
        decided = decide()
    except WarisanError as error:
        told: Told | None = _failed(error)
    else:
        told = Told(name="", sentence=decided.skipped[0][1], failed=True) if decided.skipped else None
        changed = [get_proposal(here.store, one) for one in decided.changed]
    proposal = get_proposal(here.store, proposal_id)
    document = get_document(here.store, proposal.document_id)
    chosen = proposal if told is not None else _next(here, proposal, show, then)
    return _answer(request, here, document, chosen=chosen, show=show, changed=changed or [proposal], told=told)


def _answer(
    request: Request,
    here: Service,
    document: Document,
    *,
    chosen: Proposal | None,
    show: str,
    changed: Sequence[Proposal],
    told: Told | None,
) -> Response:
    if not wants_part(request):
        at = f"&proposal={chosen.id}" if chosen else ""
        return RedirectResponse(f"/documents/{document.id}/review?show={show}{at}", status_code=303)
    if chosen is None and told is not None and told.failed:
        chosen = next(iter(_queue(here, document.id, show)), None)
    facts = _card(here, document, chosen, show)
    counts: Counts = count_document(here.store, document.id)
    response = page(
        request,
        "review_next.html",
        {**facts, "told": told, "changed": changed, "counts": counts, "tabs": _tabs(counts)},
    )
    if chosen is not None:
        response.headers["HX-Replace-Url"] = f"/documents/{document.id}/review?show={show}&proposal={chosen.id}"
    return response


def _next(here: Service, proposal: Proposal, show: str, then: int | None) -> Proposal | None:
    """The page knows the queue's order and names the next one; else the first open one after this."""
    if then is not None and (named := get_proposal(here.store, then)).decision is Decision.PENDING:
        return named
    waiting = _queue(here, proposal.document_id, "open" if show not in {"open", "unmatched"} else show)
    after = [one for one in waiting if one.id > proposal.id]
    return next(iter(after or waiting), None)


def _queue(here: Service, document_id: int, show: str) -> list[Proposal]:
    return list_proposals(here.store, ProposalFilter(document_id=document_id, **FILTERS[show][1]))


def _card(here: Service, document: Document, proposal: Proposal | None, show: str) -> dict[str, Any]:
    return {
        "document": document,
        "proposal": proposal,
        "spot": spot_of(here, document, proposal),
        "others": _others(here, proposal),
        "alternatives": () if proposal is None else _alternatives(proposal),
        "row_size": 0 if proposal is None else len(open_row(here, proposal)),
        "show": show if show in FILTERS else "open",
        "decisions": DECISIONS,
        "kinds": list(Kind),
        "told": None,
        "changed": (),
        "oob": False,
    }


def open_row(here: Service, proposal: Proposal) -> list[Proposal]:
    """Open proposals of the same table row for the same indicator, the one given included."""
    row, _, col = proposal.locator.rpartition("/c")
    if not col or proposal.code is None:
        return []
    wanted = ProposalFilter(document_id=proposal.document_id, code=proposal.code, decisions=(Decision.PENDING,))
    return [one for one in list_proposals(here.store, wanted) if one.locator.rpartition("/c")[0] == row]


def _alternatives(proposal: Proposal) -> list[Alternative]:
    """Those with any likelihood, or the nearest where nothing was suggested; each has a key."""
    least = LEAST_LIKELY if proposal.code else 0.0
    return [one for one in proposal.alternatives if one.probability >= least][:SHOWN_ALTERNATIVES]


def _others(here: Service, proposal: Proposal | None) -> list[Other]:
    """What other reports say of the same indicator, year and kind."""
    if proposal is None or proposal.code is None or proposal.year is None:
        return []
    wanted = ProposalFilter(
        region=proposal.region, code=proposal.code, year=proposal.year, kind=proposal.kind, min_confidence=0.5
    )
    found = list_proposals(here.store, wanted, limit=12)
    return [
        Other(proposal=one, agrees=(one.value, one.grade) == (proposal.value, proposal.grade))
        for one in found
        if one.id != proposal.id and one.period == proposal.period and one.decision is not Decision.REJECTED
    ]


def _tabs(counts: Counts) -> list[tuple[str, str, int]]:
    sizes = {
        "open": counts.open - counts.unmatched,
        "unmatched": counts.unmatched,
        "accepted": counts.accepted,
        "rejected": counts.rejected,
        "all": counts.all,
    }
    return [(key, name, sizes[key]) for key, (name, _) in FILTERS.items()]


def _failed(error: WarisanError) -> Told:
    return Told(name="", sentence=error.sentence(language()), failed=True)
