"""Pages of PDF files, each drawn here with one fault or habit of real reports."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pdf_drawing import LOCKED, Sheet, save

from extractor.errors import Damaged, EmptyFile, FileMissing, PasswordProtected, TooManyPages
from extractor.facts import Grid, PageContent
from extractor.pdf import PdfSettings, count_pages, page_words, read_pages, render_page

XS, YS = [60.0, 90.0, 260.0, 330.0, 400.0], [100.0, 130.0, 160.0, 190.0]
ROWS = [
    ["No", "Indikator", "Target", "Realisasi"],
    ["1", "Angka Melek Huruf", "98,5", "97,25"],
    ["2", "Cakupan Air Bersih", "80", "81,4"],
]


@pytest.fixture
def read(tmp_path: Path):
    def of(*sheets: Sheet) -> list[PageContent]:
        return list(read_pages(save(tmp_path / "laporan.pdf", *sheets)))

    return of


def texts(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_a_ruled_table_keeps_cells_boxes_and_locators(read):
    sheet = Sheet().text(60, 80, "Tabel 3.1 Capaian Kinerja").table(XS, YS, ROWS).text(60, 220, "*) angka sementara")
    (page,) = read(sheet)
    (grid,) = page.grids
    assert texts(grid) == ROWS
    assert (grid.n_rows, grid.n_cols, grid.page, grid.index, grid.ruled) == (3, 4, 1, 1, True)
    assert grid.column_edges == tuple(XS)
    assert (grid.above, grid.below) == (("Tabel 3.1 Capaian Kinerja",), ("*) angka sementara",))
    cell = grid.cells[7]
    assert (cell.text, cell.locator, cell.box) == ("97,25", "p1/t1/r2/c4", (330.0, 130.0, 400.0, 160.0))
    line = cell.lines[0]
    assert line.box[0] == pytest.approx(333, abs=0.5)
    assert line.box[1] < 141 < line.box[3] + 0.1
    assert line.size == 9


def test_a_merged_cell_stands_once_with_its_span(read):
    sheet = Sheet()
    for x in (60, 200, 400):
        sheet.rule(x, 100, x, 190)
    sheet.rule(300, 130, 300, 190)
    for y in (100, 160, 190):
        sheet.rule(60, y, 400, y)
    sheet.rule(200, 130, 400, 130)
    sheet.text(65, 115, "Uraian").text(205, 115, "Tahun 2023").text(205, 145, "Target").text(305, 145, "Realisasi")
    sheet.text(65, 175, "Rasio guru").text(205, 175, "12").text(305, 175, "11")
    (grid,) = read(sheet)[0].grids
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in grid.cells] == [
        (0, 0, 2, 1, "Uraian"),
        (0, 1, 1, 2, "Tahun 2023"),
        (1, 1, 1, 1, "Target"),
        (1, 2, 1, 1, "Realisasi"),
        (2, 0, 1, 1, "Rasio guru"),
        (2, 1, 1, 1, "12"),
        (2, 2, 1, 1, "11"),
    ]


def test_lines_in_one_cell_keep_their_vertical_places(read):
    rows = [["No", "Indikator", "Nilai"], ["1", "Satu\nDua\nTiga", "1,1\n2,2\n3,3"]]
    (grid,) = read(Sheet().table([60, 90, 260, 330], [100, 130, 180], rows))[0].grids
    names, values = grid.cells[4], grid.cells[5]
    assert [line.text for line in values.lines] == ["1,1", "2,2", "3,3"]
    assert [line.box[3] for line in names.lines] == [line.box[3] for line in values.lines]


def test_bold_drawn_twice_is_read_once_and_double_letters_stay(read):
    sheet = Sheet()
    for shift in (0, 0.4):
        x = 60.0
        for letter, width in zip("TELLA", (6.1, 6.7, 5.6, 5.6, 6.7), strict=True):
            sheet.text(x + shift, 100, letter, size=10)
            x += width
    sheet.text(60, 130, "Jumlah massal pannen")
    assert [p.text for p in read(sheet)[0].paragraphs] == ["TELLA", "Jumlah massal pannen"]


def test_raised_footnote_marks_are_no_digits(read):
    sheet = (
        Sheet().table(XS, YS, ROWS).text(353, 138, "2", size=5).text(60, 300, "Luas 12 m").text(102, 296, "2", size=6)
    )
    page = read(sheet)[0]
    assert texts(page.grids[0])[1][3].startswith("97,25")
    assert "²" in texts(page.grids[0])[1][3]
    assert page.paragraphs[-1].text == "Luas 12 m²"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_turned_for_display_is_read_as_displayed(read, rotate):
    """The sheet is drawn so that it stands upright once the viewer has turned it."""
    upright = Sheet(width=500, height=500).table(XS, YS, ROWS)
    turned = replace(Sheet(width=500, height=500), rotate=rotate)
    turned.marks = ["q", *_turned(rotate), *upright.marks, "Q"]
    assert texts(read(turned)[0].grids[0]) == texts(read(upright)[0].grids[0])
    assert read(turned)[0].grids[0].cells[5].box == pytest.approx(read(upright)[0].grids[0].cells[5].box, abs=0.1)


def _turned(rotate: int) -> list[str]:
    """The matrix that undoes a viewer's clockwise turn of a square page of 500 points."""
    return {
        0: ["1 0 0 1 0 0 cm"],
        90: ["0 1 -1 0 500 0 cm"],
        180: ["-1 0 0 -1 500 500 cm"],
        270: ["0 -1 1 0 0 500 cm"],
    }[rotate]


