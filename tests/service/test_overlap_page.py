"""The page of duplicated effort: charts beside tables, nothing empty, quick after the first look."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from prefill_world import add_document, add_proposal
from test_overlap_passages import FERRY, page_of

from api.settings import load_settings
from api.web import create_app
from store import Store
from store.overlap.keeping import keep_pieces
from store.overlap.pieces import pieces_of

CITY = "99.71"
CHARTS = ("aturan", "dokumen", "himpunan", "berulang", "beban", "tren")


@pytest.fixture
def client(sqlite_store: Store, tmp_path) -> Iterator[TestClient]:
    """A service over a store of its own, as good as empty."""
    settings = load_settings(
        data=tmp_path, database=str(sqlite_store.engine.url), files=str(tmp_path / "files"), region=CITY, actor="sari"
    )
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def fill(store: Store, *reports: tuple[str, str], year: int = 2024, text: str = FERRY) -> None:
    with store.session() as session:
        for report, value in reports:
            document = add_document(session, report, year, CITY)
            add_proposal(session, document, "makro.ipm", value)
            add_proposal(session, document, "makro.tpt", "5.1", year=year - 1)
            keep_pieces(session, document.id, list(pieces_of([page_of(text)])))


def shown(page: str) -> list[str]:
    return re.findall(r'src="/overlap/(\w+)\.svg', page)


def test_every_chart_is_drawn_beside_a_table(client, sqlite_store):
    fill(sqlite_store, ("LPPD", "71.93"), ("LKPJ", "73.91"))
    page = client.get("/overlap").text
    assert set(shown(page)) == set(CHARTS)
    for figure in re.findall(r'<figure class="chart">.*?</figure>\s*<div[^>]*tabindex="0"[^>]*><table', page, re.S):
        assert 'alt="' in figure
    assert len(re.findall(r"</figure>\s*<div[^>]*tabindex=\"0\"", page)) == len(CHARTS)
    for name in CHARTS:
        answer = client.get(f"/overlap/{name}.svg")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        root = ElementTree.fromstring(answer.text)
        assert root.tag.endswith("svg")
        assert not {one.tag.rsplit("}")[-1] for one in root.iter()} & {"script", "style", "foreignObject"}
        assert not any("style" in one.attrib for one in root.iter())


def test_numbers_of_the_heat_map_stand_in_its_picture(client, sqlite_store):
    fill(sqlite_store, ("LPPD", "71.93"), ("LKPJ", "73.91"))
    drawn = client.get("/overlap/aturan.svg").text
    assert all(f">{count}<" in drawn for count in (254, 156, 76))


def test_one_document_gets_a_sentence_and_no_empty_chart(client, sqlite_store):
    fill(sqlite_store, ("LPPD", "71.93"))
    page = client.get("/overlap").text
    assert "Baru satu dokumen" in page
    assert "Salinan baru dapat dicari" in page
    assert {"dokumen", "berulang"}.isdisjoint(shown(page))
    assert client.get("/overlap/dokumen.svg").status_code == 404
    assert client.get("/overlap/lain.svg").status_code == 404


def test_an_unknown_year_names_the_years_there_are(client, sqlite_store):
    fill(sqlite_store, ("LPPD", "71.93"), ("LKPJ", "71.93"))
    page = client.get("/overlap?year=2031").text
    assert "untuk tahun 2031. Tahun yang ada: 2023, 2024." in page
    assert {"dokumen", "berulang"}.isdisjoint(shown(page))


def test_a_copied_passage_stands_side_by_side_with_what_differs_marked(client, sqlite_store):
    fill(sqlite_store, ("LPPD", "71.93"))
    fill(sqlite_store, ("LKPJ", "71.93"), text=FERRY.replace("412", "421").replace("kecil", "<b>kecil</b>"))
    page = client.get("/overlap").text
    assert "<del>412</del>" in page
    assert "<ins>421</ins>" in page
    assert "dua digit tertukar" in page
    assert "<b>kecil</b>" not in page


def test_the_page_is_quick_after_the_first_and_sees_what_changed(client, sqlite_store):
    fill(sqlite_store, ("LPPD", "71.93"), ("LKPJ", "71.93"))
    client.get("/overlap")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        client.get("/overlap")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3
    fill(sqlite_store, ("RB", "70.01"))
    page = client.get("/overlap").text
    assert "RB 2024" in page
    assert "70,01" in page


@pytest.mark.parametrize(("address", "part"), [("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")])
def test_workbook_and_brief_are_downloaded(client, sqlite_store, address, part):
    fill(sqlite_store, ("LPPD", "71.93"), ("LKPJ", "73.91"))
    answer = client.get(f"/overlap.{address}")
    assert f'filename="tumpang-tindih.{address}"' in answer.headers["content-disposition"]
    assert part in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
