"""``accept``, ``reject``, ``edit``, ``undo``: what people say of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.shared import (
    AsJson,
    Kinds,
    Reason,
    RegionOption,
    ReportOption,
    checked_kind,
    opened_store,
    region_code,
)
from api.language import say
from api.reports import known_report
from api.terminal import put_json, put_line, tell

if TYPE_CHECKING:
    from store import Decided

Ids = Annotated[
    str | None, typer.Option("--ids", help=say("Nomor usulan, dipisah koma: 3,5,8", "Proposals by number: 3,5,8"))
]


def add_to(app: typer.Typer) -> None:
    app.command(
        help=say(
            "Terima usulan: dengan nomornya, atau semua yang cukup yakin dan lolos pemeriksaan.",
            "Accept proposals: by number, or all that are sure enough and pass their checks.",
        )
    )(accept)
    app.command(help=say("Tolak usulan.", "Reject proposals."))(reject)
    app.command(help=say("Perbaiki satu usulan dan terima.", "Put one proposal right and accept it."))(edit)
    app.command(help=say("Batalkan keputusan terakhir, atau satu kelompok keputusan.", "Take back a decision."))(undo)


def accept(
    ids: Ids = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help=say("Semua yang menunggu dengan keyakinan minimal ini", "All this sure")),
    ] = None,
    document: Annotated[int | None, typer.Option(help=say("Hanya dari dokumen ini", "Only of this document"))] = None,
    region: RegionOption = None,
    report: ReportOption = None,
    *,
    year: Annotated[int | None, typer.Option(help=say("Hanya nilai tahun ini", "Only values of this year"))] = None,
    kind: Kinds = None,
    despite_checks: Annotated[
        bool, typer.Option("--despite-checks", help=say("Sudah dilihat: terima walau pemeriksaan gagal", "I looked"))
    ] = False,
    replace_confirmed: Annotated[
        bool,
        typer.Option("--replace-confirmed", help=say("Nilai yang sudah dikonfirmasi keliru", "The old value is wrong")),
    ] = False,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    from store import ProposalFilter
    from store import accept as accept_proposals

    with opened_store() as (store, settings):
        wanted = ProposalFilter(
            document_id=document,
            region=region_code(store, region),
            report=None if report is None else known_report(report),
            year=year,
            kind=checked_kind(kind),
        )
        decided = accept_proposals(
            store,
            _ids(ids),
            min_confidence=min_confidence,
            wanted=None if wanted == ProposalFilter() else wanted,
            actor=settings.actor,
            reason=reason,
            despite_checks=despite_checks,
            replace_confirmed=replace_confirmed,
        )
    _tell(decided, say(f"{decided.accepted} diterima", f"{decided.accepted} accepted"), as_json=as_json)


def reject(ids: Ids, reason: Reason = None, as_json: AsJson = False) -> None:
    from store import reject as reject_proposals

    with opened_store() as (store, settings):
        decided = reject_proposals(store, _ids(ids), actor=settings.actor, reason=reason)
    _tell(decided, say(f"{decided.rejected} ditolak", f"{decided.rejected} rejected"), as_json=as_json)


def edit(
    proposal: Annotated[int, typer.Argument(help=say("Nomor usulan", "Number of the proposal"))],
    value: Annotated[
        str | None, typer.Option(help=say("Nilai: 1234.5 atau 1234,5, tanpa pemisah ribuan", "Value: 1234.5"))
    ] = None,
    grade: Annotated[str | None, typer.Option(help=say("Predikat, misalnya BB", "Grade, as in BB"))] = None,
    unit: Annotated[str | None, typer.Option(help=say("Satuan", "Unit"))] = None,
    year: Annotated[int | None, typer.Option(help=say("Tahun nilai", "Year of the value"))] = None,
    *,
    period: Annotated[str | None, typer.Option(help="TW1 TW2 TW3 TW4 S1 S2")] = None,
    kind: Kinds = None,
    status: Annotated[str | None, typer.Option(help="given zero missing not_released not_applicable illegible")] = None,
    code: Annotated[str | None, typer.Option(help=say("Kode indikator", "Code of the indicator"))] = None,
    replace_confirmed: Annotated[
        bool,
        typer.Option("--replace-confirmed", help=say("Nilai yang sudah dikonfirmasi keliru", "The old value is wrong")),
    ] = False,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    from store import edit as edit_proposal

    given = {
        "value": None if value is None else value.strip().replace(",", "."),
        "grade": grade,
        "unit": unit,
        "year": year,
        "period": period,
        "kind": checked_kind(kind),
        "status": status,
        "code": code,
    }
    changes: dict[str, Any] = {name: wanted for name, wanted in given.items() if wanted is not None}
    if not changes:
        raise typer.BadParameter(say("sebutkan apa yang diperbaiki, misalnya --value 55,56", "say what to change"))
    with opened_store() as (store, settings):
        decided = edit_proposal(
            store, proposal, changes, actor=settings.actor, reason=reason, replace_confirmed=replace_confirmed
        )
    _tell(decided, say(f"{decided.accepted} diperbaiki", f"{decided.accepted} edited"), as_json=as_json)


def undo(
    batch: Annotated[
        str | None, typer.Argument(help=say("Kelompok keputusan; kosong: yang terakhir", "Batch; empty: the last"))
    ] = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    from store import undo as undo_decisions

    with opened_store() as (store, settings):
        decided = undo_decisions(store, batch, actor=settings.actor, reason=reason)
    _tell(decided, say(f"{decided.undone} dibatalkan", f"{decided.undone} undone"), as_json=as_json)


def _ids(given: str | None) -> list[int] | None:
    if given is None:
        return None
    try:
        return [int(one) for one in given.replace(",", " ").split()]
    except ValueError as error:
        raise typer.BadParameter(say("nomor usulan dipisah koma: 3,5,8", "numbers with commas: 3,5,8")) from error


def _tell(decided: Decided, done: str, *, as_json: bool) -> None:
    """What was decided on stdout, what was left and why on stderr; nothing decided at all is exit 1."""
    if as_json:
        put_json(decided.to_json())
    else:
        batch = say("kelompok", "batch")
        left = f", {len(decided.skipped)} {say('dibiarkan', 'left')}" if decided.skipped else ""
        put_line(f"{done}{left} ({batch} {decided.batch})")
        for proposal, why in decided.skipped:
            tell(f"{proposal}: {why}")
    if decided.skipped and not decided.changed:
        raise typer.Exit(1)
