"""A person at the review desk, in a real browser, with the keyboard alone."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from api.settings.model import Settings
from api.web import create_app
from store import Decision, ProposalFilter, count_proposals, list_documents, list_proposals, open_store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (make system-packages)")

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
playwright.expect.set_options(timeout=20_000)


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """The service, answering."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    config = uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=30)


@pytest.fixture
def page(address: str):
    """A page of 1366 x 768; what it complains of fails the test."""
    complaints: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768}, base_url=address)
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        yield page
        browser.close()
    assert complaints == []


@pytest.fixture
def desk(page, settings: Settings):
    """The review desk of the Word or PDF sample, by file name ending."""

    def opened(suffix: str) -> int:
        store = open_store(settings.database, settings.files)
        document = next(one for one in list_documents(store) if one.file_name.endswith(suffix))
        store.close()
        page.goto(f"/documents/{document.id}/review")
        page.wait_for_function("() => window.htmx !== undefined")
        return document.id

    return opened


def current(page) -> str:
    return page.locator("#card").get_attribute("data-id")


def press(page, key: str) -> str:
    """Presses, waits for another proposal, and gives the one that was shown before."""
    before = current(page)
    page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('#card')?.dataset.id !== before", arg=before)
    return before


def counted(settings: Settings, document: int, *decisions: Decision) -> int:
    store = open_store(settings.database, settings.files)
    count = count_proposals(store, ProposalFilter(document_id=document, decisions=decisions))
    store.close()
    return count


def test_keys_decide_and_the_next_proposal_comes_by_itself(page, desk, settings: Settings) -> None:
    document = desk(".pdf")
    accepted = [press(page, "Enter") for _ in range(3)]
    rejected = press(page, "x")
    for one in accepted:
        playwright.expect(page.locator(f"#row-{one}")).to_have_class("row accepted")
    playwright.expect(page.locator(f"#row-{rejected}")).to_have_class("row rejected")
    assert counted(settings, document, Decision.ACCEPTED) == 3
    assert counted(settings, document, Decision.REJECTED) == 1
    page.keyboard.press("u")
    playwright.expect(page.locator("#card")).to_have_attribute("data-id", rejected)
    assert counted(settings, document, Decision.REJECTED) == 0


def test_a_key_in_the_moment_of_the_swap_does_not_load_the_page_anew(page, desk, settings: Settings) -> None:
    """htmx settles a swap later unless told not to; until then a form posts itself plainly."""
    document = desk(".pdf")
    page.evaluate(
        """() => {
            window.sameDesk = true;
            let left = 6, shown = null;
            const again = () => {
                const id = document.querySelector("#card")?.dataset.id;
                if (id === shown || left-- <= 0) return;
                shown = id;
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            };
            new MutationObserver(again).observe(document.body, { childList: true, subtree: true });
            again();
        }"""
    )
    playwright.expect(page.locator("#queue .row.accepted")).to_have_count(6)
    assert page.evaluate("() => window.sameDesk"), "the page was loaded anew"
    assert counted(settings, document, Decision.ACCEPTED) == 6


def test_j_and_k_walk_the_queue_without_deciding(page, desk, settings: Settings) -> None:
    document = desk(".pdf")
    first = current(page)
    assert press(page, "j") == first
    press(page, "k")
    assert current(page) == first
    assert counted(settings, document, Decision.ACCEPTED, Decision.REJECTED) == 0


def test_the_marked_cell_is_in_view_at_every_zoom(page, desk) -> None:
    desk(".pdf")
    for _ in range(3):
        page.keyboard.press("+")
        page.wait_for_timeout(100)
        cell, pane = page.locator("#here").bounding_box(), page.locator(".pane").bounding_box()
        assert pane["y"] <= cell["y"] <= pane["y"] + pane["height"] - cell["height"]
        assert pane["x"] <= cell["x"] + cell["width"] <= pane["x"] + pane["width"]


def test_keys_typed_into_a_correction_do_not_decide(page, desk, settings: Settings) -> None:
    document = desk(".pdf")
    before = current(page)
    page.keyboard.press("e")
    playwright.expect(page.locator("#edit")).to_be_visible()
    page.locator("#edit input[name=unit]").fill("xu")
    page.locator("#edit input[name=unit]").press("x")
    page.keyboard.press("Escape")
    playwright.expect(page.locator("#edit")).to_be_hidden()
    assert current(page) == before
    assert counted(settings, document, Decision.PENDING) == counted(settings, document, *Decision)


