"""``prefill`` and ``overlap``: what follows from confirmed values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import proving
from api.commands.shared import RegionOption, opened_store
from api.language import say
from api.terminal import put_json, put_line, put_table, tell
from api.wording import kind_in_words, value_in_words

if TYPE_CHECKING:
    from store import Store
    from store.overlap import Entry, OverlapReport
    from store.prefill import Form

BEGINNING = 60
SHOWN = 15
"""Rows of a table on the terminal; JSON and Excel hold all."""


def add_to(app: typer.Typer) -> None:
    app.command(
        help=say(
            "Isi formulir laporan berikutnya dari nilai yang sudah dikonfirmasi.",
            "Fill the form of the next report from confirmed values.",
        )
    )(prefill)
    app.command(
        help=say(
            "Ukur berapa kali nilai yang sama diketik ulang, dan di mana laporan saling bertentangan.",
            "Measure how often the same value is typed again, and where reports contradict each other.",
        )
    )(overlap)
    proving.add_to(app)


def prefill(
    report: Annotated[
        str | None, typer.Argument(help=say("LPPD, LKPJ, LKJIP, SPM, RB, LHE, ...", "LPPD, LKPJ, ..."))
    ] = None,
    *,
    year: Annotated[int, typer.Option(help=say("Tahun yang dilaporkan", "Year reported on"))],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=say("Berkas hasil: .docx, .xlsx, .csv, .json", "File to write")),
    ],
    old: Annotated[
        Path | None,
        typer.Option("--from", help=say("Laporan Word tahun lalu yang digulirkan", "Last year's Word report to roll")),
    ] = None,
    own: Annotated[
        Path | None,
        typer.Option("--form", help=say("Formulir kosong milik sendiri (.docx, .xlsx, .pdf, .csv)", "A blank form")),
    ] = None,
    region: RegionOption = None,
    everything: Annotated[
        bool,
        typer.Option("--everything", help=say("Juga indikator yang belum pernah dilaporkan", "All indicators too")),
    ] = False,
) -> None:
    if [report, old, own].count(None) != 2:
        raise typer.BadParameter(
            say(
                "sebutkan salah satu: jenis laporan, laporan lama dengan --from, atau formulir kosong dengan --form",
                "name one of: a report, an old report with --from, a blank form with --form",
            )
        )
    with opened_store() as (store, settings):
        government = region or settings.region
        if government is None:
            raise typer.BadParameter(say("sebutkan daerah: --region 35.73", "name the government: --region 35.73"))
        if old is not None:
            _roll(store, old, year, government, output)
        else:
            _fill(store, own or report or "", year, government, output, everything=everything)


def _fill(store: Store, asked: str | Path, year: int, region: str, output: Path, *, everything: bool) -> None:
    """``asked``: a kind of report, or the file of a blank form."""
    from api.prefilling import check_format, make_form, make_own_form, write_form

    check_format(output)
    if isinstance(asked, Path):
        form = make_own_form(store, asked, year, region)
    else:
        form = make_form(store, asked, year, region, everything=everything)
    write_form(form, output)
    for problem in form.problems:
        tell(problem)
    put_line(_filled(form, output))


def _roll(store: Store, old: Path, year: int, region: str, output: Path) -> None:
    """Last year's Word report, re-dated, known values filled in, the rest marked; its layout stays."""
    from store.prefill import roll_forward

    if output.suffix.lower() != ".docx":
        raise typer.BadParameter(say("--from menulis Word: -o BARU.docx", "--from writes Word: -o NEW.docx"))
    with store.session(read_only=True) as session:
        done = roll_forward(session, old, year, region, output)
    for problem in done.problems:
        tell(problem)
    counts = ", ".join(f"{name} {count}" for name, count in done.counts().items() if count)
    put_line(f"{done.file_name} {done.old_year} -> {done.year}: {counts}. {say('Ditulis', 'Written')}: {output}")


