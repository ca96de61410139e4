"""The page that shows a form before it is downloaded, and the download."""

from __future__ import annotations

import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.language import language
from api.prefilling import FORMATS, make_form, write_form
from api.reports import reports_with_forms
from api.web.pages import page
from api.web.service import Here
from extractor.errors import WarisanError
from store.prefill import unit_beside

routes = APIRouter(include_in_schema=False)

STATES = (
    ("filled", "terisi dari nilai terkonfirmasi"),
    ("computed", "dihitung"),
    ("suggested", "diusulkan, belum dikonfirmasi"),
    ("absent", "memang tidak ada"),
    ("needed", "masih kosong"),
    ("waiting", "menunggu nilai lain"),
    ("manual", "diisi tangan"),
)
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
NAMES = {"docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON"}


class Format(StrEnum):
    """What a form is downloaded as."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@routes.get("/prefill")
def prefill(
    request: Request,
    here: Here,
    report: str = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    region: str = "",
) -> Response:
    facts: dict[str, Any] = {
        "reports": reports_with_forms(),
        "report": report,
        "year": year or date.today().year,
        "region": region or here.settings.region,
        "states": STATES,
        "files": [(kind, NAMES[kind]) for kind in FORMATS],
        "form": None,
        "sentence": None,
    }
    if report and year and region:
        try:
            form = make_form(here.store, report, int(year), region)
        except WarisanError as error:
            facts["sentence"] = error.sentence(language())
        else:
            facts.update(form=form, counts=form.counts(), report=form.report, beside=unit_beside)
    return page(request, "prefill.html", facts)


@routes.get("/prefill/file")
def prefill_file(here: Here, report: str, year: int, region: str, format: Format) -> Response:  # noqa: A002 (its name in the address)
    form = make_form(here.store, report, year, region)
    name = f"{form.report}-{form.year}-{form.region}.{format}"
    with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
        path = Path(folder) / name
        write_form(form, path)
        written = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written, media_type=MEDIA_TYPES[format], headers=headers)
