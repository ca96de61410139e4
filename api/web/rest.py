"""``/api/v1``: everything that the pages show and do, as JSON. Errors are problem+json."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.prefilling import make_form
from api.web.documents import saved, store_upload
from api.web.overlap import measured
from api.web.service import Here
from store import (
    Decision,
    ProposalFilter,
    ValueFilter,
    accept,
    count_proposals,
    edit,
    get_document,
    get_proposal,
    list_documents,
    list_proposals,
    list_regions,
    list_values,
    reject,
    undo,
    value_history,
)
from store.ingest import document_problems, progress

routes = APIRouter(prefix="/api/v1")

Json = dict[str, Any]
"""A JSON object; what is in it is described with the command line's JSON."""

Offset = Annotated[int, Query(ge=0, description="Leave out this many")]
Limit = Annotated[int, Query(ge=1, le=1000, description="At most this many")]


class Asked(BaseModel):
    """Which proposals, and how they are decided."""

    model_config = ConfigDict(extra="forbid")

    ids: list[int] | None = Field(None, description="Proposals by id")
    min_confidence: float | None = Field(None, ge=0, le=1, description="All open ones at least this sure")
    document: int | None = Field(None, description="Only of this document")
    versions: dict[int, int] | None = Field(None, description="id -> version seen; refused if one has changed")
    reason: str | None = None
    despite_checks: bool = Field(False, description="A person looked: failed checks do not hold it back")
    replace_confirmed: bool = Field(False, description="The value confirmed so far is wrong")


class Refused(BaseModel):
    """Which proposals are rejected."""

    model_config = ConfigDict(extra="forbid")

    ids: list[int]
    versions: dict[int, int] | None = None
    reason: str | None = None


class Edited(BaseModel):
    """What is put right. Numbers are text, so that they stay exact."""

    model_config = ConfigDict(extra="forbid")

    version: int | None = None
    reason: str | None = None
    replace_confirmed: bool = False
    changes: dict[str, str | int | list[str] | None] = Field(
        description="Any of code, value, grade, unit, year, period, kind, status, flags"
    )


class Undone(BaseModel):
    """Which batch is taken back; without one the last of this person."""

    model_config = ConfigDict(extra="forbid")

    batch: str | None = None


@routes.get("/documents", summary="Documents, newest first")
def documents(here: Here, offset: Offset = 0, limit: Limit = 100) -> list[Json]:
    return [one.to_json() for one in list_documents(here.store, offset=offset, limit=limit)]


@routes.post("/documents", status_code=202, summary="Upload one report; it is read in the background")
def upload(
    here: Here,
    file: UploadFile,
    region: Annotated[str, Form()] = "",
    report: Annotated[str, Form()] = "",
    year: Annotated[str, Form(pattern=r"^(\d{4})?$")] = "",
) -> Json:
    name = Path(file.filename or "tanpa nama").name
    with saved(file, name, here.settings.max_file_mb) as path:
        document = store_upload(here, path, region=region, report=report, year=year)
    return {**document.to_json(), "already_stored": document.already_stored}


@routes.get("/documents/{document_id}", summary="One document with what was not read")
def document(here: Here, document_id: int) -> Json:
    found = get_document(here.store, document_id)
    done = progress(here.store, document_id) if found.state == "reading" else None
    return {
        **found.to_json(),
        "progress": None if done is None else {"page": done[0], "pages": done[1]},
        "problems": [problem.to_json() for problem in document_problems(here.store, document_id)],
    }


