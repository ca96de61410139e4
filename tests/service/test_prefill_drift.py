"""Blank forms: a government's own ones are filled; a new year's is compared with last year's."""

from __future__ import annotations

from decimal import Decimal

import docx
import openpyxl
import pytest
from prefill_world import REGION, add_value, new_session

from store.prefill import (
    FaultyFormList,
    FormWithoutSlots,
    SlotState,
    build_own_form,
    compare_blanks,
    drift_report,
    read_back,
    read_blank,
    write_docx,
)

IPM, TPT = "Indeks Pembangunan Manusia (IPM)", "Tingkat Pengangguran Terbuka (TPT)"


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def word_form(path, *tables):
    """Each table: its caption, then its rows."""
    document = docx.Document()
    for caption, *rows in tables:
        document.add_paragraph(caption)
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
    document.save(path)
    return path


def of_2024(path):
    return word_form(
        path,
        (
            "Tabel 2.1 Capaian Kinerja Makro Tahun 2024",
            ("No", "Indikator Kinerja", "Satuan", "Realisasi 2023", "Target 2024", "Realisasi 2024", "Keterangan"),
            ("1", IPM, "Indeks", "", "", "", ""),
            ("2", TPT, "%", "", "", "", ""),
            ("3", "Gini Rasio", "Poin", "", "", "", ""),
        ),
        ("Tabel 2.2 Penghargaan", ("No", "Jenis penghargaan", "Lembaga"), ("1", "Adipura", "")),
    )


def of_2025(path):
    return word_form(
        path,
        (
            "Tabel 2.1 Capaian Kinerja Makro Tahun 2025",
            (
                "No",
                "Indikator Kinerja",
                "Satuan",
                "Target 2025",
                "Capaian Kinerja 2025",
                "Realisasi 2024",
                "Sumber Data",
            ),
            ("1", TPT, "%", "", "", "", ""),
            ("2", IPM, "Indeks", "", "", "", ""),
            ("3", "Persentase Penduduk Miskin (P0)", "%", "", "", "", ""),
        ),
        ("Tabel 2.3 Inovasi Daerah", ("No", "Nama inovasi", "Tahun"), ("1", "Layanan satu pintu", "")),
    )


def test_every_difference_between_two_years_is_named_and_years_that_moved_on_are_none(tmp_path):
    found = compare_blanks(read_blank(of_2024(tmp_path / "a.docx")), read_blank(of_2025(tmp_path / "b.docx")))
    told = [(one.part.value, one.drift.value, one.before, one.after) for one in found.shifts]
    assert told == [
        ("column", "renamed", "Realisasi 2024", "Capaian Kinerja 2025"),
        ("column", "moved", "Realisasi 2023", "Realisasi 2024"),
        ("column", "added", "", "Sumber Data"),
        ("column", "dropped", "Keterangan", ""),
        ("row", "moved", TPT, TPT),
        ("row", "added", "", "Persentase Penduduk Miskin (P0)"),
        ("row", "dropped", "Gini Rasio", ""),
        ("table", "added", "", "Tabel 2.3 Inovasi Daerah"),
        ("table", "dropped", "Tabel 2.2 Penghargaan", ""),
    ]


def test_the_same_form_a_year_later_has_no_differences(tmp_path):
    old = read_blank(of_2024(tmp_path / "a.docx"))
    document = docx.Document(tmp_path / "a.docx")
    for paragraph in document.paragraphs:
        paragraph.text = paragraph.text.replace("2024", "2025")
    for cell in document.tables[0].rows[0].cells:
        cell.text = cell.text.replace("2024", "2025").replace("2023", "2024")
    document.save(tmp_path / "b.docx")
    new = read_blank(tmp_path / "b.docx")
    assert (old.year, new.year) == (2024, 2025)
    assert compare_blanks(old, new).shifts == ()


def test_slots_without_a_value_are_listed_those_in_new_rows_first(session, tmp_path):
    add_value(session, "makro.ipm", "84.10", year=2025)
    add_value(session, "makro.ipm", "83.90", year=2025, kind="target")
    old, new = read_blank(of_2024(tmp_path / "a.docx")), read_blank(of_2025(tmp_path / "b.docx"))
    found = drift_report(session, old, new, 2025, REGION)
    open_slots = [(one.is_new, one.indicator, one.asked) for one in found.open_slots]
    assert open_slots[:3] == [
        (True, "Persentase Penduduk Miskin (P0)", title)
        for title in ("Target 2025", "Capaian Kinerja 2025", "Realisasi 2024")
    ]
    assert (False, IPM, "Realisasi 2024") in open_slots
    assert not {(False, IPM, "Target 2025"), (False, IPM, "Capaian Kinerja 2025")} & set(open_slots)


