"""A worker that is killed in the middle: its job is taken up again, and a file that kills every worker is set aside."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest
from store_world import in_this_process, pages_file, pdf_file, reading, report_of

import extractor.reading
from extractor import read_range
from extractor.facts import PageContent, ReportReadings
from store import Store, get_document, jobs, list_proposals, progress, reading_steps, submit, wait_until_read, working

WORKER = """
    import os, signal, sys
    import extractor.reading, store.reading_steps
    from store import open_store, wait_until_read, get_document, working

    as_it_is = extractor.reading.read_range

    def killed(path, pages, limits):
        if pages.start == int(sys.argv[4]):
            os.kill(os.getpid(), signal.SIGKILL)
        return as_it_is(path, pages, limits)

    store.reading_steps.confined = lambda work, *arguments, **_: work(*arguments)
    extractor.reading.page_ranges = lambda path, limits: [range(first, first + 1) for first in (1, 2, 3)]
    extractor.reading.read_range = killed
    opened = open_store(sys.argv[1], sys.argv[2])
    with working(opened, executor="worker@uji:1"):
        wait_until_read(opened, get_document(opened, int(sys.argv[3])))
"""


def killed_worker(store: Store, document_id: int, page: int = 1) -> int:
    """Runs a worker that dies when it reads this page. Gives its exit code: -9, or 0 if it never came to it."""
    given = (store.database_url, store.files_url, str(document_id), str(page))
    command = [sys.executable, "-c", textwrap.dedent(WORKER), *given]
    return subprocess.run(command, check=False, timeout=120, capture_output=True).returncode


def test_a_job_whose_worker_was_killed_goes_on_where_it_stopped(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = submit(store, pages_file(tmp_path, 3), actor="sari")
    assert killed_worker(store, document.id, page=3) == -9
    assert get_document(store, document.id).state == "reading"
    assert progress(store, document.id) == (2, 3)
    read: list[range] = []

    def watched(path: Path, pages: range, *_: object) -> object:
        read.append(pages)
        return read_range(path, pages)

    def joined(pages: Iterable[PageContent], **_: object) -> ReportReadings:
        assert [page.number for page in pages] == [1, 2, 3]
        return report_of([reading()])

    monkeypatch.setattr(reading_steps, "confined", in_this_process)
    monkeypatch.setattr(extractor.reading, "read_range", watched)
    monkeypatch.setattr(extractor.reading, "read_ready_pages", joined)
    with working(store, executor="worker@uji:1"):
        assert wait_until_read(store, document).state == "read"
    assert read == [range(3, 4)]
    assert len(list_proposals(store)) == 1


def test_a_file_that_kills_every_worker_is_set_aside_with_the_reason(sqlite_store: Store, tmp_path: Path) -> None:
    document = submit(sqlite_store, pdf_file(tmp_path), actor="sari")
    deaths = 0
    while killed_worker(sqlite_store, document.id) == -9:
        deaths += 1
        assert deaths <= jobs.ATTEMPTS + 1
    assert deaths >= jobs.ATTEMPTS
    found = get_document(sqlite_store, document.id)
    assert found.state == "failed"
    assert "disisihkan" in (found.failure or "")


def test_a_file_set_aside_is_tried_again_from_the_page_that_was_reached(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pages_file(tmp_path, 3)
    document = submit(sqlite_store, path, actor="sari")
    while killed_worker(sqlite_store, document.id, page=3) == -9:
        assert get_document(sqlite_store, document.id).state == "reading"
    assert get_document(sqlite_store, document.id).state == "failed"
    read: list[range] = []

    def watched(path: Path, pages: range, *_: object) -> object:
        read.append(pages)
        return read_range(path, pages)

    monkeypatch.setattr(reading_steps, "confined", in_this_process)
    monkeypatch.setattr(extractor.reading, "page_ranges", lambda *_: [range(first, first + 1) for first in (1, 2, 3)])
    monkeypatch.setattr(extractor.reading, "read_range", watched)
    monkeypatch.setattr(extractor.reading, "read_ready_pages", lambda *_, **__: report_of([reading()]))
    with working(sqlite_store, executor="worker@uji:1"):
        again = submit(sqlite_store, path, actor="sari")
        assert wait_until_read(sqlite_store, again).state == "read"
    assert read == [range(3, 4)]
