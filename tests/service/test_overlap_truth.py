"""Six reports with planted repeats, near copies, contradictions and decoys, read and matched like any others."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from annotations.overlap import Truth, build
from store import open_store
from store.overlap import copied_passages, overlap_as_found

CITY = "99.71"
LEAST_F1 = 0.95


@pytest.fixture(scope="module")
def city(sqlite_template: Path, tmp_path_factory):
    from store import jobs
    from store.documents import add_document
    from store.ingest import read_document

    folder = tmp_path_factory.mktemp("overlap")
    shutil.copy(sqlite_template, folder / "warisan.sqlite")
    truth = build(folder / "reports", "Kota Cemara Asri")
    store = open_store(f"sqlite:///{folder / 'warisan.sqlite'}", str(folder / "files"))
    for report, path in truth.files.items():
        kind, year = report.upper().split("-")
        document = add_document(store, path, region=CITY, report=kind, year=int(year), actor="sari")
        assert "failure" not in read_document(store, document.id, lambda *_: None)
    yield store, truth
    jobs.close_client(store)
    store.close()


@pytest.fixture(scope="module")
def found(city):
    store, _ = city
    with store.session(read_only=True) as session:
        return overlap_as_found(session, CITY), copied_passages(session, CITY)


def test_planted_values_are_counted_exactly(city, found):
    _, truth = city
    values, _ = found
    planted = {
        (one.code, one.year, one.kind): (len(one.printed), one.repeats) for one in truth.values if len(one.printed) > 1
    }
    seen = {(one.code, one.year, one.kind): (len(one.entries), one.repeats) for one in values.repeated}
    assert seen == planted
    assert values.counts.entries == sum(len(one.printed) for one in truth.values)
    assert values.counts.values == len(truth.values)
    assert values.counts.repeated_entries == sum(one.repeats for one in truth.values)


def test_planted_contradictions_are_counted_exactly_and_slips_told(city, found):
    _, truth = city
    values, _ = found
    planted = {(one.code, one.year, one.kind) for one in truth.values if one.against}
    seen = {(one.code, one.year, one.kind) for one in values.contradictions}
    assert seen == planted
    assert values.counts.contradictions == len(planted)
    hints = {(one.code, one.year, one.kind): one.hint for one in truth.values if one.hint}
    told = {key: {one.hint for one in values.contradictions if (one.code, one.year, one.kind) == key} for key in hints}
    assert told == {key: {hint} for key, hint in hints.items()}


def places_of(truth: Truth, passages) -> set:
    names = {path.name: report for report, path in truth.files.items()}
    copies = set()
    for passage in passages:
        for one, other in combinations(passage.places, 2):
            # A passage of several paragraphs pairs them in order.
            copies |= {
                frozenset(((names[one.file_name], here), (names[other.file_name], there)))
                for here, there in zip(one.locators, other.locators, strict=False)
            }
    return copies


def test_copied_passages_are_found_and_decoys_are_not(city, found):
    _, truth = city
    _, copied = found
    seen = places_of(truth, copied.passages)
    right = len(seen & truth.copies)
    precision, recall = right / len(seen), right / len(truth.copies)
    f1 = 2 * precision * recall / (precision + recall)
    missed = Counter(truth.why[copy] for copy in truth.copies - seen)
    assert f1 >= LEAST_F1, (f1, missed, seen - truth.copies)
