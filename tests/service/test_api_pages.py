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
from api.wording import number_in_words
from store import (
    Decision,
    ProposalFilter,
    Store,
    get_document,
    get_proposal,
    list_documents,
    list_events,
    list_indicators,
    list_proposals,
    list_values,
)

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


def test_accepting_all_shown_lists_the_exceptions_first_and_is_undone_at_once(client: TestClient, store: Store) -> None:
    pdf = document_id(store, ".pdf")
    asked = client.get(f"/documents/{pdf}/accept-shown").text
    assert list_values(store) == []
    assert asked.index("pengecualian") < asked.index("Yang akan diterima")
    chosen = re.search(r'name="chosen" value="([^"]*)"', asked).group(1)
    ids = [int(pair.split(":")[0]) for pair in chosen.split()]
    assert ids
    answer = client.post(f"/documents/{pdf}/accept-shown", data={"chosen": chosen}, headers=SAME_SITE)
    assert f"<h1>{len(ids)} usulan diterima" in answer.text
    assert {get_proposal(store, one).decision for one in ids} == {Decision.ACCEPTED}
    doubtful = [one for one in list_proposals(store, ProposalFilter(document_id=pdf)) if one.doubts]
    assert all(one.decision is Decision.PENDING for one in doubtful)
    client.post(f"/documents/{pdf}/undo", headers=HTMX)
    assert {get_proposal(store, one).decision for one in ids} == {Decision.PENDING}


def test_accepting_all_shown_keeps_to_what_was_shown(client: TestClient, store: Store) -> None:
    first, second = open_proposals(store)[:2]
    client.post(f"/proposals/{first.id}/reject", data={"version": first.version}, headers=HTMX)
    stale = f"{first.id}:{first.version} {second.id}:{second.version}"
    address = f"/documents/{first.document_id}/accept-shown"
    answer = client.post(address, data={"chosen": stale}, headers=SAME_SITE)
    assert answer.status_code == 409
    assert get_proposal(store, second.id).decision is Decision.PENDING


def shown(client: TestClient, document: int, query: str) -> list[int]:
    page = client.get(f"/documents/{document}/review?{query}").text
    return [int(one) for one in re.findall(r'<li id="row-(\d+)"', page)]


def test_the_queue_is_narrowed_by_check_confidence_source_text_and_owner(client: TestClient, store: Store) -> None:
    pdf = document_id(store, ".pdf")
    found = {one.id: one for one in list_proposals(store, ProposalFilter(document_id=pdf))}
    assert set(shown(client, pdf, "show=all")) == set(found)
    queries = {
        "check=failed": lambda one: bool(one.doubts),
        "sure=0": lambda one: one.probability < 0.5,
        "source=table": lambda one: one.source == "table",
        "source=narrative": lambda one: one.source == "narrative",
        "text=nilai": lambda one: "nilai" in " ".join((one.indicator, one.name or "", one.raw, *one.group)).casefold(),
    }
    for query, holds in queries.items():
        assert set(shown(client, pdf, f"show=all&{query}")) == {one.id for one in found.values() if holds(one)}, query


def test_the_queue_is_narrowed_to_a_perangkat_daerah(client: TestClient, store: Store) -> None:
    document = document_id(store, ".docx")
    found = {one.id: one for one in list_proposals(store, ProposalFilter(document_id=document))}
    owner_of = {entry.code: entry.owner for entry in list_indicators(store, limit=None)}
    owner = next(owner_of[one.code] for one in found.values() if one.code and owner_of[one.code])
    expected = {one.id for one in found.values() if one.code and owner_of[one.code] == owner}
    address = f"/documents/{document}/review"
    page = client.get(address, params={"show": "all", "owner": owner}).text
    assert {int(one) for one in re.findall(r'<li id="row-(\d+)"', page)} == expected
    assert len(expected) < len(found)


def test_sure_and_clean_proposals_come_first_and_the_order_of_the_document_remains(
    client: TestClient, store: Store
) -> None:
    pdf = document_id(store, ".pdf")
    found = {one.id: one for one in list_proposals(store, ProposalFilter(document_id=pdf))}
    by_use = [found[one] for one in shown(client, pdf, "")]
    clean = [one.probability >= 0.95 and not one.doubts for one in by_use]
    unlikely = [one.probability < 0.5 for one in by_use]
    assert clean[0]
    assert unlikely == sorted(unlikely)
    assert shown(client, pdf, "order=place") == sorted(one.id for one in by_use)


