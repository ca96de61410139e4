"""``fills``, ``evidence``, ``drift``: where values stand, how they are proved, what a new form asks anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.shared import RegionOption, opened_store
from api.language import say
from api.terminal import put_json, put_line, put_table, tell

if TYPE_CHECKING:
    from store.prefill import DriftReport

OneObject = Annotated[bool, typer.Option("--json", help=say("Satu objek JSON", "One JSON object"))]

SHOWN = 30
"""Open slots on the terminal; JSON holds all."""


def add_to(app: typer.Typer) -> None:
    app.command(
        help=say(
            "Tunjukkan sel laporan mana saja yang terisi oleh satu nilai terkonfirmasi.",
            "Show which cells of which reports one confirmed value fills.",
        )
    )(fills)
    app.command(
        help=say(
            "Satu PDF bukti untuk Inspektorat: gambar sel, nilai, riwayat, siapa yang mengonfirmasi.",
            "One PDF of evidence: picture of the cell, value, history, who confirmed.",
        )
    )(evidence)
    app.command(
        help=say(
            "Bandingkan formulir kosong tahun baru dengan tahun lalu.",
            "Compare a new year's blank form with last year's.",
        )
    )(drift)


def fills(
    value: Annotated[int, typer.Argument(help=say("Nomor nilai, lihat: warisan values", "Number of the value"))],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=say("Satu objek JSON per baris", "A line a cell"))] = False,
) -> None:
    from store.prefill import slots_filled

    with opened_store() as (store, _), store.session(read_only=True) as session:
        found = slots_filled(session, value)
    if as_json:
        for one in found:
            put_json(one.to_json())
        return
    if not found:
        tell(say("Nilai ini tidak mengisi formulir mana pun.", "This value fills no form."))
        return
    columns = say("Formulir|Tabel|No|Kolom|Isi", "Form|Table|No|Column|Content").split("|")
    computed = say(" (dihitung darinya)", " (computed from it)")
    rows = [
        (f"{one.report} {one.year}", one.table, str(one.row), one.title + computed * one.is_computed, one.text)
        for one in found
    ]
    put_table(columns, rows, numeric=(2, 4))


def evidence(
    report: Annotated[str | None, typer.Argument(help=say("Jenis laporan yang diisi", "The report filled"))] = None,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help=say("PDF yang ditulis", "PDF to write"))],
    year: Annotated[int | None, typer.Option(help=say("Tahun yang dilaporkan", "Year reported on"))] = None,
    values: Annotated[
        list[int] | None, typer.Option("--value", help=say("Nomor nilai; dapat diulang", "Number of a value"))
    ] = None,
    region: RegionOption = None,
) -> None:
    if (report is None) == (not values) or (report is not None and year is None):
        raise typer.BadParameter(
            say("sebutkan laporan dengan --year, atau nilai dengan --value", "name a report with --year, or --value")
        )
    if output.suffix.lower() != ".pdf":
        raise typer.BadParameter(say("-o menulis PDF: bukti.pdf", "-o writes a PDF: evidence.pdf"))
    from api.prefilling import evidence_for, make_form
    from store.prefill import draw_from_store, write_evidence

    with opened_store() as (store, settings):
        government = region or settings.region or ""
        form = None if report is None or year is None else make_form(store, report, year, government)
        pack = evidence_for(store, settings.actor, form=form, values=values or ())
        problems = write_evidence(pack, output, draw_from_store(store))
    for problem in problems:
        tell(f"{problem.what}: {problem.why}")
    put_line(
        say(
            f"{len(pack.exhibits)} nilai dari {len(pack.files)} dokumen. Ditulis: {output}",
            f"{len(pack.exhibits)} values from {len(pack.files)} documents. Written: {output}",
        )
    )


def drift(
    old: Annotated[Path, typer.Argument(help=say("Formulir kosong tahun lalu", "Last year's blank form"))],
    new: Annotated[Path, typer.Argument(help=say("Formulir kosong tahun baru", "The new year's blank form"))],
    year: Annotated[int | None, typer.Option(help=say("Tahun yang dilaporkan", "Year reported on"))] = None,
    region: RegionOption = None,
    *,
    as_json: OneObject = False,
) -> None:
    """With a year and a government also the slots of the new form that have no value yet."""
    from store.prefill import compare_blanks, drift_report, read_blank

    before, after = read_blank(old), read_blank(new)
    if year is None:
        found = compare_blanks(before, after)
    else:
        from store import resolve_region

        with opened_store() as (store, settings):
            government = resolve_region(store, region or settings.region or "").code
            with store.session(read_only=True) as session:
                found = drift_report(session, before, after, year, government)
    if as_json:
        put_json(found.to_json())
    else:
        _show(found)


def _show(found: DriftReport) -> None:
    from api.prefilling import drift_in_words

    if not found.shifts:
        put_line(say("Kedua formulir meminta hal yang sama.", "Both forms ask for the same."))
    columns = say("Perubahan|Tabel|Semula|Menjadi|Catatan", "Change|Table|Before|After|Note").split("|")
    rows = [(drift_in_words(one), one.table, one.before, one.after, one.why) for one in found.shifts]
    if rows:
        put_table(columns, rows)
    for problem in found.problems:
        tell(problem)
    if not found.open_slots:
        return
    columns = say("Belum bernilai|Kolom|Perangkat daerah|Baru", "Without value|Column|Office|New").split("|")
    mark = say("ya", "yes")
    open_slots = [(one.indicator, one.asked, one.opd, mark * one.is_new) for one in found.open_slots[:SHOWN]]
    put_table(columns, open_slots)
    left = len(found.open_slots) - len(open_slots)
    if left:
        tell(say(f"{left} lagi: pakai --json", f"{left} more: use --json"))
