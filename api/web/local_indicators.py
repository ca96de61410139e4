"""The page of local indicators: what fits nothing in the catalogue, to be made an indicator of the region's own."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.web.pages import page
from api.web.service import Here
from store import (
    IndicatorFilter,
    accept_local_indicator,
    list_indicators,
    list_local_indicators,
    list_regions,
    reject_local_indicator,
    resolve_region,
    undo,
)

routes = APIRouter(include_in_schema=False)

SHOWN = 200
DONE = {
    "accepted": "menjadi indikator lokal; semua pembacaannya dipasangkan dan menunggu ditinjau",
    "rejected": "ditolak; semua pembacaannya keluar dari antrean",
}


@routes.get("/local-indicators")
def local_indicators(
    request: Request, here: Here, *, region: str = "", done: str = "", name: str = "", batch: str = ""
) -> Response:
    code = resolve_region(here.store, region).code if region else None
    proposed = list_local_indicators(here.store, code)
    facts = {
        "region": region,
        "proposed": proposed[:SHOWN],
        "total": len(proposed),
        "made": list_indicators(here.store, IndicatorFilter(region=code, only_local=True), limit=SHOWN),
        "regions": {one.code: one.name for one in list_regions(here.store)},
        "told": DONE.get(done),
        "name": name,
        "batch": batch,
    }
    return page(request, "local_indicators.html", facts)


@routes.post("/local-indicators/{proposed_id}/accept")
def accept(here: Here, proposed_id: str) -> Response:
    made = accept_local_indicator(here.store, proposed_id, actor=here.actor)
    return _back("accepted", made.name, made.batch)


@routes.post("/local-indicators/{proposed_id}/reject")
def reject(here: Here, proposed_id: str) -> Response:
    name = next((one.name for one in list_local_indicators(here.store) if one.id == proposed_id), proposed_id)
    decided = reject_local_indicator(here.store, proposed_id, actor=here.actor)
    return _back("rejected", name, decided.batch)


@routes.post("/local-indicators/undo/{batch}")
def take_back(here: Here, batch: str) -> Response:
    undo(here.store, batch, actor=here.actor)
    return RedirectResponse("/local-indicators", status_code=303)


def _back(done: str, name: str, batch: str) -> Response:
    query = urlencode({"done": done, "name": name, "batch": batch})
    return RedirectResponse(f"/local-indicators?{query}", status_code=303)
