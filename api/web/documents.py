"""Pages about documents: the list with upload, one document with what was not read, the picture of a page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import FileResponse, RedirectResponse
from starlette.background import BackgroundTask

from api.errors import PageMissing
from api.language import language, say
from api.prefilling import take_back
from api.reports import reports_to_choose
from api.web.counting import count_document
from api.web.pages import page
from api.web.pictures import MEDIA_TYPE
from api.web.service import Here, Service
from extractor.errors import TooLarge, WarisanError
from store import Document, document_file, get_document, identify, list_documents, list_regions
from store.ingest import document_problems, submit
from store.watching import watched

routes = APIRouter(include_in_schema=False)

MEGABYTE = 1_000_000
BUSY = frozenset({"stored", "reading"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one uploaded file, in a sentence."""

    name: str
    sentence: str
    failed: bool = False


@routes.get("/")
def start() -> Response:
    return RedirectResponse("/documents")


@routes.get("/documents")
def documents(request: Request, here: Here) -> Response:
    return page(request, "documents.html", {**_upload_facts(here), **_list(here), "results": []})


@routes.get("/documents/list")
def documents_list(request: Request, here: Here) -> Response:
    return page(request, "documents_list.html", _list(here))


@routes.post("/documents")
def upload(
    request: Request,
    here: Here,
    *,
    files: list[UploadFile],
    region: Annotated[str, Form()] = "",
    report: Annotated[str, Form()] = "",
    year: Annotated[str, Form()] = "",
) -> Response:
    results = [receive(here, file, region=region, report=report, year=year) for file in files]
    if all(not told.failed for told in results) and len(results) == 1:
        return RedirectResponse("/documents", status_code=303)
    return page(request, "documents.html", {**_upload_facts(here), **_list(here), "results": results})


@routes.get("/documents/{document_id}")
def document(request: Request, here: Here, document_id: int) -> Response:
    found = get_document(here.store, document_id)
    facts = {
        "document": found,
        "counts": count_document(here.store, document_id),
        "problems": document_problems(here.store, document_id),
        "regions": list_regions(here.store),
        "reports": reports_to_choose(),
        "watched": watched(here.store, document_id),
    }
    return page(request, "document.html", facts)


@routes.post("/documents/{document_id}/identify")
def put_right(
    here: Here,
    document_id: int,
    *,
    region: Annotated[str, Form()] = "",
    report: Annotated[str, Form()] = "",
    year: Annotated[str, Form(pattern=r"^(\d{4})?$")] = "",
) -> Response:
    """What a person says of a document, before or after it was read; what is left empty stays as it is."""
    identify(
        here.store,
        document_id,
        region=region.strip() or None,
        report=report or None,
        year=int(year) if year else None,
        actor=here.actor,
    )
    return RedirectResponse(f"/documents/{document_id}", status_code=303)


@routes.get("/documents/{document_id}/file")
def original(here: Here, document_id: int) -> Response:
    """The bytes as they were uploaded: sent as a download, never shown by the browser as a page of this site."""
    found = get_document(here.store, document_id)
    folder = Path(tempfile.mkdtemp(prefix="warisan-"))
    with document_file(here.store, document_id) as path:
        copy = Path(shutil.copy(path, folder / "original"))
    gone = BackgroundTask(shutil.rmtree, folder)
    return FileResponse(copy, filename=found.file_name, media_type="application/octet-stream", background=gone)


@routes.get("/documents/{document_id}/pages/{number}.webp")
def page_picture(request: Request, here: Here, document_id: int, number: int) -> Response:
    found = get_document(here.store, document_id)
    pages = here.painter.pages(found)
    if number < 1 or number > pages:
        raise PageMissing(name=found.file_name, page=number, pages=pages)
    etag = f'"{found.sha256[:24]}-{number}"'
    # The address names the bytes of the file, so the picture under it never changes.
    headers = {"ETag": etag, "Cache-Control": "private, max-age=31536000, immutable"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(here.painter.picture(found, number).webp, media_type=MEDIA_TYPE, headers=headers)


def receive(here: Service, file: UploadFile, *, region: str, report: str, year: str) -> Told:
    """Stores one upload and lets it be read in the background; what goes wrong is told of this file alone."""
    name = Path(file.filename or "tanpa nama").name
    try:
        with saved(file, name, here.settings.max_file_mb) as path:
            document = store_upload(here, path, region=region, report=report, year=year)
    except WarisanError as error:
        return Told(name=name, sentence=error.sentence(language()), failed=True)
    if document.already_stored:
        sentence = say(
            f"Berkas ini sudah ada sebagai dokumen {document.id} ({document.file_name}); tidak disimpan lagi.",
            f"This file is document {document.id} ({document.file_name}) already; it was not stored again.",
        )
        return Told(name=name, sentence=sentence)
    if document.state == "read":
        told = say(
            "Formulir Warisan: perubahannya menjadi usulan.", "A form of Warisan: its edits have become proposals."
        )
        return Told(name=name, sentence=told)
    return Told(name=name, sentence=say("Tersimpan dan mulai dibaca.", "Stored; reading has begun."))


def store_upload(here: Service, path: Path, *, region: str, report: str, year: str) -> Document:
    """Stores a report to be read; an edited form of ours gives its edits at once."""
    back = take_back(here.store, path, here.actor)
    if back is not None and back.document_id is not None:
        return get_document(here.store, back.document_id)
    return submit(
        here.store,
        path,
        region=region or here.settings.region,
        report=report or None,
        year=int(year) if year else None,
        actor=here.actor,
    )


@contextmanager
def saved(file: UploadFile, name: str, limit: int) -> Iterator[Path]:
    """The upload as a file under its own name, for the length of the block."""
    if file.size is not None and file.size > limit * MEGABYTE:
        raise TooLarge(name=name, size=-(-file.size // MEGABYTE), limit=limit)
    with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
        path = Path(folder) / name
        with path.open("wb") as written:
            shutil.copyfileobj(file.file, written)
        yield path


def _list(here: Service) -> dict[str, Any]:
    found = list_documents(here.store)
    return {
        "documents": [(one, count_document(here.store, one.id)) for one in found],
        "busy": any(one.state in BUSY for one in found),
    }


def _upload_facts(here: Service) -> dict[str, Any]:
    return {
        "limit": here.settings.max_file_mb,
        "region": here.settings.region,
        "regions": list_regions(here.store),
        "reports": reports_to_choose(),
    }
