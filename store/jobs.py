"""Durable background work through DBOS, in the same database as everything else.

A job is enqueued in the transaction that stores its upload; whichever worker is free takes it; where a worker dies,
the job is taken up again after the last step that was done. What the steps do stands in ``store/reading_steps.py``.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from dbos import DBOSClient, DBOSConfig

    from store.connection import Store

QUEUE = "documents"
WORKFLOW = "read_document"
APPLICATION = "warisan"
# Jobs outlive releases: a worker of a newer version takes up what an older one left.
APPLICATION_VERSION = "1"
# A file whose worker dies this often is set aside: it would take down every worker in turn.
ATTEMPTS = 3
PROGRESS = "progress"

_UNFINISHED = ("ENQUEUED", "PENDING", "DELAYED")
SET_ASIDE = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
_SHORT_LIVED = re.compile(r"once@(?P<host>.+):(?P<process>\d+)")

Tell = Callable[[int, int], None]
"""Pages done, pages in all."""
Outcome = dict[str, Any]
"""What a step gave, as it is kept in the queue; with ``failure`` the job ends there."""


class Steps(Protocol):
    """The steps of a document's job, in order. Each may run again after its worker died."""

    def plan(self, document_id: int) -> Outcome:
        """``ranges``: the parts in which the file is read."""

    def read(self, document_id: int, pages: range | None, count: int, tell: Tell) -> Outcome:
        """Reads one range, of ``count`` pages in all, and keeps it."""

    def finish(self, document_id: int, ranges: Sequence[range | None]) -> Outcome:
        """Joins the ranges to readings and records them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document's reading, as the queue sees it."""

    workflow: str
    document_id: int
    status: str
    """``ENQUEUED``, ``PENDING`` (a worker has it), ``SUCCESS``, ``ERROR``, ``CANCELLED``, or set aside."""
    executor: str | None
    attempts: int | None
    started: int | None
    """Milliseconds since 1970, UTC."""


@dataclass(slots=True)
class _Working:
    """The one store whose jobs this process runs (DBOS is one to a process)."""

    store: Store
    steps: Steps


_working: _Working | None = None
_registered: Any = None  # the workflow function, as DBOS decorates it
_clients: dict[str, DBOSClient] = {}


def enqueue(store: Store, session: Session, workflow: str, document_id: int) -> None:
    """Puts the job into the caller's transaction: stored and enqueued are one."""
    options: Any = {"workflow_name": WORKFLOW, "queue_name": QUEUE, "workflow_id": workflow}
    client(store).enqueue_in_transaction(session, options, document_id)


def client(store: Store) -> DBOSClient:
    """Sees and fills the queue without running jobs."""
    from dbos import DBOS, DBOSClient

    _quiet()
    known = _clients.get(store.database_url)
    if known is None:
        # Creates or upgrades the tables of the queue; nothing to do in all starts but the first.
        DBOS.migrate(system_url(store))
        known = DBOSClient(system_database_url=system_url(store), application_name=APPLICATION, lazy=True)
        _clients[store.database_url] = known
    return known


def close_client(store: Store) -> None:
    known = _clients.pop(store.database_url, None)
    if known is not None:
        known.destroy()


@contextmanager
def working(
    store: Store, steps: Steps, *, executor: str | None = None, at_once: int = 1, poll_seconds: float = 0.5
) -> Iterator[None]:
    """Runs jobs in this process while the block lasts.

    ``executor`` is the worker's lasting name: started again under it, a worker takes up what it left half done.
    Within a block that works for the same store already, nothing more is started.
    """
    global _working  # noqa: PLW0603 (DBOS has one instance a process)
    if _working is not None:
        if _working.store.database_url != store.database_url:
            raise RuntimeError("this process runs the jobs of another store already")
        yield
        return
    from dbos import DBOS

    _quiet()
    client(store)
    _register()
    _working = _Working(store, steps)
    try:
        DBOS(config=_config(store, executor))
        DBOS.listen_queues([QUEUE])
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=at_once, polling_interval_sec=poll_seconds, on_conflict="always_update"
        )
        resume_abandoned(store)
        yield
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)
        _working = None


def lasting_executor(number: int = 1) -> str:
    """The name of this machine's worker number so and so."""
    return f"worker@{socket.gethostname()}:{number}"


