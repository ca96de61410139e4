"""Three sample reports of one city, read from their files: what contradicts, and what a bulk accept leaves."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_world import CITY

from annotations.samples import planted, sample_reports
from store import Decided, Store, accept, add_document, list_contradictions, open_store
from store.ingest import read_document
from store.overlap import FoundOverlap, overlap_as_found

REPORTS = ("lppd-2024", "rlppd-2024", "spm-2024")
FEW = 3
"""Contradictions that nobody planted: wrong matches, misread sentences."""

Key = tuple[str, int, str]


@pytest.fixture(scope="module")
def city(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("city")
    shutil.copy(sqlite_template, folder / "warisan.sqlite")
    store = open_store(f"sqlite:///{folder / 'warisan.sqlite'}", str(folder / "files"))
    for sample in sample_reports(copies=False):
        if sample.name in REPORTS:
            document = add_document(store, sample.path, region=CITY, actor="sari")
            assert "failure" not in read_document(store, document.id, lambda page, pages: None)
    yield store
    store.close()


@pytest.fixture(scope="module")
def found(city: Store) -> FoundOverlap:
    with city.session(read_only=True) as session:
        return overlap_as_found(session, CITY)


@pytest.fixture(scope="module")
def decided(city: Store, found: FoundOverlap) -> Decided:
    return accept(city, min_confidence=0.9, actor="budi")


def planted_between() -> set[Key]:
    """Faults of one of the three reports whose truth another of them prints."""
    found_in_two = {"ikk.lh.2e1", "ikk.pupr.1c5", "keu.pendapatan.pad", "makro.tpt"}
    return {
        (fault.code, fault.year, fault.kind)
        for fault in planted()
        if fault.report in REPORTS and fault.code in found_in_two
    }


def test_the_planted_contradictions_are_found_and_hardly_any_others(found: FoundOverlap) -> None:
    told = {(one.code, one.year, one.kind) for one in found.contradictions if not one.hint.startswith("mengikuti")}
    assert len(planted_between()) == 4
    assert planted_between() <= told
    assert len(told - planted_between()) <= FEW, told - planted_between()


def test_both_finders_tell_the_same(city: Store, found: FoundOverlap, decided: Decided) -> None:
    ours = {(one.code, one.year, one.kind.value) for one in list_contradictions(city, CITY)}
    theirs = {(one.code, one.year, one.kind) for one in found.contradictions if "sementara" not in one.hint}
    assert ours == theirs
    assert decided.accepted > 0


def test_a_bulk_accept_holds_counts_and_contradictions_back_and_takes_the_rest(decided: Decided) -> None:
    whys = Counter(why.split(":")[0] for _, why in decided.skipped)
    assert whys["Satuan berbeda dari katalog"] > 0
    assert 0 < whys["Bertentangan dengan usulan lain"] + whys["Bertentangan"] <= 40
    assert decided.accepted >= 3 * len(decided.skipped)
