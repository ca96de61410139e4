"""A file read range by range, as a worker does that may stop in between, gives what reading it at once gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_drawing import Sheet, save

from annotations.samples import sample_reports
from extractor import page_ranges, read_range, read_ready_pages, read_report

SAMPLES = {sample.name: sample.path for sample in sample_reports()}


@pytest.mark.parametrize("name", ["lkjip-2024-cetak", "rb-2024"])
def test_ranges_give_what_the_whole_file_gives(name: str) -> None:
    path = SAMPLES[name]
    ranges = page_ranges(path, length=6)
    pages = [page for pages in ranges for page in read_range(path, pages)]
    count = None if ranges == [None] else len(pages)
    assert count in (None, 19)
    assert read_ready_pages(pages, name=path.name, count=count) == read_report(path)


def test_ranges_hold_each_page_once(tmp_path: Path) -> None:
    path = save(tmp_path / "laporan.pdf", *(Sheet() for _ in range(7)))
    assert page_ranges(path, length=3) == [range(1, 4), range(4, 7), range(7, 8)]
    assert page_ranges(path) == [range(1, 8)]
