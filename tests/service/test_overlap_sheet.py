from __future__ import annotations

import docx
import openpyxl
import pytest
from prefill_world import REGION, add_document, add_proposal, new_session

from store.overlap import overlap_report, write_brief, write_xlsx


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


def test_the_brief_tells_the_same_figures_and_their_assumption(session, tmp_path):
    add_proposal(session, add_document(session, "LPPD", 2024), "makro.ipm", "71.93", page=37)
    add_proposal(session, add_document(session, "LKPJ", 2024), "makro.ipm", "73.91", page=12)
    report = overlap_report(session, REGION)
    write_brief(report, tmp_path / "o.docx", "Kota Malang")
    document = docx.Document(tmp_path / "o.docx")
    told = "\n".join(line.text for line in document.paragraphs)
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    assert "524 indikator dalam 1.050 isian; 526 di antaranya (50%)" in told
    assert "1 dari 2 isian (50%) adalah isian ulang" in told
    assert report.seconds.assumption in told
    assert "71,93 - LPPD 2024 hlm. 37" in cells
    assert "73,91 - LKPJ 2024 hlm. 12" in cells


def test_a_brief_without_repeats_shows_no_empty_table(session, tmp_path):
    report = overlap_report(session)
    write_brief(report, tmp_path / "o.docx")
    document = docx.Document(tmp_path / "o.docx")
    assert report.messages[0] in [line.text for line in document.paragraphs]
    assert not any("bertentangan" in line.text for line in document.paragraphs if line.style.name.startswith("Heading"))
    assert len(document.tables) == 2
