from __future__ import annotations

import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from lxml import etree
from prefill_world import REGION, add_document, add_proposal, add_value, new_session

from store.prefill import build_form, write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name in {"word/document.xml", "word/comments.xml"}
        }


def controls(path):
    """tag -> text of every content control."""
    found = {}
    for control in parts(path)["word/document.xml"].iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        assert tag not in found, f"twice: {tag}"
        found[tag] = "".join(text.text for text in control.iter(f"{W}t"))
    return found


def cell_of(path, tag):
    for cell in parts(path)["word/document.xml"].iter(f"{W}tc"):
        if any(mark.get(f"{W}val") == tag for mark in cell.iter(f"{W}tag")):
            return cell
    raise AssertionError(tag)


def write(session, tmp_path, report="LPPD", year=2025):
    path = tmp_path / f"{report}.docx"
    write_docx(build_form(session, report, year, REGION), path)
    return path


def test_each_confirmed_number_stands_in_a_control_tagged_with_its_value(session, tmp_path):
    values = [add_value(session, "makro.ipm", "84.10"), add_value(session, "makro.tpt", "5.060")]
    found = controls(write(session, tmp_path))
    assert [found[f"value:{value.id}:1"] for value in values] == ["84,10", "5,060"]


def test_its_source_is_a_comment_on_that_number(session, tmp_path):
    proposal = add_proposal(session, add_document(session, "LPPD", 2024), "makro.ipm", "84.10", decision="accepted")
    value = add_value(session, "makro.ipm", "84.10", proposal=proposal, flags=["provisional"])
    path = write(session, tmp_path)
    cell = cell_of(path, f"value:{value.id}:1")
    reference = cell.find(f".//{W}commentReference").get(f"{W}id")
    comments = {
        comment.get(f"{W}id"): "".join(text.text for text in comment.iter(f"{W}t"))
        for comment in parts(path)["word/comments.xml"]
    }
    assert comments[reference] == "LPPD 2024 hlm. 37, dikonfirmasi 12-02-2025 oleh Sari. Angka sementara."
    assert "".join(text.text for text in cell.iter(f"{W}t")) == "84,10*"


def test_a_suggestion_is_shaded_and_named_so(session, tmp_path):
    proposal = add_proposal(session, add_document(session, "LPPD", 2024), "makro.ipm", "84.10")
    confirmed = add_value(session, "makro.tpt", "5.1")
    path = write(session, tmp_path)
    cell = cell_of(path, f"proposal:{proposal.id}:1")
    assert "".join(text.text for text in cell.iter(f"{W}t")) == "usulan: 84,10"
    assert cell.find(f"{W}tcPr/{W}shd") is not None
    assert cell_of(path, f"value:{confirmed.id}:1").find(f"{W}tcPr/{W}shd") is None


def test_an_empty_slot_has_a_control_that_says_which_value_it_waits_for(session, tmp_path):
    assert controls(write(session, tmp_path))["need:makro.ipm:realisasi:2025:"] == "…"


def test_tables_repeat_their_header_keep_rows_whole_and_wide_ones_lie_across(session, tmp_path):
    document = docx.Document(write(session, tmp_path, "LKPJ"))
    tables = [table for table in document.tables if table.rows[0].cells[0].text == "No"]
    assert tables
    for table in tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)
        assert len(table.columns) <= 10
    body = document.element.body
    for section, blocks in _blocks_by_section(body):
        size = section.find(f"{W}pgSz")
        landscape = size.get(f"{W}orient") == "landscape"
        for block in blocks:
            columns = len(block.findall(f"{W}tblGrid/{W}gridCol"))
            first = next(block.iter(f"{W}t")).text
            if first == "No":
                assert landscape == (columns >= 7)
                width = sum(int(column.get(f"{W}w")) for column in block.findall(f"{W}tblGrid/{W}gridCol"))
                assert width < int(size.get(f"{W}w"))


def _blocks_by_section(body):
    blocks = []
    for child in body:
        if child.tag == f"{W}tbl":
            blocks.append(child)
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield section, blocks
            blocks = []


def test_captions_are_numbered_by_chapter_and_listed(session, tmp_path):
    document = docx.Document(write(session, tmp_path))
    captions = [line.text for line in document.paragraphs if line.style.name == "Caption"]
    numbers = [re.match(r"Tabel (\d\.\d) ", caption)[1] for caption in captions if "lanjutan" not in caption]
    assert numbers == ["1.1", "1.2", "2.1", "2.2", "2.3", "4.1"]
    listed = [line.text.split("\t")[0] for line in document.paragraphs if "\t" in line.text]
    assert listed == [caption for caption in captions if "lanjutan" not in caption]


def test_the_cover_sheet_counts_what_each_office_still_owes(session, tmp_path):
    form = build_form(session, "LPPD", 2025, REGION)
    path = tmp_path / "f.docx"
    write_docx(form, path)
    counted = next(t for t in docx.Document(path).tables if t.rows[0].cells[0].text == "Perangkat daerah")
    rows = {row.cells[0].text: row.cells[1].text for row in counted.rows[1:]}
    expected = {item.opd: str(item.needed) for item in form.missing() if item.needed or item.manual}
    assert rows == {**expected, "Jumlah": str(form.counts()["needed"])}


def test_control_characters_in_a_name_do_not_spoil_the_file(session, tmp_path):
    from store.tables import IndicatorRow

    session.get(IndicatorRow, "makro.ipm").name = "Indeks\x0b <b>& \x02 \ufffe IPM"
    form = build_form(session, "LPPD", 2025, REGION)
    write_docx(form, tmp_path / "f.docx")
    assert "Indeks <b>&   IPM" in [
        cell.text for table in docx.Document(tmp_path / "f.docx").tables for row in table.rows for cell in row.cells
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_title_page_sheet_and_tables(session, tmp_path):
    add_value(session, "makro.ipm", "84.10")
    path = write(session, tmp_path, "RLPPD")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", path.name],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    import pdfplumber

    with pdfplumber.open(tmp_path / "RLPPD.pdf") as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    assert "PEMERINTAH KOTA MALANG" in pages[0]
    assert "Yang masih perlu diisi" in pages[1]
    assert any("Indeks Pembangunan Manusia (IPM) indeks 84,10" in page for page in pages)
