from __future__ import annotations

import json
from decimal import Decimal

import pytest
from prefill_world import REGION, add_document, add_proposal, add_value, new_session

from extractor.errors import UnknownRegion, UnknownReport, YearInFuture, YearTooOld
from extractor.facts import Kind, Status
from store.prefill import SlotState, build_form, write_json
from store.tables import IndicatorRow


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def slots(form, code):
    return [slot for _, _, slot in form.slots() if slot.code == code]


def one(form, code, title):
    found = [slot for slot in slots(form, code) if slot.title == title]
    assert len(found) == 1, [slot.title for slot in slots(form, code)]
    return found[0]


def test_last_years_confirmed_value_stands_in_this_years_form_with_its_source(session):
    document = add_document(session, "LPPD", 2024)
    proposal = add_proposal(session, document, "makro.ipm", "84.00", decision="accepted", page=37)
    value = add_value(session, "makro.ipm", "84.00", proposal=proposal, unit="indeks")
    form = build_form(session, "LPPD", 2025, "Kota Malang")
    slot = one(form, "makro.ipm", "Capaian tahun 2024")
    assert (slot.state, slot.text, slot.value) == (SlotState.FILLED, "84,00", Decimal("84.00"))
    assert slot.tag == f"value:{value.id}:1"
    assert (slot.source.report, slot.source.page, slot.source.confirmed_by) == ("LPPD", 37, "Sari")
    assert one(form, "makro.ipm", "Capaian tahun 2025").state is SlotState.NEEDED
    assert one(form, "makro.ipm", "Laju perubahan (%)").state is SlotState.WAITING


def test_a_value_confirmed_from_another_report_fills_the_slot(session):
    document = add_document(session, "LKPJ", 2025)
    proposal = add_proposal(session, document, "makro.tpt", "5.1", decision="accepted", page=12)
    add_value(session, "makro.tpt", "5.1", year=2025, proposal=proposal)
    slot = one(build_form(session, "LPPD", 2025, REGION), "makro.tpt", "Capaian tahun 2025")
    assert (slot.state, slot.source.report, slot.source.page) == (SlotState.FILLED, "LKPJ", 12)


def test_growth_is_computed_from_both_years_and_shows_its_formula(session):
    add_value(session, "makro.tpt", "6.00", year=2024)
    add_value(session, "makro.tpt", "5.10", year=2025)
    slot = one(build_form(session, "LPPD", 2025, REGION), "makro.tpt", "Laju perubahan (%)")
    assert (slot.state, slot.value) == (SlotState.COMPUTED, Decimal("-15.00"))
    assert "(5,10 - 6,00) / 6,00" in slot.note


@pytest.mark.parametrize(
    ("code", "target", "reached", "expected"),
    [("iku.pupr.jalan_baik", "80", "60", "75.00"), ("makro.kemiskinan_p0", "5.0", "4.5", "110.00")],
)
def test_capaian_is_computed_by_the_direction_of_the_indicator(session, code, target, reached, expected):
    add_value(session, code, target, year=2025, kind="target")
    add_value(session, code, reached, year=2025)
    found = [slot for slot in slots(build_form(session, "LKJIP", 2025, REGION), code) if slot.title == "Capaian (%)"]
    assert [slot.value for slot in found] == [Decimal(expected)]


def test_a_confirmed_capaian_wins_over_the_computed_one_and_a_mismatch_is_told(session):
    code = "iku.pupr.jalan_baik"
    add_value(session, code, "80", year=2025, kind="target")
    add_value(session, code, "60", year=2025)
    add_value(session, code, "57.5", year=2025, kind="capaian")
    form = build_form(session, "LKJIP", 2025, REGION)
    slot = one(form, code, "Capaian (%)")
    assert (slot.state, slot.value) == (SlotState.FILLED, Decimal("57.5"))
    assert any("57,5" in problem and "tidak sesuai" in problem for problem in form.problems)


def test_capaian_against_target_zero_waits_and_says_why(session):
    code = "iku.pupr.jalan_baik"
    add_value(session, code, "0", year=2025, kind="target", status="zero")
    add_value(session, code, "3", year=2025)
    slot = one(build_form(session, "LKJIP", 2025, REGION), code, "Capaian (%)")
    assert slot.state is SlotState.WAITING
    assert "nol" in slot.note


def test_an_open_proposal_is_a_suggestion_never_a_value(session):
    document = add_document(session, "LPPD", 2024)
    add_proposal(session, document, "makro.ipm", "84.00", probability=0.97)
    add_proposal(session, document, "makro.ipm", "48.00", probability=0.6, page=4)
    slot = one(build_form(session, "LPPD", 2025, REGION), "makro.ipm", "Capaian tahun 2024")
    assert (slot.state, slot.text, slot.value_id) == (SlotState.SUGGESTED, "84,00", None)
    assert slot.tag.startswith("proposal:")
    assert "48,00 [LPPD 2024 hlm. 4]" in slot.note


