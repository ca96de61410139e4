"""How long the questions take that people wait for, in a large store: a page of proposals of a region, how many there
are, all its contradictions, a bulk decision, and ``verify`` over the whole chain of events.

Run: ``python -m bench.query_store [--on sqlite postgresql] [--proposals 100000] [--events 1000000]``.
Prints one line of JSON a database, in milliseconds: the middle one of five; ``best`` is the quickest, which other work
on the machine disturbs least. ``last_page_ratio``: how much longer the page after 10,000 others takes than the first.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert, select, text

from store import (
    Decision,
    ProposalFilter,
    Store,
    accept,
    add_region,
    count_proposals,
    list_contradictions,
    list_proposals,
    open_store,
    verify,
)
from store.chain import HASHED, event_hash, publish_head
from store.connection import canonical_json
from store.proposals import ORDERS, joined, narrowed
from store.tables import ChainHeadRow, DocumentRow, EventRow, IndicatorRow, ProposalRow, ReadingRow
from tests.torture.databases import DATABASES, fresh_database

CITIES = ("99.71", "99.72")
A_DOCUMENT = 2_000
PAGE = 50
ROUNDS = 5
AT_ONCE = 5_000
YEARS = range(2015, 2025)
CONTRADICTING = 0.05
WAITING = ProposalFilter(region=CITIES[0], decisions=(Decision.PENDING,), order="doubt")


def fill(store: Store, proposals: int) -> None:
    """Two cities, each with so many proposals over all indicators; three of four wait for a decision."""
    chance = random.Random(1)
    for city in CITIES:
        add_region(store, city, f"Kota Contoh {city}")
    with store.session() as session:
        codes = session.scalars(select(IndicatorRow.code).order_by(IndicatorRow.code)).all()
        documents = [_document(number, proposals) for number in range(2 * proposals // A_DOCUMENT)]
        session.execute(insert(DocumentRow), documents)
        for start in range(0, 2 * proposals, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, 2 * proposals))
            meant = [chance.randrange(len(codes)) for _ in numbers]
            readings = [_reading(number, code, chance) for number, code in zip(numbers, meant, strict=True)]
            session.execute(insert(ReadingRow), readings)
            rows = [
                _proposal(number, proposals, codes[code], chance) for number, code in zip(numbers, meant, strict=True)
            ]
            session.execute(insert(ProposalRow), rows)
    with store.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def _document(number: int, proposals: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "sha256": f"{number:064x}",
        "file_name": f"LPPD {number}.pdf",
        "media_type": "application/pdf",
        "size": 1_000_000,
        "report": "LPPD",
        "year": YEARS[number % len(YEARS)],
        "region": CITIES[number * A_DOCUMENT // proposals],
        "evidence": {},
        "state": "read",
        "uploaded_by": "sari",
    }


def _reading(number: int, code: int, chance: random.Random) -> dict[str, Any]:
    """Reports repeat each other; one number in twenty is another than elsewhere."""
    year = chance.choice(YEARS)
    value = (code * 37 + year * 11) % 10_000 + (chance.random() < CONTRADICTING) * chance.randrange(500, 900)
    return {
        "id": number + 1,
        "document_id": number // A_DOCUMENT + 1,
        "extractor_version": "1",
        "ordinal": number % A_DOCUMENT,
        "indicator": f"Persentase Layanan yang Memenuhi Syarat pada Kelompok {number % 700}",
        "group_path": ["Meningkatnya kualitas layanan dasar", "Urusan Pekerjaan Umum"],
        "kind": ("realisasi", "target")[number % 2],
        "year": year,
        "value": Decimal(value) / 100,
        "unit": "persen",
        "raw": "71,93",
        "status": "given",
        "flags": [],
        "source": "table",
        "page": number % 200 + 1,
        "box": [10.0, 20.0, 60.0, 32.0],
        "locator": f"p{number % 200 + 1}/t1/r{number % 40}/c4",
        "section": "Tabel 2.1 Capaian Indikator Kinerja Daerah",
        "notes": ["tahun dari kepala kolom"],
    }


def _proposal(number: int, proposals: int, code: str, chance: random.Random) -> dict[str, Any]:
    return {
        "id": number + 1,
        "reading_id": number + 1,
        "document_id": number // A_DOCUMENT + 1,
        "region": CITIES[number // proposals],
        "code": code,
        "outcome": "match",
        "probability": round(chance.random(), 6),
        "reasons": ["cocok: nama 0.91, satuan sama, tahun sama"],
        "alternatives": [{"code": "makro.ipm", "probability": 0.2, "reasons": ["nama 0.60"]}],
        "checks": [{"check": "range", "passed": True, "sentence": "71,93 dalam rentang wajar 0 sampai 100."}],
        "decision": "pending" if number % 4 else "rejected",
        "version": 1,
    }


def lengthen_chain(store: Store, events: int) -> None:
    """Events of the size of real ones, each over the one before, until there are so many."""
    with store.session() as session:
        model = session.scalars(select(EventRow).where(EventRow.subject.startswith("proposal:")).limit(1)).one()
        head = session.get_one(ChainHeadRow, 1)
        rows = _events(model, head.event_id, head.hash, events)
        while batch := list(islice(rows, AT_ONCE)):
            session.execute(insert(EventRow), batch)
            head.event_id, head.hash = batch[-1]["id"], batch[-1]["hash"]
    publish_head(store)


def _events(model: EventRow, last: int, previous: str, events: int) -> Iterator[dict[str, Any]]:
    before, after = dict(model.before), dict(model.after)
    texts = {"before": canonical_json(before), "after": canonical_json(after)}
    at = datetime(2024, 5, 1, tzinfo=UTC)
    for number in range(last + 1, events + 1):
        row = {
            "id": number,
            "at": at,
            "actor": "budi",
            "action": "automation",
            "batch": f"{number // 50:032x}",
            "undoes": None,
            "subject": f"rule:{number}",
            "before": before,
            "after": after,
            "reason": None,
            "previous_hash": previous,
        }
        previous = row["hash"] = event_hash([texts.get(name, row[name]) for name in HASHED])
        yield row


def in_database(store: Store, wanted: ProposalFilter) -> float:
    """The quickest of some rounds of the page's query alone, its rows fetched but not made into proposals."""
    query = narrowed(joined(), wanted).order_by(*ORDERS[wanted.order]).limit(PAGE)
    taken = []
    with store.engine.connect() as connection:
        for _ in range(2 * ROUNDS):
            begun = time.perf_counter()
            connection.execute(query).all()
            taken.append((time.perf_counter() - begun) * 1000)
    return round(min(taken), 1)