def test_a_table_drawn_sideways_reads_like_the_upright_one(read):
    upright = Sheet(width=500, height=500).table(XS, YS, ROWS)
    sideways = Sheet(width=500, height=500)
    sideways.marks = ["q", "0 1 -1 0 500 0 cm", *upright.marks, "Q"]
    (grid,) = read(sideways)[0].grids
    assert texts(grid) == ROWS
    assert all(cell.sideways for cell in grid.cells)
    box = grid.cells[0].box
    assert box == pytest.approx((100, 410, 130, 440), abs=0.1)  # still where it stands on the page


def test_rotated_headers_are_read_upwards_and_marked(read):
    sheet = Sheet().table(XS, YS, [["No", "Indikator", "", ""], *ROWS[1:]])
    sheet.text(350, 128, "Target", size=7, angle=90).text(380, 128, "Capai", size=7, angle=90)
    (grid,) = read(sheet)[0].grids
    assert [(c.text, c.sideways) for c in grid.cells[:4]] == [
        ("No", False),
        ("Indikator", False),
        ("", False),
        ("Target\nCapai", True),
    ]


def test_what_cannot_be_seen_is_not_read_and_is_reported(read):
    sheet = Sheet(crop=(0, 0, 595, 800)).text(60, 20, "di luar potongan").text(60, 120, "terlihat oleh pembaca")
    sheet.text(60, 140, "tersembunyi 12345", mode=3).text(60, 160, "putih di atas putih", grey=1)
    sheet.fill(50, 170, 300, 190, 0.2).text(60, 182, "putih di atas gelap", grey=1)
    (page,) = read(sheet)
    assert [p.text for p in page.paragraphs] == ["terlihat oleh pembaca", "putih di atas gelap"]
    assert [p.what for p in page.problems] == ["teks tersembunyi tidak dibaca"]


def test_text_cut_off_by_its_frame_is_not_read_and_is_reported(read):
    sheet = Sheet().text(60, 60, "terlihat oleh pembaca")
    sheet.marks += ["q 60 722 100 20 re W n", *Sheet().text(62, 115, "dalam bingkai").marks]
    sheet.marks += [*Sheet().text(200, 115, "angka 12345 di luar").marks, "Q"]
    sheet.marks += ["q 60 642 100 20 re W n", *Sheet().text(62, 195, "mulai di dalam tetapi berlanjut").marks, "Q"]
    (page,) = read(sheet)
    assert [p.text for p in page.paragraphs] == [
        "terlihat oleh pembaca",
        "dalam bingkai",
        "mulai di dalam tetapi berlanjut",
    ]
    (problem,) = page.problems
    assert (problem.what, problem.why) == ("teks tersembunyi tidak dibaca", "16 huruf tidak tampak di halaman")


