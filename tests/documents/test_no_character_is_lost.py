"""Every character that PDFium finds reaches the page: a number lost on the way is the worst fault there is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from annotations.samples import sample_reports
from extractor.pdf._pdfium import opened, raw_page
from extractor.pdf._settings import PdfSettings

LINE_END_HYPHENS = {"\x02", "\ufffe"}
"""PDFium's own marks; they are read as hyphens."""


def printed(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.strip() and letter not in LINE_END_HYPHENS)


@pytest.mark.parametrize("path", [r.path for r in sample_reports() if r.path.suffix == ".pdf"], ids=lambda p: p.stem)
def test_short_lines_between_generated_line_ends_are_kept(path: Path):
    """Line ends that PDFium makes up belong to no text object; once, all between two of them was dropped."""
    with opened(path) as document:
        for index in range(len(document)):
            read = printed("".join(map(chr, raw_page(document, index + 1, PdfSettings()).characters.code.tolist())))
            said = printed(document[index].get_textpage().get_text_range())
            assert said - read == Counter(), f"page {index + 1}"


def test_the_measure_itself_sees_a_lost_number():
    assert printed("340.000\r\n0") - printed("340.000") == Counter({"0": 1})