def test_an_own_word_form_is_filled_and_comes_back(session, tmp_path):
    add_value(session, "makro.ipm", "84.10", year=2025)
    blank = read_blank(of_2025(tmp_path / "formulir-kota.docx"))
    form = build_own_form(session, blank, 2025, REGION)
    assert form.tables[0].caption == "Tabel 2.1 Capaian Kinerja Makro Tahun 2025"
    rows = {row.name: dict(zip(form.tables[0].titles, row.texts, strict=True)) for row in form.tables[0].rows}
    assert rows[IPM]["Capaian Kinerja 2025"] == "84,10"
    assert any("Layanan satu pintu" in problem for problem in form.problems)
    write_docx(form, tmp_path / "f.docx")
    back = read_back(tmp_path / "f.docx")
    assert (back.report, back.edits, back.problems) == ("formulir-kota", (), ())


def test_an_own_form_of_another_year_moves_its_years(session, tmp_path):
    add_value(session, "makro.ipm", "84.10", year=2026)
    form = build_own_form(session, read_blank(of_2025(tmp_path / "f.docx")), 2026, REGION)
    assert form.tables[0].title == "Capaian Kinerja Makro Tahun 2026"
    assert form.tables[0].titles[1:4] == ("Target 2026", "Capaian Kinerja 2026", "Realisasi 2025")
    assert [slot.value for _, _, slot in form.slots() if slot.state is SlotState.FILLED] == [Decimal("84.10")]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_list_of_indicators_is_a_form_too(session, tmp_path, delimiter):
    add_value(session, "makro.ipm", "84.10", year=2024)
    fields = '"satuan; realisasi n-1; target tahun n; capaian lokal"'
    lines = (
        delimiter.join(("indicator", "section", "fields")),
        delimiter.join((f'"{IPM}"', "Indikator pilihan wali kota", fields)),
        delimiter.join(("Taman tematik", "Indikator pilihan wali kota", fields)),
    )
    (tmp_path / "pilihan.csv").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    form = build_own_form(session, read_blank(tmp_path / "pilihan.csv"), 2025, REGION)
    assert [row.texts for row in form.tables[0].rows] == [("indeks", "84,10", "", ""), ("", "", "", "")]
    assert form.tables[0].titles == ("Satuan", "Realisasi 2024", "Target tahun 2025", "Capaian lokal")


def test_a_local_indicator_is_found_by_its_name(session, tmp_path):
    from store.tables import IndicatorRow

    session.add(
        IndicatorRow(
            code=f"{REGION}.taman", name="Jumlah taman tematik", unit="unit", value_type="count", direction="higher",
            urusan=None, lead_opd="Dinas Taman", formula=None, source="test", confidence="confirmed", level=None,
            region=REGION,
        )
    )  # fmt: skip
    session.flush()
    add_value(session, f"{REGION}.taman", "14", year=2025)
    path = word_form(
        tmp_path / "f.docx", ("Tabel 1 Taman", ("No", "Indikator", "Realisasi 2025"), ("1", "Jumlah Taman Tematik", ""))
    )
    form = build_own_form(session, read_blank(path), 2025, REGION)
    assert [slot.text for _, _, slot in form.slots()] == ["14"]


def test_a_workbook_is_read_like_a_word_form(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (
        ("Tabel 1 Capaian Tahun 2025",),
        ("No", "Indikator", "Satuan", "Target 2025", "Realisasi 2025"),
        (1, IPM, "Indeks"),
        (2, TPT, "%"),
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "f.xlsx")
    (table,) = read_blank(tmp_path / "f.xlsx").tables
    assert [row.name for row in table.rows] == [IPM, TPT]
    assert [one.heading for one in table.columns] == ["Satuan", "Target 2025", "Realisasi 2025"]


def test_a_file_without_tables_to_fill_is_refused(tmp_path):
    document = docx.Document()
    document.add_paragraph("Surat pengantar")
    document.save(tmp_path / "surat.docx")
    with pytest.raises(FormWithoutSlots, match="surat"):
        read_blank(tmp_path / "surat.docx")


def test_a_form_whose_rows_nobody_knows_has_no_slots(session, tmp_path):
    path = word_form(tmp_path / "f.docx", ("Tabel 1", ("No", "Indikator", "Target 2025"), ("1", "Entah apa", "")))
    with pytest.raises(FormWithoutSlots):
        build_own_form(session, read_blank(path), 2025, REGION)


@pytest.mark.parametrize("text", ["nama,kolom\nIPM,target\n", "", "code,section\nmakro.ipm,A\n"])
def test_a_list_that_lacks_a_column_names_it(tmp_path, text):
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyFormList):
        read_blank(tmp_path / "f.csv")