def test_frames_inside_a_moved_form_hide_nothing(read):
    """Their places are those of the form, not of the page."""
    sheet = Sheet(form_shift=(0, -300))
    sheet.form = ["q 60 722 200 20 re W n", *Sheet().text(62, 115, "nilai 12,5 dalam formulir").marks, "Q"]
    (page,) = read(sheet)
    assert [p.text for p in page.paragraphs] == ["nilai 12,5 dalam formulir"]


def test_the_rest_of_a_row_from_the_page_before_is_a_table(read):
    xs = [60.0, 90, 160, 200, 240, 280, 400]
    (grid,) = read(Sheet().table(xs, [100, 130], [["", "", "", "", "", "Program Data"]]))[0].grids
    assert texts(grid) == [["", "", "", "", "", "Program Data"]]


def test_boxes_are_counted_from_the_crop_box(read):
    sheet = Sheet(crop=(50, 0, 595, 782)).table(XS, YS, ROWS)
    (page,) = read(sheet)
    assert (page.width, page.height) == (545, 782)
    assert page.grids[0].cells[0].box == (10.0, 40.0, 40.0, 70.0)


def test_watermarks_across_the_page_stay_out_and_are_reported(read):
    sheet = Sheet().table(XS, YS, ROWS).text(80, 190, "SALINAN", size=40, angle=35, grey=0.8)
    (page,) = read(sheet)
    assert texts(page.grids[0]) == ROWS
    assert page.problems[0].why == "cap air atau stempel: SALINAN"


def test_rules_in_a_form_object_and_rules_drawn_as_thin_fills(read):
    sheet = Sheet(form_shift=(0, -50))
    drawn = Sheet()
    for x in XS:
        drawn.fill(x - 0.25, YS[0], x + 0.25, YS[-1])
    for y in YS:
        drawn.fill(XS[0], y - 0.25, XS[-1], y + 0.25)
    drawn.table(XS, YS, ROWS)
    sheet.form = [mark for mark in drawn.marks if " l S" not in mark]
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == ROWS
    assert grid.cells[0].box == pytest.approx((60, 150, 90, 180), abs=0.5)


def test_dotted_rules_drawn_dot_by_dot(read):
    sheet = Sheet().table(XS, YS, ROWS)
    sheet.marks = [mark for mark in sheet.marks if " l S" not in mark]
    for y in YS:
        for step in range(340):
            sheet.fill(60 + step, y - 0.2, 60.4 + step, y + 0.2)
    for x in XS:
        for step in range(90):
            sheet.fill(x - 0.2, 100 + step, x + 0.2, 100.4 + step)
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == ROWS


def test_shading_in_pieces_does_not_cut_cells(read):
    """Word fills a shaded cell in pieces: one for each line and one for each margin."""
    sheet = Sheet()
    for x0, x1 in pairwise(XS):
        sheet.fill(x0 + 0.5, 100.5, x0 + 5, 129.5, 1)
        sheet.fill(x0 + 5, 100.5, x1 - 5, 115, 1)
        sheet.fill(x0 + 5, 115, x1 - 5, 129.5, 1)
        sheet.fill(x1 - 5, 100.5, x1 - 0.5, 129.5, 1)
    for x in XS:
        sheet.fill(x - 0.5, 100, x + 0.5, 190)
    for y in YS:
        sheet.fill(60, y - 0.5, 400, y + 0.5)
    sheet.table(XS, YS, ROWS)
    (grid,) = read(sheet)[0].grids
    assert (grid.n_rows, grid.n_cols) == (3, 4)
    assert texts(grid) == ROWS


