"""What commands on the store share: opening it, and the options that narrow a list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from api.language import say

if TYPE_CHECKING:
    from api.settings.model import Settings
    from store import Store

AsJson = Annotated[bool, typer.Option("--json", help=say("Satu objek JSON per baris", "One JSON object a line"))]
RegionOption = Annotated[
    str | None,
    typer.Option("--region", help=say("Kode atau nama daerah (35.73, Kota Malang)", "Code or name of the government")),
]
ReportOption = Annotated[
    str | None, typer.Option("--report", help=say("Jenis laporan: LPPD, LKPJ, LKJIP, ...", "Kind of report: LPPD, ..."))
]
Reason = Annotated[str | None, typer.Option("--reason", help=say("Alasan, untuk riwayat", "Why, for the history"))]
Kinds = Annotated[
    str | None, typer.Option("--kind", help=say("target, realisasi, capaian, baseline", "target, realisasi, ..."))
]


@contextmanager
def opened_store() -> Iterator[tuple[Store, Settings]]:
    """The store that the settings name, closed in the end."""
    from api.settings import load_settings
    from store import open_store

    settings = load_settings()
    store = open_store(settings.database, settings.files, settings.limits)
    try:
        yield store, settings
    finally:
        store.close()


def region_code(store: Store, given: str | None) -> str | None:
    from store import resolve_region

    return None if given is None else resolve_region(store, given).code


def checked_kind(kind: str | None) -> str | None:
    """A kind that there is, or a usage error."""
    from extractor.facts import Kind

    known = [one.value for one in Kind]
    if kind is not None and kind not in known:
        raise typer.BadParameter(say(f"pilih: {', '.join(known)}", f"choose: {', '.join(known)}"))
    return kind