def test_another_indicator_is_found_by_the_words_of_its_name_or_alias(client: TestClient, store: Store) -> None:
    first = open_proposals(store)[0]
    found = client.get(f"/proposals/{first.id}/indicators?text=persentase+penduduk+mis").text
    names = re.findall(r'data-code="([^"]+)" aria-selected="(true|false)"', found)
    assert names[0] == ("makro.kemiskinan_p0", "true")
    assert 'data-text="persentase penduduk mis"' in found
    assert "Tidak ada indikator" in client.get(f"/proposals/{first.id}/indicators?text=qqzz").text


def test_a_search_without_choice_decides_nothing(client: TestClient, store: Store) -> None:
    first = open_proposals(store)[0]
    form = {"version": first.version, "text": "qqzz", "code": ""}
    answer = client.post(f"/proposals/{first.id}/edit", data=form, headers=HTMX)
    assert "Belum ada indikator yang dipilih" in answer.text
    assert get_proposal(store, first.id).decision is Decision.PENDING


def test_the_words_of_a_page_hold_the_proposals_value_in_its_cell(client: TestClient, store: Store) -> None:
    proposal = next(one for one in open_proposals(store) if one.value is not None and one.box)
    found = client.get(f"/documents/{proposal.document_id}/pages/{proposal.page}/words").json()["words"]
    x0, top, x1, bottom = proposal.box
    inside = [
        word
        for word in found
        if x0 <= (word["box"][0] + word["box"][2]) / 2 <= x1 and top <= (word["box"][1] + word["box"][3]) / 2 <= bottom
    ]
    assert [word["value"] for word in inside] == [number_in_words(proposal.value)]
    assert client.get(f"/documents/{proposal.document_id}/pages/999/words").status_code == 404


def test_the_same_indicator_of_other_years_stands_on_the_card(client: TestClient, store: Store) -> None:
    found = [one for one in open_proposals(store, ".docx") if one.code and one.value is not None]
    one, other = next(
        (a, b)
        for a in found
        for b in found
        if (a.code, a.kind, a.period) == (b.code, b.kind, b.period) and a.year != b.year
    )
    client.post(f"/proposals/{other.id}/accept", data={"version": other.version}, headers=HTMX)
    page = client.get(f"/documents/{one.document_id}/review?proposal={one.id}").text
    years = re.search(r'<table class="years">.*?</table>', page, re.DOTALL).group(0)
    assert f'<strong title="dikonfirmasi">{number_in_words(other.value)}' in years


def test_labelling_hides_the_score(client: TestClient, store: Store) -> None:
    first = open_proposals(store)[0]
    address = f"/documents/{first.document_id}/review?proposal={first.id}"
    card = re.compile(r'<section id="card".*?</section>', re.DOTALL)
    assert "%</span>" in card.search(client.get(address).text).group(0)
    hidden = card.search(client.get(f"{address}&blind=1").text).group(0)
    assert 'class="sure"' not in hidden
    assert 'class="why"' not in hidden


def test_the_time_that_a_proposal_was_looked_at_is_kept_with_its_decision(client: TestClient, store: Store) -> None:
    first, second, third = open_proposals(store)[:3]
    client.post(f"/proposals/{first.id}/accept", data={"version": first.version, "seen": 2000}, headers=HTMX)
    client.post(f"/proposals/{second.id}/reject", data={"version": second.version, "seen": 4000}, headers=HTMX)
    client.post(f"/proposals/{third.id}/accept", data={"version": third.version}, headers=HTMX)
    assert [event.after.get("seen_ms") for event in list_events(store, limit=3)] == [None, 4000, 2000]
    page = client.get(f"/documents/{first.document_id}").text
    assert "<strong>3,0</strong> detik" in page
    client.post(f"/documents/{first.document_id}/undo", headers=HTMX)
    assert get_proposal(store, third.id).decision is Decision.PENDING


def test_a_person_puts_right_what_a_document_is(client: TestClient, store: Store) -> None:
    pdf = document_id(store, ".pdf")
    said = {"report": "LKJIP", "year": "2022", "region": ""}
    assert client.post(f"/documents/{pdf}/identify", data=said, headers=SAME_SITE).status_code == 303
    document = get_document(store, pdf)
    assert (document.report, document.year, document.region) == ("LKJIP", 2022, "99.71")
    assert client.get(f"/documents/{pdf}").text.count("ditentukan oleh pengunggah") == 2
    answer = client.post(f"/documents/{pdf}/identify", data={"year": "2090"}, headers=SAME_SITE)
    assert answer.status_code == 422


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