def _shaded_as_word_does(sheet: Sheet, box: tuple[float, float, float, float], lines: int, grey: float) -> None:
    """One cell: its margins, one piece a line, and one over the whole width for what is left below."""
    x0, top, x1, bottom = box
    end = top + 11 * lines
    sheet.fill(x0, top, x0 + 5, end, grey).fill(x1 - 5, top, x1, end, grey)
    for line in range(lines):
        sheet.fill(x0 + 5, top + 11 * line, x1 - 5, top + 11 * (line + 1), grey)
    if end < bottom:
        sheet.fill(x0, end, x1, bottom, grey)


def test_columns_that_only_shading_in_pieces_shows(read):
    """Rules part the rows alone; cells of one row touch in one colour; the last row has no colour at all."""
    ys = [100.0, 130.0, 185.0, 240.0]
    rows = [
        ["No", "Indikator", "Target", "Hasil"],
        ["1", "Dua\nlagi", "1,5", "2,5"],
        ["2", "Empat", "3", "4"],
    ]
    sheet = Sheet()
    for top, bottom, grey in ((100, 130, 0.6), (130, 185, 0.9)):
        for number, (x0, x1) in enumerate(pairwise(XS)):
            _shaded_as_word_does(sheet, (x0, top + 0.5, x1, bottom - 0.5), 2 if number % 2 else 1, grey)
    sheet.rule(60, 100, 60, 240).rule(400, 100, 400, 240)
    for y in ys:
        sheet.rule(60, y, 400, y)
    sheet.marks += [mark for mark in Sheet().table(XS, ys, rows).marks if " l S" not in mark]
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == rows
    assert grid.column_edges == pytest.approx(XS, abs=1)


def test_a_sentence_over_the_whole_row_is_not_cut(read):
    rows = [*ROWS, ["Jumlah ini dari 12 dan 13 serta angka lain yang dihitung pada tahun 2023"]]
    sheet = Sheet().table(XS, YS, ROWS).text(63, 205, rows[-1][0], size=9)
    for x in (60, 400):
        sheet.rule(x, 190, x, 215)
    sheet.rule(60, 215, 400, 215)
    assert texts(read(sheet)[0].grids[0]) == rows


def test_a_table_of_coloured_cells_without_rules(read):
    sheet = Sheet()
    for row, (top, bottom) in enumerate(pairwise(YS)):
        for column, (x0, x1) in enumerate(pairwise(XS)):
            sheet.fill(x0, top, x1, bottom, 0.7 + 0.1 * ((row + column) % 2))
    for top, row in zip(YS, ROWS, strict=False):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 3, top + 12, text, size=9)
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == ROWS


def test_missing_side_rules_do_not_lose_the_outer_columns(read):
    sheet = Sheet().table(XS, YS, ROWS, sides=False)
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == ROWS
    assert grid.column_edges == tuple(XS)


@pytest.mark.parametrize("sides", [True, False])
def test_text_between_two_tables_belongs_to_neither(read, sides):
    """Their rules begin and end at the same places, and the text between starts left of the first inner rule."""
    lower = [y + 150 for y in YS]
    sheet = Sheet().rule(60, 50, 400, 50).text(60, 45, "LKjIP Kota Sukamaju")
    sheet.table(XS, YS, ROWS, sides=sides).table(XS, lower, ROWS, sides=sides)
    for line in range(3):
        sheet.text(60, 208 + 13 * line, "Cakupan air bersih naik karena sambungan rumah bertambah.")
    sheet.text(60, 245, "Tabel 3.2 Capaian Sasaran 2")
    (page,) = read(sheet)
    assert [texts(grid) for grid in page.grids] == [ROWS, ROWS]
    assert page.grids[1].above[-1] == "Tabel 3.2 Capaian Sasaran 2"


