"""The review desk: the page with the cell marked, the proposal beside it, the queue; accept, reject, edit, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.language import language, say
from api.typed_numbers import typed_number
from api.web.cards import card_of, open_row
from api.web.counting import count_document
from api.web.documents import Told
from api.web.pages import page, wants_part
from api.web.queueing import CHECKS, ORDERS, SOURCES, SURENESS, View, queue_of, tabs_of
from api.web.service import Here, Service
from api.web.spots import picture_pattern
from extractor.errors import WarisanError
from store import (
    Decided,
    Decision,
    Document,
    Proposal,
    accept,
    edit,
    get_document,
    get_proposal,
    reject,
    undo,
)

routes = APIRouter(include_in_schema=False)

CHOICES = {
    "checks": CHECKS,
    "orders": ORDERS,
    "sources": SOURCES,
    "sureness": [(key, name) for key, (name, _, _) in SURENESS.items()],
}

LONGEST_LOOK = 24 * 3600 * 1000

Version = Annotated[int, Form()]
Shown = Annotated[str, Form()]
"""The view of the queue, as ``View.query`` writes it."""
Seen = Annotated[int | None, Form(ge=0, le=LONGEST_LOOK)]
"""Milliseconds that the proposal was on screen."""
Then = Annotated[int | None, Form()]


class NoIndicatorChosen(WarisanError):
    """No indicator was chosen. Search for its name, then take one of the list."""

    indonesian = "Belum ada indikator yang dipilih. Cari namanya, lalu pilih satu dari daftar."


@routes.get("/documents/{document_id}/review")
def review(request: Request, here: Here, document_id: int, proposal: int | None = None) -> Response:
    document = get_document(here.store, document_id)
    view = View.of(request.query_params)
    if wants_part(request) and proposal is not None:
        chosen = get_proposal(here.store, proposal)
        return page(request, "review_next.html", card_of(here, document, chosen, view))
    queue = queue_of(here, document, view)
    chosen_row = next((row for row in queue.rows if row.id == proposal), None)
    if chosen_row is None and proposal is not None:
        chosen_row = get_proposal(here.store, proposal)
    chosen_row = chosen_row or next(iter(queue.rows), None)
    counts = count_document(here.store, document_id)
    facts = {**card_of(here, document, chosen_row, view), "queue": queue, "counts": counts, "tabs": tabs_of(counts)}
    return page(request, "review.html", {**facts, **CHOICES, "pictures": picture_pattern(document)})


@routes.post("/proposals/{proposal_id}/accept")
def accept_one(
    request: Request,
    here: Here,
    proposal_id: int,
    *,
    version: Version,
    view: Shown = "",
    then: Then = None,
    seen: Seen = None,
) -> Response:
    """A person looked at it, so failed checks do not hold it back; they were shown."""

    def decide() -> Decided:
        return accept(
            here.store,
            [proposal_id],
            actor=here.actor,
            versions={proposal_id: version},
            despite_checks=True,
            seen_ms=seen,
        )

    return _decided(request, here, proposal_id, decide=decide, view=View.parsed(view), then=then)


@routes.post("/proposals/{proposal_id}/accept-row")
def accept_row(
    request: Request, here: Here, proposal_id: int, *, version: Version, view: Shown = "", then: Then = None
) -> Response:
    """All open values of the table row with the same indicator, of which one is in view; doubtful ones stay open."""
    proposal = get_proposal(here.store, proposal_id)
    row = open_row(here, proposal)

    def decide() -> Decided:
        return accept(
            here.store, [one.id for one in row], actor=here.actor, versions={one.id: one.version for one in row}
        )

    return _decided(request, here, proposal_id, decide=decide, view=View.parsed(view), then=then)


@routes.post("/proposals/{proposal_id}/reject")
def reject_one(
    request: Request,
    here: Here,
    proposal_id: int,
    *,
    version: Version,
    view: Shown = "",
    then: Then = None,
    seen: Seen = None,
) -> Response:
    def decide() -> Decided:
        return reject(here.store, [proposal_id], actor=here.actor, versions={proposal_id: version}, seen_ms=seen)

    return _decided(request, here, proposal_id, decide=decide, view=View.parsed(view), then=then)


@routes.post("/proposals/{proposal_id}/edit")
async def edit_one(request: Request, here: Here, proposal_id: int) -> Response:
    """Only the fields that were sent and differ are changes; the alternatives send the indicator alone."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    from fastapi.concurrency import run_in_threadpool

    return await run_in_threadpool(_edit, request, here, proposal_id, form)


