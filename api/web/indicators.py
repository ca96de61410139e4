"""The page of indicators with the names they are printed under, where taught names are taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.web.pages import page
from api.web.service import Here
from store import IndicatorFilter, count_indicators, list_indicators, resolve_region, revoke_alias

routes = APIRouter(include_in_schema=False)

SHOWN = 100
"""Indicators a page."""


@routes.get("/indicators")
def indicators(
    request: Request,
    here: Here,
    *,
    text: str = "",
    region: str = "",
    learnt: bool = False,
    offset: Annotated[int, Query(ge=0)] = 0,
    revoked: str = "",
) -> Response:
    code = resolve_region(here.store, region).code if region else None
    wanted = IndicatorFilter(text=text or None, region=code, only_learnt=learnt)
    facts = {
        "wanted": wanted,
        "found": list_indicators(here.store, wanted, offset=offset, limit=SHOWN),
        "total": count_indicators(here.store, wanted),
        "offset": offset,
        "step": SHOWN,
        "revoked": revoked,
    }
    return page(request, "indicators.html", facts)


@routes.post("/indicators/aliases/{alias_id}/revoke")
def revoke(request: Request, here: Here, alias_id: int, reason: Annotated[str, Form()] = "") -> Response:
    alias = revoke_alias(here.store, alias_id, actor=here.actor, reason=reason or None)
    back = request.url_for("indicators").include_query_params(text=alias.code, revoked=alias.text)
    return RedirectResponse(f"{back.path}?{back.query}", status_code=303)
