"""What is accepted without a person: nothing by default, never what needs a look, and samples that correct it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from store_world import IPM, POVERTY, in_this_process, pdf_file, reading, recorded, report_of, sure

import extractor.reading
import store.automation
from extractor.facts import Flag
from store import (
    Decision,
    Level,
    Store,
    accept,
    apply_automation,
    edit,
    get_proposal,
    labels_of,
    list_automation,
    list_events,
    list_proposals,
    list_values,
    reading_steps,
    set_automation,
    undo,
    verify,
)
from store.automation import ErrorTooSmall, FaultyAutomation, is_sample
from store.facts import AUTOMATIC
from store.ingest import ingest
from store.tables import AliasRow, ReadingRow

CODES = {IPM: "71.93", POVERTY: "5.1", "makro.gini": "0.31", "makro.tpt": "5.1"}


@pytest.fixture
def sampled(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """How many of a hundred go to the sample."""
    return lambda share: monkeypatch.setattr(store.automation, "SAMPLED_OF_HUNDRED", share)


def four(store: Store, folder: Path, name: str = "a.pdf", year: int = 2024) -> int:
    values = enumerate(CODES.values())
    readings = [reading(value, indicator=f"Nama {row}", row=row, year=year) for row, value in values]
    suggestions = [sure(code, 0.999 - row / 100) for row, code in enumerate(CODES)]
    return recorded(store, folder, readings, suggestions, name=name)


def accepted(store: Store) -> set[str | None]:
    return {one.code for one in list_proposals(store) if one.decision is Decision.ACCEPTED}


def test_nothing_is_accepted_unless_somebody_said_so(sqlite_store: Store, tmp_path: Path) -> None:
    assert apply_automation(sqlite_store, four(sqlite_store, tmp_path)) is None
    assert list_automation(sqlite_store) == []
    set_automation(sqlite_store, Level.ALL_VALID, report="LKPJ", actor="budi")
    set_automation(sqlite_store, Level.NONE, report="LPPD", actor="budi")
    assert apply_automation(sqlite_store, 1) is None
    assert list_values(sqlite_store) == []


def test_sure_ones_are_accepted_under_a_name_of_their_own_and_taken_back(store: Store, tmp_path: Path, sampled) -> None:
    sampled(0)
    rule = set_automation(store, Level.CONFIDENT, report="LPPD", error=Decimal("0.015"), actor="budi")
    assert rule.threshold == pytest.approx(0.985)
    document = four(store, tmp_path)
    done = apply_automation(store, document)
    assert done is not None
    assert accepted(store) == {IPM, POVERTY}
    assert {event.actor for event in list_events(store, batch=done.batch)} == {AUTOMATIC}
    assert {value.confirmed_by for value in list_values(store)} == {AUTOMATIC}
    assert list_automation(store)[0].accepted == 2
    assert undo(store, done.batch, actor="budi").undone == 2
    assert list_values(store) == []
    assert apply_automation(store, document) is None  # what a person took back is not accepted again
    assert verify(store).faults == ()


def test_an_indicators_level_goes_before_its_reports(sqlite_store: Store, tmp_path: Path, sampled) -> None:
    sampled(0)
    set_automation(sqlite_store, Level.ALL_VALID, report="LPPD", actor="budi")
    set_automation(sqlite_store, Level.NONE, code=IPM, actor="budi")
    apply_automation(sqlite_store, four(sqlite_store, tmp_path))
    assert accepted(sqlite_store) == {POVERTY, "makro.gini", "makro.tpt"}


def test_scans_failed_checks_and_disputes_always_wait(sqlite_store: Store, tmp_path: Path, sampled) -> None:
    sampled(0)
    set_automation(sqlite_store, Level.ALL_VALID, report="LPPD", actor="budi")
    scanned = reading("8.1", indicator="Pindaian", flags=[Flag.OCR])
    impossible = reading("12000", indicator="Penduduk Miskin", row=2)
    document = recorded(sqlite_store, tmp_path, [scanned, impossible], [sure("makro.tpt"), sure(POVERTY)])
    assert apply_automation(sqlite_store, document) is None
    recorded(sqlite_store, tmp_path, [reading("71.93")], [sure()], name="satu.pdf")
    other = recorded(sqlite_store, tmp_path, [reading("69.10")], [sure()], name="lain.pdf")
    done = apply_automation(sqlite_store, other)
    assert done is not None
    assert (done.accepted, len(done.skipped)) == (0, 1)
    assert list_values(sqlite_store) == []


def test_five_of_a_hundred_readings_are_samples() -> None:
    rows = [ReadingRow(locator=f"p1/t1/r{row}/c2", indicator="x", kind="target", year=2024) for row in range(4000)]
    assert 150 <= sum(is_sample("ab" * 32, row) for row in rows) <= 250


def test_samples_wait_for_a_person_the_same_ones_each_time(sqlite_store: Store, tmp_path: Path, sampled) -> None:
    sampled(50)
    set_automation(sqlite_store, Level.ALL_VALID, report="LPPD", actor="budi")
    readings = [reading("71.93", indicator=f"Nama {row}", row=row, year=1990 + row) for row in range(30)]
    document = recorded(sqlite_store, tmp_path, readings)
    apply_automation(sqlite_store, document)
    (rule,) = list_automation(sqlite_store)
    assert rule.accepted > 0
    assert len(rule.waiting) == rule.samples["waiting"] > 0
    assert rule.accepted + len(rule.waiting) == 30
    apply_automation(sqlite_store, document)
    assert list_automation(sqlite_store) == [rule]


def test_what_people_say_of_samples_corrects_the_threshold(sqlite_store: Store, tmp_path: Path, sampled) -> None:
    sampled(100)
    before = set_automation(sqlite_store, Level.CONFIDENT, report="LPPD", error=Decimal("0.02"), actor="budi")
    apply_automation(sqlite_store, four(sqlite_store, tmp_path))
    (rule,) = list_automation(sqlite_store)
    first, second = rule.waiting
    accept(sqlite_store, [first], actor="budi")
    edit(sqlite_store, second, {"value": "7"}, actor="budi")
    for year in range(2001, 2012):
        apply_automation(sqlite_store, four(sqlite_store, tmp_path, f"{year}.pdf", year))
        for waiting in list_automation(sqlite_store)[0].waiting:
            edit(sqlite_store, waiting, {"value": "7"}, actor="budi")
    (rule,) = list_automation(sqlite_store)
    assert (rule.samples["right"], rule.samples["wrong"] > 2) == (1, True)
    assert rule.threshold is None or (before.threshold is not None and rule.threshold > before.threshold)


def test_what_nobody_looked_at_teaches_nothing(sqlite_store: Store, tmp_path: Path, sampled) -> None:
    sampled(0)
    set_automation(sqlite_store, Level.ALL_VALID, report="LPPD", actor="budi")
    apply_automation(sqlite_store, four(sqlite_store, tmp_path))
    assert len(list_values(sqlite_store)) == 4
    assert labels_of(sqlite_store) == []
    with sqlite_store.session() as session:
        assert session.query(AliasRow).filter(AliasRow.region.is_not(None)).all() == []


def test_the_job_applies_it_after_reading(sqlite_store: Store, tmp_path: Path, sampled, monkeypatch) -> None:
    sampled(0)
    set_automation(sqlite_store, Level.CONFIDENT, code=IPM, error=Decimal("0.05"), actor="budi")
    monkeypatch.setattr(reading_steps, "confined", in_this_process)
    monkeypatch.setattr(extractor.reading, "read_ready_pages", lambda *_, **__: report_of([reading("71.93")]))
    done = ingest(sqlite_store, pdf_file(tmp_path), actor="sari", wait=True)
    (proposal,) = list_proposals(sqlite_store)
    assert (done.document.state, proposal.decided_by) == ("read", AUTOMATIC)
    assert get_proposal(sqlite_store, proposal.id).decision is Decision.ACCEPTED


def test_faulty_rules_are_refused_with_a_sentence(sqlite_store: Store) -> None:
    with pytest.raises(ErrorTooSmall, match=r"at best 0\.00"):
        set_automation(sqlite_store, Level.CONFIDENT, report="LPPD", error=Decimal("0.0001"), actor="budi")
    for given in ({}, {"report": "LPPD", "code": IPM}, {"report": "XYZ"}, {"code": "tidak.ada"}):
        with pytest.raises(FaultyAutomation):
            set_automation(sqlite_store, Level.NONE, actor="budi", **given)
    with pytest.raises(FaultyAutomation, match="tidak di antara 0 dan 1"):
        set_automation(sqlite_store, Level.ALL_VALID, report="LPPD", error=Decimal("1.5"), actor="budi")