@routes.post("/documents/{document_id}/undo")
def undo_last(request: Request, here: Here, document_id: int, view: Shown = "") -> Response:
    document, shown = get_document(here.store, document_id), View.parsed(view)
    try:
        decided = undo(here.store, actor=here.actor)
    except WarisanError as error:
        return _answer(request, here, document, chosen=None, view=shown, changed=(), told=_failed(error))
    changed = [get_proposal(here.store, one) for one in decided.changed]
    own = [one for one in changed if one.document_id == document_id]
    told = say(f"{decided.undone} keputusan dibatalkan.", f"{decided.undone} decisions undone.")
    chosen = own[0] if own else None
    return _answer(request, here, document, chosen=chosen, view=shown, changed=own, told=Told(name="", sentence=told))


def _edit(request: Request, here: Service, proposal_id: int, form: dict[str, str]) -> Response:
    version = int(form.get("version") or 0)
    then = int(form["then"]) if form.get("then") else None
    seen = int(form["seen"]) if form.get("seen", "").isdecimal() else None
    proposal = get_proposal(here.store, proposal_id)

    def decide() -> Decided:
        if "text" in form and not form.get("code"):
            raise NoIndicatorChosen
        return edit(
            here.store,
            proposal_id,
            changes_of(form, proposal),
            expected_version=version,
            actor=here.actor,
            seen_ms=seen if seen is not None and 0 <= seen <= LONGEST_LOOK else None,
        )

    return _decided(request, here, proposal_id, decide=decide, view=View.parsed(form.get("view", "")), then=then)


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
    request: Request, here: Service, proposal_id: int, *, decide: Callable[[], Decided], view: View, then: int | None
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
    chosen = proposal if told is not None else _next(here, document, proposal, view=view, then=then)
    return _answer(request, here, document, chosen=chosen, view=view, changed=changed or [proposal], told=told)


def _answer(
    request: Request,
    here: Service,
    document: Document,
    *,
    chosen: Proposal | None,
    view: View,
    changed: Sequence[Proposal],
    told: Told | None,
) -> Response:
    at = "" if chosen is None else f"{view.query}&proposal={chosen.id}"
    if not wants_part(request):
        return RedirectResponse(f"/documents/{document.id}/review?{at or view.query}", status_code=303)
    if chosen is None and told is not None and told.failed:
        chosen = next(iter(queue_of(here, document, view).rows), None)
    counts = count_document(here.store, document.id)
    facts = {**card_of(here, document, chosen, view), "told": told, "changed": changed}
    response = page(request, "review_next.html", {**facts, "counts": counts, "tabs": tabs_of(counts)})
    if at:
        response.headers["HX-Replace-Url"] = f"/documents/{document.id}/review?{at}"
    return response


def _next(here: Service, document: Document, proposal: Proposal, *, view: View, then: int | None) -> Proposal | None:
    """The page knows the queue's order and names the next one; else the first open one after this."""
    if then is not None and (named := get_proposal(here.store, then)).decision is Decision.PENDING:
        return named
    open_view = view if view.show in {"open", "unmatched"} else replace(view, show="open")
    waiting = queue_of(here, document, open_view).rows
    after = [one for one in waiting if one.id > proposal.id]
    return next(iter(after or waiting), None)


def _failed(error: WarisanError) -> Told:
    return Told(name="", sentence=error.sentence(language()), failed=True)
