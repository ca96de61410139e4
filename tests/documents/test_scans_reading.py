"""Scanned pages become the same facts as digital ones, flagged; what cannot be read is told."""

from __future__ import annotations

import shutil
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from pdf_drawing import Sheet, save
from scan_drawing import DPI, Expecting, scan

from extractor.errors import NoText, ScanNeedsOcr
from extractor.facts import UNREAD_INK, Flag, Status
from extractor.pdf import read_pages
from extractor.pdf.seen import SeenLine, SeenPage
from extractor.reading import read_report
from extractor.scans import NEEDS_ENGINE, _engine, look_again
from extractor.scans._page import page_in_picture
from extractor.tables import Context, read_tables

XS, YS = [30, 60, 240, 310, 380], [80, 104, 128, 152]
ROWS = [
    ["No", "Indikator Kinerja", "Target 2024", "Realisasi 2024"],
    ["1", "Angka Harapan Hidup", "74,50", "74,81"],
    ["2", "Persentase Jalan Mantap", "90,25", "88,07"],
]
NARROW = [
    "Laporan Kinerja Instansi Pemerintah Kota Lembayung tahun 2024 memuat target dan realisasi",
    "indikator kinerja utama yang ditetapkan dalam perjanjian kinerja perangkat daerah.",
]

needs_rapidocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="needs the ocr extra")


def small_report(path: Path) -> Path:
    sheet = Sheet(width=420, height=240)
    sheet.text(30, 40, "Laporan Kinerja Kota Lembayung Tahun 2024", size=11)
    sheet.text(30, 66, "Tabel 1 Capaian Kinerja Tahun 2024", size=10)
    sheet.table(XS, YS, ROWS)
    return save(path, sheet)


def pixels(*box: float) -> tuple[float, ...]:
    return tuple(edge * DPI / 72 for edge in box)


@pytest.fixture
def engine(monkeypatch):
    """Chooses the engine that scans are read with; ``None`` for a machine without any."""

    def choose(chosen):
        monkeypatch.setattr(_engine, "chosen_engine", lambda: chosen)

    return choose


@needs_rapidocr
@pytest.mark.parametrize(("skew", "turn"), [(1.2, 0), (-0.8, 90)])
def test_a_skewed_or_turned_scan_reads_like_the_file_it_was_printed_from(tmp_path, skew, turn):
    source = small_report(tmp_path / "asli.pdf")
    scanned = scan(source, tmp_path / "pindai.pdf", skew=skew, turn=turn, noise=10)
    (digital,), (page,) = list(read_pages(source)), list(read_pages(scanned, look=look_again))
    (grid,), (original,) = page.grids, digital.grids
    assert [cell.text for cell in grid.cells] == [cell.text for cell in original.cells]
    assert all(line.ocr for cell in grid.cells for line in cell.lines)
    assert all(paragraph.ocr for paragraph in page.paragraphs)
    assert page.problems[0].what == "halaman dibaca dengan OCR"
    assert "hasil pindai: gambar menutupi" in page.problems[0].why
    assert f"{abs(skew):.1f} derajat".replace(".", ",") in page.problems[0].why
    (table,) = read_tables([page], Context(report="LKJIP", year=2024))
    assert [(reading.indicator, reading.value) for reading in table.readings] == [
        ("Angka Harapan Hidup", Decimal("74.50")),
        ("Angka Harapan Hidup", Decimal("74.81")),
        ("Persentase Jalan Mantap", Decimal("90.25")),
        ("Persentase Jalan Mantap", Decimal("88.07")),
    ]
    assert all(Flag.OCR in reading.flags for reading in table.readings)
    if turn == 0:  # boxes stand on the page as displayed, askew as it is
        for cell, before in zip(grid.cells, original.cells, strict=True):
            assert cell.box == pytest.approx(before.box, abs=6)
    else:
        assert (page.width, page.height) == pytest.approx((240, 420), abs=1)
        value = next(cell for cell in grid.cells if cell.text == "74,81")
        assert value.box == pytest.approx((104, 40, 128, 110), abs=6)


def test_texts_that_the_engine_joined_are_parted_at_the_rules(tmp_path, engine):
    scanned = scan(small_report(tmp_path / "asli.pdf"), tmp_path / "pindai.pdf")
    fake = Expecting([pixels(243, 106, 372, 122)], [("74,50 74,81", 0.9), ("74,50", 0.99), ("74,81", 0.99)])
    seen = page_in_picture(scanned, 1, "hasil pindai", fake)
    assert [(line.text, round(line.box[0] / 10)) for line in seen.lines[:2]] == [("74,50", 24), ("74,81", 31)]


