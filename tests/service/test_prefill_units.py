"""Values confirmed in another step of their unit, or in another unit."""

from __future__ import annotations

from decimal import Decimal

import docx
import openpyxl
import pytest
from prefill_world import REGION, add_value, new_session

from store.prefill import Action, SlotState, build_form, read_back, roll_forward, write_docx, write_xlsx
from store.prefill.scales import Match, converted, match_units

MONEY = "keu.pendapatan.pad"


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def slot_of(form, code, kind="realisasi", year=2025):
    return next(
        slot
        for _, _, slot in form.slots()
        if (slot.code, slot.kind and slot.kind.value, slot.year) == (code, kind, year)
    )


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("12.50", "miliar rupiah", "rupiah", "12500000000"),
        ("1731", "Rp", "juta rupiah", "0.001731"),
        ("2.5", "ton", "kg", "2500"),
        ("123456789012345678901234567890.123", "rupiah", "ribu rupiah", "123456789012345678901234567.890123"),
        ("1", "ku/ha", "ton/ha", "0.1"),
    ],
)
def test_a_value_in_another_step_is_converted_to_its_last_digit(value, unit, wanted, expected):
    assert match_units(unit, wanted) is Match.OTHER_STEP
    assert str(converted(Decimal(value), unit, wanted)) == expected


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Rp", "Rupiah", Match.SAME),
        ("%", "Persen", Match.SAME),
        (None, "Persen", Match.SAME),
        ("orang", "persen", Match.OTHER),
        ("orang", "desa", Match.OTHER),
        ("desa", "dokumen", Match.OTHER),
        ("Rasio", "Persen", Match.OTHER),
        ("gelas", "rupiah", Match.OTHER),
        ("gelas", "Gelas", Match.SAME),
    ],
)
def test_only_ways_of_printing_one_unit_are_the_same(one, other, match):
    assert match_units(one, other) is match


def test_a_form_prints_rupiah_where_milliards_were_confirmed_and_says_so(session):
    add_value(session, MONEY, "12.505", year=2025, unit="miliar rupiah")
    slot = slot_of(build_form(session, "LPPD", 2025, REGION), MONEY)
    assert (slot.state, slot.text, slot.value) == (SlotState.FILLED, "12.505.000.000", Decimal("12505000000"))
    assert "Tersimpan sebagai 12,505 miliar rupiah" in slot.note


def test_shares_are_computed_of_values_in_one_step(session):
    add_value(session, MONEY, "20", year=2025, kind="target", unit="miliar rupiah")
    add_value(session, MONEY, "15000", year=2025, unit="juta rupiah")
    form = build_form(session, "LPPD", 2025, REGION)
    shares = [slot for _, _, slot in form.slots() if slot.code == MONEY and slot.title == "%"]
    assert [slot.value for slot in shares] == [Decimal("75.00")]


def test_another_unit_stands_beside_its_number_in_every_file_and_is_told(session, tmp_path):
    add_value(session, "iku.pupr.jalan_baik", "120.5", year=2025, unit="km")
    form = build_form(session, "LKJIP", 2025, REGION)
    assert any("satuan yang dikonfirmasi km, satuan katalog" in problem for problem in form.problems)
    write_docx(form, tmp_path / "f.docx")
    texts = {
        "".join(node.text or "" for node in cell._tc.iter() if node.tag.endswith("}t"))
        for table in docx.Document(tmp_path / "f.docx").tables
        for row in table.rows
        for cell in row.cells
    }
    assert "120,5 km" in texts
    write_xlsx(form, tmp_path / "f.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "f.xlsx")
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.value == 120.5]
    assert [cell.number_format for cell in cells] == ['#,##0.0" km"']
    assert read_back(tmp_path / "f.xlsx").edits == ()


def test_a_count_confirmed_without_unit_for_a_percentage_is_told(session):
    add_value(session, "iku.pupr.jalan_baik", "12000", year=2025)
    form = build_form(session, "LKJIP", 2025, REGION)
    assert any("12.000" in problem and "tanpa satuan" in problem for problem in form.problems)


def test_twins_in_two_steps_of_a_unit_do_not_disagree(session):
    from store.tables import RelationRow

    session.add(RelationRow(code_a=MONEY, code_b="makro.pdrb_adhb", relation="same_value", note=""))
    add_value(session, MONEY, "12.5", year=2025, unit="miliar rupiah")
    add_value(session, "makro.pdrb_adhb", "12500", year=2025, unit="juta rupiah")
    assert not [one for one in build_form(session, "LPPD", 2025, REGION).problems if "seharusnya" in one]


def test_twins_in_two_steps_that_disagree_are_told(session):
    from store.tables import RelationRow

    session.add(RelationRow(code_a=MONEY, code_b="makro.pdrb_adhb", relation="same_value", note=""))
    add_value(session, MONEY, "12.5", year=2025, unit="miliar rupiah")
    add_value(session, "makro.pdrb_adhb", "12501", year=2025, unit="juta rupiah")
    assert [one for one in build_form(session, "LPPD", 2025, REGION).problems if "seharusnya" in one]


def old_report(path, unit):
    document = docx.Document()
    for line in ("LAPORAN KINERJA INSTANSI PEMERINTAH", "TAHUN 2024", "PEMERINTAH KOTA MALANG"):
        document.add_paragraph(line)
    document.add_paragraph("Tabel 3.1 Pendapatan Tahun 2024", style="Caption")
    rows = (
        ("No", "Indikator Kinerja", "Satuan", "Target 2024", "Realisasi 2024"),
        ("1", "Pendapatan Asli Daerah (PAD)", unit, "1.100,5", "1.200,5"),
        ("2", "Indeks Pembangunan Manusia (IPM)", "Indeks", "83,90", "84,00"),
    )
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(path)
    return path


def rolled_cell(session, tmp_path, unit):
    add_value(session, MONEY, "1300500000000", year=2025, unit="rupiah")
    old = old_report(tmp_path / "old.docx", unit)
    report = roll_forward(session, old, 2025, REGION, tmp_path / "new.docx")
    return next(one for one in report.changes if one.code == MONEY and one.kind == "realisasi")


def test_a_report_in_milliards_is_rolled_in_milliards(session, tmp_path):
    change = rolled_cell(session, tmp_path, "Miliar Rp")
    assert (change.action, change.after) == (Action.FILLED, "1.300,5")
    assert "Tersimpan sebagai 1.300.500.000.000" in change.why


def test_a_column_of_another_unit_is_emptied_and_says_why(session, tmp_path):
    change = rolled_cell(session, tmp_path, "Persen")
    assert (change.action, change.after) == (Action.EMPTIED, "…")
    assert "Satuan berbeda" in change.why
