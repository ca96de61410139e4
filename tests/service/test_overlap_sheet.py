from __future__ import annotations

import openpyxl
import pytest
from prefill_world import REGION, add_document, add_proposal, new_session

from store.overlap import overlap_report, write_xlsx


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def test_each_contradiction_stands_with_both_values_and_places(session, tmp_path):
    add_proposal(session, add_document(session, "LPPD", 2024), "makro.ipm", "71.93", page=37)
    add_proposal(session, add_document(session, "LKPJ", 2024), "makro.ipm", "73.91", page=12)
    write_xlsx(overlap_report(session, REGION), tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    rows = list(book["Kontradiksi"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], *row[5:]) for row in rows] == [
        ("makro.ipm", 71.93, "LPPD 2024 hlm. 37", 73.91, "LKPJ 2024 hlm. 12", 1.98, 2.8, "dua digit tertukar")
    ]


def test_figures_of_the_summary_are_those_of_the_report(session, tmp_path):
    report = overlap_report(session)
    write_xlsx(report, tmp_path / "o.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Ringkasan"]
    summary = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert summary["Semua permintaan"][:4] == (524, 448, 1050, 526)
    assert summary["Isian ulang"][0] == 0
    assert report.messages[0] in summary
    assert report.seconds.assumption in summary
