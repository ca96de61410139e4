"""``automation``: what may be accepted without a person."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.shared import AsJson, Reason, ReportOption, opened_store
from api.language import say
from api.reports import known_report
from api.terminal import put_json, put_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store import AutomationRule


class _Level(StrEnum):
    """As ``store.Level``, which is loaded with the database."""

    NONE = "none"
    CONFIDENT = "confident"
    ALL_VALID = "all-valid"


def add_to(app: typer.Typer) -> None:
    automation = typer.Typer(
        help=say("Penerimaan otomatis.", "What is accepted without a person."), no_args_is_help=True
    )
    automation.command(
        "set",
        help=say(
            "Atur seberapa jauh usulan diterima otomatis, per jenis laporan atau indikator.",
            "Set how far proposals are accepted unseen, for a kind of report or an indicator.",
        ),
    )(set_level)
    automation.command(
        "show", help=say("Aturan otomasi dan sampel yang menunggu.", "The rules, and the samples that wait.")
    )(show)
    app.add_typer(automation, name="automation")


def set_level(
    level: Annotated[_Level, typer.Argument(help="none, confident, all-valid")],
    report: ReportOption = None,
    *,
    code: Annotated[str | None, typer.Option(help=say("Kode indikator", "Code of the indicator"))] = None,
    error: Annotated[str, typer.Option(help=say("Galat yang masih dapat diterima", "The error you can bear"))] = "0.01",
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    from store import Level, set_automation

    with opened_store() as (store, settings):
        rule = set_automation(
            store,
            Level(level.value),
            report=None if report is None else known_report(report),
            code=code,
            error=_share(error),
            actor=settings.actor,
            reason=reason,
        )
    _put([rule], as_json=as_json)


def show(*, as_json: AsJson = False) -> None:
    from store import list_automation

    with opened_store() as (store, _):
        rules = list_automation(store)
    _put(rules, as_json=as_json)


def _share(given: str) -> Decimal:
    try:
        return Decimal(given.strip().replace(",", "."))
    except InvalidOperation as wrong:
        raise typer.BadParameter(say("tulis galat seperti 0.01", "write the error as in 0.01")) from wrong


def _put(rules: Sequence[AutomationRule], *, as_json: bool) -> None:
    if as_json:
        for rule in rules:
            put_json(rule.to_json())
        return
    columns = say(
        "Berlaku untuk|Tingkat|Galat|Ambang|Diterima|Sampel benar|Sampel salah|Sampel menunggu",
        "Holds for|Level|Error|Threshold|Accepted|Samples right|Samples wrong|Samples waiting",
    )
    rows = [
        (
            rule.scope,
            rule.level.value,
            format(rule.error, "f"),
            "-" if rule.threshold is None else f"{rule.threshold:.4f}",
            str(rule.accepted),
            str(rule.samples["right"]),
            str(rule.samples["wrong"]),
            ", ".join(map(str, rule.waiting)),
        )
        for rule in rules
    ]
    put_table(columns.split("|"), rows, numeric=(2, 3, 4, 5, 6))
