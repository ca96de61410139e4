from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest
from prefill_world import REGION, add_document, add_proposal, add_value, new_session

from store.prefill import SlotState, build_form, write_xlsx
from store.tables import IndicatorRow


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def cells(path):
    """(sheet, row, title) -> cell."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets[1:-1]:
        titles = [cell.value for cell in sheet[3]]
        for row in sheet.iter_rows(min_row=4):
            for title, cell in zip(titles, row, strict=True):
                found[sheet.title, row[0].value, title] = cell
    return found


def test_numbers_are_numbers_with_their_decimals_and_long_ones_stay_exact_text(session, tmp_path):
    add_value(session, "makro.ipm", "84.10")
    add_value(session, "keu.belanja.total", "1234567890123456.78", year=2025)
    form = build_form(session, "LPPD", 2025, REGION)
    write_xlsx(form, tmp_path / "f.xlsx")
    by_slot = cells(tmp_path / "f.xlsx")
    checked = 0
    for table, row, slot in form.slots():
        cell = by_slot[f"Tabel {table.number}", row.number, slot.title]
        if slot.state is SlotState.FILLED:
            checked += 1
            if slot.code == "makro.ipm":
                assert (cell.value, cell.number_format) == (84.1, "#,##0.00")
            else:
                assert (cell.value, slot.value) == ("1.234.567.890.123.456,78", Decimal("1234567890123456.78"))
    assert checked == 2


def test_sources_are_locked_slots_are_open_and_tags_hidden(session, tmp_path):
    proposal = add_proposal(session, add_document(session), "makro.ipm", "84.10", decision="accepted")
    value = add_value(session, "makro.ipm", "84.10", proposal=proposal)
    write_xlsx(build_form(session, "LPPD", 2025, REGION), tmp_path / "f.xlsx")
    by_slot = cells(tmp_path / "f.xlsx")
    number = next(key[1] for key, cell in by_slot.items() if key[0] == "Tabel 2.1" and cell.value == 84.1)
    source = by_slot["Tabel 2.1", number, "Sumber: Capaian tahun 2024"]
    assert source.value == "terkonfirmasi. LPPD 2024 hlm. 37, dikonfirmasi 12-02-2025 oleh Sari"
    assert source.protection.locked
    assert source.parent.protection.sheet
    assert not by_slot["Tabel 2.1", number, "Capaian tahun 2024"].protection.locked
    tag = by_slot["Tabel 2.1", number, "Tag: Capaian tahun 2024"]
    assert tag.value == f"value:{value.id}:1"
    assert tag.parent.column_dimensions[tag.column_letter].hidden


def test_a_name_that_looks_like_a_formula_stays_text(session, tmp_path):
    names = ['=HYPERLINK("http://x","klik")', "+1+1", "-2", "@SUM(A1)"]
    for code, name in zip(("makro.ipm", "makro.tpt", "makro.gini", "makro.kemiskinan_p0"), names, strict=True):
        session.get(IndicatorRow, code).name = name + "\x0b"
    write_xlsx(build_form(session, "LPPD", 2025, REGION), tmp_path / "f.xlsx")
    hits = [cell for cell in cells(tmp_path / "f.xlsx").values() if cell.value in names]
    assert {cell.value for cell in hits} == set(names)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in hits)


def test_a_suggestion_says_so_beside_the_number(session, tmp_path):
    add_proposal(session, add_document(session), "makro.ipm", "84.10")
    write_xlsx(build_form(session, "LPPD", 2025, REGION), tmp_path / "f.xlsx")
    by_slot = cells(tmp_path / "f.xlsx")
    number = next(key[1] for key, cell in by_slot.items() if key[0] == "Tabel 2.1" and cell.value == 84.1)
    assert by_slot["Tabel 2.1", number, "Sumber: Capaian tahun 2024"].value.startswith("USULAN, belum dikonfirmasi")
    assert by_slot["Tabel 2.1", number, "Capaian tahun 2024"].fill.start_color.rgb.endswith("FFF3C4")
