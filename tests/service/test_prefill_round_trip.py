from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from prefill_world import REGION, add_document, add_proposal, add_value, new_session
from sqlalchemy import select

from extractor.errors import NotOurForm, WrongType
from extractor.facts import Kind, Status
from store import open_store
from store.prefill import SlotState, build_form, propose_edits, read_back, readings_of, write_docx, write_xlsx
from store.tables import ProposalRow, ReadingRow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def session():
    """About half of what LKPJ asks for 2025 is confirmed."""
    with new_session() as opened:
        dice = random.Random(5)
        wanted = {
            (slot.code, slot.kind, slot.year)
            for _, _, slot in build_form(opened, "LKPJ", 2025, REGION, everything=True).slots()
            if slot.state is SlotState.NEEDED and not slot.period
        }
        for code, kind, year in sorted(wanted):
            if dice.random() < 0.5:
                add_value(
                    opened, code, f"{dice.randint(1, 9_000_000)}.{dice.randint(0, 99):02}", year=year, kind=kind.value
                )
        yield opened


@pytest.fixture(scope="module")
def form(session):
    return build_form(session, "LKPJ", 2025, REGION, everything=True)


def controls(document):
    return [
        control
        for control in document.element.body.iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val").partition(":")[0] in {"value", "need", "proposal"}
    ]


def tag_of(control):
    return control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")


def write_into(control, text):
    texts = list(control.iter(f"{W}t"))
    texts[0].text = text
    for more in texts[1:]:
        more.text = ""


def test_an_untouched_form_comes_back_without_edits(form, tmp_path):
    write_docx(form, tmp_path / "f.docx")
    back = read_back(tmp_path / "f.docx")
    assert (back.report, back.region, back.year) == ("LKPJ", REGION, 2025)
    assert (back.edits, back.problems) == ((), ())
    assert back.unchanged > 1000


def test_exactly_the_edits_deletions_and_copies_in_a_word_form_are_found(form, tmp_path):
    write_docx(form, tmp_path / "f.docx")
    document = docx.Document(tmp_path / "f.docx")
    everything = controls(document)
    times = Counter(tag_of(one) for one in everything)
    once = [one for one in everything if times[tag_of(one)] == 1]
    chosen = random.Random(11).sample(once, 60)
    edited, deleted, copied = chosen[:50], chosen[50:55], chosen[55:]
    for number, control in enumerate(edited):
        write_into(control, f"1.{number:03},5{number}")
    deleted_tags, copied_tags = {tag_of(one) for one in deleted}, {tag_of(one) for one in copied}
    for control in copied:
        control.addnext(deepcopy(control))
    for control in deleted:
        control.getparent().remove(control)
    document.save(tmp_path / "edited.docx")
    back = read_back(tmp_path / "edited.docx")
    expected = {tag_of(one): Decimal(f"1{number:03}.5{number}") for number, one in enumerate(edited)}
    assert {edit.mark.tag: edit.value for edit in back.edits} == expected
    assert {mark.tag for mark in back.deleted} == deleted_tags
    assert {mark.tag for mark in back.duplicated} == copied_tags
    assert (len(back.deleted), len(back.duplicated), back.unreadable, back.foreign) == (5, 5, (), ())
    assert back.unchanged == len(everything) - 50 - 5
    assert len(back.problems) == 10


def test_exactly_the_edits_in_a_workbook_are_found(session, tmp_path):
    write_xlsx(build_form(session, "LPPD", 2025, REGION), tmp_path / "f.xlsx")
    untouched = read_back(tmp_path / "f.xlsx")
    assert (untouched.edits, untouched.problems) == ((), ())
    assert untouched.unchanged > 200
    workbook = openpyxl.load_workbook(tmp_path / "f.xlsx")
    sheet = workbook["Tabel 1.2"]
    titles = {cell.value: cell.column for cell in sheet[3]}
    edits = {}
    for row in range(4, 30):
        tag = sheet.cell(row, titles["Tag: Realisasi"]).value
        if tag and len(edits) < 10:
            sheet.cell(row, titles["Realisasi"]).value = 1000.25 + row
            edits[tag] = Decimal("1000.25") + row
    workbook.save(tmp_path / "edited.xlsx")
    back = read_back(tmp_path / "edited.xlsx")
    assert len(edits) == 10
    assert {edit.mark.tag: edit.value for edit in back.edits} == edits
    assert back.problems == ()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "f.docx"
    with new_session() as session:
        add_value(session, "makro.ipm", "84.10", unit="indeks")
        add_proposal(session, add_document(session), "makro.tpt", "5.9")
        write_docx(build_form(session, "RLPPD", 2025, REGION), path)
    return path


