"""Excel sheets: what shows, exactly, split into tables and the text around them."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from extractor.errors import Damaged, ExpandsTooMuch, UnreadableFile
from extractor.facts import Grid, PageContent
from extractor.numbers_id import parse_value
from extractor.settings import ReadLimits
from extractor.sheet import read_sheets
from extractor.sheet._shown import shown
from extractor.sniff import FileKind, sniff

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


@pytest.fixture
def book(tmp_path: Path):
    workbook = openpyxl.Workbook()

    def read() -> list[PageContent]:
        workbook.save(tmp_path / "data.xlsx")
        return read_sheets(tmp_path / "data.xlsx")

    workbook.read = read
    workbook.active.title = "IKU"
    return workbook


def write(sheet: Worksheet, at: str, *rows: tuple[object, ...]) -> None:
    corner = sheet[at]
    for down, values in enumerate(rows):
        for across, value in enumerate(values):
            sheet.cell(corner.row + down, corner.column + across, value)


def layout(grid: Grid) -> list[list[str]]:
    table = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        table[cell.row][cell.col] = cell.text
    return table


# What shows


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.95, "0%", "95%"),
        (0.9519, "0%", "95,19%"),
        (0.1 + 0.2, "General", "0,3"),
        (82.04, "0.0", "82,04"),
        (412.305, "#,##0.000", "412,3050"),
        (2481251, "#,##0", "2481251"),
        (2024.0, "General", "2024"),
        (1e15, "General", "1000000000000000"),
        (-7.2, "#,##0.00;(#,##0.00)", "-7,2"),
        (71.93, '0.00" poin"', "71,93 poin"),
        (71.93, '0.00"%"', "71,93%"),
        (1250000, '"Rp"#,##0', "Rp 1250000"),
        (1250000, "[$Rp-421]#,##0", "Rp 1250000"),
        (0, "0.00%", "0%"),
        (True, "General", "TRUE"),
        (None, "General", ""),
    ],
)
def test_a_value_shows_with_all_its_digits(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize("typed", ["412.305", "1.731", "0.125", "1731", "95.19", "1234567.891"])
def test_no_number_of_a_sheet_can_be_taken_for_thousands(typed: str) -> None:
    assert parse_value(shown(float(typed), "General")).value == Decimal(typed)


# Tables


def test_a_sheet_with_caption_merged_header_and_legend(book) -> None:
    sheet = book.active
    write(sheet, "A1", ("INDIKATOR KINERJA UTAMA TAHUN 2024",))
    sheet.merge_cells("A1:E1")
    write(
        sheet,
        "B3",
        ("Indikator", "Tahun 2024", None, "Ket"),
        (None, "Target", "Realisasi", None),
        ("IPM", 81.5, 82.04, "naik"),
        ("Kemiskinan", 4.5, 4.37, None),
        ("*) angka sementara",),
    )
    for merged in ("B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(merged)
    (page,) = book.read()
    (grid,) = page.grids
    assert layout(grid) == [
        ["Indikator", "Tahun 2024", "", "Ket"],
        ["", "Target", "Realisasi", ""],
        ["IPM", "81,5", "82,04", "naik"],
        ["Kemiskinan", "4,5", "4,37", ""],
    ]
    spans = {cell.text: (cell.row_span, cell.col_span) for cell in grid.cells if cell.row == 0}
    assert spans == {"Indikator": (2, 1), "Tahun 2024": (1, 2), "Ket": (2, 1)}
    assert (grid.above, grid.below) == (("INDIKATOR KINERJA UTAMA TAHUN 2024",), ("*) angka sementara",))
    assert [cell.locator for cell in grid.cells if cell.text == "82,04"] == ["IKU!D5"]
    assert [paragraph.locator for paragraph in page.paragraphs] == ["IKU!A1", "IKU!B7"]
    assert page.name == "IKU"


def test_tables_apart_by_blank_rows_and_columns(book) -> None:
    write(book.active, "A1", ("Sasaran 1",), ("a", "b"), ("1", "2"))
    write(book.active, "E2", ("c", "d"), ("3", "4"))
    write(book.active, "A6", ("Sasaran 2",), ("e", "f"), ("5", "6"))
    (page,) = book.read()
    assert [layout(grid)[0] for grid in page.grids] == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert [grid.above for grid in page.grids] == [("Sasaran 1",), ("Sasaran 1",), ("Sasaran 2",)]
    assert [grid.index for grid in page.grids] == [1, 2, 3]


def test_an_empty_row_with_borders_stays_in_its_table(book) -> None:
    write(book.active, "A1", ("Indikator", "Nilai"), ("IPM", 82), (None, None), ("TPT", 4))
    for row in book.active["A1:B4"]:
        for cell in row:
            cell.border = BOX
    (page,) = book.read()
    assert [grid.n_rows for grid in page.grids] == [4]


def test_hidden_rows_columns_and_sheets_are_told_apart(book) -> None:
    write(book.active, "A1", ("Indikator", "Lama", "Nilai"), ("IPM", 80, 82), ("TPT", 5, 4))
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    write(book.create_sheet("Arsip"), "A1", ("a", "b"), ("1", "2"))
    book["Arsip"].sheet_state = "hidden"
    shown_page, archive = book.read()
    assert [cell.locator for cell in shown_page.grids[0].cells if not cell.hidden] == [
        "IKU!A1",
        "IKU!C1",
        "IKU!A2",
        "IKU!C2",
    ]
    assert all(cell.hidden for cell in archive.grids[0].cells)
    assert [problem.what for problem in archive.problems] == ["lembar tersembunyi «Arsip»"]


def test_formulas_without_stored_value_are_reported(book) -> None:
    write(book.active, "A1", ("Target", "Realisasi", "Capaian"), (80, 82, "=B2/A2"))
    (page,) = book.read()
    assert layout(page.grids[0])[1] == ["80", "82", ""]
    assert [problem.what for problem in page.problems] == ["1 rumus belum dihitung"]


def test_formulas_give_their_stored_value(tmp_path: Path, book) -> None:
    write(book.active, "A1", ("Target", "Realisasi", "Capaian"), (80, 82, "=B2/A2"))
    book.active["C2"].number_format = "0.00%"
    book.read()
    counted = tmp_path / "dihitung.xlsx"
    with zipfile.ZipFile(tmp_path / "data.xlsx") as old, zipfile.ZipFile(counted, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(rb"</f><v\s*/>|</f><v></v>|</f>(?=</c>)", b"</f><v>1.0249999999999999</v>", content)
            new.writestr(name, content)
    (page,) = read_sheets(counted)
    assert layout(page.grids[0])[1] == ["80", "82", "102,5%"]
    assert page.problems == ()


# Files that are not what they should be


def test_a_merge_over_the_whole_sheet_is_refused_before_it_is_filled(tmp_path: Path, book) -> None:
    write(book.active, "A1", ("a", "b"), ("1", "2"))
    book.active.merge_cells("A1:B1")
    book.read()
    huge = tmp_path / "besar.xlsx"
    with zipfile.ZipFile(tmp_path / "data.xlsx") as old, zipfile.ZipFile(huge, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"A1:B1", b"A1:XFD1048576"))
    with pytest.raises(ExpandsTooMuch):
        read_sheets(huge)


def test_a_sheet_beyond_the_limit_is_told(tmp_path: Path, book) -> None:
    write(book.active, "A1", *[(row, row) for row in range(30)])
    book.read()
    (page,) = read_sheets(tmp_path / "data.xlsx", ReadLimits(max_cells=20))
    assert page.grids == ()
    assert [problem.what for problem in page.problems] == ["lembar «IKU»"]


def test_noise_in_place_of_a_sheet_is_damaged(tmp_path: Path, book) -> None:
    book.read()
    noise = tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(tmp_path / "data.xlsx") as old, zipfile.ZipFile(noise, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<worksheet" if name.endswith("sheet1.xml") else old.read(name))
    with pytest.raises(Damaged):
        read_sheets(noise)


def test_old_and_binary_files_read_and_hostile_ones_get_a_sentence(shared: Path) -> None:
    read: dict[str, list[PageContent]] = {}
    for path in sorted((shared / "hostile").glob("*.xls*")):
        try:
            if sniff(path) in {FileKind.SHEET, FileKind.LEGACY_SHEET}:
                read[path.name] = read_sheets(path)
        except UnreadableFile as refusal:
            assert refusal.sentence("id")  # noqa: PT017 (most of these files are refused, each for its own reason)
    assert len(read) >= 12
    (schedule, data) = read["SheetJS__test_files__apachepoi_ex45978-extraLinkTableSheets.xls.xlsb"]
    assert (schedule.name, data.name) == ("Schedule", "Data")
    assert [problem.what for problem in schedule.problems] == ["berkas Excel biner"]


def test_old_files_keep_formats_merges_and_hidden_rows(tmp_path: Path, book) -> None:
    """Written by LibreOffice, which is the only writer of .xls at hand."""
    import shutil
    import subprocess

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    sheet = book.active
    write(
        sheet, "A1", ("Indikator", "Tahun 2024", None), (None, "Target", "Realisasi"), ("SPM", 1, 0.9519), ("x", 1, 2)
    )
    sheet.merge_cells("B1:C1")
    sheet["C3"].number_format = "0.00%"
    sheet.row_dimensions[4].hidden = True
    book.read()
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    target = ["--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "data.xlsx")]
    subprocess.run([office, profile, *target], check=True, capture_output=True, timeout=120)
    old = tmp_path / "data.xls"
    assert sniff(old) is FileKind.LEGACY_SHEET
    (page,) = [one for one in read_sheets(old) if one.grids]
    cells = {cell.locator: cell for cell in page.grids[0].cells}
    assert cells["IKU!B1"].col_span == 2
    assert (cells["IKU!C3"].text, cells["IKU!C3"].hidden, cells["IKU!C4"].hidden) == ("95,19%", False, True)