def test_a_correction_is_saved_with_enter(page, desk, settings: Settings) -> None:
    document = desk(".pdf")
    before = current(page)
    page.keyboard.press("e")
    page.locator("#edit input[name=value]").fill("12,50")
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('#card')?.dataset.id !== before", arg=before)
    store = open_store(settings.database, settings.files)
    edited = list_proposals(store, ProposalFilter(document_id=document, decisions=(Decision.EDITED,)))
    store.close()
    assert [(str(one.id), format(one.value, "f")) for one in edited] == [(before, "12.50")]


def test_a_word_file_is_reviewed_on_its_table(page, desk) -> None:
    desk(".docx")
    playwright.expect(page.locator(".flowing #here")).to_be_visible()
    press(page, "Enter")
    playwright.expect(page.locator(".flowing #here")).to_be_visible()


def test_at_200_percent_nothing_is_cut_off_sideways(page, desk) -> None:
    desk(".pdf")
    page.set_viewport_size({"width": 683, "height": 384})
    for address in ("/documents", "/values", "/overlap", page.url):
        page.goto(address)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), address


def test_another_indicator_is_searched_and_taken_with_the_keyboard(page, desk, settings: Settings) -> None:
    """Enter comes before the list does: what is taken is of the text that was typed, not of the list before."""
    document = desk(".pdf")
    before = current(page)
    page.keyboard.press("m")
    playwright.expect(page.locator("#choose-text")).to_be_focused()
    page.keyboard.type("persentase penduduk miskin (p0)")
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('#card')?.dataset.id !== before", arg=before)
    store = open_store(settings.database, settings.files)
    edited = list_proposals(store, ProposalFilter(document_id=document, decisions=(Decision.EDITED,)))
    store.close()
    assert [(str(one.id), one.code) for one in edited] == [(before, "makro.kemiskinan_p0")]


def test_arrows_move_the_choice_and_escape_decides_nothing(page, desk, settings: Settings) -> None:
    document = desk(".pdf")
    before = current(page)
    page.keyboard.press("m")
    page.keyboard.type("penduduk miskin")
    playwright.expect(page.locator("#choices")).to_have_attribute("data-text", "penduduk miskin")
    page.keyboard.press("ArrowDown")
    playwright.expect(page.locator("#choice-2")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    playwright.expect(page.locator("#choose")).to_be_hidden()
    assert current(page) == before
    assert counted(settings, document, Decision.PENDING) == counted(settings, document, *Decision)


def test_what_is_left_for_later_comes_last_also_after_leaving_the_page(page, desk, settings: Settings) -> None:
    document = desk(".pdf")
    later = press(page, "s")
    playwright.expect(page.locator("#queue .row").last).to_have_attribute("data-id", later)
    page.goto(f"/documents/{document}/review")
    playwright.expect(page.locator("#queue .row").last).to_have_attribute("data-id", later)
    playwright.expect(page.locator("#card")).not_to_have_attribute("data-id", later)
    assert counted(settings, document, Decision.PENDING) == counted(settings, document, *Decision)


def test_the_slash_narrows_the_queue_and_the_keys_work_again(page, desk) -> None:
    desk(".pdf")
    page.keyboard.press("/")
    playwright.expect(page.locator("#filter-text")).to_be_focused()
    page.keyboard.type("perencanaan")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=perencanaan**")
    playwright.expect(page.locator("#queue .row").first).to_contain_text("Perencanaan")
    page.wait_for_function("() => window.htmx !== undefined && document.querySelector('#queue .row.current')")
    press(page, "Enter")
    playwright.expect(page.locator("#queue .row.accepted")).to_have_count(1)


def test_a_click_on_a_printed_number_takes_it_as_the_value(page, desk) -> None:
    desk(".pdf")
    page.keyboard.press("e")
    page.locator("#edit input[name=value]").fill("")
    page.locator('.words rect[data-text="71,63"]').first.click()
    playwright.expect(page.locator("#edit input[name=value]")).to_have_value("71,63")
    page.keyboard.press("Escape")
    playwright.expect(page.locator("#edit")).to_be_hidden()
