from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from prefill_world import REGION, add_value, new_session

from extractor.errors import NothingToRoll, RollsBackward, WrongType
from extractor.facts import Source
from extractor.reading import read_report
from extractor.word import places_in
from store.prefill import Action, read_back, roll_forward
from store.prefill.redating import dated_spans
from store.prefill.word_edit import P, Print

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLES = Path(__file__).parents[2] / "annotations" / "samples" / "documents"
SHARED = Path(__file__).parents[3] / "shared" / "reports"


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def old_report(path: Path) -> Path:
    """A small performance report of 2024 with two years, an end target, a verdict and running text."""
    document = docx.Document()
    for line in ("LAPORAN KINERJA INSTANSI PEMERINTAH", "TAHUN 2024", "PEMERINTAH KOTA MALANG"):
        document.add_paragraph(line)
    document.add_heading("BAB III AKUNTABILITAS KINERJA TAHUN 2024", 1)
    document.add_paragraph("Pengukuran mengikuti Peraturan Nomor 53 Tahun 2014 dan RPJMD 2021-2026.")
    document.add_paragraph("Indeks Pembangunan Manusia (IPM) tahun 2024 sebesar 84,00 poin.")
    document.add_paragraph("Tabel 3.1 Perbandingan Capaian Kinerja Tahun 2023 dan 2024", style="Caption")
    rows = (
        (
            "No",
            "Indikator Kinerja",
            "Satuan",
            "Realisasi 2023",
            "Target 2024",
            "Realisasi 2024",
            "Capaian (%)",
            "Kriteria",
        ),
        ("1", "Indeks Pembangunan Manusia (IPM)", "Indeks", "83,40", "83,90", "84,00", "100,12", "Sangat Baik"),
        ("2", "Tingkat Pengangguran Terbuka (TPT)", "Persen", "6,80%", "6,50%", "6,10%", "106,15", "Sangat Baik"),
        ("3", "Jumlah taman tematik kota", "unit", "12", "14", "14", "100,00", "Baik"),
    )
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    bold = table.rows[1].cells[5].paragraphs[0].runs[0]
    bold.bold = True
    document.add_paragraph("Tabel 3.2 Anggaran Program Tahun 2024", style="Caption")
    plan = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip(
        (*plan.rows[0].cells, *plan.rows[1].cells), ("Program", "Catatan", "A", "Selesai"), strict=True
    ):
        cell.text = text
    document.save(path)
    return path


def grid(path, index):
    """Text of the cells, content controls included (python-docx leaves those out)."""
    rows = docx.Document(path).tables[index].rows
    return [["".join(text.text for text in cell._tc.iter(f"{W}t")) for cell in row.cells] for row in rows]


def shades(path, index):
    return [
        [None if (fill := cell._tc.find(f"{W}tcPr/{W}shd")) is None else fill.get(f"{W}fill") for cell in row.cells]
        for row in docx.Document(path).tables[index].rows
    ]


@pytest.fixture
def rolled(session, tmp_path):
    value = add_value(session, "makro.ipm", "84.75", year=2025)
    add_value(session, "makro.ipm", "84.20", year=2025, kind="target")
    report = roll_forward(session, old_report(tmp_path / "old.docx"), 2025, REGION, tmp_path / "new.docx")
    return report, tmp_path / "new.docx", value


def test_years_move_known_values_stand_in_and_the_rest_is_emptied(rolled):
    _, path, _ = rolled
    assert grid(path, 0) == [
        [
            "No",
            "Indikator Kinerja",
            "Satuan",
            "Realisasi 2024",
            "Target 2025",
            "Realisasi 2025",
            "Capaian (%)",
            "Kriteria",
        ],
        ["1", "Indeks Pembangunan Manusia (IPM)", "Indeks", "84,00", "84,20", "84,75", "100,65", "Sangat Baik"],
        ["2", "Tingkat Pengangguran Terbuka (TPT)", "Persen", "6,10%", "…%", "…%", "…", "Sangat Baik"],
        ["3", "Jumlah taman tematik kota", "unit", "14", "…", "…", "…", "Baik"],
    ]


def test_what_is_unknown_or_stale_is_coloured_and_what_is_known_is_not(rolled):
    _, path, _ = rolled
    coloured = [[shade is not None for shade in row] for row in shades(path, 0)]
    assert coloured[1] == [False] * 7 + [True]
    assert coloured[2] == [False] * 4 + [True] * 4


