"""Public Word files, each of which once broke some reader: one fact each."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractor.errors import Damaged, PasswordProtected
from extractor.facts import PageContent
from extractor.sniff import FileKind, sniff
from extractor.word import read_word


@pytest.fixture
def case(shared: Path):
    def read_case(name: str) -> PageContent:
        path = shared / "cases" / f"docx-{name}.docx"
        assert sniff(path) is FileKind.WORD
        return read_word(path)

    return read_case


def texts(page: PageContent) -> list[str]:
    return [paragraph.text for paragraph in page.paragraphs]


def test_merged_grid(case) -> None:
    (grid,) = case("01-merged-grid").grids
    spans = {one.text: (one.row, one.col, one.row_span, one.col_span) for one in grid.cells}
    assert (grid.n_rows, grid.n_cols, len(spans)) == (5, 4, len(grid.cells))
    assert (spans["0-12"], spans["12-0"], spans["34-123"]) == ((0, 1, 1, 2), (1, 0, 2, 1), (3, 1, 2, 3))


def test_rows_that_start_late(case) -> None:
    *_, late, spanned = case("02-gridbefore-late-rows").grids
    assert [(one.text, one.row, one.col) for one in late.cells] == [
        ("Header 0.0", 0, 0),
        ("Header 0.1", 0, 1),
        ("Cell 1.1", 1, 1),
    ]
    assert all(one.row == 0 for one in spanned.cells if one.col == 0)


def test_nested_tables_are_read_once_and_name_their_cell(case) -> None:
    page = case("05-nested-table")
    (parent,) = [one for grid in page.grids for one in grid.cells if "A nested table" in one.text]
    inner = [grid for grid in page.grids if grid.cells[0].locator.startswith(parent.locator + "/")]
    assert [[one.text for one in grid.cells] for grid in inner] == [["A", "B", "C", "Cell 1", "Cell 2", "Cell 3"]]


def test_text_boxes(case) -> None:
    read = texts(case("06-textboxes"))
    assert read.count("Student falls ill") == 1
    assert sum("Suggested Reportable Symptoms" in text for text in read) == 1
    assert sum(map(len, read)) > 1500


def test_tracked_changes(case) -> None:
    read = " ".join(texts(case("08-tracked-changes-legal-number")))
    assert "(California Government Code Sections 65852.2 and 65852.22)" in read
    assert "(California Government Code Section 65852.2)" not in read


def test_tables_inside_content_controls(case) -> None:
    cells = [one.text for grid in case("10-table-inside-content-control").grids for one in grid.cells]
    assert [text for text in cells if text.startswith("Test")] == ["Test", "Test Subtitle", "Test User"]


def test_tick_boxes(case) -> None:
    page = case("12-checkboxes")
    cells = "\n".join(one.text for grid in page.grids for one in grid.cells)
    assert "☒ Orange juice\n☐ Tea\n☒ Coffee\n☐ Milk\n☒ Water" in cells
    assert [text[0] for text in texts(page) if "Design" in text or "Documentation" in text] == ["☒", "☐"]


def test_computed_numbers_are_what_each_paragraph_expects(case) -> None:
    for text in texts(case("13-auto-numbering")):
        number, _, expected = text.partition(" expect ")
        assert number.strip("().") == expected


def test_a_list_resumed_after_bullets(case) -> None:
    ordered = [text for text in texts(case("16-list-resumed")) if "ordered item" in text]
    assert ordered == ["1. First ordered item", "2. Second ordered item", "3. Third ordered item"]


def test_strict(case) -> None:
    assert texts(case("17-strict-ooxml")) == ["Some text"]


def test_fields(case) -> None:
    assert texts(case("22-fields")) == ["ANTONI", "16 June 2010"]


def test_a_footnote_in_a_table(case) -> None:
    page = case("24-footnote-in-table")
    (noted,) = [one for grid in page.grids for one in grid.cells if one.notes]
    assert (noted.text, noted.notes) == ("slove", ("snoska",))


def test_headers_and_footers_are_beside_the_body(case) -> None:
    page = case("25-headers-footers")
    assert texts(page) == ["Main document"]
    assert page.grids == ()
    assert "First header para" in page.margins


def test_external_entities_stay_empty(case) -> None:
    assert texts(case("27-xxe")) == ['Here should not be the POI web site: ""']


def test_runs_of_one_paragraph_are_one_text(case) -> None:
    assert texts(case("31-split-runs")).count("Multiple Runs in the Body") == 4


@pytest.mark.parametrize(("name", "error"), [("28-truncated", Damaged), ("30-password", PasswordProtected)])
def test_what_is_wrong_with_a_file_is_told(shared: Path, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        sniff(shared / "cases" / f"docx-{name}.docx")


def test_a_handbook_of_872_pages_reads_in_seconds(case) -> None:
    started = time.process_time()
    page = case("32-handbook-872p")
    assert len(page.paragraphs) > 4000
    assert time.process_time() - started < 10


def test_hostile_files_give_content_or_a_sentence(shared: Path) -> None:
    hostile = [*(shared / "hostile").glob("*.doc[xm]"), *(shared / "hostile" / "finds").glob("*.docx")]
    read = 0
    for path in hostile:
        try:
            sniff(path)
        except (Damaged, PasswordProtected):
            continue
        read_word(path)
        read += 1
    assert read >= 20
