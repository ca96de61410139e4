"""A worker that is killed in the middle: its job is taken up again, and a file that kills every worker is set aside."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from store_world import pdf_file, reading, report_of

import extractor.reading
from store import Store, get_document, jobs, list_proposals, submit, wait_until_read, working

WORKER = """
    import os, signal, sys, time
    import extractor.reading
    from store import open_store, wait_until_read, get_document, working

    def killed(path, **_):
        os.kill(os.getpid(), signal.SIGKILL)

    extractor.reading.read_report = killed
    store = open_store(sys.argv[1], sys.argv[2])
    with working(store, executor="worker@uji:1"):
        wait_until_read(store, get_document(store, int(sys.argv[3])))
"""


def killed_worker(store: Store, document_id: int) -> int:
    """Runs a worker that dies as soon as it reads. Gives its exit code: -9, or 0 if it never came to reading."""
    command = [sys.executable, "-c", textwrap.dedent(WORKER), store.database_url, store.files_url, str(document_id)]
    return subprocess.run(command, check=False, timeout=120, capture_output=True).returncode


def test_a_job_whose_worker_was_killed_is_done_by_the_next(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = submit(sqlite_store, pdf_file(tmp_path), actor="sari")
    assert killed_worker(sqlite_store, document.id) == -9
    assert get_document(sqlite_store, document.id).state == "reading"
    monkeypatch.setattr(extractor.reading, "read_report", lambda path, **_: report_of([reading()]))
    with working(sqlite_store, executor="worker@uji:1"):
        assert wait_until_read(sqlite_store, document).state == "read"
    assert len(list_proposals(sqlite_store)) == 1


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
