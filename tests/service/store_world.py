"""What the tests of the store share: files and readings of an invented city."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from extractor.facts import Flag, Identity, Kind, Place, Reading, ReportReadings, Source, Status
from models.facts import Outcome, Suggestion
from store import Store, add_document, record_readings

CITY = "99.71"
IPM = "makro.ipm"
POVERTY = "makro.kemiskinan_p0"


def pdf_file(folder: Path, name: str = "LPPD Cemara Asri 2024.pdf", content: str = "") -> Path:
    """A PDF of one empty page, other bytes for each content; the tests of the store read nothing from it."""
    path = folder / name
    path.write_bytes(_EMPTY_PAGE + b"% " + (content or name).encode() + b"\n%%EOF\n")
    return path


# Readers find the objects by themselves where a file has no table of them.
_EMPTY_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


def pages_file(folder: Path, pages: int, name: str = "panjang.pdf") -> Path:
    """The same with so many empty pages."""
    numbers = range(3, 3 + pages)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj"]
    objects += [f"{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj" for number in numbers]
    path = folder / name
    path.write_text("\n".join(["%PDF-1.4", *objects, "trailer<</Root 1 0 R>>", f"% {name}", "%%EOF", ""]))
    return path


def reading(
    value: str | None = "71.93",
    *,
    indicator: str = "Indeks Pembangunan Manusia",
    kind: Kind = Kind.REALISASI,
    year: int | None = 2024,
    unit: str | None = None,
    status: Status = Status.GIVEN,
    flags: Sequence[Flag] = (),
    row: int = 1,
    grade: str | None = None,
    period: str | None = None,
    raw: str | None = None,
) -> Reading:
    return Reading(
        indicator=indicator,
        kind=kind,
        year=year,
        period=period,
        value=None if value is None else Decimal(value),
        grade=grade,
        unit=unit,
        raw=raw if raw is not None else (value or grade or "-").replace(".", ","),
        status=status,
        flags=tuple(flags),
        source=Source.TABLE,
        place=Place(page=3, box=(10.0, 20.0, 60.0, 32.0), table=1, row=row, col=4, locator=f"p3/t1/r{row}/c4"),
    )


def sure(code: str | None = IPM, probability: float = 0.99) -> Suggestion:
    outcome = Outcome.NONE if code is None else Outcome.MATCH
    return Suggestion(outcome=outcome, code=code, probability=probability, reasons=("nama sama",))


def report_of(readings: Sequence[Reading], *, report: str = "LPPD", year: int = 2024) -> ReportReadings:
    identity = Identity(report=report, year=year, region="Kota Cemara Asri", evidence={"report": "LPPD (sampul)"})
    return ReportReadings(identity=identity, pages=8, pages_read=8, readings=tuple(readings), problems=())


def recorded(
    store: Store,
    folder: Path,
    readings: Sequence[Reading],
    suggestions: Sequence[Suggestion] | None = None,
    *,
    name: str = "LPPD Cemara Asri 2024.pdf",
    report: str = "LPPD",
    version: str = "1",
) -> int:
    """A document with these readings, read and recorded. Gives its id."""
    document = add_document(store, pdf_file(folder, name), region=CITY, actor="sari")
    suggestions = suggestions or [sure() for _ in readings]
    record_readings(store, document.id, report_of(readings, report=report), suggestions=suggestions, version=version)
    return document.id


def in_this_process(work: Callable[..., object], *arguments: object, **_: object) -> object:
    """In the place of ``confined``: another process would not know what a test put into the extractor's place."""
    return work(*arguments)
