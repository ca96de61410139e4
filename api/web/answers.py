"""How the service answers: a page for people, problem+json for programs; which error has which status."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.language import language, say
from api.web.pages import page
from extractor.errors import WarisanError

# By the stable name of the error; what is not named here is 422: understood, but it cannot be done so.
STATUSES = {
    "unknown_document": HTTPStatus.NOT_FOUND,
    "unknown_proposal": HTTPStatus.NOT_FOUND,
    "unknown_value": HTTPStatus.NOT_FOUND,
    "page_missing": HTTPStatus.NOT_FOUND,
    "unknown_alias": HTTPStatus.NOT_FOUND,
    "unknown_local_indicator": HTTPStatus.NOT_FOUND,
    "stale_version": HTTPStatus.CONFLICT,
    "nothing_to_undo": HTTPStatus.CONFLICT,
    "foreign_request": HTTPStatus.FORBIDDEN,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "database_unreachable": HTTPStatus.SERVICE_UNAVAILABLE,
}


def status_of(error: WarisanError) -> HTTPStatus:
    return STATUSES.get(error.reason, HTTPStatus.UNPROCESSABLE_ENTITY)


def answer(request: Request, error: WarisanError) -> Response:
    return _answer(request, status_of(error), error.reason, error.sentence(language()))


def answer_errors(app: FastAPI) -> None:
    """Every error becomes a page with one sentence, or problem+json under ``/api/``."""

    @app.exception_handler(WarisanError)
    def refused(request: Request, error: WarisanError) -> Response:
        return answer(request, error)

    @app.exception_handler(HTTPException)
    def not_found(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        sentence = (
            say("Halaman ini tidak ada. Periksa alamatnya.", "There is no such page. Check its address.")
            if status is HTTPStatus.NOT_FOUND
            else str(error.detail)
        )
        return _answer(request, status, status.name.lower(), sentence)

    @app.exception_handler(RequestValidationError)
    def faulty(request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()
        )
        sentence = say(f"Isian keliru: {faults}.", f"The request has faults: {faults}.")
        return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "faulty_request", sentence)


def _answer(request: Request, status: HTTPStatus, reason: str, sentence: str) -> Response:
    if request.url.path.startswith("/api/"):
        problem = {"type": f"urn:warisan:{reason}", "title": status.phrase, "status": status.value, "detail": sentence}
        return JSONResponse(problem, status_code=status, media_type="application/problem+json")
    if request.headers.get("hx-request") == "true":
        return page(request, "notice.html", {"sentence": sentence}, status=status)
    return page(request, "error.html", {"sentence": sentence, "status": status.value}, status=status)