def test_titles_and_captions_move_but_laws_plans_and_sentences_stay(rolled):
    _, path, _ = rolled
    texts = [line.text for line in docx.Document(path).paragraphs]
    assert "TAHUN 2025" in texts
    assert "BAB III AKUNTABILITAS KINERJA TAHUN 2025" in texts
    assert "Tabel 3.1 Perbandingan Capaian Kinerja Tahun 2024 dan 2025" in texts
    assert "Pengukuran mengikuti Peraturan Nomor 53 Tahun 2014 dan RPJMD 2021-2026." in texts
    assert "Indeks Pembangunan Manusia (IPM) tahun 2024 sebesar 84,00 poin." in texts


def test_a_caption_over_a_table_that_stayed_keeps_its_year_and_says_why(rolled):
    report, path, _ = rolled
    assert "Tabel 3.2 Anggaran Program Tahun 2024" in [line.text for line in docx.Document(path).paragraphs]
    assert any("Tabel 3.2" in problem and "tidak digeser" in problem for problem in report.problems)


def test_filled_cells_keep_their_look_and_carry_tag_and_source(rolled):
    _, path, value = rolled
    cell = docx.Document(path).tables[0].rows[1].cells[5]._tc
    assert [tag.get(f"{W}val") for tag in cell.iter(f"{W}tag")] == [f"value:{value.id}:1"]
    run = next(cell.iter(f"{W}r"))
    assert run.find(f"{W}rPr/{W}b") is not None
    comments = {str(comment.comment_id): comment.text for comment in docx.Document(path).comments}
    assert "oleh Sari" in comments[next(cell.iter(f"{W}commentReference")).get(f"{W}id")]


def test_the_draft_comes_back_like_a_form(rolled, tmp_path):
    _, path, value = rolled
    document = docx.Document(path)
    cell = document.tables[0].rows[1].cells[5]._tc
    next(cell.iter(f"{W}t")).text = "84,95"
    document.save(tmp_path / "edited.docx")
    back = read_back(tmp_path / "edited.docx")
    assert [(edit.mark.tag, edit.mark.code, str(edit.value)) for edit in back.edits] == [
        (f"value:{value.id}:1", "makro.ipm", "84.95")
    ]
    assert back.problems == ()


def test_an_untouched_draft_has_no_edits_though_tables_print_one_value_in_two_ways(session, tmp_path):
    path = old_report(tmp_path / "old.docx")
    document = docx.Document(path)
    document.add_paragraph("Tabel 3.3 Capaian Makro Tahun 2024", style="Caption")
    table = document.add_table(2, 3, style="Table Grid")
    texts = ("Indikator Kinerja", "Satuan", "Realisasi 2024", "Indeks Pembangunan Manusia (IPM)", "Indeks", "84.00")
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), texts, strict=True):
        cell.text = text
    document.save(path)
    add_value(session, "makro.ipm", "84.75", year=2025)
    roll_forward(session, path, 2025, REGION, tmp_path / "new.docx")
    assert (grid(tmp_path / "new.docx", 0)[1][5], grid(tmp_path / "new.docx", 2)[1][2]) == ("84,75", "84.75")
    assert read_back(tmp_path / "new.docx").edits == ()


def test_a_sentence_with_a_number_gets_the_new_one_in_a_comment(rolled):
    _, path, _ = rolled
    assert any("Nilai 2025: 84,75" in comment.text for comment in docx.Document(path).comments)


def test_a_unit_that_differs_is_never_filled_in(session, tmp_path):
    add_value(session, "makro.tpt", "25400", year=2025, unit="orang")
    report = roll_forward(session, old_report(tmp_path / "old.docx"), 2025, REGION, tmp_path / "new.docx")
    assert grid(tmp_path / "new.docx", 0)[2][5] == "…%"
    assert any("Satuan berbeda" in change.why for change in report.changes)


def test_a_suggestion_is_told_not_written(session, tmp_path):
    from prefill_world import add_document, add_proposal

    add_proposal(session, add_document(session, "LKPJ", 2025), "makro.tpt", "5.9", kind="realisasi")
    roll_forward(session, old_report(tmp_path / "old.docx"), 2025, REGION, tmp_path / "new.docx")
    assert grid(tmp_path / "new.docx", 0)[2][5] == "…%"
    assert any("Usulan 5,9" in comment.text for comment in docx.Document(tmp_path / "new.docx").comments)


