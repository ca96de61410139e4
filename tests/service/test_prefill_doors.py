"""Forms, evidence and what a value fills, through the pages, the JSON interface and the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import docx
import pypdfium2
import pytest
from fastapi.testclient import TestClient
from prefill_truth import held_and_faults

from api.command_line import main
from api.settings.model import Settings
from api.web import create_app
from store import ProposalFilter, Store, accept, list_documents, list_proposals, list_values
from store.prefill import SlotState, build_form, evidence_of_form, is_our_form, write_docx, write_evidence

CITY = "99.71"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def store(client: TestClient) -> Store:
    """Everything that is sure is confirmed."""
    store = client.app.state.service.store
    accept(store, min_confidence=0.9, wanted=ProposalFilter(), actor="Sari")
    return store


def text_of(written: bytes) -> str:
    with pypdfium2.PdfDocument(written) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def pictures_in(written: bytes) -> int:
    import pypdfium2.raw as pdfium

    with pypdfium2.PdfDocument(written) as pdf:
        return sum(len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) for page in pdf)


def read_value(store: Store):
    return next(one for one in list_values(store) if one.source is not None and one.source.page is not None)


def test_a_values_page_shows_the_cells_it_fills_as_the_json_does(client, store):
    value = read_value(store)
    slots = client.get(f"/api/v1/values/{value.id}/slots").json()
    assert slots
    text = client.get(f"/values/{value.id}").text
    assert f"Mengisi {len(slots)} sel" in text
    assert all(f"{one['report']} {one['year']}" in text and one["title"] in text for one in slots)
    assert client.get("/values/4711").status_code == 404


def test_the_evidence_of_a_value_names_and_pictures_its_source(client, store):
    value = read_value(store)
    answer = client.get(f"/values/{value.id}/evidence.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(text_of(answer.content).split())
    document = next(one for one in list_documents(store) if one.id == value.source.document_id)
    for part in (value.code, "oleh Sari", f"hlm. {value.source.page}", document.sha256):
        assert part in text
    assert pictures_in(answer.content) == 1


def test_the_evidence_of_a_form_holds_each_of_its_values_once(store, tmp_path):
    with store.session(read_only=True) as session:
        form = build_form(session, "LHE-AKIP", 2025, CITY)
    pack = evidence_of_form(store, form, "Sari")
    held = {slot.value_id for _, _, slot in form.slots() if slot.value_id}
    parts = {part for _, _, slot in form.slots() for part in slot.made_of}
    assert {one.value_id for one in pack.exhibits} == held | parts
    assert len(pack.exhibits) == len(held | parts) > 5
    pages = []

    def lost(document_id: int, page: int):
        from extractor.errors import Damaged

        pages.append(page)
        raise Damaged(name="x.pdf", detail="seitenlos")

    problems = write_evidence(pack, tmp_path / "bukti.pdf", lost)
    assert (len(problems), pictures_in((tmp_path / "bukti.pdf").read_bytes())) == (len(pages), 0)
    assert all(one.code in text_of((tmp_path / "bukti.pdf").read_bytes()) for one in pack.exhibits)


def test_evidence_without_values_is_one_sentence_and_no_file(settings, client, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("WARISAN_DATABASE", settings.database)
    monkeypatch.setenv("WARISAN_FILES", settings.files)
    out = tmp_path / "bukti.pdf"
    assert main(["evidence", "SDGS", "--year", "2025", "--region", CITY, "-o", str(out)]) == 1
    assert "Belum ada nilai terkonfirmasi" in capsys.readouterr().err
    assert list(tmp_path.glob("*bukti*")) == []


def test_the_list_has_a_line_for_each_slot_with_every_digit(client, store):
    answer = client.get(f"/prefill/file?report=LHE-AKIP&year=2025&region={CITY}&format=csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    with store.session(read_only=True) as session:
        slots = [slot for _, _, slot in build_form(session, "LHE-AKIP", 2025, CITY).slots()]
    assert [(one["kode"], one["kolom"], one["nilai"], one["keadaan"]) for one in lines] == [
        (slot.code, slot.title, "" if slot.value is None else str(slot.value), slot.state.value) for slot in slots
    ]


def test_an_edited_form_that_is_uploaded_becomes_proposals(client, store, tmp_path):
    with store.session(read_only=True) as session:
        write_docx(build_form(session, "LHE-AKIP", 2026, CITY), tmp_path / "f.docx")
    document = docx.Document(tmp_path / "f.docx")
    tags = [tag for tag in document.element.body.iter() if tag.tag.endswith("}tag")]
    needed = next(tag for tag in tags if next(iter(tag.attrib.values())).startswith("need:"))
    next(node for node in needed.getparent().getparent().iter() if node.tag.endswith("}t")).text = "81,25"
    document.save(tmp_path / "f.docx")
    assert is_our_form(tmp_path / "f.docx")
    with (tmp_path / "f.docx").open("rb") as file:
        answer = client.post("/api/v1/documents", files={"file": ("f.docx", file)}, headers=SAME_SITE)
    number = answer.json()["id"]
    found = list_proposals(store, ProposalFilter(document_id=number))
    assert [(str(one.value), one.reasons) for one in found] == [
        ("81.25", ("diisi pada formulir oleh " + client.app.state.service.actor,))
    ]


def blank(path, year, *columns):
    document = docx.Document()
    document.add_paragraph(f"Tabel 1 Capaian Tahun {year}")
    table = document.add_table(2, 2 + len(columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("No", "Indikator Kinerja", *columns), strict=True):
        cell.text = text
    table.rows[1].cells[1].text = "Indeks Pembangunan Manusia (IPM)"
    document.save(path)
    return path


def test_blank_forms_are_filled_and_compared_on_the_page(client, store, tmp_path):
    old, new = (
        blank(tmp_path / "a.docx", 2024, "Target 2024"),
        blank(tmp_path / "b.docx", 2025, "Target 2025", "Realisasi 2025"),
    )
    files = {"old": ("a.docx", old.read_bytes()), "new": ("b.docx", new.read_bytes())}
    asked = {"year": "2025", "region": CITY}
    told = client.post("/prefill/drift", files=files, data=asked, headers=SAME_SITE)
    assert (told.status_code, "kolom baru" in told.text, "Isian yang belum bernilai" in told.text) == (200, True, True)
    own = client.post(
        "/prefill/own", files={"blank": ("b.docx", new.read_bytes())}, data={**asked, "format": "docx"},
        headers=SAME_SITE,
    )  # fmt: skip
    (tmp_path / "own.docx").write_bytes(own.content)
    assert is_our_form(tmp_path / "own.docx")


def test_the_command_line_compares_fills_and_lists(settings, store, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("WARISAN_DATABASE", settings.database)
    monkeypatch.setenv("WARISAN_FILES", settings.files)
    old, new = (
        blank(tmp_path / "a.docx", 2024, "Target 2024"),
        blank(tmp_path / "b.docx", 2025, "Target 2025", "Realisasi 2025"),
    )
    assert main(["drift", str(old), str(new), "--year", "2025", "--region", CITY, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"column added": 1}
    assert {one["asked"] for one in told["open_slots"]} == {"Target 2025", "Realisasi 2025"}
    out = tmp_path / "own.xlsx"
    assert main(["prefill", "--form", str(new), "--year", "2025", "--region", CITY, "-o", str(out)]) == 0
    assert is_our_form(out)
    value = read_value(store)
    capsys.readouterr()
    assert main(["fills", str(value.id), "--json"]) == 0
    assert all(json.loads(line)["text"] for line in capsys.readouterr().out.splitlines())
    assert main(["evidence", "--value", str(value.id), "-o", str(tmp_path / "bukti.pdf")]) == 0
    assert (tmp_path / "bukti.pdf").read_bytes().startswith(b"%PDF")


def test_every_slot_with_a_confirmed_value_is_filled_and_no_cell_is_wrong(store):
    reports = sorted({one.source.report for one in list_values(store) if one.source and one.source.report})
    with store.session(read_only=True) as session:
        forms = [build_form(session, report, year, CITY) for report in reports for year in (2024, 2025)]
    judged = [held_and_faults(store, form) for form in forms]
    assert [fault for _, faults in judged for fault in faults] == []
    assert sum(held for held, _ in judged) > 20


def test_the_judge_of_forms_sees_a_wrong_and_an_empty_cell(store):
    with store.session(read_only=True) as session:
        form = build_form(session, "LHE-AKIP", 2024, CITY)
    table, row, slot = next(
        one for one in form.slots() if one[2].state is SlotState.FILLED and one[2].from_code is None
    )

    def with_slot(changed):
        slots = tuple(changed if one is slot else one for one in row.slots)
        rows = tuple(replace(one, slots=slots) if one is row else one for one in table.rows)
        return replace(form, tables=tuple(replace(one, rows=rows) if one is table else one for one in form.tables))

    wrong, empty = replace(slot, value=slot.value + 1), replace(slot, state=SlotState.NEEDED, value_id=None)
    assert [len(held_and_faults(store, with_slot(one))[1]) for one in (slot, wrong, empty)] == [0, 1, 1]
