"""Word files are shown as they print where LibreOffice is present: the cell is found on its page, or HTML is shown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence

import pytest
from fastapi.testclient import TestClient

from api.settings.model import Settings
from api.web import create_app
from api.web.word_pictures import PrintedCell, find_printed
from extractor import legacy
from extractor.facts import Cell, Grid, PageContent, TextLine
from store import Proposal, ProposalFilter, Store, get_document, list_documents, list_proposals

Rows = Sequence[Sequence[str]]
TABLE: Rows = [["Indikator", "2023"], ["Angka Melek Huruf", "98,1"], ["Rasio Guru", "98,1"], ["Rasio Guru", "77,0"]]


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def store(client: TestClient) -> Store:
    return client.app.state.service.store


def _proposal(store: Store) -> Proposal:
    word = next(one.id for one in list_documents(store) if one.file_name.endswith(".docx"))
    return next(one for one in list_proposals(store, ProposalFilter(document_id=word)) if "/r" in one.locator)


def _grid(rows: Rows, page: int | None = None) -> Grid:
    cells = tuple(
        Cell(
            row=row,
            col=col,
            lines=(TextLine(text=text),),
            page=page,
            box=None if page is None else (100.0 * col, 20.0 * row, 100.0 * col + 90, 20.0 * row + 18),
        )
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return Grid(cells=cells, n_rows=len(rows), n_cols=len(rows[0]), page=page, index=1)


def _cell(grid: Grid, row: int, col: int) -> Cell:
    return next(cell for cell in grid.cells if (cell.row, cell.col) == (row, col))


def _pages(*tables: Rows) -> list[PageContent]:
    return [PageContent(number=at, grids=(_grid(rows, at),)) for at, rows in enumerate(tables, start=1)]


def test_a_cell_is_found_where_its_row_is_printed_once() -> None:
    word = _grid(TABLE)
    broken = [["Indikator", "2023"], ["Angka\nMelek Huruf", "98,1"]]
    found = find_printed(word, _cell(word, 1, 1), _pages([["Lain", "1"]], broken))
    assert found == PrintedCell(page=2, box=(100.0, 20.0, 190.0, 38.0))


def test_rows_around_tell_rows_apart_that_read_the_same() -> None:
    word = _grid(TABLE)
    other = [["Indikator", "2022"], ["Angka Melek Huruf", "98,1"], ["Rasio Guru", "71,0"]]
    found = find_printed(word, _cell(word, 1, 1), _pages(other, TABLE))
    assert found is not None
    assert found.page == 2


@pytest.mark.parametrize("printed", [[TABLE, TABLE], [[["Angka Melek", "98,1"]]], []])
def test_what_stands_twice_or_nowhere_is_not_guessed(printed: list[Rows]) -> None:
    word = _grid(TABLE)
    assert find_printed(word, _cell(word, 1, 1), _pages(*printed)) is None


def _proposal_page(client: TestClient, store: Store) -> str:
    proposal = _proposal(store)
    return client.get(f"/documents/{proposal.document_id}/review?proposal={proposal.id}").text


def test_a_word_cell_stands_on_the_picture_of_its_printed_page(client: TestClient, store: Store) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    document = get_document(store, _proposal(store).document_id)
    _proposal_page(client, store)
    assert client.app.state.service.painter.prints.awaited(document) is not None
    page = _proposal_page(client, store)
    assert 'class="here" id="here"' in page
    picture = re.search(r'<img src="([^"]+)"', page).group(1).replace("&amp;", "&")
    answer = client.get(picture)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")


def test_without_libreoffice_the_table_is_shown(
    client: TestClient,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(legacy, "_program", lambda: None)
    document = get_document(store, _proposal(store).document_id)
    assert client.app.state.service.painter.prints.awaited(document) is None
    assert '<td id="here"' in _proposal_page(client, store)
