"""What cannot be read is refused with one sentence before anything of it is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.samples import sample_reports
from extractor import read_report, refuse_unreadable
from extractor.errors import Damaged, EmptyFile, FileMissing, TooManyPages, UnreadableFile, WrongType, YearInFuture
from extractor.settings import ReadLimits


def a_pdf() -> Path:
    return next(report.path for report in sample_reports() if report.path.suffix == ".pdf")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"just a note", WrongType),
        (b"%PDF-1.7\nnothing of a PDF follows", Damaged),
    ],
)
def test_each_kind_of_unreadable_file_has_its_sentence(tmp_path: Path, content: bytes, error: type[UnreadableFile]):
    path = tmp_path / "laporan.pdf"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        refuse_unreadable(path)
    for language in ("id", "en"):
        sentence = caught.value.sentence(language)
        assert sentence.count("laporan.pdf") == 1
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_a_missing_file_and_too_many_pages_are_told(tmp_path: Path):
    with pytest.raises(FileMissing):
        refuse_unreadable(tmp_path / "tidak-ada.pdf")
    with pytest.raises(TooManyPages):
        refuse_unreadable(a_pdf(), ReadLimits(max_pages=2))


def test_a_year_that_has_not_come_is_refused():
    with pytest.raises(YearInFuture):
        read_report(a_pdf(), year=2999)