def _filled(form: Form, output: Path) -> str:
    counts = form.counts()
    return say(
        f"{form.report} {form.year} {form.region_name}: {counts['filled'] + counts['computed']} terisi, "
        f"{counts['suggested']} diusulkan, {counts['absent']} memang tidak ada, {counts['needed']} masih kosong. "
        f"Ditulis: {output}",
        f"{form.report} {form.year} {form.region_name}: {counts['filled'] + counts['computed']} filled, "
        f"{counts['suggested']} suggested, {counts['absent']} known to be absent, {counts['needed']} still needed. "
        f"Written: {output}",
    )


def overlap(
    year: Annotated[int | None, typer.Option(help=say("Tahun nilai", "Year of the values"))] = None,
    region: RegionOption = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help=say("Satu objek JSON", "One JSON object"))] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=say(
                "Buku kerja .xlsx atau ringkasan .docx yang ditulis", "Workbook (.xlsx) or brief (.docx) to write"
            ),
        ),
    ] = None,
) -> None:
    from store.overlap import overlap_report, write_brief, write_xlsx

    writers = {".xlsx": write_xlsx, ".docx": write_brief}
    if output is not None and output.suffix.lower() not in writers:
        raise typer.BadParameter(
            say("-o menulis hasil.xlsx atau ringkasan.docx", "-o writes result.xlsx or brief.docx")
        )

    with opened_store() as (store, settings), store.session(read_only=True) as session:
        found = overlap_report(session, region or settings.region, year)
    if as_json:
        put_json(found.to_json())
    else:
        _show(found)
    if output is not None:
        writers[output.suffix.lower()](found, output)
        tell(say(f"Ditulis: {output}", f"Written: {output}"))


def _show(found: OverlapReport) -> None:
    for message in found.messages:
        tell(message)
    columns = say("Ukuran|Isian berulang|Jam|Hari kerja", "Measure|Repeated entries|Hours|Working days")
    rows = [
        (one.what, str(one.entries), f"{one.likely_hours} ({one.low_hours}-{one.high_hours})", str(one.likely_days))
        for one in found.effort
    ]
    put_table(columns.split("|"), rows, numeric=(1, 2, 3))
    put_line(found.seconds.assumption)
    columns = say("Laporan|Laporan|Nilai sama|Bertentangan", "Report|Report|Same values|Contradictions")
    pairs = [(one.one, one.other, str(one.repeated), str(one.contradictions)) for one in found.as_found.by_report]
    put_table(columns.split("|"), pairs, numeric=(2, 3))
    columns = say("Indikator|Tahun|Jenis|Satu|Lain|Dugaan", "Indicator|Year|Kind|One|Other|Hint")
    against = [
        (one.name, str(one.year), kind_in_words(one.kind), _entry(one.one), _entry(one.other), one.hint)
        for one in found.as_found.contradictions[:SHOWN]
    ]
    put_table(columns.split("|"), against)
    left = len(found.as_found.contradictions) - len(against)
    if left > 0:
        tell(say(f"{left} pertentangan lagi: pakai --json", f"{left} more contradictions: use --json"))
    _show_passages(found)


def _show_passages(found: OverlapReport) -> None:
    for message in found.passages.messages:
        tell(message)
    columns = say("Salinan di|Panjang|Perubahan|Awal teks", "Copied in|Length|Change|Begins")
    passages = [
        (
            ", ".join(dict.fromkeys(place.publication for place in one.places)),
            say(f"{one.rows} baris", f"{one.rows} rows")
            if one.is_table
            else say(f"{one.words} kata", f"{one.words} words"),
            one.copying.value,
            one.places[0].text[:BEGINNING],
        )
        for one in found.passages.passages[:SHOWN]
    ]
    if passages:
        put_table(columns.split("|"), passages)


def _entry(entry: Entry) -> str:
    page = "" if entry.page is None else say(f" hal. {entry.page}", f" page {entry.page}")
    return f"{value_in_words(entry.value, entry.grade, 'given')} {entry.unit or ''} ({entry.publication}{page})"
