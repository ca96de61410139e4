"""Many people decide on the same proposals at once; upload the same bytes at once; and two workers share one queue.

    python -m tests.torture.crowd [--people 50] [--proposals 2000] [--documents 40] [--on sqlite postgresql]

Exit 0 where each version of a proposal had one winner and one event, the same bytes are one document with one job, and
each document was read by one worker.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extractor.facts import Identity, ReportReadings
from models.facts import Outcome, Suggestion
from store import (
    Store,
    accept,
    add_document,
    add_region,
    jobs,
    list_documents,
    list_events,
    list_proposals,
    open_store,
    record_readings,
    reject,
    submit,
    verify,
)
from store.decisions import StaleVersion
from tests.torture.databases import DATABASES, fresh_database
from tests.torture.kills import CITY, empty_page
from tests.torture.victim import a_reading

AT_ONCE = 20
"""Proposals in one decision (all or none, where somebody was quicker), and uploads side by side."""
UPLOADS = 100


def crowd(store: Store, folder: Path, people: int, proposals: int, seed: int) -> bool:
    document = add_document(store, empty_page(folder, 0), region=CITY, report="LPPD", year=2024, actor="sari")
    identity = Identity(report="LPPD", year=2024, region=None, evidence={})
    readings = tuple(a_reading(number, 0, year=2000 + number % 5) for number in range(proposals))
    found = ReportReadings(identity=identity, pages=1, pages_read=1, readings=readings, problems=())
    sure = Suggestion(outcome=Outcome.MATCH, code="makro.ipm", probability=0.99, reasons=("uji",))
    record_readings(store, document.id, found, suggestions=[sure] * proposals)
    ids = [proposal.id for proposal in list_proposals(store)]
    parts = [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]

    def decide(person: int) -> int:
        won = 0
        for part in random.Random(seed + person).sample(parts, len(parts)):
            versions = dict.fromkeys(part, 1)
            try:
                if person % 2:
                    reject(store, part, actor=f"orang {person}", versions=versions)
                else:
                    accept(
                        store,
                        part,
                        actor=f"orang {person}",
                        versions=versions,
                        despite_checks=True,
                        replace_confirmed=True,
                    )
                won += 1
            except StaleVersion:
                pass
        return won

    begun = time.monotonic()
    with ThreadPoolExecutor(people) as pool:
        won = sum(pool.map(decide, range(people)))
    seconds = time.monotonic() - begun
    events = Counter(event.subject for event in list_events(store, limit=None) if event.subject.startswith("proposal:"))
    after = list_proposals(store)
    decided = {f"proposal:{proposal.id}" for proposal in after if proposal.version > 1}
    faults = verify(store).faults
    print(
        f"{store.engine.dialect.name}: {people} people, {len(ids)} proposals, {people * len(parts)} attempts in "
        f"{seconds:.0f} s: {won} of {len(parts)} parts won, {len(events)} events for {len(decided)} decided proposals, "
        f"{max(events.values())} at most for one, {len(faults)} faults"
    )
    one_each = max(events.values()) == 1 and set(events) == decided and len(decided) == len(ids)
    return won == len(parts) and one_each and not faults


def same_bytes(store: Store, folder: Path) -> bool:
    """The same file a hundred times, twenty at once."""
    path = empty_page(folder, UPLOADS)
    before = len(jobs.list_jobs(store))
    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        uploads = [pool.submit(submit, store, path, region=CITY, actor="sari") for _ in range(UPLOADS)]
    found = [upload.result() for upload in uploads]
    documents, queued = len({document.id for document in found}), len(jobs.list_jobs(store)) - before
    print(
        f"{store.engine.dialect.name}: the same bytes {UPLOADS} times, {AT_ONCE} at once, in "
        f"{time.monotonic() - begun:.0f} s: {documents} document, {queued} job"
    )
    return (documents, queued) == (1, 1) and sum(not document.already_stored for document in found) == 1


def two_workers(store: Store, folder: Path, documents: int) -> bool:
    for number in range(1, documents + 1):
        submit(store, empty_page(folder, number), region=CITY, report="LPPD", year=2024, actor="sari")
    command = [sys.executable, "-m", "tests.torture.victim", "last", store.database_url, store.files_url, str(folder)]
    begun = time.monotonic()
    workers = [subprocess.Popen([*command, f"worker@torture:{number}"]) for number in (1, 2)]
    for worker in workers:
        worker.wait(600)
    by_worker = Counter(job.executor for job in jobs.list_jobs(store))
    unread = [document.file_name for document in list_documents(store) if document.state != "read"]
    print(
        f"{store.engine.dialect.name}: {documents} documents in {time.monotonic() - begun:.0f} s, by worker: "
        f"{dict(by_worker)}, unread: {len(unread)}"
    )
    return not unread and len(by_worker) == 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--proposals", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", nargs="+", choices=DATABASES, default=DATABASES)
    given = parser.parse_args()
    sound = True
    for kind in given.on:
        with tempfile.TemporaryDirectory() as name, fresh_database(kind, Path(name)) as database_url:
            folder = Path(name)
            store = open_store(database_url, str(folder / "files"))
            add_region(store, CITY, "Kota Cemara Asri")
            sound = crowd(store, folder, given.people, given.proposals, given.seed) and sound
            sound = same_bytes(store, folder) and sound
            sound = two_workers(store, folder, given.documents) and sound
            jobs.close_client(store)
            store.close()
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