def test_sides_that_only_the_header_has_hold_for_every_row(read):
    sheet = Sheet().table(XS, YS, ROWS, sides=False)
    sheet.fill(60, 100, 90, 130, 0.8).fill(330, 100, 400, 130, 0.8)
    sheet.marks = [*sheet.marks[-2:], *sheet.marks[:-2]]
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == ROWS
    assert [(cell.row, cell.col) for cell in grid.cells] == [(row, col) for row in range(3) for col in range(4)]


def test_a_continued_table_without_sides_keeps_its_column_of_numbers(read):
    rows = [["4", "Angka Melek Huruf", "98,5", "97,25"], ["", "Cakupan Air Bersih", "80", "81,4"]]
    (grid,) = read(Sheet().table(XS, YS[:3], rows, sides=False))[0].grids
    assert texts(grid) == rows


def test_a_section_row_parts_no_table_without_sides(read):
    ys = [100.0, 130.0, 146.0, 170.0, 194.0]
    sheet = Sheet().text(63, 141, "Urusan Pendidikan", size=9)
    for y in ys:
        sheet.rule(60, y, 400, y)
    for x in XS[1:-1]:
        sheet.rule(x, 100, x, 130).rule(x, 146, x, 194)
    for top, row in zip((100, 146, 170), ROWS, strict=True):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 3, top + 12, text, size=9)
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == [ROWS[0], ["Urusan Pendidikan"], *ROWS[1:]]


def test_a_table_cut_by_the_page_keeps_columns_without_a_last_rule(read):
    """The first columns go on overleaf, so their last rule is missing here."""
    sheet = Sheet().table(XS, YS, ROWS)
    sheet.marks = [mark for mark in sheet.marks if f"60.0 {842 - 190:.2f} m" not in mark]
    sheet.rule(260, 190, 400, 190)
    (grid,) = read(sheet)[0].grids
    assert texts(grid) == ROWS


def test_rows_without_rules_between_them_stay_lines_of_one_cell(read):
    rows = [["Uraian", "2022", "2023"], ["Satu\nDua", "1\n2", "3\n4"]]
    (grid,) = read(Sheet().table([60, 200, 260, 320], [100, 120, 160], rows, row_rules=False))[0].grids
    assert [[line.text for line in cell.lines] for cell in grid.cells[3:]] == [["Satu", "Dua"], ["1", "2"], ["3", "4"]]


BORDERLESS = [
    ["Kecamatan", "2021", "2022", "2023"],
    ["Sukamaju Timur", "12,10", "13,25", "14,00"],
    ["Sukamaju Barat", "-", "9,75", "10,20"],
    ["Mekarjaya", "101,00", "99,50", "1.023,75"],
    ["Jumlah", "113,10", "122,50", "1.047,95"],
]


def _borderless() -> Sheet:
    sheet = Sheet().text(60, 80, "Tabel 7 Kepadatan Penduduk")
    for number, row in enumerate(BORDERLESS):
        for x, text in zip((60, 220, 300, 380), row, strict=True):
            sheet.text(x, 110 + number * 15, text)
    return sheet


def test_a_table_without_rules_is_found_by_its_columns(read):
    (page,) = read(_borderless())
    (grid,) = page.grids
    assert not grid.ruled
    assert texts(grid) == BORDERLESS
    assert grid.above == ("Tabel 7 Kepadatan Penduduk",)
    assert [p.text for p in page.paragraphs] == ["Tabel 7 Kepadatan Penduduk"]


def test_running_text_lists_and_contents_make_no_table(read):
    sheet = Sheet()
    for number in range(8):
        sheet.text(60, 100 + number * 14, "Pada tahun 2023 terdapat 12 dari 20 sasaran (60 persen) yang")
    for number in range(6):
        sheet.text(60, 260 + number * 14, f"{number + 1}.").text(80, 260 + number * 14, "Meningkatnya mutu layanan")
    for number in range(6):
        sheet.text(60, 400 + number * 14, f"1.{number}").text(90, 400 + number * 14, "Latar Belakang " + "." * 60)
        sheet.text(400, 400 + number * 14, str(number + 3))
    assert read(sheet)[0].grids == ()


