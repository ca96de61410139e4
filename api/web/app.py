"""Makes the application: its routes, its static files, and what holds for every request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse
from starlette.middleware.base import RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from api.settings.model import Settings
from api.web import (
    automation,
    bulk,
    choosing,
    documents,
    forms,
    indicators,
    local_indicators,
    overlap,
    rest,
    rest_matching,
    review,
    value_pages,
    values,
)
from api.web.answers import answer, answer_errors
from api.web.pictures import Painter
from api.web.security import LOCAL_NAMES, ForeignRequest, add_headers, check_origin
from api.web.service import Service
from api.web.tables import FlowingFiles
from store import open_store

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings) -> FastAPI:
    """The application; it opens the store now, so that faults show before the first request."""
    store = open_store(settings.database, settings.files, settings.limits)
    service = Service(settings=settings, store=store, painter=Painter(store), flowing=FlowingFiles())
    app = FastAPI(
        title="Warisan",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_closing,
    )
    app.state.service = service
    app.middleware("http")(_guard)
    # A name that leads here from another site (DNS rebinding) is not one of ours.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOCAL_NAMES, settings.host])
    app.get("/static/htmx.min.js", include_in_schema=False)(htmx)
    app.mount("/static", StaticFiles(directory=STATIC))
    pages = (
        documents,
        review,
        choosing,
        bulk,
        values,
        value_pages,
        indicators,
        local_indicators,
        forms,
        overlap,
        automation,
    )
    for concern in (*pages, rest, rest_matching):
        app.include_router(concern.routes)
    answer_errors(app)
    return app


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.service.close()


async def _guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
    try:
        check_origin(request)
    except ForeignRequest as error:
        return answer(request, error)
    return await add_headers(request, call_next)


def htmx() -> FileResponse:
    """From its wheel: no copy in the project, no download."""
    found = resources.files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    return FileResponse(Path(str(found)), media_type="text/javascript")
