"""``jobs list``, ``jobs resume``: what the queue does, and how a job goes on whose worker is gone for good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.shared import AsJson, opened_store
from api.errors import UnknownJob
from api.language import say
from api.terminal import put_json, put_line, put_table

if TYPE_CHECKING:
    from store import Job, Store

_IN_WORDS = {
    "ENQUEUED": ("menunggu", "waiting"),
    "DELAYED": ("menunggu", "waiting"),
    "PENDING": ("dikerjakan", "at work"),
    "SUCCESS": ("selesai", "done"),
    "ERROR": ("gagal", "failed"),
    "CANCELLED": ("dibatalkan", "cancelled"),
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": ("disisihkan", "set aside"),
}


def add_to(app: typer.Typer) -> None:
    jobs = typer.Typer(help=say("Antrean pembacaan.", "The queue of readings."), no_args_is_help=True)
    jobs.command(name="list", help=say("Daftar pekerjaan, terbaru dahulu.", "List the jobs, newest first."))(list_all)
    jobs.command(
        help=say("Lanjutkan pekerjaan yang ditinggal worker-nya.", "Take up jobs whose worker is gone for good.")
    )(resume)
    app.add_typer(jobs, name="jobs")


def list_all(
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=say("Juga yang sudah selesai", "Those that ended too"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from store import list_jobs

    with opened_store() as (store, _):
        found = [_told(store, job) for job in list_jobs(store, unfinished_only=not everything)]
    if as_json:
        for one in found:
            put_json(one)
        return
    columns = say(
        "Pekerjaan|Dokumen|Keadaan|Halaman|Worker|Percobaan|Sejak", "Job|Document|State|Pages|Worker|Tries|Since"
    )
    put_table(columns.split("|"), [_row(one) for one in found], numeric=(1, 5))


def resume(
    jobs: Annotated[list[str], typer.Argument(help=say("Nama pekerjaan dari jobs list", "Names from jobs list"))],
) -> None:
    """Only for a worker that will not come back: one that is at work would do the same job beside the new one."""
    from store import list_jobs, resume_jobs

    with opened_store() as (store, _):
        known = {job.workflow for job in list_jobs(store)}
        for name in jobs:
            if name not in known:
                raise UnknownJob(job=name)
        resume_jobs(store, jobs)
    for name in jobs:
        put_line(say(f"{name}: kembali ke antrean", f"{name}: back in the queue"))


def _told(store: Store, job: Job) -> dict[str, Any]:
    from store import job_progress

    pages = job_progress(store, job)
    since = (
        None if job.started is None else datetime.fromtimestamp(job.started / 1000, UTC).isoformat(timespec="seconds")
    )
    return {
        "job": job.workflow,
        "document": job.document_id,
        "status": job.status,
        "page": None if pages is None else pages[0],
        "pages": None if pages is None else pages[1],
        "worker": job.executor,
        "attempts": job.attempts,
        "since": since,
    }


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    words = _IN_WORDS.get(one["status"])
    return (
        one["job"],
        str(one["document"]),
        one["status"] if words is None else say(*words),
        "" if one["page"] is None else f"{one['page']}/{one['pages']}",
        one["worker"] or "",
        str(one["attempts"] or 0),
        one["since"] or "",
    )
