"""Public test files of other PDF readers in ../shared/cases: one known fact each.

Each has a look-alike of ours in ``test_pdf_pages.py`` that always runs; the docstring names it.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.errors import EmptyFile, PasswordProtected
from extractor.facts import Grid, PageContent
from extractor.pdf import read_pages

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not there")


def pages(name: str) -> list[PageContent]:
    (path,) = CASES.glob(f"{name}*.pdf")
    return list(read_pages(path))


def rows(grid: Grid) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        found[cell.row].append(" ".join(line.text for line in cell.lines))
    return found


def row_of(grid: Grid, name: str) -> list[str]:
    (found,) = [row for row in rows(grid) if (row and row[0] == name) or (len(row) > 1 and row[1] == name)]
    return found


def column(grid: Grid, col: int) -> list[str]:
    return [cell.text for cell in grid.cells if cell.col == col and cell.row_span == 1 and cell.col_span == 1]


def test_fake_bold_drawn_twice():
    """Look-alike: bold drawn twice is read once and double letters stay."""
    texts = [paragraph.text for paragraph in pages("pdf-01")[0].paragraphs]
    assert texts[3] == "BOLD TEXT SAMPLE"
    assert texts[1] == "Normal text: Hello World"
    assert "'BBOOLLDD'" in texts[-1]


def test_rotated_column_headers():
    """Look-alike: rotated headers are read upwards and marked."""
    (page,) = pages("pdf-04")
    (grid,) = page.grids
    header = {(cell.row, cell.col): cell for cell in grid.cells if cell.row < 2}
    assert header[0, 2].text.split() == ["Projected", "Population", "for", "2012-13", "(In", "lakhs)"]
    assert header[0, 2].sideways
    assert (header[0, 6].col_span, header[1, 6].text, header[1, 7].text, header[1, 8].text) == (
        3,
        "Kharif",
        "Rabi",
        "Total",
    )
    assert row_of(grid, "Balasore")[2:] == ["23.65", "20.81", "3.04", "3.47", "2.78", "0.86", "3.64", "0.17", "0.25"]
    body = [row for row in rows(grid)[2:] if row[0] != "ODISHA"]
    assert len(body) == 30
    sums = [sum(Decimal(row[at]) for row in body) for at in range(2, 11)]
    assert [str(total) for total in sums] == row_of(grid, "ODISHA")[1:]


def test_a_turned_page_equals_its_upright_twin():
    """Look-alike: a table drawn sideways reads like the upright one."""
    (turned,), (upright,) = pages("pdf-06")[0].grids, pages("pdf-07")[0].grids
    assert rows(turned) == rows(upright)
    assert "Alabama" in rows(turned)[3][0]


def test_merged_header_over_two_rows():
    """Look-alike: a merged cell stands once with its span."""
    (grid,) = pages("pdf-11")[0].grids
    spans = {cell.text: (cell.row, cell.col, cell.col_span) for cell in grid.cells if cell.row < 3}
    assert spans["Accidental Deaths"] == (1, 3, 2)
    assert spans["Suicides"] == (1, 5, 2)
    assert [cell.text for cell in grid.cells if cell.row == 2] == ["Incidence", "Rate", "Incidence", "Rate"]
    assert row_of(grid, "1967")[2:5] == ["4999", "126762", "25.4"]


def test_groups_over_rows():
    """Look-alike: a merged cell stands once with its span."""
    (grid,) = pages("pdf-12")[0].grids
    (kaiser,) = [cell for cell in grid.cells if cell.text == "50,415"]
    over = [cell.text for cell in grid.cells if cell.row <= kaiser.row < cell.row + cell.row_span and cell.col < 3]
    assert sorted(over) == ["GMC", "Kaiser", "San Diego"]
    assert row_of(grid, "Total GMC Enrollment")[-1] == "1,091,255"


def test_blocks_with_leaders_and_without_inner_rules():
    """Look-alike: inner rules left out of a block."""
    (grid,) = pages("pdf-13")[0].grids
    assert row_of(grid, "Any Injury")[:3] == ["Any Injury", "1.9", "2.1"]
    assert row_of(grid, "Children (6-59 months) having anaemia")[1:] == ["68.5", "71.9", "", ""]
    assert any("Haemoglobin Level¹⁴" in row[0] for row in rows(grid))


def test_stacked_values_keep_their_lines():
    """Look-alike: lines in one cell keep their vertical places."""
    (grid,) = pages("pdf-14")[0].grids
    years, values = [cell for cell in grid.cells if cell.row == 3][:2]
    stacked = {a.text: b.text for a, b in zip(years.lines, values.lines, strict=True)}
    assert stacked == {"FY2013": "7,723,293", "FY2014": "7,793,704"}
    assert all(abs(a.box[3] - b.box[3]) < 2 for a, b in zip(years.lines, values.lines, strict=True))


def test_an_open_frame_keeps_its_outer_columns():
    """Look-alike: missing side rules do not lose the outer columns."""
    grid = pages("pdf-15")[0].grids[0]
    assert grid.n_cols == 6
    assert row_of(grid, "COTTON") == ["COTTON", "1.393,4", "886,7", "894,9", "(35,8)", "(498,5)"]
    assert row_of(grid, "RYE")[-2:] == ["-", "-"]
    assert "(In 1000 ha)" in grid.above


def test_a_raised_footnote_mark_is_no_digit():
    """Look-alike: raised footnote marks are no digits."""
    (grid,) = pages("pdf-17")[0].grids
    assert row_of(grid, "Kerala")[:3] == ["Kerala", "29.03", "24.91²"]
    assert "(` Billion)" in grid.above


def test_a_table_without_rules():
    """Look-alike: a table without rules is found by its columns."""
    (grid,) = pages("pdf-21")[0].grids
    assert row_of(grid, "Arunachal Pradesh")[1:3] == ["-", "38.91"]
    assert row_of(grid, "Andaman and Nicobar Islands")[1] == "105.19"


def test_a_table_over_pages_keeps_every_row():
    """Look-alike: a table over pages keeps every row and its page."""
    found = pages("pdf-23")
    every = [row for page in found for grid in page.grids for row in rows(grid)]
    amounts = [row for row in every if row[0] != "Last Name"]
    assert len(every) == 226
    numbers = [
        Decimal(row[-1].replace(",", "")) for row in amounts if "otal" not in row[0] and "Previous" not in row[0]
    ]
    assert sum(numbers[:218]) == Decimal("111840.00")
    assert {cell.page for page in found for grid in page.grids for cell in grid.cells} == {1, 2, 3, 4, 5}


def test_section_rows_span_the_table():
    """Look-alike: a merged cell stands once with its span."""
    grid = pages("pdf-28")[0].grids[0]
    sections = [cell.text for cell in grid.cells if cell.col_span == grid.n_cols]
    assert sections == ["Improved operation scenario", "Best practice scenario", "State-of-the-art scenario"]
    assert "1,427" in [row for row in rows(grid) if row[0] == "Server rooms"][1]


def test_letters_without_mapping_are_reported_not_read():
    """Look-alike: letters that the font does not name are reported, not read."""
    (page,) = pages("pdf-31")
    assert page.problems[0].what == "halaman tanpa teks yang dapat dibaca"
    assert (page.grids, page.paragraphs) == ((), ())


def test_a_scan_is_reported():
    """Look-alike: a page without text says what covers it."""
    (page,) = pages("pdf-38")
    assert "hasil pindai" in page.problems[0].why


def test_columns_of_close_numbers_without_rules():
    """Look-alike: columns of close numbers stay apart."""
    grid = pages("icdar-us-018")[0].grids[0]
    assert row_of(grid, "United States")[1:4] == ["2,753,438", "2,799,250", "2,815,544"]
    assert len(row_of(grid, "Maine")) == 11


@pytest.mark.parametrize(
    ("name", "error"), [("pdf-40", PasswordProtected), ("pdf-41", PasswordProtected), ("pdf-42", EmptyFile)]
)
def test_files_that_cannot_be_opened_say_why(name, error):
    """Look-alikes: a locked file says so; empty, missing, damaged and too long files say so."""
    with pytest.raises(error):
        pages(name)


def test_every_case_marked_first_or_second_is_asserted_here():
    with (CASES / "index.csv").open(encoding="utf-8") as index:
        marked = [row["file"] for row in csv.DictReader(index) if row["top15"] in {"1", "2"}]
    asserted = Path(__file__).read_text(encoding="utf-8")
    numbers = [re.match(r"(?:pdf-\d+|[^.]+)", Path(name).name) for name in marked if name.endswith(".pdf")]
    assert len(numbers) >= 10
    assert [found.group() for found in numbers if found and f'"{found.group()}' not in asserted] == []