def test_inner_rules_left_out_of_a_block(read):
    """One label cell drawn over a block of rows and columns, whose last column alone has the rules of the rows."""
    xs, ys = [60.0, 260.0, 310.0, 360.0], [100.0, 120.0, 134.0, 148.0, 162.0]
    sheet = Sheet()
    for x in (60, 360):
        sheet.rule(x, 100, x, 162)
    sheet.rule(260, 100, 260, 120).rule(310, 100, 310, 162)
    for y in (100, 120, 162):
        sheet.rule(60, y, 360, y)
    for y in ys[2:4]:
        sheet.rule(310, y, 360, y)
    rows = [
        ["Uraian", "2022", "2023"],
        ["Cedera ......................", "1,9", ""],
        ["Sakit", "4,5", ""],
        ["Kronis", "5,1", ""],
    ]
    for top, row in zip(ys, rows, strict=False):
        for x, text in zip(xs[:3], row, strict=True):
            if text:
                sheet.text(x + 3, top + 11, text, size=9)
    (grid,) = read(sheet)[0].grids
    assert [row[:2] for row in texts(grid)] == [
        ["Uraian", "2022"],
        ["Cedera", "1,9"],
        ["Sakit", "4,5"],
        ["Kronis", "5,1"],
    ]


def test_borders_round_text_are_no_tables(read):
    sheet = Sheet().rule(40, 40, 555, 40).rule(40, 800, 555, 800).rule(40, 40, 40, 800).rule(555, 40, 555, 800)
    sheet.text(60, 100, "Isi laporan di dalam bingkai halaman.").table(
        [60, 200, 330, 400], [200, 230], [["Catatan", "", ""]]
    )
    (page,) = read(sheet)
    assert page.grids == ()
    assert [p.text for p in page.paragraphs] == ["Isi laporan di dalam bingkai halaman.", "Catatan"]


def test_words_part_by_gap_where_no_blank_is_drawn(read):
    sheet = (
        Sheet()
        .text(60, 100, "Angka")
        .text(90.3, 100, "Harapan")
        .text(60, 160, "Besar", size=60)
        .text(230, 160, "Kata", size=60)
    )
    sheet.text(60, 190, "T").text(67, 190, "epat")
    assert [p.text for p in read(sheet)[0].paragraphs] == ["Angka Harapan", "Besar Kata", "Tepat"]


def test_paragraphs_join_their_lines_and_know_each_place(read):
    sheet = Sheet().text(60, 90, "BAB III AKUNTABILITAS KINERJA", size=14, bold=True)
    sheet.text(60, 120, "Capaian kinerja tahun ini dinilai baik karena").text(60, 134, "sasaran tercapai 97 persen.")
    sheet.text(60, 180, "Paragraf lain.")
    heading, body, other = read(sheet)[0].paragraphs
    assert heading.is_heading
    assert not body.is_heading
    assert body.text == "Capaian kinerja tahun ini dinilai baik karena sasaran tercapai 97 persen."
    offset, box = body.line_boxes[1]
    assert body.text[offset:].startswith("sasaran")
    assert box[1] < 134 < box[3]
    assert (other.locator, other.text) == ("p1/b3", "Paragraf lain.")


def test_running_headers_footers_and_page_numbers_stay_out_of_paragraphs(read):
    sheets = [
        Sheet()
        .text(60, 40, "LKjIP Kota Sukamaju 2023", size=8)
        .text(60, 200, f"Isi halaman {word} saja.")
        .text(290, 820, str(number), size=8)
        for number, word in enumerate(("pertama", "kedua", "ketiga"), start=11)
    ]
    pages = read(*sheets)
    assert [[p.text for p in page.paragraphs] for page in pages] == [
        ["Isi halaman pertama saja."],
        ["Isi halaman kedua saja."],
        ["Isi halaman ketiga saja."],
    ]


