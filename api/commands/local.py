"""``local``: indicators of a government's own, which no catalogue has."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.shared import AsJson, Reason, RegionOption, opened_store, region_code
from api.language import say
from api.terminal import put_json, put_line, put_table


def add_to(app: typer.Typer) -> None:
    local = typer.Typer(
        help=say("Indikator lokal yang tidak ada di katalog.", "Indicators of a government's own."),
        no_args_is_help=True,
    )
    local.command("list", help=say("Daftar usulan indikator lokal.", "List the local indicators proposed."))(
        list_proposed
    )
    local.command(
        "accept",
        help=say(
            "Jadikan indikator lokal dan pasangkan semua pembacaannya.",
            "Make it a local indicator, and match all its readings.",
        ),
    )(accept)
    app.add_typer(local, name="local")


def list_proposed(region: RegionOption = None, *, as_json: AsJson = False) -> None:
    from store import list_local_indicators

    with opened_store() as (store, _):
        found = list_local_indicators(store, region_code(store, region))
    if as_json:
        for one in found:
            put_json(one.to_json())
        return
    columns = say(
        "ID|Daerah|Nama|Satuan|Perangkat daerah|Jenis|Tahun|Banyaknya", "ID|Region|Name|Unit|Owner|Kinds|Years|Count"
    )
    rows = [
        (
            one.id,
            one.region,
            one.name,
            one.unit or "",
            one.owner or "",
            ", ".join(one.kinds),
            ", ".join(map(str, one.years)),
            str(len(one.proposals)),
        )
        for one in found
    ]
    put_table(columns.split("|"), rows, numeric=(7,))


def accept(
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help=say("Nama atau ID usulan", "Its name or ID"))],
    region: RegionOption = None,
    *,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    from store import accept_local_indicator

    with opened_store() as (store, settings):
        code = region_code(store, region or settings.region)
        done = accept_local_indicator(store, name, region=code, actor=settings.actor, reason=reason)
    if as_json:
        put_json(done.to_json())
    else:
        told = say("pembacaan dipasangkan; kelompok", "readings matched; batch")
        put_line(f"{done.code}: {done.name} ({len(done.matched)} {told} {done.batch})")
