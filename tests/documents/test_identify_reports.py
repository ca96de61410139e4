"""Real reports are told by their first pages, also under a name that says nothing."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

import pytest

from extractor.facts import PageContent
from extractor.identify import identify

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
CODES = {"LKjIP": "LKJIP", "Renstra": "RENSTRA", "IKU": "IKU"}


def first_pages(path: Path) -> list[PageContent]:
    if path.suffix == ".docx":
        from extractor.word import read_word

        return [read_word(path)]
    from extractor.pdf import read_pages

    return list(islice(read_pages(path), 12))


def rows() -> list[dict[str, str]]:
    if not REPORTS.is_dir():
        return []
    with (REPORTS / "index.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared/reports is not here")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_kind_year_and_government_of_a_real_report(row: dict[str, str]) -> None:
    government, _, office = row["government"].partition(" - ")
    region = government.replace("Pemprov", "Provinsi").replace("Kab.", "Kabupaten")
    found = identify(first_pages(REPORTS / row["file"]), "dokumen")
    assert found.report == CODES[row["kind"].split()[0]]
    assert found.year == int(row["year"][:4])
    assert found.region == region
    assert found.unit is not None
    if " " in office:
        assert found.unit == office
    assert set(found.evidence) == {"report", "year", "region", "unit"}