def list_jobs(store: Store, *, unfinished_only: bool = False) -> list[Job]:
    """Newest first."""
    status = list(_UNFINISHED) if unfinished_only else None
    found = client(store).list_workflows(name=WORKFLOW, status=status, sort_desc=True)
    return [_job(status) for status in found]


def resume_jobs(store: Store, workflows: list[str]) -> None:
    """Puts jobs whose worker is gone back into the queue; what they recorded already is not recorded twice."""
    for workflow in workflows:
        client(store).resume_workflow(workflow, queue_name=QUEUE)


def resume_abandoned(store: Store) -> list[str]:
    """Takes up the jobs of commands that were run once, on this machine, and whose process is gone."""
    abandoned = [
        job.workflow
        for job in list_jobs(store, unfinished_only=True)
        if job.status == "PENDING" and job.executor is not None and _is_gone(job.executor)
    ]
    resume_jobs(store, abandoned)
    return abandoned


def progress_of(store: Store, workflow: str) -> tuple[int, int] | None:
    """(pages read, pages), once the reading has begun."""
    told = client(store).get_event(workflow, PROGRESS, timeout_seconds=0)
    return None if told is None else (told["page"], told["pages"])


def job_progress(store: Store, job: Job) -> tuple[int, int] | None:
    """(pages read, pages) of a job, once it has begun."""
    return progress_of(store, job.workflow)


def status_of(store: Store, workflow: str) -> str | None:
    found = client(store).list_workflows(workflow_ids=[workflow])
    return found[0].status if found else None


def system_url(store: Store) -> str:
    return store.database_url


def _register() -> None:
    """Tells DBOS of the workflow, once a process."""
    global _registered  # noqa: PLW0603 (DBOS keeps its registry for the life of the process)
    if _registered is not None:
        return
    from dbos import DBOS
    from sqlalchemy.exc import OperationalError

    def step(name: str, run: Callable[..., Outcome]) -> Callable[..., Outcome]:
        """Tried again where the database was away for a moment."""
        durable = DBOS.step(
            name=name,
            retries_allowed=True,
            max_attempts=3,
            should_retry=lambda error: isinstance(error, OperationalError),
        )
        return durable(run)

    def tell(page: int, pages: int) -> None:
        DBOS.set_event(PROGRESS, {"page": page, "pages": pages})

    plan = step("plan", lambda document_id: _steps().plan(document_id))
    read = step("read", lambda document_id, pages, count: _steps().read(document_id, pages, count, tell))
    finish = step("finish", lambda document_id, ranges: _steps().finish(document_id, ranges))

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=ATTEMPTS)
    def read_document(document_id: int) -> Outcome:
        return in_steps(document_id, plan, read, finish)

    _registered = read_document


def in_steps(
    document_id: int,
    plan: Callable[[int], Outcome],
    read: Callable[[int, range | None, int], Outcome],
    finish: Callable[[int, Sequence[range | None]], Outcome],
) -> Outcome:
    """The job of a document: what each step gives is kept before the next one begins."""
    planned = plan(document_id)
    if "failure" in planned:
        return planned
    ranges: list[range | None] = planned["ranges"]
    last = ranges[-1] if ranges else None
    for pages in ranges:
        done = read(document_id, pages, 1 if last is None else last.stop - 1)
        if "failure" in done:
            return done
    return finish(document_id, ranges)


def _steps() -> Steps:
    assert _working is not None
    return _working.steps


def _config(store: Store, executor: str | None) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "system_database_url": system_url(store),
        "application_version": APPLICATION_VERSION,
        "executor_id": executor or f"once@{socket.gethostname()}:{os.getpid()}",
        "log_level": "ERROR",
        "notification_listener_polling_interval_sec": 0.2,
    }


def _quiet() -> None:
    """DBOS tells of every start on stderr; only what went wrong belongs there."""
    import logging

    logging.getLogger("dbos").setLevel(logging.ERROR)


def _job(status: Any) -> Job:  # noqa: ANN401 (dbos.WorkflowStatus; its fields are optional throughout)
    return Job(
        workflow=status.workflow_id,
        document_id=int(status.workflow_id.split("-")[1]),
        status=status.status,
        executor=status.executor_id,
        attempts=status.recovery_attempts,
        started=status.created_at,
    )


def _is_gone(executor: str) -> bool:
    found = _SHORT_LIVED.fullmatch(executor)
    if found is None or found["host"] != socket.gethostname():
        return False
    try:
        os.kill(int(found["process"]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