def test_several_processes_give_the_same_pages_in_order(tmp_path):
    sheets = [Sheet().text(60, 40, "Laporan").text(60, 80, f"Halaman ke-{n}").table(XS, YS, ROWS) for n in range(30)]
    path = save(tmp_path / "panjang.pdf", *sheets)
    alone = list(read_pages(path))
    together = list(read_pages(path, processes=2, settings=PdfSettings(parallel_from=1)))
    assert [page.number for page in alone] == list(range(1, 31))
    assert together == alone


def test_pages_beyond_the_number_that_the_file_says_are_read_too(tmp_path):
    """One reader believes the number in the file, the other walks the pages."""
    path = save(tmp_path / "tiga.pdf", *(Sheet().text(60, 100, f"Isi halaman ke-{n}") for n in (1, 2, 3)))
    path.write_bytes(path.read_bytes().replace(b"/Count 3", b"/Count 1"))
    pages = list(read_pages(path))
    assert [page.paragraphs[0].text for page in pages] == ["Isi halaman ke-1", "Isi halaman ke-2", "Isi halaman ke-3"]
    assert [[problem.what for problem in page.problems] for page in pages] == [
        [],
        ["halaman dibaca dengan pembaca cadangan"],
        ["halaman dibaca dengan pembaca cadangan"],
    ]
    assert count_pages(path) == 3


def test_chosen_pages_alone(tmp_path):
    path = save(tmp_path / "tiga.pdf", *(Sheet().text(60, 100, f"Isi {n}") for n in (1, 2, 3)))
    assert [(p.number, p.paragraphs[0].text) for p in read_pages(path, pages=[3, 1, 9])] == [(3, "Isi 3"), (1, "Isi 1")]
    assert count_pages(path) == 3


def test_words_stand_where_the_picture_shows_them(tmp_path):
    path = save(
        tmp_path / "kata.pdf", Sheet(rotate=90, crop=(20, 30, 580, 800)).text(100, 200, "Hitam 42,5", bold=True)
    )
    picture = render_page(path, 1, scale=2)
    words = page_words(path, 1)
    assert [(word.text, word.size, word.bold) for word in words] == [("Hitam", 10, True), ("42,5", 10, True)]
    for word in words:
        x0, top, x1, bottom = (round(2 * edge) for edge in word.box)
        assert picture.crop((x0, top, x1, bottom)).convert("L").getextrema()[0] < 60
    picture.paste((255, 255, 255), tuple(round(2 * edge) for edge in (*words[0].box[:2], *words[1].box[2:])))
    assert picture.convert("L").getextrema()[0] > 200