@pytest.mark.parametrize(
    "facts", [{"decision": "rejected"}, {"probability": 0.2}, {"outcome": "none"}, {"status": "illegible"}]
)
def test_a_rejected_or_doubtful_proposal_suggests_nothing(session, facts):
    add_proposal(session, add_document(session, "LPPD", 2024), "makro.ipm", "84.00", **facts)
    slot = one(build_form(session, "LPPD", 2025, REGION), "makro.ipm", "Capaian tahun 2024")
    assert slot.state is SlotState.NEEDED


def test_a_replaced_edition_suggests_nothing(session):
    old = add_document(session, "LPPD", 2024)
    add_proposal(session, old, "makro.ipm", "84.00")
    add_document(session, "LPPD", 2024, supersedes=old.id)
    slot = one(build_form(session, "LPPD", 2025, REGION), "makro.ipm", "Capaian tahun 2024")
    assert slot.state is SlotState.NEEDED


@pytest.mark.parametrize(
    ("status", "state", "text"),
    [
        ("zero", SlotState.FILLED, "0"),
        ("missing", SlotState.ABSENT, "Kosong"),
        ("not_released", SlotState.ABSENT, "Belum rilis"),
        ("not_applicable", SlotState.ABSENT, "Tidak berlaku"),
        ("illegible", SlotState.ABSENT, "Tidak terbaca"),
    ],
)
def test_each_absence_keeps_its_own_name(session, status, state, text):
    add_value(session, "makro.ipm", "0" if status == "zero" else None, status=status)
    slot = one(build_form(session, "LPPD", 2025, REGION), "makro.ipm", "Capaian tahun 2024")
    assert (slot.state, slot.text, slot.status) == (state, text, Status(status))


def test_a_twin_code_with_the_same_value_fills_the_slot_and_is_named(session):
    add_value(session, "spm.kesehatan.ibu_hamil", "97.25", year=2025, unit="%")
    slot = one(build_form(session, "LPPD", 2025, REGION), "ikk.kesehatan.1b3", "Capaian kinerja tahun 2025")
    assert (slot.state, slot.from_code, slot.text) == (SlotState.FILLED, "spm.kesehatan.ibu_hamil", "97,25")
    assert "ibu hamil" in slot.note


def test_persons_served_are_no_percentage_but_their_share_is(session):
    code = "spm.kesehatan.ibu_hamil"
    add_value(session, code, "12500", year=2025, kind="target", unit="orang")
    add_value(session, code, "12000", year=2025, kind="realisasi", unit="orang")
    add_value(session, code, "96.00", year=2025, kind="capaian", unit="persen")
    spm = build_form(session, "SPM", 2025, REGION)
    assert one(spm, code, "Jumlah total yang harus dilayani").text == "12.500"
    assert one(spm, code, "Jumlah terlayani").text == "12.000"
    assert one(spm, code, "Belum terlayani").value == Decimal(500)
    assert one(spm, code, "Capaian (%) 80%").text == "96,00"
    twin = one(build_form(session, "LPPD", 2025, REGION), "ikk.kesehatan.1b3", "Capaian kinerja tahun 2025")
    assert (twin.text, twin.unit) == ("96,00", "persen")


def test_twins_that_disagree_fill_nothing_and_say_so(session):
    codes = {"iku.satu": "10", "iku.dua": "11"}
    session.add(IndicatorRow(code="ikk.x.1a1", name="Nilai bersama", unit="persen", source="", confidence="memory"))
    from store.tables import RelationRow, RequirementRow

    for code, value in codes.items():
        session.add(IndicatorRow(code=code, name=f"Nama {code}", unit="persen", source="", confidence="memory"))
        session.add(RelationRow(code_a="ikk.x.1a1", code_b=code, relation="same_value", note=""))
        session.flush()
        add_value(session, code, value, year=2025)
    session.add(
        RequirementRow(
            report="LPPD", code="ikk.x.1a1", section="Uji", fields="nilai tahun n", source="", strength="mandatory"
        )
    )
    session.flush()
    form = build_form(session, "LPPD", 2025, REGION)
    slot = one(form, "ikk.x.1a1", "Nilai tahun 2025")
    assert (slot.state, slot.text) == (SlotState.NEEDED, "")
    assert any("Nilai bersama" in problem and "Pilih satu" in problem for problem in form.problems)