def test_ink_in_a_cell_that_nothing_was_found_at_is_read_or_illegible(tmp_path, engine):
    """A cell with ink is never taken for an empty one."""
    sheet = Sheet(width=420, height=240)
    rows = [ROWS[0], ["1", "Angka Harapan Hidup", "", "74,81"], ["2", "Persentase Jalan Mantap", "-", "88,07"]]
    sheet.table(XS, YS, rows)
    scanned = scan(save(tmp_path / "asli.pdf", sheet), tmp_path / "pindai.pdf")
    words = {(33, 94): "No", (63, 94): "Indikator Kinerja", (243, 94): "Target 2024", (313, 94): "Realisasi 2024"}
    words |= {(33, 118): "1", (63, 118): "Angka Harapan Hidup", (313, 118): "74,81"}
    words |= {(33, 142): "2", (63, 142): "Persentase Jalan Mantap"}
    found = [pixels(x - 1, y - 9, x + 5 + 4.2 * len(text), y + 3) for (x, y), text in words.items()]
    texts = [(text, 0.99) for text in words.values()]
    # Six lines are read once to tell the way up; then all, and the ink of the dash, taken for a 1, and of 88,07.
    engine(Expecting(found, [("atas", 0.99)] * 6 + texts + [("1", 0.9), ("8?", 0.2)]))
    (page,) = read_pages(scanned, look=look_again)
    rows_read = [[cell.text for cell in page.grids[0].cells if cell.row == row] for row in (1, 2)]
    assert rows_read[0] == ["1", "Angka Harapan Hidup", "", "74,81"]
    assert rows_read[1] == ["2", "Persentase Jalan Mantap", "-", UNREAD_INK]
    assert "1 bagian tercetak tidak terbaca" in [problem.what for problem in page.problems]
    engine(Expecting(found, [("atas", 0.99)] * 6 + texts + [("1", 0.9), ("8?", 0.2)]))
    readings = read_report(scanned).readings
    told = {(r.indicator, r.kind.value): (r.status, r.value, Flag.OCR in r.flags) for r in readings}
    assert told["Persentase Jalan Mantap", "realisasi"] == (Status.ILLEGIBLE, None, True)
    assert told["Persentase Jalan Mantap", "target"] == (Status.MISSING, None, True)


def test_low_lines_beside_high_ones_are_no_raised_marks(tmp_path):
    """A found box may be lower than its neighbour's by chance; a number must not become a footnote mark."""
    scanned = scan(small_report(tmp_path / "asli.pdf"), tmp_path / "pindai.pdf")
    low, high = SeenLine(text="494.30", box=(100, 60, 130, 66)), SeenLine(text="R Leg", box=(60, 58, 95, 70))
    page = SeenPage(width=420, height=240, lines=(high, low, high), rules=(), show=lambda box: box)
    (read,) = read_pages(scanned, look=lambda *_: page)
    assert "494.30" in read.paragraphs[0].text


def test_a_page_scanned_upside_down_is_turned(tmp_path):
    """It is told by how surely the lines are read; what is found stands at its place on the page as displayed."""
    scanned = scan(small_report(tmp_path / "asli.pdf"), tmp_path / "pindai.pdf", turn=180)
    wide, top = 420 * DPI / 72, 240 * DPI / 72
    found = [(wide - x1, top - bottom, wide - x0, top - y0) for x0, y0, x1, bottom in [pixels(30, 30, 240, 44)]]
    fake = Expecting(found, [("eyolequuə7", 0.4), ("Laporan Kinerja", 0.97), ("Laporan Kinerja", 0.97)])
    seen = page_in_picture(scanned, 1, "hasil pindai", fake)
    assert "halaman diputar 180 derajat" in seen.problems[0].why
    (line,) = [line for line in seen.lines if line.text == "Laporan Kinerja"]
    assert line.box == pytest.approx((30, 31, 240, 43), abs=1)
    assert seen.show(line.box) == pytest.approx((180, 197, 390, 209), abs=1)
    assert np.array_equal(fake.crops[0], fake.crops[1][::-1, ::-1])


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_tesseract_reads_where_it_is_installed(tmp_path, engine):
    from extractor.scans._tesseract import Tesseract

    engine(Tesseract.with_best_language())
    scanned = scan(small_report(tmp_path / "asli.pdf"), tmp_path / "pindai.pdf", turn=270)
    (page,) = read_pages(scanned, look=look_again)
    assert [cell.text for cell in page.grids[0].cells if cell.row == 1] == ROWS[1]
    assert "dengan tesseract, halaman diputar 90 derajat" in page.problems[0].why


