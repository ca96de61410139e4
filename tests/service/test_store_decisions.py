"""Decisions: what is confirmed, what is held back, and that every one can be taken back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from store_world import CITY, IPM, POVERTY, reading, recorded, sure

from extractor.facts import Flag, Kind, Status
from store import (
    Decision,
    ProposalFilter,
    Store,
    accept,
    edit,
    get_proposal,
    list_events,
    list_proposals,
    list_values,
    region_catalogue,
    reject,
    undo,
    value_history,
    values_on,
)
from store.contradictions import list_contradictions
from store.decisions import NothingChosen, NothingToUndo, StaleVersion
from store.editing import FaultyChange
from store.proposals import UnknownProposal
from store.tables import now


def said(store: Store) -> list[tuple[str, int, str | None, str]]:
    return [
        (value.code, value.year, None if value.value is None else format(value.value, "f"), value.status.value)
        for value in list_values(store)
    ]


def ids(store: Store) -> list[int]:
    return [proposal.id for proposal in list_proposals(store)]


def whys(skipped: list[tuple[int, str]]) -> list[str]:
    return [why for _, why in skipped]


def test_accepting_confirms_the_exact_value_with_its_source(store: Store, tmp_path: Path) -> None:
    document = recorded(store, tmp_path, [reading("71.930")])
    decided = accept(store, ids(store), actor="budi", reason="sesuai BPS")
    assert (decided.accepted, decided.skipped) == (1, [])
    (value,) = list_values(store)
    assert str(value.value) == "71.930"
    assert (value.region, value.code, value.year, value.confirmed_by) == (CITY, IPM, 2024, "budi")
    assert value.source is not None
    assert (value.source.document_id, value.source.page, value.source.locator) == (document, 3, "p3/t1/r1/c4")
    (event,) = list_events(store, batch=decided.batch)
    assert (event.action, event.reason, event.before["value"]) == ("accept", "sesuai BPS", None)
    assert event.after["value"]["value"] == "71.930"


def test_what_needs_a_closer_look_is_skipped_with_its_reason(sqlite_store: Store, tmp_path: Path) -> None:
    readings = [
        reading("71.93", row=1),
        reading("60.1", row=2, indicator="Tanpa pasangan"),
        reading("7.2", row=3, indicator="Tanpa tahun", year=None),
        reading("8.1", row=4, indicator="Pindaian", flags=[Flag.OCR]),
        reading("12000", row=5, indicator="Penduduk Miskin"),
    ]
    codes = [sure(), sure(None), sure("makro.gini"), sure("makro.tpt"), sure(POVERTY)]
    recorded(sqlite_store, tmp_path, readings, codes)
    decided = accept(sqlite_store, min_confidence=0.5, actor="budi")
    assert decided.accepted == 1
    assert said(sqlite_store) == [(IPM, 2024, "71.93", "given")]
    told = whys(decided.skipped)
    assert told[:3] == [
        "Belum dipasangkan dengan indikator.",
        "Tahunnya belum diketahui.",
        "Dibaca dari hasil pindai: periksa dahulu.",
    ]
    assert told[3].startswith("Satuan berbeda dari katalog: 12.000 adalah jumlah")
    looked = accept(sqlite_store, [decided.skipped[3][0]], actor="budi", despite_checks=True)
    assert looked.accepted == 1


def test_a_confirmed_value_is_never_overwritten_in_silence(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("71.93")])
    accept(store, ids(store), actor="budi")
    recorded(store, tmp_path, [reading("72.40")], name="LKPJ 2024.pdf", report="LKPJ")
    other = ids(store)[-1]
    decided = accept(store, [other], actor="sari")
    assert whys(decided.skipped) == ["Bertentangan: 72,40, padahal sudah dikonfirmasi 71,93."]
    assert said(store) == [(IPM, 2024, "71.93", "given")]
    accept(store, [other], actor="sari", replace_confirmed=True, reason="angka revisi BPS")
    (value,) = list_values(store)
    assert (value.value, value.version, value.confirmed_by) == (Decimal("72.40"), 2, "sari")
    assert [(state.version, state.value, state.reason) for state in value_history(store, value.id)] == [
        (1, Decimal("71.93"), None),
        (2, Decimal("72.40"), "angka revisi BPS"),
    ]


def test_two_reports_that_contradict_each_other_are_both_held_back(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.93")])
    recorded(sqlite_store, tmp_path, [reading("70.11"), reading("5.2", row=2)], [sure(), sure(POVERTY)], name="b.pdf")
    decided = accept(sqlite_store, min_confidence=0.9, actor="budi")
    assert said(sqlite_store) == [(POVERTY, 2024, "5.2", "given")]
    assert whys(decided.skipped) == [
        "Bertentangan dengan usulan lain: 71,93 atau 70,11.",
        "Bertentangan dengan usulan lain: 70,11 atau 71,93.",
    ]


def test_people_served_are_no_rival_of_their_share_and_are_held_back(sqlite_store: Store, tmp_path: Path) -> None:
    served = [
        reading("6690", kind=Kind.TARGET, indicator="Pelayanan kesehatan ibu hamil"),
        reading("6601", indicator="Pelayanan kesehatan ibu hamil"),
        reading("98.67", indicator="Pelayanan kesehatan ibu hamil", unit="%"),
        reading("38", year=2023, indicator="Pelayanan kesehatan ibu hamil", unit="orang"),
    ]
    recorded(sqlite_store, tmp_path, served, [sure("spm.kesehatan.ibu_hamil")] * 4)
    decided = accept(sqlite_store, min_confidence=0.5, actor="budi")
    assert whys(decided.skipped) == [
        "Satuan berbeda dari katalog: 6.690 adalah jumlah, sedangkan indikator ini dalam persen.",
        "Satuan berbeda dari katalog: 6.601 adalah jumlah, sedangkan indikator ini dalam persen.",
        "Satuan berbeda dari katalog: 38 orang adalah jumlah, sedangkan indikator ini dalam persen.",
    ]
    assert said(sqlite_store) == [("spm.kesehatan.ibu_hamil", 2024, "98.67", "given")]
    assert list_contradictions(sqlite_store, CITY) == []
    one = ids(sqlite_store)[1]
    again = accept(sqlite_store, [one], actor="budi", despite_checks=True)
    assert whys(again.skipped) == ["Satuannya lain: 6.601, padahal yang sudah dikonfirmasi 98,67 persen."]


def test_small_counts_of_a_table_that_counts_are_known_when_a_region_is_compared(
    sqlite_store: Store, tmp_path: Path
) -> None:
    code = sure("spm.sosial.anak")
    table = [reading("400", kind=Kind.TARGET), reading("38")]
    recorded(sqlite_store, tmp_path, table, [code, code], name="SPM 2024.pdf", report="SPM")
    recorded(sqlite_store, tmp_path, [reading("95.0", unit="%")], [code])
    assert list_contradictions(sqlite_store, CITY) == []
    assert accept(sqlite_store, min_confidence=0.5, actor="budi").accepted == 1


def test_money_in_another_scale_supports_the_confirmed_value(sqlite_store: Store, tmp_path: Path) -> None:
    code = sure("keu.pendapatan.pad")
    recorded(sqlite_store, tmp_path, [reading("308754899427", unit="Rp")], [code])
    recorded(sqlite_store, tmp_path, [reading("308.75", unit="Miliar Rupiah")], [code], name="LKPJ 2024.pdf")
    assert accept(sqlite_store, min_confidence=0.5, actor="budi").accepted == 2
    (value,) = list_values(sqlite_store)
    assert (str(value.value), value.unit) == ("308754899427", "Rp")


def test_an_assumed_kind_is_for_a_person_to_see_and_an_assumed_year_is_not(sqlite_store: Store, tmp_path: Path) -> None:
    assumed = [
        reading("71.93", flags=[Flag.KIND_ASSUMED]),
        reading("70.11", year=2023, flags=[Flag.YEAR_ASSUMED]),
    ]
    recorded(sqlite_store, tmp_path, assumed)
    decided = accept(sqlite_store, min_confidence=0.5, actor="budi")
    assert whys(decided.skipped) == ["Jenisnya diperkirakan (target, realisasi, atau capaian): periksa dahulu."]
    assert said(sqlite_store) == [(IPM, 2023, "70.11", "given")]
    (kept,) = list_values(sqlite_store)
    assert kept.flags == (Flag.YEAR_ASSUMED,)
    edit(sqlite_store, ids(sqlite_store)[0], {"kind": "target"}, actor="budi")
    assert len(said(sqlite_store)) == 2


def test_the_rounded_figure_of_the_text_supports_the_exact_one(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.9", row=1), reading("71.93", row=2)])
    decided = accept(sqlite_store, min_confidence=0.9, actor="budi")
    assert (decided.accepted, decided.skipped) == (2, [])
    assert said(sqlite_store) == [(IPM, 2024, "71.93", "given")]


def test_a_final_figure_takes_the_place_of_a_provisional_one(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("71.10", flags=[Flag.PROVISIONAL])])
    accept(store, ids(store), actor="budi")
    moment = now()
    recorded(store, tmp_path, [reading("71.93")], name="akhir.pdf")
    assert accept(store, [ids(store)[-1]], actor="budi").accepted == 1
    (value,) = list_values(store)
    assert (value.value, value.flags) == (Decimal("71.93"), ())
    assert [state.value for state in value_history(store, value.id)] == [Decimal("71.10"), Decimal("71.93")]
    assert [(old.value, old.flags) for old in values_on(store, moment)] == [(Decimal("71.10"), (Flag.PROVISIONAL,))]


@pytest.mark.parametrize("status", [Status.MISSING, Status.NOT_RELEASED, Status.NOT_APPLICABLE])
def test_each_absence_stays_the_one_it_is(sqlite_store: Store, tmp_path: Path, status: Status) -> None:
    recorded(sqlite_store, tmp_path, [reading(None, status=status)])
    assert accept(sqlite_store, ids(sqlite_store), actor="budi").accepted == 1
    assert said(sqlite_store) == [(IPM, 2024, None, status.value)]


def test_illegible_print_is_not_confirmed_but_can_be_put_right(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading(None, status=Status.ILLEGIBLE)])
    (only,) = ids(sqlite_store)
    assert whys(accept(sqlite_store, [only], actor="budi").skipped) == ["Cetakannya tidak terbaca: isikan nilainya."]
    edit(sqlite_store, only, {"value": "71.93"}, actor="budi")
    assert said(sqlite_store) == [(IPM, 2024, "71.93", "given")]


def test_editing_keeps_the_reading_and_confirms_the_change(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("7193", year=None)])
    (only,) = ids(store)
    changes = {"value": "71.93", "year": 2023, "kind": "target", "code": POVERTY}
    decided = edit(store, only, changes, expected_version=1, actor="budi", reason="koma hilang")
    assert (decided.accepted, decided.skipped) == (1, [])
    proposal = get_proposal(store, only)
    assert (proposal.decision, proposal.version, proposal.raw) == (Decision.EDITED, 2, "7193")
    assert (proposal.value, proposal.year, proposal.kind, proposal.code) == (
        Decimal("71.93"),
        2023,
        Kind.TARGET,
        POVERTY,
    )
    assert said(store) == [(POVERTY, 2023, "71.93", "given")]
    undo(store, actor="budi")
    back = get_proposal(store, only)
    assert (back.decision, back.value, back.year, back.code) == (Decision.PENDING, Decimal(7193), None, IPM)
    assert said(store) == []


def test_all_faults_of_a_change_are_told_at_once_and_nothing_changes(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading()])
    (only,) = ids(sqlite_store)
    changes = {"value": 71.93, "year": "dua ribu", "code": "tidak.ada", "warna": "merah"}
    with pytest.raises(FaultyChange) as refused:
        edit(sqlite_store, only, changes, actor="budi")
    told = refused.value.sentence("id")
    assert all(word in told for word in ("71.93", "dua ribu", "tidak.ada", "warna"))
    assert get_proposal(sqlite_store, only).version == 1


def test_a_decision_on_an_older_version_is_refused(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading()])
    (only,) = ids(store)
    reject(store, [only], actor="sari", versions={only: 1})
    with pytest.raises(StaleVersion):
        accept(store, [only], actor="budi", versions={only: 1})
    with pytest.raises(StaleVersion):
        edit(store, only, {"value": "1"}, expected_version=1, actor="budi")
    assert get_proposal(store, only).decision is Decision.REJECTED


def test_undo_takes_back_the_whole_batch_and_is_itself_kept(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("71.93"), reading("5.2", row=2)], [sure(), sure(POVERTY)])
    first = accept(store, min_confidence=0.9, actor="budi")
    assert len(said(store)) == 2
    undone = undo(store, actor="budi")
    assert (undone.undone, undone.skipped) == (2, [])
    assert said(store) == []
    assert {proposal.decision for proposal in list_proposals(store)} == {Decision.PENDING}
    assert {proposal.version for proposal in list_proposals(store)} == {3}
    assert {event.undoes for event in list_events(store, batch=undone.batch)} == {first.batch}
    with pytest.raises(NothingToUndo):
        undo(store, actor="budi")


def test_undo_spares_what_was_decided_anew(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.93"), reading("5.2", row=2)], [sure(), sure(POVERTY)])
    batch = accept(sqlite_store, min_confidence=0.9, actor="budi").batch
    reject(sqlite_store, [ids(sqlite_store)[1]], actor="sari")
    undone = undo(sqlite_store, batch, actor="budi")
    assert undone.undone == 1
    assert whys(undone.skipped) == ["Sudah diputuskan lagi sesudahnya."]
    assert said(sqlite_store) == []


def test_a_replaced_value_comes_back_with_undo_under_its_own_id(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("71.93")])
    accept(store, ids(store), actor="budi")
    (before,) = list_values(store)
    recorded(store, tmp_path, [reading("72.40")], name="b.pdf")
    accept(store, [ids(store)[-1]], actor="sari", replace_confirmed=True)
    undo(store, actor="sari")
    (value,) = list_values(store)
    assert (value.id, value.value, value.confirmed_by, value.version) == (before.id, before.value, "budi", 3)
    # The first proposal supports its value again: without it the value goes.
    reject(store, [ids(store)[0]], actor="budi")
    assert said(store) == []
    undo(store, actor="budi")
    assert [value.id for value in list_values(store)] == [before.id]


def test_a_value_stays_while_another_document_supports_it(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("71.93")])
    first = accept(store, ids(store), actor="budi")
    second_document = recorded(store, tmp_path, [reading("71.93")], name="b.pdf")
    accept(store, [ids(store)[-1]], actor="sari")
    undo(store, first.batch, actor="budi")
    (value,) = list_values(store)
    assert value.source is not None
    assert value.source.document_id == second_document
    undo(store, actor="sari")
    assert said(store) == []


def test_moving_a_confirmed_value_to_another_year_can_be_undone(store: Store, tmp_path: Path) -> None:
    recorded(store, tmp_path, [reading("71.93")])
    (only,) = ids(store)
    accept(store, [only], actor="budi")
    (before,) = list_values(store)
    edit(store, only, {"year": 2023}, actor="budi")
    assert said(store) == [(IPM, 2023, "71.93", "given")]
    undo(store, actor="budi")
    assert said(store) == [(IPM, 2024, "71.93", "given")]
    assert list_values(store)[0].id == before.id


def test_a_confirmed_wording_is_an_alias_of_that_region_until_undone(sqlite_store: Store, tmp_path: Path) -> None:
    wording = "Angka Melek Pembangunan Warga Cemara"
    recorded(sqlite_store, tmp_path, [reading(indicator=wording)])
    accept(sqlite_store, ids(sqlite_store), actor="budi")

    def aliases(region: str) -> list[str]:
        with sqlite_store.session(read_only=True) as session:
            return [alias.code for alias in region_catalogue(session, region).aliases if alias.text == wording]

    assert (aliases(CITY), aliases("35.73")) == ([IPM], [])
    undo(sqlite_store, actor="budi")
    assert aliases(CITY) == []


def test_deciding_needs_to_know_what_is_meant(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading()])
    with pytest.raises(NothingChosen):
        accept(sqlite_store, actor="budi")
    with pytest.raises(UnknownProposal):
        reject(sqlite_store, [999], actor="budi")
    assert accept(sqlite_store, wanted=ProposalFilter(report="LKPJ"), actor="budi").accepted == 0