def test_a_page_without_text_says_what_covers_it(read):
    sheet = Sheet().text(60, 100, "12")
    sheet.marks.append("q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
    (page,) = read(sheet)
    (problem,) = page.problems
    assert problem.what == "halaman tanpa teks yang dapat dibaca"
    assert problem.why == "hasil pindai: gambar menutupi 70% halaman, teks 2 huruf"


def test_empty_missing_damaged_and_too_long_files_say_so(tmp_path):
    empty, broken = tmp_path / "kosong.pdf", tmp_path / "rusak.pdf"
    empty.write_bytes(b"")
    broken.write_bytes(b"%PDF-1.7\nbukan apa-apa")
    long = save(tmp_path / "panjang.pdf", Sheet(), Sheet(), Sheet())
    with pytest.raises(EmptyFile):
        read_pages(empty)
    with pytest.raises(Damaged):
        read_pages(broken)
    with pytest.raises(FileMissing):
        read_pages(tmp_path / "tiada.pdf")
    with pytest.raises(TooManyPages):
        read_pages(long, settings=PdfSettings(most_pages=2))


def test_a_locked_file_says_so(tmp_path):
    with pytest.raises(PasswordProtected):
        read_pages(save(tmp_path / "terkunci.pdf", Sheet().text(60, 100, "rahasia"), trailer=LOCKED))


def test_letters_that_the_font_does_not_name_are_reported_not_read(read):
    sheet = Sheet()
    sheet.marks = [f"BT /F9 10 Tf 1 0 0 1 60 700 Tm <{'00410003001200340056' * 8}> Tj ET"]
    (page,) = read(sheet)
    assert (page.grids, page.paragraphs) == ((), ())
    assert [(problem.what, "perlu OCR" in problem.why) for problem in page.problems] == [
        ("halaman tanpa teks yang dapat dibaca", True)
    ]


def test_a_table_over_pages_keeps_every_row_and_its_page(read):
    names = [f"Indikator {number}" for number in range(6)]
    bodies = [[ROWS[0], *([str(at), names[at], "1", "2"] for at in (first, first + 1))] for first in (0, 2, 4)]
    pages = read(*(Sheet().table(XS, YS, rows) for rows in bodies))
    assert [texts(page.grids[0]) for page in pages] == bodies
    assert [{cell.page for cell in page.grids[0].cells} for page in pages] == [{1}, {2}, {3}]


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (["/X1 Do"] * 600, "garis"),
        (["0 0 m " + " ".join(f"{x % 500} {x} l" for x in range(600)) + " S"], "garis"),
        ([f"{x} 0 m {x} 500 l S" for x in range(200)], "garis"),
        ([f"BT /F1 9 Tf 1 0 0 1 60 {y} Tm (angka 12,5) Tj ET" for y in range(0, 800, 20)], "huruf"),
    ],
    ids=["forms that draw nothing", "one endless path", "rules", "letters"],
)
def test_a_page_with_too_much_on_it_is_read_in_part_and_says_so(tmp_path, marks, reason):
    sheet = Sheet(form=["n"], marks=marks)
    settings = PdfSettings(most_edges=100, most_characters=200)
    (page,) = read_pages(save(tmp_path / "penuh.pdf", sheet), settings=settings)
    assert page.problems[0].what == "halaman dibaca sebagian"
    assert reason in page.problems[0].why


def test_a_setting_that_makes_no_sense_is_named():
    with pytest.raises(ValueError, match="snap must be above 0, not -1"):
        PdfSettings(snap=-1)


def test_columns_of_close_numbers_stay_apart(read):
    """Numbers half a letter apart are two columns; words as far apart are one text."""
    sheet = Sheet()
    for number, name in enumerate(("Pulau Kecil Timur", "Pulau Besar", "Pulau Tengah", "Jumlah Semua")):
        top = 100 + number * 14
        sheet.text(60, top, name).text(200, top, f"1{number},34{number}").text(236, top, f"2{number},777")
        sheet.text(272, top, f"3{number},001")
    (grid,) = read(sheet)[0].grids
    assert texts(grid)[0] == ["Pulau Kecil Timur", "10,340", "20,777", "30,001"]


@pytest.mark.parametrize(("first", "second"), [(316, 436), (300, 420)], ids=["centred", "at the left"])
def test_a_group_header_without_rules_stands_over_all_its_columns(read, first, second):
    """Read as the header of the nearest column alone it gave its year to one value and the caption's to the other."""
    sheet = Sheet()
    sheet.text(60, 100, "No").text(90, 100, "Indikator").text(first, 100, "Tahun 2023").text(second, 100, "Tahun 2024")
    for x, word in zip((300, 360, 420, 480), ("Target", "Realisasi", "Target", "Realisasi"), strict=True):
        sheet.text(x, 116, word)
    for at, name in enumerate(("Arsip tertata", "Taman kota", "Indeks layanan", "Angka melek huruf")):
        sheet.text(60, 132 + 16 * at, str(at + 1)).text(90, 132 + 16 * at, name)
        for x, number in zip((300, 360, 420, 480), ("60,1", "58,2", "65,3", "66,5"), strict=True):
            sheet.text(x, 132 + 16 * at, number)
    (grid,) = read(sheet)[0].grids
    spans = {cell.text: (cell.col, cell.col_span) for cell in grid.cells if cell.row == 0 and cell.text}
    assert spans == {"No": (0, 1), "Indikator": (1, 1), "Tahun 2023": (2, 2), "Tahun 2024": (4, 2)}
