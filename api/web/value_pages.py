"""One confirmed value: its history, the cells that it fills, its evidence as PDF. And the blank forms people bring."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response, UploadFile

from api.errors import TookTooLong
from api.language import language
from api.prefilling import drift_in_words, evidence_for, make_form, make_own_form, write_form
from api.web.documents import saved
from api.web.forms import MEDIA_TYPES, Format
from api.web.pages import page
from api.web.service import Here, Service
from extractor.errors import WarisanError
from store import get_value, open_store, resolve_region, value_history

routes = APIRouter(include_in_schema=False)

MOST_SECONDS = 300
"""A pack of a thousand values takes about a minute; beyond this something is wrong with a file."""


@routes.get("/values/{value_id}")
def value(request: Request, here: Here, value_id: int) -> Response:
    from store.prefill import slots_filled

    found = get_value(here.store, value_id)
    with here.store.session(read_only=True) as session:
        cells = slots_filled(session, value_id)
    facts = {"value": found, "history": value_history(here.store, value_id), "cells": cells}
    return page(request, "value.html", {**facts, "reports": sorted({one.report for one in cells})})


@routes.get("/values/{value_id}/evidence.pdf")
def value_evidence(here: Here, value_id: int) -> Response:
    get_value(here.store, value_id)
    return _pdf(here, f"bukti-nilai-{value_id}.pdf", {"values": [value_id]})


@routes.get("/prefill/evidence.pdf")
def form_evidence(here: Here, report: str, year: int, region: str) -> Response:
    form = make_form(here.store, report, year, region)
    asked = {"report": form.report, "year": form.year, "region": form.region}
    return _pdf(here, f"bukti-{form.report}-{form.year}-{form.region}.pdf", asked)


@routes.post("/prefill/own")
def own_form(
    here: Here,
    *,
    blank: UploadFile,
    year: Annotated[int, Form()],
    region: Annotated[str, Form()] = "",
    format: Annotated[Format, Form()] = Format.DOCX,  # noqa: A002 (its name in the page's form)
) -> Response:
    """A government's own blank form comes back filled."""
    name = Path(blank.filename or "formulir").name
    with saved(blank, name, here.settings.max_file_mb) as path:
        form = make_own_form(here.store, path, year, region or here.settings.region or "")
        written = path.parent / f"{path.stem}-{year}-terisi.{format}"
        write_form(form, written)
        return _download(written.name, written.read_bytes(), format)


@routes.post("/prefill/drift")
def drift(
    request: Request,
    here: Here,
    *,
    old: UploadFile,
    new: UploadFile,
    year: Annotated[str, Form(pattern=r"^(\d{4})?$")] = "",
    region: Annotated[str, Form()] = "",
) -> Response:
    facts: dict[str, Any] = {"found": None, "sentence": None, "words": drift_in_words}
    limit = here.settings.max_file_mb
    try:
        with (
            saved(old, Path(old.filename or "lama").name, limit) as before,
            saved(new, Path(new.filename or "baru").name, limit) as after,
        ):
            facts["found"] = _compared(here, before, after, year, region)
    except WarisanError as error:
        facts["sentence"] = error.sentence(language())
    return page(request, "drift.html", facts)


def _compared(here: Service, before: Path, after: Path, year: str, region: str) -> Any:  # noqa: ANN401 (a DriftReport)
    from store.prefill import compare_blanks, drift_report, read_blank

    old, new = read_blank(before), read_blank(after)
    government = region or here.settings.region
    if not year or not government:
        return compare_blanks(old, new)
    code = resolve_region(here.store, government).code
    with here.store.session(read_only=True) as session:
        return drift_report(session, old, new, int(year), code)


def _pdf(here: Service, name: str, asked: dict[str, Any]) -> Response:
    """Made in a process of its own: PDFium knows no threads, and a bad page may end it."""
    with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
        path = Path(folder) / name
        settings = here.settings
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as child:
            made = child.submit(make_pack, settings.database, settings.files, here.actor, path, **asked)
            try:
                made.result(timeout=MOST_SECONDS)
            except TimeoutError as error:
                child.shutdown(wait=False, cancel_futures=True)
                raise TookTooLong(name=name, seconds=MOST_SECONDS) from error
        return _download(name, path.read_bytes(), "pdf")


def make_pack(
    database: str, files: str, actor: str, path: Path, *, report: str = "", year: int = 0, region: str = "",
    values: Sequence[int] = (),
) -> None:  # fmt: skip
    """Runs in the child, with a store of its own."""
    from store.prefill import draw_from_store, write_evidence

    store = open_store(database, files)
    try:
        form = make_form(store, report, year, region) if report else None
        write_evidence(evidence_for(store, actor, form=form, values=values), path, draw_from_store(store))
    finally:
        store.close()


def _download(name: str, written: bytes, kind: str) -> Response:
    plain = name.encode("ascii", "replace").decode().replace('"', "")
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(written, media_type=MEDIA_TYPES[kind], headers=headers)
