"""The processes that are killed: a worker that reads slowly, and a server that decides and says so."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import extractor.reading
from extractor.facts import Identity, Kind, PageContent, Place, Reading, ReportReadings, Source, Status
from models.facts import Outcome, Suggestion
from store import (
    Decision,
    ProposalFilter,
    Store,
    accept,
    jobs,
    list_proposals,
    open_store,
    reading_steps,
    recording,
    working,
)
from tests.torture.kills import PAGES, READINGS

PAGE_SECONDS = 0.05
PAGES_AT_ONCE = 2


def ranges(_: Path, __: object) -> list[range | None]:
    return [range(first, first + PAGES_AT_ONCE) for first in range(1, PAGES + 1, PAGES_AT_ONCE)]


def slow_range(path: Path, pages: range, _: object, *, log: Path) -> Iterator[PageContent]:
    """Pages of a report of eight; the file is not looked at. Each page that was read is written down."""
    read = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    for page in pages:
        time.sleep(PAGE_SECONDS)
        os.write(read, f"{path.name} {page}\n".encode())
        yield PageContent(number=page)
    os.close(read)


def joined(pages: Iterable[PageContent], *, name: str, **_: object) -> ReportReadings:
    """Some readings of each page: a page that is missing, or there twice, shows in their number."""
    each = READINGS // PAGES
    document = int(Path(name).stem)
    numbers = [(page.number or 0) * each + number - each for page in pages for number in range(each)]
    identity = Identity(report="LPPD", year=2024, region="Kota Cemara Asri", evidence={})
    readings = tuple(a_reading(number, document) for number in numbers)
    return ReportReadings(identity=identity, pages=PAGES, pages_read=PAGES, readings=readings, problems=())


def a_reading(number: int, document: int, *, year: int | None = None) -> Reading:
    return Reading(
        indicator="Indeks Pembangunan Manusia",
        kind=Kind.REALISASI,
        year=1990 + number if year is None else year,
        value=Decimal(60 + number % 5) + Decimal(document) / 100,
        raw=str(60 + number % 5),
        status=Status.GIVEN,
        source=Source.TABLE,
        place=Place(page=number % PAGES + 1, box=None, table=1, row=number, col=1, locator=f"p1/t1/r{number}/c1"),
    )


def work(store: Store, folder: Path, executor: str, *, until_done: bool) -> None:
    # Another process would know nothing of what is put in place here.
    reading_steps.confined = lambda work, *arguments, **_: work(*arguments)
    extractor.reading.page_ranges = ranges
    extractor.reading.read_range = partial(slow_range, log=folder / "pages")
    extractor.reading.read_ready_pages = joined
    recording.match_readings = lambda found, catalogue, **_: [
        Suggestion(outcome=Outcome.MATCH, code="makro.ipm", probability=0.99, reasons=("uji",)) for _ in found.readings
    ]
    with working(store, executor=executor):
        (folder / "worker.ready").touch()
        while not until_done or jobs.list_jobs(store, unfinished_only=True):
            time.sleep(0.2)


def decide(store: Store, folder: Path) -> None:
    """Accepts and undoes; writes each batch down once its transaction is acknowledged."""
    acknowledged = os.open(folder / "acknowledged", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    (folder / "server.ready").touch()
    for turn in itertools.count():
        open_ones = list_proposals(store, ProposalFilter(decisions=(Decision.PENDING,)), limit=1)
        if not open_ones:
            time.sleep(0.1)
            continue
        decided = accept(
            store,
            [open_ones[0].id],
            actor=f"server {turn}",
            versions={open_ones[0].id: open_ones[0].version},
            despite_checks=True,
            replace_confirmed=True,
        )
        if decided.accepted:
            os.write(acknowledged, (decided.batch + "\n").encode())


def main() -> None:
    role, database_url, files_url, folder = sys.argv[1:5]
    store = open_store(database_url, files_url)
    if role == "server":
        decide(store, Path(folder))
    executor = sys.argv[5] if len(sys.argv) > 5 else "worker@torture:1"
    work(store, Path(folder), executor, until_done=role == "last")


if __name__ == "__main__":
    main()
