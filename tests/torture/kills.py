"""Kills workers and deciding servers with SIGKILL at seeded random moments, then counts what was lost or doubled.

    python -m tests.torture.kills [--workers 100] [--servers 50] [--seed 1] [--on sqlite postgresql]

Rounds start a worker, and every so often a server, and kill them. In the end a last worker finishes the queue, and
every acknowledged decision, every document and every reading is looked for. Exit 0 if nothing is missing or twice.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from store import Store, add_region, jobs, list_documents, list_events, open_store, submit, verify
from store.tables import ProposalRow, ReadingRow
from tests.torture.databases import DATABASES, fresh_database

CITY = "99.71"
PAGES = 8
READINGS = 40
"""Of each document; each is printed once."""
LIVES = (0.0, 2.0)
"""Seconds between the first work of a process and its death."""
READ_BEFORE = 40
"""Documents that the servers find read, so that they decide from the first moment."""
LAST_WORKERS = 4
LAST_SECONDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the run ended with."""

    database: str
    workers_killed: int
    servers_killed: int
    documents: int
    unread: int
    stuck: int
    readings_missing: int
    readings_twice: int
    pages: int
    pages_read_again: int
    """Those of the range that a worker died over; in the store they are once."""
    acknowledged: int
    lost: int
    doubled: int
    faults: int

    @property
    def is_sound(self) -> bool:
        return not any(
            (self.unread, self.stuck, self.readings_missing, self.readings_twice, self.lost, self.doubled, self.faults)
        )


def run(workers: int, servers: int, seed: int, database_url: str, folder: Path) -> Found:
    chance = random.Random(seed)
    store = open_store(database_url, str(folder / "files"))
    add_region(store, CITY, "Kota Cemara Asri")
    for number in range(READ_BEFORE):
        submit(store, empty_page(folder, workers + number), region=CITY, report="LPPD", year=2024, actor="sari")
    _finish(store, folder)
    killed: Counter[str] = Counter()
    for round_number in range(workers):
        submit(store, empty_page(folder, round_number), region=CITY, report="LPPD", year=2024, actor="sari")
        _try_failed_again(store, folder)
        is_servers_turn = (round_number + 1) * servers // workers > round_number * servers // workers
        for role in ("worker", "server") if is_servers_turn else ("worker",):
            (folder / f"{role}.ready").unlink(missing_ok=True)
            process = _start(role, store, folder)
            _wait_until_ready(folder / f"{role}.ready")
            time.sleep(chance.uniform(*LIVES))
            process.send_signal(signal.SIGKILL)
            killed[role] += process.wait() == -signal.SIGKILL
    _finish(store, folder)
    found = _counted(store, folder, killed)
    jobs.close_client(store)
    store.close()
    return found


def empty_page(folder: Path, number: int) -> Path:
    """An empty page with bytes of its own."""
    path = folder / f"{number}.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
        + f"% {number}\n%%EOF\n".encode()
    )
    return path


def _try_failed_again(store: Store, folder: Path) -> None:
    """What was set aside after three deaths is uploaded again, as a person would."""
    for document in list_documents(store):
        if document.state == "failed":
            submit(store, folder / document.file_name, actor="sari")


def _wait_until_ready(mark: Path) -> None:
    ends = time.monotonic() + LAST_SECONDS
    while not mark.exists() and time.monotonic() < ends:
        time.sleep(0.02)


def _start(role: str, store: Store, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.torture.victim", role, store.database_url, store.files_url, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _finish(store: Store, folder: Path) -> None:
    """Workers that nobody kills, until nothing is left to do."""
    for _ in range(LAST_WORKERS):
        _try_failed_again(store, folder)
        last = _start("last", store, folder)
        with suppress(subprocess.TimeoutExpired):  # what it left is counted, or done by the next
            last.wait(LAST_SECONDS)
        last.kill()
        last.wait()
        if all(document.state == "read" for document in list_documents(store)):
            return


def _counted(store: Store, folder: Path, killed: Counter[str]) -> Found:
    documents = list_documents(store)
    with store.session(read_only=True) as session:
        by_document = select(ReadingRow.document_id, func.count()).group_by(ReadingRow.document_id)
        readings = dict(session.execute(by_document).all())
        versions = dict(session.execute(select(ProposalRow.id, ProposalRow.version)).all())
    events = [event for event in list_events(store, limit=None) if event.subject.startswith("proposal:")]
    of_batch = Counter(event.batch for event in events)
    of_proposal = Counter(int(event.subject.removeprefix("proposal:")) for event in events)
    told = (folder / "acknowledged").read_text().split() if (folder / "acknowledged").exists() else []
    pages = Counter((folder / "pages").read_text().splitlines())
    return Found(
        database=store.engine.dialect.name,
        workers_killed=killed["worker"],
        servers_killed=killed["server"],
        documents=len(documents),
        unread=sum(document.state != "read" for document in documents),
        stuck=len(jobs.list_jobs(store, unfinished_only=True)),
        readings_missing=sum(max(0, READINGS - readings.get(document.id, 0)) for document in documents),
        readings_twice=sum(max(0, count - READINGS) for count in readings.values()),
        pages=len(pages),
        pages_read_again=sum(pages.values()) - len(pages),
        acknowledged=len(told),
        lost=sum(of_batch[batch] == 0 for batch in told),
        doubled=sum(of_batch[batch] > 1 for batch in told)
        + sum(versions[proposal] != 1 + count for proposal, count in of_proposal.items()),
        faults=len(verify(store).faults),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=100, help="how many are killed")
    parser.add_argument("--servers", type=int, default=50, help="how many are killed, not more than workers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", nargs="+", choices=DATABASES, default=DATABASES)
    given = parser.parse_args()
    sound = True
    for kind in given.on:
        with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as database_url:
            found = run(given.workers, given.servers, given.seed, database_url, Path(folder))
        print(found, flush=True)
        sound = sound and found.is_sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
