"""The page of confirmed values."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.pages import page
from api.web.service import Here
from extractor.facts import Kind
from store import ValueFilter, list_values, resolve_region

routes = APIRouter(include_in_schema=False)

MOST_SHOWN = 1000


@routes.get("/values")
def values(
    request: Request,
    here: Here,
    *,
    text: str = "",
    region: str = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    kind: str = "",
) -> Response:
    code = resolve_region(here.store, region).code if region else None
    wanted = ValueFilter(text=text or None, region=code, year=int(year) if year else None, kind=kind or None)
    found = list_values(here.store, wanted)
    facts = {"wanted": wanted, "values": found[:MOST_SHOWN], "shown": min(MOST_SHOWN, len(found)), "total": len(found)}
    return page(request, "values.html", {**facts, "kinds": list(Kind)})