def test_own_value_wins_over_a_contradicting_twin_and_both_places_are_told(session):
    document = add_document(session, "SPM", 2025)
    proposal = add_proposal(session, document, "spm.kesehatan.ibu_hamil", "96", decision="accepted", page=9)
    add_value(session, "spm.kesehatan.ibu_hamil", "96", year=2025, proposal=proposal)
    add_value(session, "ikk.kesehatan.1b3", "69", year=2025)
    form = build_form(session, "LPPD", 2025, REGION)
    assert one(form, "ikk.kesehatan.1b3", "Capaian kinerja tahun 2025").text == "69"
    assert any("69" in problem and "96 [SPM 2025 hlm. 9" in problem for problem in form.problems)


def test_a_local_indicator_confirmed_from_the_same_report_belongs_in_the_next_one(session):
    session.add(
        IndicatorRow(
            code="lokal.35.73.taman",
            name="Jumlah taman tematik",
            unit="unit",
            source="",
            confidence="local",
            region=REGION,
        )
    )
    session.flush()
    document = add_document(session, "LKJIP", 2024)
    proposal = add_proposal(session, document, "lokal.35.73.taman", "14", decision="accepted")
    add_value(session, "lokal.35.73.taman", "14", proposal=proposal)
    assert one(build_form(session, "LKJIP", 2025, REGION), "lokal.35.73.taman", "Realisasi 2024").text == "14"
    assert not slots(build_form(session, "LPPD", 2025, REGION), "lokal.35.73.taman")


def test_only_typical_indicators_the_government_uses_are_asked_and_the_rest_is_named(session):
    add_value(session, "iku.pupr.jalan_baik", "60")
    form = build_form(session, "LKJIP", 2025, REGION)
    assert {row.code for table in form.tables for row in table.rows} == {"iku.pupr.jalan_baik"}
    assert len(form.left_out) == 273
    whole = build_form(session, "LKJIP", 2025, REGION, everything=True)
    assert sum(1 + len(row.also) for table in whole.tables for row in table.rows) == 274


def test_one_row_answers_two_codes_of_one_value_and_names_both(session):
    form = build_form(session, "SPM", 2025, REGION)
    rows = {row.code: row for table in form.tables for row in table.rows}
    assert rows["spm.kesehatan.ibu_hamil"].also == ("ikk.kesehatan.1b3",)
    assert "ikk.kesehatan.1b3" not in rows


def test_budget_lines_take_budget_columns_and_counts_a_value(session):
    add_value(session, "keu.belanja.total", "2500000000000", year=2025, kind="target")
    add_value(session, "keu.belanja.total", "2250000000000.50", year=2025)
    form = build_form(session, "LPPD", 2025, REGION)
    titles = {slot.title: slot for slot in slots(form, "keu.belanja.total")}
    assert titles["Anggaran"].text == "2.500.000.000.000"
    assert titles["Realisasi"].text == "2.250.000.000.000,50"
    assert titles["%"].value == Decimal("90.00")


def test_values_of_another_government_never_stand_in_the_form(session):
    add_value(session, "makro.ipm", "84.00", region="35.07")
    form = build_form(session, "LPPD", 2025, REGION)
    assert form.counts()["filled"] == 0
    assert any("Belum ada satu pun nilai Kota Malang" in problem for problem in form.problems)


@pytest.mark.parametrize(
    "report", ["LPPD", "RLPPD", "LKPJ", "LKJIP", "SPM", "RB", "LHE-AKIP", "RKPD-evaluasi", "SDGS", "LKPD"]
)
def test_every_confirmed_value_of_the_year_that_a_report_asks_for_is_in_its_form(session, report):
    from sqlalchemy import select

    from store.tables import RequirementRow

    codes = sorted(set(session.scalars(select(RequirementRow.code).where(RequirementRow.report == report))))
    asked = build_form(session, report, 2025, REGION, everything=True)
    wanted = {
        (slot.code, slot.kind, slot.year, slot.period)
        for _, _, slot in asked.slots()
        if slot.state is SlotState.NEEDED and slot.year is not None
    }
    assert wanted
    for number, (code, kind, year, period) in enumerate(sorted(wanted, key=str), 101):
        add_value(session, code, f"{number}.5", year=year, kind=kind.value, period=period)
    form = build_form(session, report, 2025, REGION, everything=True)
    found = {
        (slot.code, slot.kind, slot.year, slot.period): slot.value
        for _, _, slot in form.slots()
        if slot.state is SlotState.FILLED
    }
    assert {key: found.get(key) for key in wanted} == {
        key: Decimal(f"{number}.5") for number, key in enumerate(sorted(wanted, key=str), 101)
    }
    rows = [row for table in form.tables for row in table.rows]
    assert {code for row in rows for code in (row.code, *row.also)} == set(codes)


def test_sakip_and_lhe_are_known_by_their_customary_names(session):
    assert build_form(session, "sakip", 2025, REGION).report == "LKJIP"
    assert build_form(session, "LHE", 2025, REGION).report == "LHE-AKIP"


