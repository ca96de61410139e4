"""From a file to proposals: stored and enqueued at once, then read, matched, checked and recorded by a worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from extractor.facts import Problem
from store import jobs
from store.documents import document_fact, find_document, get_document, keep_file, record_file
from store.facts import Decision, Document
from store.reading_steps import ReadingSteps
from store.tables import DocumentRow, ProblemRow, ProposalRow

if TYPE_CHECKING:
    from store.connection import Store

OnPage = Callable[[int, int], None]

LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one file."""

    document: Document
    readings: int
    matched: int
    """Proposals with an indicator."""
    failed_checks: int
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            **self.document.to_json(),
            "already_stored": self.document.already_stored,
            "readings": self.readings,
            "matched": self.matched,
            "failed_checks": self.failed_checks,
            "problems": [problem.to_json() for problem in self.problems],
        }


def ingest(
    store: Store,
    path: Path,
    *,
    region: str | None = None,
    report: str | None = None,
    year: int | None = None,
    actor: str,
    wait: bool = False,
    on_page: OnPage | None = None,
) -> Ingested:
    """Stores a file and has it read. With ``wait`` this process reads it and returns when that is done.

    Raises for what is known at once (not a report file, unknown region, year in the future); what reading finds
    out is in the document's ``state`` and ``failure``.
    """
    if not wait:
        return summary(store, submit(store, path, region=region, report=report, year=year, actor=actor))
    with working(store):
        document = submit(store, path, region=region, report=report, year=year, actor=actor)
        return summary(store, wait_until_read(store, document, on_page))


def submit(
    store: Store,
    path: Path,
    *,
    region: str | None = None,
    report: str | None = None,
    year: int | None = None,
    actor: str,
) -> Document:
    """Stores the file and enqueues its reading, in one transaction.

    A document that was read, or is about to be, is left alone; one that failed is tried again.
    """
    kept = keep_file(store, path, region=region, report=report, year=year, actor=actor)
    jobs.client(store)  # creates the queue's tables, which cannot be done inside the transaction below

    def enqueue_unread(session: Session, row: DocumentRow) -> None:
        if row.workflow is None or row.state == "failed":
            _enqueue(store, session, row)

    return record_file(store, kept, enqueue_unread)


def read_again(store: Store, document_id: int) -> Document:
    """Enqueues a document for a newer extractor, or after a failure. Decisions carry over."""
    jobs.client(store)
    with store.session() as session:
        row = find_document(session, document_id)
        _enqueue(store, session, row)
        return document_fact(session, row)


def working(
    store: Store, *, executor: str | None = None, at_once: int = 1, poll_seconds: float = 0.2
) -> AbstractContextManager[None]:
    """Runs the jobs of the queue in this process while the block lasts."""
    return _working(store, executor, at_once, poll_seconds)


@contextmanager
def _working(store: Store, executor: str | None, at_once: int, poll_seconds: float) -> Iterator[None]:
    with jobs.working(store, ReadingSteps(store), executor=executor, at_once=at_once, poll_seconds=poll_seconds):
        set_aside(store)
        yield


def read_document(store: Store, document_id: int, tell: OnPage) -> dict[str, Any]:
    """The job of a document, done here and now. Safe to run again: recording is one transaction, and happens once."""
    steps = ReadingSteps(store)

    def read(document: int, pages: range | None, count: int) -> jobs.Outcome:
        return steps.read(document, pages, count, tell)

    return jobs.in_steps(document_id, steps.plan, read, steps.finish)


def wait_until_read(store: Store, document: Document, on_page: OnPage | None = None) -> Document:
    """Until the document's job ended, telling of its pages."""
    workflow = document.workflow
    while workflow is not None and jobs.status_of(store, workflow) in ("ENQUEUED", "PENDING"):
        told = jobs.progress_of(store, workflow)
        if told is not None and on_page is not None:
            on_page(*told)
        time.sleep(LOOK_SECONDS)
    set_aside(store)
    return replace(get_document(store, document.id), already_stored=document.already_stored)


def set_aside(store: Store) -> list[int]:
    """Marks the documents whose reading took its worker down again and again. Gives their ids."""
    taken_down = [job.document_id for job in jobs.list_jobs(store) if job.status == jobs.SET_ASIDE]
    sentence = (
        f"Pembacaan berkas ini terhenti {jobs.ATTEMPTS} kali, maka disisihkan. Simpan ulang dari program asalnya."
    )
    with store.session() as session:
        query = update(DocumentRow).where(DocumentRow.id.in_(taken_down), DocumentRow.state.in_(("stored", "reading")))
        session.execute(query.values(state="failed", failure=sentence))
    # The pages read so far stay: where the machine was at fault, not the file, the next try goes on from them.
    return taken_down


def summary(store: Store, document: Document) -> Ingested:
    with store.session(read_only=True) as session:
        current = (ProposalRow.document_id == document.id, ProposalRow.decision != Decision.REPLACED.value)
        checks = session.scalars(select(ProposalRow.checks).where(*current)).all()
        return Ingested(
            document=document,
            readings=len(checks),
            matched=session.scalar(
                select(func.count()).select_from(ProposalRow).where(*current, ProposalRow.code.is_not(None))
            )
            or 0,
            failed_checks=sum(any(not check["passed"] for check in found) for found in checks),
            problems=document_problems_of(session, document.id),
        )


def document_problems(store: Store, document_id: int) -> tuple[Problem, ...]:
    """What could not be read in a document, where and why."""
    with store.session(read_only=True) as session:
        return document_problems_of(session, document_id)


def document_problems_of(session: Session, document_id: int) -> tuple[Problem, ...]:
    rows = session.scalars(select(ProblemRow).where(ProblemRow.document_id == document_id).order_by(ProblemRow.id))
    return tuple(Problem(page=row.page, what=row.what, why=row.why) for row in rows)


def progress(store: Store, document_id: int) -> tuple[int, int] | None:
    """(pages read, pages) of a document that is being read; ``None`` before and where nothing is known."""
    document = get_document(store, document_id)
    return None if document.workflow is None else jobs.progress_of(store, document.workflow)


def _enqueue(store: Store, session: Session, row: DocumentRow) -> None:
    attempt = 1 if row.workflow is None else int(row.workflow.split("-")[2]) + 1
    row.workflow = f"read-{row.id}-{attempt}"
    if row.state != "read":
        row.state, row.failure = "stored", None
    session.flush()
    jobs.enqueue(store, session, row.workflow, row.id)