def milliseconds(ask: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return round(median(taken), 1)


def measure(store: Store, proposals: int, events: int) -> dict[str, Any]:
    fill(store, proposals)
    by_place = replace(WAITING, order="place")
    first = milliseconds(lambda: list_proposals(store, WAITING, limit=PAGE))
    last = milliseconds(lambda: list_proposals(store, WAITING, offset=min(10_000, proposals // 2), limit=PAGE))
    found: dict[str, Any] = {
        "database": store.engine.dialect.name,
        "proposals": proposals,
        "page": first,
        "page_in_database_best": in_database(store, WAITING),
        "page_by_place_in_database_best": in_database(store, by_place),
        "page_by_place": milliseconds(lambda: list_proposals(store, by_place, limit=PAGE)),
        "page_of_a_year": milliseconds(lambda: list_proposals(store, replace(WAITING, year=2020), limit=PAGE)),
        "last_page_ratio": round(last / first, 1),
        "count": milliseconds(lambda: count_proposals(store, WAITING)),
        "contradictions": milliseconds(lambda: list_contradictions(store, CITIES[0]), rounds=1),
        "one_indicator": milliseconds(lambda: list_contradictions(store, CITIES[0], code="makro.ipm")),
    }
    sure = replace(WAITING, order="place", min_confidence=0.995)
    begun = time.perf_counter()
    done = accept(store, wanted=sure, actor="budi")
    found["bulk_decision"] = round((time.perf_counter() - begun) * 1000, 1)
    found["bulk_accepted"], found["bulk_skipped"] = done.accepted, len(done.skipped)
    lengthen_chain(store, events)
    found["events"] = events
    begun, worked = time.perf_counter(), time.process_time()
    proof = verify(store, files=False)
    found["verify"] = round((time.perf_counter() - begun) * 1000)
    found["verify_cpu"] = round((time.process_time() - worked) * 1000)
    assert proof.events == events, proof
    assert proof.is_sound, proof.faults[:3]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--proposals", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    given = parser.parse_args()
    for kind in given.on:
        with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as database_url:
            store = open_store(database_url, f"{folder}/files")
            print(json.dumps(measure(store, given.proposals, given.events)), flush=True)
            store.close()


if __name__ == "__main__":
    main()
