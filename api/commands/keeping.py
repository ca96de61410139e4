"""``backup``, ``restore``, ``export``, ``verify``: keep the record, hand it on, and prove that it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.shared import AsJson, RegionOption, opened_store, region_code
from api.language import say
from api.terminal import put_json, put_line, tell


def add_to(app: typer.Typer) -> None:
    app.command(help=say("Cadangkan basis data dan berkas asli ke satu zip.", "Back up everything into one zip."))(
        backup
    )
    app.command(help=say("Pulihkan cadangan ke penyimpanan yang kosong.", "Restore a backup into an empty store."))(
        restore
    )
    app.command(help=say("Ekspor seluruh isi untuk program lain.", "Export everything for other programs."))(export)
    app.command(
        help=say(
            "Periksa rantai keputusan, nilai, dan berkas asli.", "Check the chain of decisions, the values, the files."
        )
    )(verify)


def backup(file: Annotated[Path, typer.Argument(help=say("Berkas zip yang ditulis", "The zip file to write"))]) -> None:
    from store.backup import backup as write_backup

    with opened_store() as (store, _):
        done = write_backup(store, file)
    put_line(
        say(
            f"{done.path}: {done.documents} dokumen, {done.rows} baris, {done.size:,} bita",
            f"{done.path}: {done.documents} documents, {done.rows} rows, {done.size:,} bytes",
        )
    )


def restore(file: Annotated[Path, typer.Argument(help=say("Berkas cadangan", "The backup"))]) -> None:
    from api.settings import load_settings
    from store import restore as restore_backup

    settings = load_settings()
    restore_backup(file, settings.database, settings.files).close()
    put_line(say(f"Dipulihkan dari {file}", f"Restored from {file}"))


def export(
    folder: Annotated[Path, typer.Argument(help=say("Map yang ditulis", "The folder to write"))],
    region: RegionOption = None,
    *,
    parquet: Annotated[
        bool, typer.Option("--parquet", help=say("Parquet, bukan CSV", "Parquet instead of CSV"))
    ] = False,
) -> None:
    from store.export import export as write_export

    with opened_store() as (store, _):
        package = write_export(store, folder, region=region_code(store, region), parquet=parquet)
    put_line(str(package))


def verify(
    *,
    files: Annotated[
        bool, typer.Option("--files/--no-files", help=say("Periksa juga berkas asli", "Check the files too"))
    ] = True,
    as_json: AsJson = False,
) -> None:
    from store import verify as verify_store

    with opened_store() as (store, _):
        found = verify_store(store, files=files)
    if as_json:
        put_json(found.to_json())
    else:
        put_line(
            say(
                f"{found.events} peristiwa, {found.values} nilai, {found.documents} dokumen diperiksa",
                f"{found.events} events, {found.values} values, {found.documents} documents checked",
            )
        )
    for fault in found.faults:
        tell(fault)
    if not found.is_sound:
        raise typer.Exit(1)
