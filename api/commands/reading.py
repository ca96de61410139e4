"""``extract`` and ``debug``: look into one file, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.language import say
from api.terminal import pages_in_words, progress, put_json, put_table, tell
from api.wording import flags_in_words, kind_in_words, value_in_words

if TYPE_CHECKING:
    from extractor import Identity, Reading, ReportReadings


File = Annotated[Path, typer.Argument(help=say("Laporan: PDF, Word, atau Excel", "The report: PDF, Word or Excel"))]


def add_to(app: typer.Typer) -> None:
    app.command(help=say("Tampilkan semua bacaan dari satu berkas.", "Show every reading of one file."))(extract)
    app.command(
        help=say(
            "Gambar apa yang dipahami pada satu halaman: sel, kepala kolom, bacaan, dan alasannya.",
            "Draw what was understood on one page: cells, headers, readings, and why the rest was left.",
        )
    )(debug)


def extract(
    file: File,
    as_json: Annotated[
        bool, typer.Option("--json", help=say("Satu objek JSON per baris", "One JSON object a line"))
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(
            help=say("Jenis laporan, menggantikan yang terbaca: LPPD, LKJIP, ...", "Kind of report: LPPD ...")
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help=say("Tahun laporan, menggantikan yang terbaca", "Year reported on"))
    ] = None,
) -> None:
    found = _read(file, report, year)
    if as_json:
        for reading in found.readings:
            put_json(reading.to_json())
        put_json(found.to_json())
        return
    _show(found)


def debug(
    file: File,
    page: Annotated[int, typer.Option(min=1, help=say("Nomor halaman, mulai 1", "Number of the page, from 1"))],
    output: Annotated[
        Path, typer.Option("-o", "--output", help=say("Gambar PNG yang ditulis", "The PNG picture to write"))
    ] = Path("page.png"),
) -> None:
    from api.debug_picture import write_debug_picture

    write_debug_picture(file, page, output)
    tell(say(f"Ditulis: {output}", f"Written: {output}"))


def _read(file: Path, report: str | None, year: int | None) -> ReportReadings:
    from api.reports import known_report
    from api.settings import load_settings
    from extractor.reading import read_report

    settings = load_settings()
    code = None if report is None else known_report(report)
    with progress(file.name) as on_page:
        return read_report(file, report=code, year=year, limits=settings.limits, on_page=on_page)


def _show(found: ReportReadings) -> None:
    columns = say("Hal.|Indikator|Jenis|Tahun|Nilai|Satuan|Catatan", "Page|Indicator|Kind|Year|Value|Unit|Notes")
    put_table(columns.split("|"), [_row(reading) for reading in found.readings], numeric=(0, 4))
    if found.problems:
        columns = say("Hal.|Tidak terbaca|Sebabnya", "Page|Not read|Why")
        rows = [(str(problem.page or ""), problem.what, problem.why) for problem in found.problems]
        put_table(columns.split("|"), rows, numeric=(0,))
    tell(_summary(found))


def _row(reading: Reading) -> tuple[str, ...]:
    year = "" if reading.year is None else str(reading.year)
    return (
        str(reading.place.page or ""),
        reading.indicator,
        kind_in_words(reading.kind),
        f"{year} {reading.period}" if reading.period else year,
        value_in_words(reading.value, reading.grade, reading.status),
        reading.unit or "",
        ", ".join(flags_in_words(reading.flags)),
    )


def _summary(found: ReportReadings) -> str:
    counts = say(
        f"{len(found.readings)} bacaan, {len(found.problems)} masalah",
        f"{len(found.readings)} readings, {len(found.problems)} problems",
    )
    return f"{_what(found.identity)}, {pages_in_words(found.pages)}: {counts}."


def _what(identity: Identity) -> str:
    unknown = say("laporan tak dikenal", "unknown report")
    parts = (identity.report or unknown, identity.year and str(identity.year), identity.unit, identity.region)
    return " ".join(part for part in parts if part)
