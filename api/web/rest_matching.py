"""``/api/v1`` of matching: indicators and their names, local indicators, automation."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.web.service import Here
from store import (
    IndicatorFilter,
    Level,
    accept_local_indicator,
    count_indicators,
    list_automation,
    list_indicators,
    list_local_indicators,
    reject_local_indicator,
    resolve_region,
    revoke_alias,
    set_automation,
    thresholds_to_choose,
)

routes = APIRouter(prefix="/api/v1")

Json = dict[str, Any]
"""A JSON object; what is in it is described with the command line's JSON."""


class Why(BaseModel):
    """The reason of a decision."""

    model_config = ConfigDict(extra="forbid")

    reason: str | None = None


class Automated(BaseModel):
    """How far one kind of report, or one indicator, is accepted unseen."""

    model_config = ConfigDict(extra="forbid")

    level: Literal["none", "confident", "all-valid"]
    report: str | None = Field(None, description="A kind of report; or else code")
    code: str | None = Field(None, description="An indicator; its level goes before the report's")
    error: Decimal = Field(Decimal("0.01"), description="The share of wrong ones that is bearable, as text")
    reason: str | None = None


@routes.get("/indicators", summary="Indicators with their aliases")
def indicators(
    here: Here,
    *,
    text: str | None = None,
    region: str | None = None,
    learnt: bool = False,
    local: bool = False,
    offset: Annotated[int, Query(ge=0, description="Leave out this many")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most this many")] = 100,
) -> Json:
    code = resolve_region(here.store, region).code if region else None
    wanted = IndicatorFilter(text=text, region=code, only_learnt=learnt, only_local=local)
    found = list_indicators(here.store, wanted, offset=offset, limit=limit)
    return {"total": count_indicators(here.store, wanted), "indicators": [one.to_json() for one in found]}


@routes.post("/aliases/{alias_id}/revoke", summary="Take back an alias that people taught")
def revoke(here: Here, alias_id: int, why: Why | None = None) -> Json:
    return revoke_alias(here.store, alias_id, actor=here.actor, reason=why.reason if why else None).to_json()


@routes.get("/local-indicators", summary="What is proposed as an indicator of a region's own")
def local_indicators(here: Here, region: str | None = None) -> list[Json]:
    code = resolve_region(here.store, region).code if region else None
    return [one.to_json() for one in list_local_indicators(here.store, code)]


@routes.post("/local-indicators/{proposed_id}/accept", summary="Make it an indicator, and match all its readings")
def accept_local(here: Here, proposed_id: str, why: Why | None = None) -> Json:
    reason = why.reason if why else None
    return accept_local_indicator(here.store, proposed_id, actor=here.actor, reason=reason).to_json()


@routes.post("/local-indicators/{proposed_id}/reject", summary="Reject all its readings")
def reject_local(here: Here, proposed_id: str, why: Why | None = None) -> Json:
    reason = why.reason if why else None
    return reject_local_indicator(here.store, proposed_id, actor=here.actor, reason=reason).to_json()


@routes.get("/automation", summary="What is accepted unseen, and which error each threshold keeps")
def automation(here: Here) -> Json:
    return {
        "rules": [rule.to_json() for rule in list_automation(here.store)],
        "thresholds": [
            {"error": format(error, "f"), "threshold": found} for error, found in thresholds_to_choose(here.store)
        ],
    }


@routes.post("/automation", summary="Set how far a kind of report, or an indicator, is accepted unseen")
def automate(here: Here, asked: Automated) -> Json:
    rule = set_automation(
        here.store,
        Level(asked.level),
        report=asked.report,
        code=asked.code,
        error=asked.error,
        actor=here.actor,
        reason=asked.reason,
    )
    return rule.to_json()
