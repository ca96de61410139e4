"""The page of automation: what may be accepted unseen, for which error, and the samples that people look at."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.language import language
from api.reports import reports_to_choose
from api.web.pages import page
from api.web.service import Here
from extractor.errors import WarisanError
from store import AutomationRule, Level, get_proposal, list_automation, set_automation, thresholds_to_choose
from store.automation import BEARABLE, FaultyAutomation

routes = APIRouter(include_in_schema=False)

LEVELS = {
    Level.NONE: "tidak ada: semua ditinjau orang",
    Level.CONFIDENT: "yang cukup yakin untuk galat yang dinyatakan",
    Level.ALL_VALID: "semua yang lolos pemeriksaan",
}
SHOWN_SAMPLES = 50


@routes.get("/automation")
def automation(request: Request, here: Here) -> Response:
    return page(request, "automation.html", _facts(here))


@routes.post("/automation")
def set_level(
    request: Request,
    here: Here,
    *,
    level: Annotated[Level, Form()],
    report: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
    error: Annotated[str, Form()] = "",
) -> Response:
    try:
        set_automation(
            here.store,
            level,
            report=report or None,
            code=code.strip() or None,
            error=share(error),
            actor=here.actor,
        )
    except WarisanError as fault:
        told = {"sentence": fault.sentence(language()), "given": {"report": report, "code": code, "error": error}}
        return page(request, "automation.html", {**_facts(here), **told}, status=422)
    return RedirectResponse("/automation", status_code=303)


def share(percent: str) -> Decimal:
    """ "0,5" per cent as 0.005; the usual one where nothing is given."""
    if not percent.strip():
        return BEARABLE
    try:
        return Decimal(percent.strip().removesuffix("%").replace(",", ".")) / 100
    except InvalidOperation as wrong:
        raise FaultyAutomation(fault=f"galat {percent!r} bukan angka persen") from wrong


def _facts(here: Here) -> Mapping[str, Any]:
    rules = list_automation(here.store)
    known = {rule.scope for rule in rules}
    return {
        "rules": rules,
        "unset": [report for report in reports_to_choose() if f"report:{report}" not in known],
        "reports": reports_to_choose(),
        "levels": LEVELS,
        "thresholds": thresholds_to_choose(here.store),
        "samples": _samples(here, rules),
        "sentence": None,
        "given": {"report": "", "code": "", "error": ""},
    }


def _samples(here: Here, rules: list[AutomationRule]) -> list[tuple[str, Any]]:
    """(what the rule holds for, proposal) of those that wait for a person."""
    waiting = [(rule.scope.partition(":")[2], waits) for rule in rules for waits in rule.waiting]
    return [(scope, get_proposal(here.store, waits)) for scope, waits in waiting[:SHOWN_SAMPLES]]
