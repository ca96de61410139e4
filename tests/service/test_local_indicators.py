"""Indicators of a region's own are proposed, accepted with all their readings, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_world import CITY, reading, recorded

from models import Outcome, Suggestion
from store import (
    Store,
    accept,
    accept_local_indicator,
    list_local_indicators,
    list_proposals,
    list_values,
    region_catalogue,
    undo,
    verify,
)
from store.local_indicators import UnknownLocalIndicator
from store.tables import IndicatorRow

NAME = "Persentase taman baca yang buka malam"
LOCAL = Suggestion(outcome=Outcome.LOCAL, code=None, probability=0.9, reasons=())


def two_reports(store: Store, folder: Path) -> None:
    recorded(store, folder, [reading("40", indicator=NAME, unit="%", year=2023)], [LOCAL], name="a.pdf")
    second = [
        reading("45", indicator=f"2. {NAME}", unit="%", row=1),
        reading("7", indicator="Jumlah kursus menjahit", unit="kursus", row=2),
    ]
    recorded(store, folder, second, [LOCAL, LOCAL], name="b.pdf")


def local_codes(store: Store) -> list[str]:
    with store.session() as session:
        return [one.code for one in region_catalogue(session, CITY).indicators if one.region == CITY]


def test_readings_of_one_name_are_listed_together(sqlite_store: Store, tmp_path: Path) -> None:
    two_reports(sqlite_store, tmp_path)
    found = {one.name: one for one in list_local_indicators(sqlite_store, CITY)}
    assert set(found) == {NAME, "Jumlah kursus menjahit"} or set(found) == {f"2. {NAME}", "Jumlah kursus menjahit"}
    taman = next(one for one in found.values() if "taman" in one.name)
    assert (taman.unit, taman.kinds, taman.years, len(taman.proposals)) == ("%", ("realisasi",), (2023, 2024), 2)
    assert list_local_indicators(sqlite_store, "11.01") == []


def test_accepting_matches_all_readings_and_undo_takes_all_back(store: Store, tmp_path: Path) -> None:
    two_reports(store, tmp_path)
    before = [(one.id, one.code, one.outcome) for one in list_proposals(store)]
    done = accept_local_indicator(store, NAME, region=CITY, actor="budi")
    assert len(done.matched) == 2
    assert {one.code for one in list_proposals(store) if one.id in done.matched} == {done.code}
    assert local_codes(store) == [done.code]
    assert [one.name for one in list_local_indicators(store)] == ["Jumlah kursus menjahit"]
    assert list_values(store) == []  # which indicator is meant is decided, the values are not
    assert undo(store, actor="budi").undone == 2
    assert [(one.id, one.code, one.outcome) for one in list_proposals(store)] == before
    assert local_codes(store) == []
    assert verify(store).faults == ()


def test_its_values_can_be_confirmed_and_then_it_stays(sqlite_store: Store, tmp_path: Path) -> None:
    two_reports(sqlite_store, tmp_path)
    done = accept_local_indicator(sqlite_store, NAME, actor="budi")
    confirmed = accept(sqlite_store, [done.matched[0]], actor="budi")
    assert confirmed.accepted == 1
    taken = undo(sqlite_store, done.batch, actor="budi")
    assert (taken.undone, len(taken.skipped)) == (1, 1)
    assert local_codes(sqlite_store) == [done.code]
    assert verify(sqlite_store).faults == ()


def test_new_reports_are_matched_with_it(sqlite_store: Store, tmp_path: Path) -> None:
    from store_world import pdf_file, report_of

    from store import add_document, record_readings

    two_reports(sqlite_store, tmp_path)
    done = accept_local_indicator(sqlite_store, NAME, actor="budi")
    document = add_document(sqlite_store, pdf_file(tmp_path, "c.pdf"), region=CITY, actor="sari")
    record_readings(sqlite_store, document.id, report_of([reading("50", indicator=NAME, unit="%", year=2025)]))
    assert [one.code for one in list_proposals(sqlite_store) if one.document_id == document.id] == [done.code]


def test_it_is_found_by_its_id_and_unknown_names_are_told(sqlite_store: Store, tmp_path: Path) -> None:
    two_reports(sqlite_store, tmp_path)
    (kursus,) = [one for one in list_local_indicators(sqlite_store) if "kursus" in one.name]
    assert accept_local_indicator(sqlite_store, kursus.id, actor="budi").code == f"lokal.{CITY}.jumlah_kursus_menjahit"
    with pytest.raises(UnknownLocalIndicator, match="Jumlah kapal"):
        accept_local_indicator(sqlite_store, "Jumlah kapal", actor="budi")
    with sqlite_store.session() as session:
        assert session.get_one(IndicatorRow, f"lokal.{CITY}.jumlah_kursus_menjahit").unit == "kursus"