def test_without_an_engine_the_rest_is_read_and_the_scan_is_told(tmp_path, engine):
    engine(None)
    first = Sheet(width=420, height=240).text(30, 66, "Tabel 1 Capaian Kinerja Tahun 2024").table(XS, YS, ROWS)
    second = Sheet(width=420, height=240)
    second.marks.append("q 420 0 0 240 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
    read = read_report(save(tmp_path / "campur.pdf", first, second))
    assert len(read.readings) == 4
    assert (read.pages, read.pages_read) == (2, 1)
    (problem,) = [problem for problem in read.problems if problem.page == 2]
    assert problem.what == NEEDS_ENGINE
    assert problem.why.startswith("hasil pindai: gambar menutupi 100% halaman, teks 0 huruf. Pasang pembaca pindaian")
    with pytest.raises(ScanNeedsOcr, match=r"warisan\[ocr\]"):
        read_report(save(tmp_path / "pindai.pdf", second))


def test_a_scan_on_which_nothing_is_printed_has_no_text(tmp_path, engine):
    engine(Expecting())
    sheet = Sheet(width=420, height=240)
    sheet.marks.append("q 420 0 0 240 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
    with pytest.raises(NoText) as raised:
        read_report(save(tmp_path / "kosong.pdf", sheet))
    assert not isinstance(raised.value, ScanNeedsOcr)


def _with_picture(grey: str) -> Sheet:
    sheet = Sheet(width=420, height=240)
    sheet.marks.append(f"q 420 0 0 240 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID {grey} EI Q")
    return sheet.text(60, 232, "Ditandatangani secara elektronik", size=5)


def test_a_scan_with_a_typed_footer_is_a_scan(tmp_path, engine):
    """Electronic signatures put a line of text on pages that are nothing but a picture."""
    fake = Expecting([pixels(60, 100, 200, 112)], [("Isi surat yang dipindai", 0.99)] * 2)
    engine(fake)
    (page,) = read_pages(save(tmp_path / "surat.pdf", _with_picture("\xff")), look=look_again)
    assert [paragraph.text for paragraph in page.paragraphs] == ["Isi surat yang dipindai"]
    assert "gambar menutupi 100% halaman, teks hanya 0," in page.problems[0].why.replace(".", ",")


def test_a_cover_with_a_photograph_keeps_its_text(tmp_path, engine):
    engine(Expecting())
    (page,) = read_pages(save(tmp_path / "sampul.pdf", _with_picture("\x40")), look=look_again)
    assert [paragraph.text for paragraph in page.paragraphs] == ["Ditandatangani secara elektronik"]
    assert page.problems == ()


def test_letters_that_make_no_words_are_not_read(tmp_path, engine):
    """A font that names its letters wrongly: the page is printed right, and its text is nonsense."""
    engine(None)
    plain, shifted = Sheet(), Sheet()
    for number, line in enumerate(NARROW * 3):
        plain.text(60, 100 + 20 * number, line)
        shifted.text(60, 100 + 20 * number, "".join(_shifted(letter) for letter in line))
    right, wrong = read_pages(save(tmp_path / "fon.pdf", plain, shifted), look=look_again)
    assert right.problems == ()
    assert wrong.paragraphs == ()
    assert "hurufnya tidak membentuk kata" in wrong.problems[0].why


def _shifted(letter: str) -> str:
    return chr((ord(letter.lower()) - ord("a") + 3) % 26 + ord("a")) if letter.isalpha() else letter


def test_an_ocr_layer_under_a_scan_is_read_and_flagged(tmp_path):
    sheet = Sheet(width=420, height=240)
    sheet.marks.append("q 420 0 0 240 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
    sheet.text(30, 60, "Angka harapan hidup tercatat 74,81 tahun", mode=3)
    (page,) = read_pages(save(tmp_path / "lapis.pdf", sheet))
    assert [(paragraph.text, paragraph.ocr) for paragraph in page.paragraphs] == [
        ("Angka harapan hidup tercatat 74,81 tahun", True)
    ]


def test_tesseract_is_asked_once_for_all_lines(monkeypatch):
    from extractor.scans import _tesseract

    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "1\t1\t0\t0\t0\t0\t0\t0\t90\t40\t-1\t",
        "5\t1\t1\t1\t1\t1\t4\t6\t30\t20\t91.5\tIndeks",
        "5\t1\t1\t1\t1\t2\t40\t5\t30\t22\t80\tGini",
        "5\t2\t1\t1\t1\t1\t4\t6\t30\t20\t12\t0,3l2",
    ]
    asked: list[list[str]] = []

    def run(command: list[str]) -> str:
        asked.append(command)
        return "\n".join(rows)

    monkeypatch.setattr(_tesseract, "_run", run)
    crop = np.full((20, 60, 3), 255, np.uint8)
    tesseract = _tesseract.Tesseract(language="ind")
    assert tesseract.read([crop, crop, crop]) == [("Indeks Gini", 0.8), ("0,3l2", 0.12), ("", 0.0)]
    assert len(asked) == 1
    assert asked[0][3:7] == ["-l", "ind", "--psm", "7"]
    assert tesseract.find(crop)[0] == (4, 5, 70, 27)
