"""All that is shown, accepted at once: what would be left out is listed first, then one decision, and one undo."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api.web.pages import page
from api.web.queueing import SURE, View, queue_of
from api.web.service import Here, Service
from store import Decision, Document, Proposal, accept, get_document, get_proposal

routes = APIRouter(include_in_schema=False)

Exceptions = list[tuple[Proposal, str]]


@routes.get("/documents/{document_id}/accept-shown")
def foresee(request: Request, here: Here, document_id: int) -> Response:
    document = get_document(here.store, document_id)
    view = View.of(request.query_params)
    taken, left = _sorted_out(here, document, view)
    return page(request, "accepting.html", {"document": document, "view": view, "taken": taken, "left": left})


@routes.post("/documents/{document_id}/accept-shown")
def accept_shown(
    request: Request,
    here: Here,
    document_id: int,
    *,
    chosen: Annotated[str, Form()] = "",
    view: Annotated[str, Form()] = "",
) -> Response:
    """Exactly those that the person was shown, as they were then (``id:version``); else nothing, and it is told."""
    document = get_document(here.store, document_id)
    versions = {int(one): int(version) for one, _, version in (pair.partition(":") for pair in chosen.split())}
    decided = accept(here.store, list(versions), actor=here.actor, versions=versions)
    left = [(get_proposal(here.store, one), why) for one, why in decided.skipped]
    facts = {"document": document, "view": View.parsed(view), "decided": decided, "skipped": left}
    return page(request, "accepted.html", facts)


def _sorted_out(here: Service, document: Document, view: View) -> tuple[list[Proposal], Exceptions]:
    """What would be accepted, and what not with the reason of each."""
    shown = [one for one in queue_of(here, document, view).rows if one.decision is Decision.PENDING]
    left = [(one, _why_not(one)) for one in shown if one.probability < SURE or one.code is None]
    sure = [one for one in shown if one.probability >= SURE and one.code is not None]
    foreseen = accept(here.store, [one.id for one in sure], actor=here.actor, foresee=True)
    why = dict(foreseen.skipped)
    left += [(one, why[one.id]) for one in sure if one.id in why]
    return [one for one in sure if one.id not in why], left


def _why_not(proposal: Proposal) -> str:
    if proposal.code is None:
        return "Belum dipasangkan dengan indikator."
    return f"Keyakinannya hanya {round(proposal.probability * 100)}%."