@routes.get("/proposals", summary="Proposals, as they stand in the documents")
def proposals(
    here: Here,
    *,
    document: int | None = None,
    decision: Decision | None = None,
    code: str | None = None,
    kind: Literal["target", "realisasi", "capaian", "baseline"] | None = None,
    year: int | None = None,
    min_confidence: Annotated[float | None, Query(ge=0, le=1)] = None,
    text: str | None = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> Json:
    wanted = ProposalFilter(
        document_id=document,
        decisions=None if decision is None else (decision,),
        code=code,
        kind=kind,
        year=year,
        min_confidence=min_confidence,
        text=text,
    )
    found = list_proposals(here.store, wanted, offset=offset, limit=limit)
    return {"total": count_proposals(here.store, wanted), "proposals": [one.to_json() for one in found]}


@routes.get("/proposals/{proposal_id}", summary="One proposal")
def proposal(here: Here, proposal_id: int) -> Json:
    return get_proposal(here.store, proposal_id).to_json()


@routes.post("/proposals/accept", summary="Confirm proposals")
def accept_proposals(here: Here, asked: Asked) -> Json:
    wanted = None if asked.document is None else ProposalFilter(document_id=asked.document)
    decided = accept(
        here.store,
        asked.ids,
        min_confidence=asked.min_confidence,
        wanted=wanted,
        actor=here.actor,
        reason=asked.reason,
        versions=asked.versions,
        replace_confirmed=asked.replace_confirmed,
        despite_checks=asked.despite_checks,
    )
    return decided.to_json()


@routes.post("/proposals/reject", summary="Reject proposals")
def reject_proposals(here: Here, asked: Refused) -> Json:
    return reject(here.store, asked.ids, actor=here.actor, reason=asked.reason, versions=asked.versions).to_json()


@routes.post("/proposals/{proposal_id}/edit", summary="Put a proposal right and confirm it so")
def edit_proposal(here: Here, proposal_id: int, asked: Edited) -> Json:
    decided = edit(
        here.store,
        proposal_id,
        asked.changes,
        expected_version=asked.version,
        actor=here.actor,
        reason=asked.reason,
        replace_confirmed=asked.replace_confirmed,
    )
    return decided.to_json()


@routes.post("/undo", summary="Take back a batch of decisions")
def undo_batch(here: Here, asked: Undone) -> Json:
    return undo(here.store, asked.batch, actor=here.actor).to_json()


@routes.get("/values", summary="Confirmed values with their sources")
def values(
    here: Here,
    *,
    region: str | None = None,
    code: str | None = None,
    year: int | None = None,
    kind: Literal["target", "realisasi", "capaian", "baseline"] | None = None,
    text: str | None = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> list[Json]:
    wanted = ValueFilter(region=region, code=code, year=year, kind=kind, text=text)
    return [one.to_json() for one in list_values(here.store, wanted, offset=offset, limit=limit)]


@routes.get("/values/{value_id}/history", summary="Every state of a value, oldest first")
def history(here: Here, value_id: int) -> list[Json]:
    return [
        {**one.to_json(), "withdrawn": one.withdrawn, "reason": one.reason}
        for one in value_history(here.store, value_id)
    ]


@routes.get("/values/{value_id}/slots", summary="The cells of forms that a value fills, or that are computed from it")
def slots(here: Here, value_id: int) -> list[Json]:
    from store.prefill import slots_filled

    with here.store.session(read_only=True) as session:
        return [one.to_json() for one in slots_filled(session, value_id)]


@routes.get("/prefill", summary="Next cycle's form: every slot with its state, value and source")
def prefill(here: Here, report: str, year: int, region: str) -> Json:
    return make_form(here.store, report, year, region).to_json()


@routes.get("/overlap", summary="Duplicated effort and contradictions")
def overlap(here: Here, region: str | None = None, year: int | None = None) -> Json:
    return measured(here, region, year).to_json()


@routes.get("/regions", summary="Governments")
def regions(here: Here) -> list[Json]:
    return [{"code": one.code, "name": one.name, "level": one.level} for one in list_regions(here.store)]


@routes.get("/health", summary="The service answers and reaches its database")
def health(here: Here) -> Json:
    count_proposals(here.store, ProposalFilter(ids=()))
    return {"status": "ok"}
