"""``ingest``, ``documents``, ``proposals``, ``values``: put reports into the store, and look at what is in it."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.shared import (
    AsJson,
    Kinds,
    RegionOption,
    ReportOption,
    checked_kind,
    opened_store,
    region_code,
)
from api.language import language, say
from api.prefilling import take_back, told_back
from api.reports import known_report
from api.terminal import progress, put_json, put_line, put_table, tell
from api.wording import kind_in_words, value_in_words
from extractor.errors import WarisanError

if TYPE_CHECKING:
    from api.settings.model import Settings
    from store import Decision, Document, Proposal, Store, Value
    from store.ingest import Ingested
    from store.prefill import ReadBack

YearOfReport = Annotated[int | None, typer.Option("--year", help=say("Tahun laporan", "Year reported on"))]


def add_to(app: typer.Typer) -> None:
    app.command(
        help=say(
            "Simpan laporan, baca, cocokkan dengan indikator, dan usulkan nilainya.",
            "Store reports, read them, match them to indicators, and propose their values.",
        )
    )(ingest)
    app.command(help=say("Daftar dokumen.", "List the documents."))(documents)
    app.command(help=say("Daftar usulan nilai.", "List the proposed values."))(proposals)
    app.command(help=say("Daftar nilai yang sudah dikonfirmasi.", "List the confirmed values."))(values)


def ingest(
    files: Annotated[list[Path], typer.Argument(help=say("Laporan: PDF, Word, Excel", "Reports: PDF, Word, Excel"))],
    region: RegionOption = None,
    report: ReportOption = None,
    year: YearOfReport = None,
    *,
    wait: Annotated[
        bool,
        typer.Option(
            "--wait/--no-wait",
            help=say("Tunggu sampai selesai dibaca, atau serahkan ke worker", "Wait, or leave it to a worker"),
        ),
    ] = True,
    as_json: AsJson = False,
) -> None:
    with opened_store() as (store, settings):
        code = None if report is None else known_report(report)
        failed = 0
        for file in files:
            try:
                # An edited form of ours is compared with what was printed in it, not read like a report.
                back = take_back(store, file, settings.actor)
                if back is not None:
                    _tell_back(file, back, as_json=as_json)
                    continue
                done = _ingest_one(
                    store, settings, file, region=region or settings.region, report=code, year=year, wait=wait
                )
            except WarisanError as error:
                failed += 1
                tell(error.sentence(language()))
                continue
            failed += done.document.state == "failed"
            if as_json:
                put_json(done.to_json())
            else:
                put_line(_told(done))
        if failed:
            raise typer.Exit(1)


def _ingest_one(
    store: Store,
    settings: Settings,
    file: Path,
    *,
    region: str | None,
    report: str | None,
    year: int | None,
    wait: bool,
) -> Ingested:
    from store.ingest import ingest as ingest_file

    with progress(file.name) as on_page:
        return ingest_file(
            store, file, region=region, report=report, year=year, actor=settings.actor, wait=wait, on_page=on_page
        )


def _tell_back(file: Path, back: ReadBack, *, as_json: bool) -> None:
    if as_json:
        put_json(back.to_json())
        return
    put_line(f"{file.name}: {told_back(back)}")
    for problem in back.problems:
        put_line(f"  {problem}")


def _told(done: Ingested) -> str:
    """One paragraph a file: what it is, what was read, what needs a look."""
    document = done.document
    if document.failure:
        return f"{document.file_name}: {document.failure}"
    lines = [f"{document.file_name}: {_what(document)} ({say('dokumen', 'document')} {document.id})"]
    if document.already_stored:
        lines.append(say("  sudah tersimpan sebelumnya", "  was stored before"))
    if document.state in {"stored", "reading"}:
        lines.append(say("  menunggu dibaca oleh worker", "  waits to be read by a worker"))
        return "\n".join(lines)
    counts = say(
        f"  {done.readings} bacaan, {done.matched} cocok dengan indikator, {done.failed_checks} perlu diperiksa",
        f"  {done.readings} readings, {done.matched} matched to indicators, {done.failed_checks} to be checked",
    )
    lines.append(counts)
    if document.region is None:
        lines.append(
            say(
                "  daerahnya belum dikenal: ulangi dengan --region sebelum menerima nilai",
                "  its government is unknown: repeat with --region before accepting values",
            )
        )
    lines.extend(f"  {_where(problem.page)}{problem.what}: {problem.why}" for problem in done.problems)
    return "\n".join(lines)


def _where(page: int | None) -> str:
    return "" if page is None else say(f"hal. {page}: ", f"page {page}: ")


def _what(document: Document) -> str:
    report = document.report or say("jenis laporan belum dikenal", "unknown kind of report")
    parts = (report, str(document.year or ""), document.unit, document.region_name)
    return " ".join(part for part in parts if part)


def documents(as_json: AsJson = False) -> None:
    from store import list_documents

    with opened_store() as (store, _):
        found = list_documents(store)
    if as_json:
        for document in found:
            put_json(document.to_json())
        return
    columns = say("No|Berkas|Laporan|Tahun|Daerah|Hal.|Keadaan", "No|File|Report|Year|Region|Pages|State")
    rows = [
        (
            str(one.id),
            one.file_name,
            one.report or "",
            str(one.year or ""),
            one.region_name or "",
            str(one.pages or ""),
            one.failure or _state(one.state),
        )
        for one in found
    ]
    put_table(columns.split("|"), rows, numeric=(0, 5))


def _state(state: str) -> str:
    words = {
        "stored": ("menunggu dibaca", "waiting"),
        "reading": ("sedang dibaca", "being read"),
        "read": ("terbaca", "read"),
        "failed": ("gagal", "failed"),
        "withdrawn": ("ditarik", "withdrawn"),
    }
    return say(*words.get(state, (state, state)))


def proposals(
    document: Annotated[int | None, typer.Option(help=say("Nomor dokumen", "Number of the document"))] = None,
    region: RegionOption = None,
    report: ReportOption = None,
    year: Annotated[int | None, typer.Option(help=say("Tahun nilai", "Year of the value"))] = None,
    *,
    kind: Kinds = None,
    code: Annotated[str | None, typer.Option(help=say("Kode indikator", "Code of the indicator"))] = None,
    decision: Annotated[
        str | None, typer.Option(help=say("pending, accepted, edited, rejected", "pending, accepted, ..."))
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help=say("Keyakinan minimal", "Least confidence"))
    ] = None,
    text: Annotated[str | None, typer.Option(help=say("Bagian dari nama tercetak", "Part of the printed name"))] = None,
    as_json: AsJson = False,
) -> None:
    from store import ProposalFilter, list_proposals

    with opened_store() as (store, _):
        wanted = ProposalFilter(
            document_id=document,
            region=region_code(store, region),
            report=None if report is None else known_report(report),
            year=year,
            kind=checked_kind(kind),
            code=code,
            decisions=_decisions(decision),
            min_confidence=min_confidence,
            text=text,
        )
        found = list_proposals(store, wanted)
    if as_json:
        for proposal in found:
            put_json(proposal.to_json())
        return
    columns = say(
        "No|Dok|Hal.|Tercetak|Indikator|Yakin|Jenis|Tahun|Nilai|Keputusan",
        "No|Doc|Page|Printed|Indicator|Sure|Kind|Year|Value|Decision",
    )
    put_table(columns.split("|"), [_proposal_row(one) for one in found], numeric=(0, 1, 2, 5, 8))


def _decisions(given: str | None) -> tuple[Decision, ...] | None:
    from store import Decision

    if given is None:
        return None
    try:
        return (Decision(given),)
    except ValueError as error:
        known = ", ".join(one.value for one in Decision)
        raise typer.BadParameter(say(f"pilih: {known}", f"choose: {known}")) from error


def _proposal_row(one: Proposal) -> tuple[str, ...]:
    return (
        str(one.id),
        str(one.document_id),
        str(one.page or ""),
        one.indicator,
        one.code or {"local": say("lokal", "local")}.get(one.outcome, "-"),
        f"{one.probability:.2f}",
        kind_in_words(one.kind),
        str(one.year or "?") + (f" {one.period}" if one.period else ""),
        f"{value_in_words(one.value, one.grade, one.status)} {one.unit or ''}".rstrip(),
        one.decision.value + (" !" if one.doubts else ""),
    )


def values(
    region: RegionOption = None,
    year: Annotated[int | None, typer.Option(help=say("Tahun nilai", "Year of the value"))] = None,
    kind: Kinds = None,
    code: Annotated[str | None, typer.Option(help=say("Kode indikator", "Code of the indicator"))] = None,
    report: ReportOption = None,
    *,
    text: Annotated[str | None, typer.Option(help=say("Bagian dari nama", "Part of the name"))] = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help=say("Seperti pada hari itu (2025-03-31)", "As of that day (2025-03-31)")
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from store import ValueFilter, list_values, values_on

    with opened_store() as (store, _):
        wanted = ValueFilter(
            region=region_code(store, region),
            year=year,
            kind=checked_kind(kind),
            code=code,
            report=None if report is None else known_report(report),
            text=text,
        )
        found = list_values(store, wanted) if on is None else values_on(store, _end_of(on), wanted)
    if as_json:
        for value in found:
            put_json(value.to_json())
        return
    columns = say(
        "No|Indikator|Daerah|Tahun|Jenis|Nilai|Satuan|Sumber|Oleh", "No|Indicator|Region|Year|Kind|Value|Unit|Source|By"
    )
    put_table(columns.split("|"), [_value_row(one) for one in found], numeric=(0, 5))


def _end_of(day: datetime) -> datetime:
    """Its last moment, where this machine stands."""
    return datetime.combine(day, time.max).astimezone()


def _value_row(one: Value) -> tuple[str, ...]:
    source = one.source
    page = "" if source is None or source.page is None else say(f" hal. {source.page}", f" page {source.page}")
    printed = "" if source is None else f"{source.report or source.file_name} {source.year or ''}{page}"
    return (
        str(one.id),
        f"{one.name} ({one.code})",
        one.region,
        str(one.year) + (f" {one.period}" if one.period else ""),
        kind_in_words(one.kind),
        value_in_words(one.value, one.grade, one.status),
        one.unit or "",
        printed,
        one.confirmed_by,
    )