def test_targets_at_the_end_of_a_plan_stay(session, tmp_path):
    document = docx.Document(old_report(tmp_path / "old.docx"))
    document.add_paragraph("Tabel 3.3 Realisasi 2024 terhadap Target Akhir RPJMD 2026", style="Caption")
    texts = ("Indikator Kinerja", "Satuan", "Realisasi 2023", "Realisasi 2024", "Target Akhir 2026")
    table = document.add_table(2, 5, style="Table Grid")
    values = ("Indeks Pembangunan Manusia (IPM)", "Indeks", "83,40", "84,00", "86,00")
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), (*texts, *values), strict=True):
        cell.text = text
    document.save(tmp_path / "plan.docx")
    report = roll_forward(session, tmp_path / "plan.docx", 2025, REGION, tmp_path / "new.docx")
    assert grid(tmp_path / "new.docx", 2) == [
        ["Indikator Kinerja", "Satuan", "Realisasi 2024", "Realisasi 2025", "Target Akhir 2026"],
        ["Indeks Pembangunan Manusia (IPM)", "Indeks", "84,00", "…", "86,00"],
    ]
    assert [change.action for change in report.changes if change.old_year == 2026] == [Action.LEFT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Capaian Tahun 2024", "Capaian Tahun 2025"),
        ("Tahun 2023-2024", "Tahun 2024-2025"),
        ("RPJMD 2021-2026 Tahun 2024", "RPJMD 2021-2026 Tahun 2025"),
        ("Renstra 2020-2024", "Renstra 2020-2024"),
        ("Permendagri Nomor 18 Tahun 2024", "Permendagri Nomor 18 Tahun 2024"),
        ("Perda 5/2024", "Perda 5/2024"),
        ("1.202.420.24", "1.202.420.24"),
        ("Rp2024,50", "Rp2024,50"),
        ("Realisasi 2019", "Realisasi 2019"),
    ],
)
def test_only_years_of_reporting_move(text, expected):
    for start, end, new in reversed(list(dated_spans(text, {2023: 2024, 2024: 2025}, 2024))):
        text = text[:start] + new + text[end:]
    assert text == expected


@pytest.mark.parametrize("year", [2024, 2020])
def test_a_report_is_not_rolled_to_its_own_or_an_earlier_year(session, tmp_path, year):
    with pytest.raises(RollsBackward):
        roll_forward(session, old_report(tmp_path / "old.docx"), year, REGION, tmp_path / "new.docx")
    assert not (tmp_path / "new.docx").exists()


def test_a_word_file_without_values_is_refused_and_leaves_nothing(session, tmp_path):
    document = docx.Document()
    document.add_paragraph("LAPORAN KINERJA TAHUN 2024")
    document.save(tmp_path / "old.docx")
    with pytest.raises(NothingToRoll):
        roll_forward(session, tmp_path / "old.docx", 2025, REGION, tmp_path / "new.docx")
    assert [item.name for item in tmp_path.iterdir()] == ["old.docx"]


def test_a_file_that_is_not_word_is_refused(session, tmp_path):
    (tmp_path / "old.docx").write_bytes(b"%PDF-1.7\n%%EOF")
    with pytest.raises(WrongType):
        roll_forward(session, tmp_path / "old.docx", 2025, REGION, tmp_path / "new.docx")


def _reports():
    for path in sorted(SAMPLES.glob("*.docx")):
        yield pytest.param(path, 2025, id=path.name)
    found = sorted(SHARED.glob("*.docx"))
    for path in found:
        yield pytest.param(path, 2019, id=path.name)
    if not found:
        yield pytest.param(None, 0, marks=pytest.mark.skip(reason="../shared/reports is not there"), id="shared")


@pytest.mark.parametrize(("path", "year"), list(_reports()))
def test_every_cell_with_a_reading_is_handled_and_no_other_text_changes(session, tmp_path, path, year):
    report = roll_forward(session, path, year, REGION, tmp_path / "new.docx")
    read = read_report(path)
    handled = {(change.place, change.kind, change.old_year) for change in report.changes}
    cells = [reading for reading in read.readings if reading.source is Source.TABLE]
    assert {(one.place.locator, one.kind.value, one.year) for one in cells} <= handled
    assert report.counts()["doubtful"] == 0
    before, after = texts_of(path), texts_of(tmp_path / "new.docx")
    assert before.keys() == after.keys()
    changed = {locator for locator in before if before[locator] != after[locator]}
    told = {re.sub(r"/l\d+$", "", change.place) for change in report.changes if change.before != change.after}
    assert changed <= told


def texts_of(path):
    body = docx.Document(path).element.body
    return {
        locator: Print(element).text
        for locator, element in places_in(path, body).items()
        if element.tag != P or not any(parent.tag == f"{W}tc" for parent in element.iterancestors())
    }
