"""The pages: what they show, what a decision does, and that they work without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from annotations.samples import sample_reports
from api.settings.model import Settings
from api.web import create_app
from store import Decision, ProposalFilter, Store, get_proposal, list_documents, list_proposals, list_values

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**SAME_SITE, "HX-Request": "true"}


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def store(client: TestClient) -> Store:
    return client.app.state.service.store


def document_id(store: Store, suffix: str) -> int:
    return next(one.id for one in list_documents(store) if one.file_name.endswith(suffix))


def open_proposals(store: Store, suffix: str = ".pdf"):
    wanted = ProposalFilter(
        document_id=document_id(store, suffix), decisions=(Decision.PENDING,), with_code=True, min_confidence=0.9
    )
    return [one for one in list_proposals(store, wanted) if not one.doubts]


def test_every_page_answers_with_its_heading(client: TestClient, store: Store) -> None:
    pdf = document_id(store, ".pdf")
    pages = {
        "/documents": "Dokumen",
        f"/documents/{pdf}": "lhe-2024.pdf",
        f"/documents/{pdf}/review": "Antrean",
        "/values": "Nilai yang sudah dikonfirmasi",
        "/prefill": "Isi formulir tahun berikutnya",
        "/prefill?report=LHE-AKIP&year=2025&region=99.71": "Kota Purwaloka",
        "/overlap": "Tumpang tindih antarlaporan",
    }
    for address, heading in pages.items():
        answer = client.get(address)
        assert (answer.status_code, heading in answer.text) == (200, True), address


def test_no_page_carries_script_or_style_of_its_own(client: TestClient, store: Store) -> None:
    for address in ("/documents", f"/documents/{document_id(store, '.pdf')}/review", "/overlap", "/nothing"):
        answer = client.get(address)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text), address


def test_the_marked_cell_stands_on_the_page_picture(client: TestClient, store: Store) -> None:
    proposal = open_proposals(store)[0]
    page = client.get(f"/documents/{proposal.document_id}/review?proposal={proposal.id}").text
    assert f'id="here" x="{proposal.box[0] - 1.5}"' in page
    picture = re.search(r'<img src="([^"]+)"', page).group(1).replace("&amp;", "&")
    answer = client.get(picture)
    assert answer.headers["content-type"] == "image/webp"
    again = client.get(picture, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_word_file_shows_its_table_with_the_cell_marked(client: TestClient, store: Store) -> None:
    proposal = open_proposals(store, ".docx")[0]
    page = client.get(f"/documents/{proposal.document_id}/review?proposal={proposal.id}").text
    marked = re.search(r'<t[dh] id="here"[^>]*>([^<]*)<', page).group(1)
    assert proposal.raw in marked


def test_accepting_confirms_the_value_and_shows_the_next(client: TestClient, store: Store) -> None:
    first, second = open_proposals(store)[:2]
    form = {"version": first.version, "then": second.id}
    answer = client.post(f"/proposals/{first.id}/accept", data=form, headers=HTMX)
    assert f'data-id="{second.id}"' in answer.text
    assert f'id="row-{first.id}" class="row accepted" hx-swap-oob="true"' in answer.text
    assert get_proposal(store, first.id).decision is Decision.ACCEPTED
    assert [value.proposal_id for value in list_values(store)] == [first.id]


def test_without_script_a_decision_leads_back_to_the_desk(client: TestClient, store: Store) -> None:
    first = open_proposals(store)[0]
    answer = client.post(f"/proposals/{first.id}/reject", data={"version": first.version}, headers=SAME_SITE)
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200
    assert get_proposal(store, first.id).decision is Decision.REJECTED


def test_a_decision_on_what_somebody_else_decided_is_told_and_changes_nothing(client: TestClient, store: Store) -> None:
    first = open_proposals(store)[0]
    client.post(f"/proposals/{first.id}/reject", data={"version": first.version}, headers=HTMX)
    answer = client.post(f"/proposals/{first.id}/accept", data={"version": first.version}, headers=HTMX)
    assert "sudah diputuskan orang lain" in answer.text
    assert get_proposal(store, first.id).decision is Decision.REJECTED


def test_a_correction_is_typed_the_indonesian_way_and_kept_exact(client: TestClient, store: Store) -> None:
    first = next(one for one in open_proposals(store) if one.value is not None)
    form = {"version": first.version, "value": "1.234,50", "unit": first.unit or ""}
    client.post(f"/proposals/{first.id}/edit", data=form, headers=HTMX)
    edited = get_proposal(store, first.id)
    assert (edited.decision, format(edited.value, "f"), edited.unit) == (Decision.EDITED, "1234.50", first.unit)


def test_a_row_is_accepted_at_once_and_undone_at_once(client: TestClient, store: Store) -> None:
    candidates = open_proposals(store, ".docx")
    rows = {}
    for one in candidates:
        rows.setdefault((one.locator.rpartition("/c")[0], one.code), []).append(one)
    row = max(rows.values(), key=len)
    assert len(row) > 1
    client.post(f"/proposals/{row[0].id}/accept-row", data={"version": row[0].version}, headers=HTMX)
    assert {get_proposal(store, one.id).decision for one in row} == {Decision.ACCEPTED}
    client.post(f"/documents/{row[0].document_id}/undo", headers=HTMX)
    assert {get_proposal(store, one.id).decision for one in row} == {Decision.PENDING}


def test_accepting_all_sure_ones_lists_what_was_left_and_why(client: TestClient, store: Store) -> None:
    pdf = document_id(store, ".pdf")
    answer = client.post(f"/documents/{pdf}/accept-sure", headers=SAME_SITE)
    assert f"<h1>{len(list_values(store, None))} usulan diterima" in answer.text or list_values(store)
    doubtful = [one for one in list_proposals(store, ProposalFilter(document_id=pdf)) if one.doubts]
    assert all(one.decision is Decision.PENDING for one in doubtful)


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}])
def test_a_page_of_another_site_cannot_decide(client: TestClient, store: Store, headers: dict[str, str]) -> None:
    first = open_proposals(store)[0]
    answer = client.post(f"/proposals/{first.id}/accept", data={"version": first.version}, headers=headers)
    assert answer.status_code == 403
    assert get_proposal(store, first.id).decision is Decision.PENDING


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/documents", headers={"Host": "rebound.example"}).status_code == 400


def test_an_upload_that_is_no_report_says_so_and_stores_nothing(client: TestClient, store: Store) -> None:
    before = len(list_documents(store))
    files = [("files", ("catatan.txt", b"halo")), ("files", ("kosong.pdf", b""))]
    answer = client.post("/documents", files=files, headers=SAME_SITE)
    assert "bukan PDF, Word" in answer.text
    assert "0 bita" in answer.text
    assert len(list_documents(store)) == before


def test_the_same_bytes_uploaded_twice_are_named(client: TestClient, store: Store) -> None:
    sample = next(one for one in sample_reports() if one.name == "lhe-2024")
    files = [("files", ("lain-nama.pdf", sample.path.read_bytes())), ("files", ("x.txt", b"x"))]
    answer = client.post("/documents", files=files, headers=SAME_SITE)
    assert "sudah ada sebagai dokumen" in answer.text


def test_a_new_upload_waits_to_be_read(client: TestClient, store: Store) -> None:
    sample = next(one for one in sample_reports() if one.name == "spm-2024")
    answer = client.post(
        "/documents", files=[("files", (sample.path.name, sample.path.read_bytes()))], headers=SAME_SITE
    )
    assert answer.status_code == 303
    page = client.get("/documents").text
    assert "Menunggu dibaca" in page
    assert 'hx-get="/documents/list"' in page


@pytest.mark.parametrize(("kind", "head"), [("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")])
def test_a_form_is_downloaded_in_each_format(client: TestClient, kind: str, head: bytes) -> None:
    answer = client.get(f"/prefill/file?report=LPPD&year=2025&region=99.71&format={kind}")
    assert answer.content.startswith(head)
    assert f'filename="LPPD-2025-99.71.{kind}"' in answer.headers["content-disposition"]


def test_a_form_of_an_unknown_region_says_what_to_give(client: TestClient) -> None:
    answer = client.get("/prefill?report=LPPD&year=2025&region=Atlantis")
    assert "Daerah Atlantis tidak dikenal" in answer.text


def test_the_original_file_comes_back_as_it_was(client: TestClient, store: Store) -> None:
    sample = next(one for one in sample_reports() if one.name == "lhe-2024")
    answer = client.get(f"/documents/{document_id(store, '.pdf')}/file")
    assert answer.content == sample.path.read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_page_number_beyond_the_document_is_told(client: TestClient, store: Store) -> None:
    answer = client.get(f"/documents/{document_id(store, '.pdf')}/pages/999.webp")
    assert (answer.status_code, "tidak punya halaman 999" in answer.text) == (404, True)


def test_the_service_refuses_to_listen_to_others_without_users(tmp_path: Path) -> None:
    from api.web.security import NotLocal, refuse_open_address

    for host in ("127.0.0.1", "localhost", "::1", "127.1.2.3"):
        refuse_open_address(host)
    for host in ("0.0.0.0", "::", "192.168.1.5", "kantor.example"):
        with pytest.raises(NotLocal):
            refuse_open_address(host)