@pytest.fixture
def small(written, tmp_path):
    """A form with one confirmed value, one suggestion and empty slots, to be edited."""
    return Path(shutil.copy(written, tmp_path / "f.docx"))


def edit_one(path, tag_start, text):
    document = docx.Document(path)
    (control,) = [one for one in controls(document) if tag_of(one).startswith(tag_start)]
    write_into(control, text)
    document.save(path)
    return read_back(path)


@pytest.mark.parametrize(
    ("text", "value", "grade", "status"),
    [
        ("84,75", "84.75", None, Status.GIVEN),
        ("84,75 indeks", "84.75", None, Status.GIVEN),
        ("1.234.567,8", "1234567.8", None, Status.GIVEN),
        ("-2,5", "-2.5", None, Status.GIVEN),
        ("0", "0", None, Status.ZERO),
        ("Belum rilis", None, None, Status.NOT_RELEASED),
        ("tidak berlaku", None, None, Status.NOT_APPLICABLE),
        ("WTP", None, "WTP", Status.GIVEN),
    ],
)
def test_what_a_person_writes_is_taken_as_written(small, text, value, grade, status):
    (edit,) = edit_one(small, "need:makro.ipm:realisasi:2025", text).edits
    assert (edit.value, edit.grade, edit.status) == (None if value is None else Decimal(value), grade, status)


@pytest.mark.parametrize("text", ["84.75.1", "84.7", "12 atau 13", "=1+1", "1,2,3", "84,75 (sementara)"])
def test_what_is_not_clearly_a_value_is_reported_not_guessed(small, text):
    back = edit_one(small, "need:makro.ipm:realisasi:2025", text)
    assert back.edits == ()
    assert [told for _, told in back.unreadable] == [text]
    assert any(text in problem for problem in back.problems)


def test_a_suggestion_left_alone_is_no_confirmation(small):
    assert read_back(small).edits == ()


def test_a_corrected_suggestion_is_an_edit_of_its_indicator(small):
    (edit,) = edit_one(small, "proposal:", "6,1").edits
    assert (edit.mark.code, edit.mark.year, edit.value) == ("makro.tpt", 2024, Decimal("6.1"))


def test_edits_are_readings_of_the_form_for_the_store(small):
    (reading,) = readings_of(edit_one(small, "value:", "84,20"))
    assert (reading.kind, reading.year, reading.value, reading.raw) == (Kind.REALISASI, 2024, Decimal("84.20"), "84,20")
    assert reading.place.locator.startswith("value:")


def test_a_control_of_another_form_is_not_read(small):
    document = docx.Document(small)
    first = controls(document)[0]
    stranger = deepcopy(first)
    stranger.find(f"{W}sdtPr/{W}tag").set(f"{W}val", "value:987654:1")
    first.addnext(stranger)
    document.save(small)
    back = read_back(small)
    assert (back.foreign, back.edits) == (("value:987654:1",), ())


def test_a_word_file_that_is_not_ours_is_refused(tmp_path):
    document = docx.Document()
    document.add_paragraph("Laporan lain")
    document.save(tmp_path / "lain.docx")
    with pytest.raises(NotOurForm):
        read_back(tmp_path / "lain.docx")


def test_a_pdf_is_refused(tmp_path):
    (tmp_path / "f.docx").write_bytes(b"%PDF-1.7\n%%EOF")
    with pytest.raises(WrongType):
        read_back(tmp_path / "f.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_marks_survive_saving_in_libreoffice(small, tmp_path):
    (tmp_path / "saved").mkdir()
    before = read_back(small)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx",
         "--outdir", "saved", small.name],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    back = read_back(tmp_path / "saved" / small.name)
    assert (back.unchanged, back.edits, back.problems) == (before.unchanged, (), ())


def test_edits_become_proposals_with_the_person_as_source_and_only_once(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'warisan.db'}", str(tmp_path / "files"))
    store.upgrade()
    with store.session() as session:
        write_docx(build_form(session, "LPPD", 2025, REGION), tmp_path / "f.docx")
    edit_one(tmp_path / "f.docx", "need:makro.ipm:realisasi:2025", "84,75")
    for _ in range(2):
        propose_edits(store, tmp_path / "f.docx", "Sari")
    with store.session(read_only=True) as session:
        rows = session.execute(select(ProposalRow, ReadingRow).join(ReadingRow)).all()
    assert [(p.code, p.decision, p.reasons, r.value, r.year) for p, r in rows] == [
        ("makro.ipm", "pending", ["diisi pada formulir oleh Sari"], Decimal("84.75"), 2025)
    ]
    store.close()