def test_an_unknown_report_names_the_known_ones(session):
    with pytest.raises(UnknownReport) as told:
        build_form(session, "LPPDX", 2025, REGION)
    assert "LKJIP" in told.value.sentence("id")


@pytest.mark.parametrize("region", ["99.99", "Kota Antah", "Malang", ""])
def test_an_unknown_or_ambiguous_region_is_refused(session, region):
    with pytest.raises(UnknownRegion):
        build_form(session, "LPPD", 2025, region)


@pytest.mark.parametrize(("year", "error"), [(2087, YearInFuture), (1820, YearTooOld)])
def test_a_year_without_reports_is_refused(session, year, error):
    with pytest.raises(error):
        build_form(session, "LPPD", year, REGION)


def test_json_keeps_every_slot_with_its_exact_value_and_source(session, tmp_path):
    add_value(session, "makro.ipm", "84.10")
    form = build_form(session, "LPPD", 2025, REGION)
    write_json(form, tmp_path / "form.json")
    written = json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))
    assert len(written["slots"]) == sum(1 for _ in form.slots())
    filled = [slot for slot in written["slots"] if slot["state"] == "filled"]
    assert [(slot["code"], slot["value"], slot["text"], slot["kind"]) for slot in filled] == [
        ("makro.ipm", "84.10", "84,10", Kind.REALISASI.value)
    ]
    assert filled[0]["source"]["confirmed_by"] == "Sari"


def test_a_form_that_fails_while_written_leaves_the_old_file(session, tmp_path, monkeypatch):
    path = tmp_path / "form.json"
    path.write_text("yang lama", encoding="utf-8")
    form = build_form(session, "LPPD", 2025, REGION)
    monkeypatch.setattr("store.prefill.json.dumps", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_json(form, path)
    assert [item.name for item in tmp_path.iterdir()] == ["form.json"]
    assert path.read_text(encoding="utf-8") == "yang lama"


def test_last_years_value_stands_beside_this_years_where_the_report_asks_for_one_only(session):
    add_value(session, "ikk.pendidikan.1a1", "88.20", year=2024)
    form = build_form(session, "LPPD", 2025, REGION)
    assert one(form, "ikk.pendidikan.1a1", "Capaian kinerja 2024 (tahun lalu)").text == "88,20"
    # Where it is unknown it is no demand.
    assert [slot.title for slot in slots(form, "ikk.pendidikan.1a2") if slot.state is SlotState.NEEDED] == [
        "Capaian kinerja tahun 2025"
    ]
    titles = [title for table in build_form(session, "RB", 2025, REGION).tables for title in table.titles]
    assert not any("(tahun lalu)" in title for title in titles)


def test_headings_are_told_apart_in_every_table(session):
    for report in ("LPPD", "LKPJ", "LKJIP", "SPM", "RB", "LHE", "RLPPD", "RKPD-evaluasi", "SDGS", "LKPD"):
        for table in build_form(session, report, 2025, REGION, everything=True).tables:
            assert len(set(table.titles)) == len(table.titles), (report, table.titles)


def test_perjanjian_kinerja_asks_the_targets_of_the_performance_report(session):
    add_value(session, "iku.pupr.jalan_baik", "82.5", year=2026, kind="target")
    add_value(session, "iku.pupr.jalan_baik", "80.1", year=2025)
    form = build_form(session, "perjanjian kinerja", 2026, REGION)
    (table,) = form.tables
    assert table.titles == ("Sasaran strategis", "Satuan", "Realisasi tahun 2025", "Target tahun 2026")
    texts = {row.code: row.texts for row in table.rows}
    assert texts["iku.pupr.jalan_baik"][1:] == ("persen", "80,1", "82,5")
    everything = build_form(session, "PK", 2026, REGION, everything=True)
    assert len(everything.tables[0].rows) == len({row.code for row in everything.tables[0].rows}) > 100


def test_a_quarter_without_values_is_told_in_one_sentence(session):
    for quarter in ("TW1", "TW2"):
        add_value(session, "makro.ipm", "84.1", year=2025, period=quarter)
    problems = build_form(session, "RKPD-evaluasi", 2025, REGION).problems
    assert [one for one in problems if "TW3, TW4 tahun 2025" in one and "TW1" not in one]


def test_a_form_of_a_thousand_slots_is_written_within_three_seconds(session, tmp_path):
    from time import process_time

    from store.prefill import write_docx

    form = build_form(session, "LKPJ", 2025, REGION, everything=True)
    assert sum(1 for _ in form.slots()) >= 1000
    start = process_time()
    write_docx(form, tmp_path / "f.docx")
    assert process_time() - start < 3
