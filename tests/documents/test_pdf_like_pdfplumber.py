"""pdfplumber's "lines" strategy is the reference for ruled tables: same shapes, same text apart from blanks."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from pdf_drawing import Sheet, save

from extractor.pdf import PdfSettings
from extractor.pdf._grids import build_grid
from extractor.pdf._page import cell_groups, fill_tables, ruled_cells
from extractor.pdf._pdfium import opened, raw_page
from extractor.pdf._visible import visible_characters

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
SETTINGS = PdfSettings()


def ours(path: Path, number: int) -> list[list[list[str]]]:
    with opened(path) as document:
        raw = raw_page(document, number, SETTINGS)
    chars = visible_characters(raw).characters
    drawn = ruled_cells(raw, SETTINGS)
    group, firsts = cell_groups(drawn, chars)
    tables, _ = fill_tables(drawn, firsts, chars, group)
    found = []
    for index, table in enumerate(tables, start=1):
        grid = build_grid(table, number, index)
        texts = [["" for _ in range(grid.n_cols)] for _ in range(grid.n_rows)]
        for cell in grid.cells:
            texts[cell.row][cell.col] = "".join(cell.text.split())
        found.append(texts)
    return found


def plumbed(path: Path, number: int) -> list[list[list[str]]]:
    with pdfplumber.open(path) as document:
        tables = document.pages[number - 1].extract_tables()
    return [[["".join((text or "").split()) for text in row] for row in table] for table in tables]


XS, YS = [50.0, 80.0, 200.0, 260.0, 330.0], [60.0, 90.0, 120.0, 160.0]
ROWS = [["No", "Uraian", "Target", "Hasil"], ["1", "Satu\nbaris dua", "1,5", "2"], ["2", "Dua", "", "-"]]


def _made() -> dict[str, Sheet]:
    short_rules = Sheet().table(XS, YS, ROWS)
    short_rules.marks = [m for m in short_rules.marks if "200 " not in m] + Sheet().rule(200, 90, 200, 160).marks
    pieces = Sheet()
    for y in YS:
        for x in range(50, 330, 10):
            pieces.rule(x, y + (x % 20) / 20, x + 9, y + (x % 20) / 20)
    for x in XS:
        for y in range(60, 160, 10):
            pieces.rule(x, y, x, y + 8)
    pieces.marks += [mark for mark in Sheet().table(XS, YS, ROWS).marks if " l S" not in mark]
    filled = Sheet()
    for x in XS:
        filled.fill(x - 1, 60, x + 1, 160)
    for y in YS:
        filled.fill(50, y - 1, 330, y + 1)
    filled.marks += [mark for mark in Sheet().table(XS, YS, ROWS).marks if " l S" not in mark]
    return {
        "plain": Sheet().table(XS, YS, ROWS),
        "no sides": Sheet().table(XS, YS, ROWS, sides=False),
        "no row rules": Sheet().table(XS, YS, ROWS, row_rules=False),
        "rule from the second row on": short_rules,
        "rules in shaky pieces": pieces,
        "thick filled rules": filled,
        "two tables": Sheet().table(XS, YS, ROWS).table([60, 150, 300], [300, 330, 360], [["a", "b"], ["c", "d"]]),
        "frame round a table": Sheet().rule(20, 20, 570, 20).rule(20, 800, 570, 800).rule(20, 20, 20, 800)
        .rule(570, 20, 570, 800).table(XS, YS, ROWS),
    }  # fmt: skip


@pytest.mark.parametrize("name", _made())
def test_tables_drawn_in_many_ways(tmp_path, name):
    path = save(tmp_path / "tabel.pdf", _made()[name])
    assert ours(path, 1) == plumbed(path, 1)
    assert name in {"no sides"} or plumbed(path, 1)[0]  # the reference found something to compare


SAMPLE = [
    ("bangkalan-kominfo-lakip2018.pdf", 41),
    ("banyuwangi-dinkes-renstra.pdf", 75),
    ("jabar-disperindag-lkip2016.pdf", 40),
    ("wonosobo-kominfo-lkjip2019.pdf", 21),
    ("jabar-inspektorat-lampiran1-iku.pdf", 2),
]


@pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared/reports is not there")
@pytest.mark.parametrize(("name", "number"), SAMPLE)
def test_pages_of_real_reports(name, number):
    assert ours(REPORTS / name, number) == plumbed(REPORTS / name, number)
    assert plumbed(REPORTS / name, number)
