"""The commands around the store itself: the queue, and handing everything on."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import text
from store_world import in_this_process, pdf_file, reading, recorded, report_of

import extractor.reading
from api.command_line import main
from store import Store, accept, edit, jobs, reading_steps, submit, working
from store.ingest import wait_until_read

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def warisan(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on the store: exit code, stdout, stderr.

    Not with ``capsys``: DBOS would keep its stderr, which is closed after the test.
    """
    monkeypatch.setenv("WARISAN_DATABASE", sqlite_store.database_url)
    monkeypatch.setenv("WARISAN_FILES", sqlite_store.files_url)
    monkeypatch.setenv("WARISAN_DATA", str(tmp_path / "data"))

    def run(*arguments: str) -> tuple[int, str, str]:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as told:
            code = main(arguments)
        return code, out.getvalue(), told.getvalue()

    return run


def test_the_queue_is_seen_and_a_dead_workers_job_goes_back(
    sqlite_store: Store, tmp_path: Path, warisan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_steps, "confined", in_this_process)
    monkeypatch.setattr(extractor.reading, "read_ready_pages", lambda *_, **__: report_of([reading()]))
    document = submit(sqlite_store, pdf_file(tmp_path), actor="sari")
    waiting = json.loads(warisan("jobs", "list", "--json")[1])
    assert (waiting["job"], waiting["document"], waiting["status"]) == (document.workflow, document.id, "ENQUEUED")
    with working(sqlite_store):
        wait_until_read(sqlite_store, document)
    assert warisan("jobs", "list", "--json")[1] == ""
    done = json.loads(warisan("jobs", "list", "--all", "--json")[1])
    assert (done["status"], done["page"], done["pages"]) == ("SUCCESS", 1, 1)
    assert "selesai" in warisan("jobs", "list", "--all")[1]


def test_a_job_left_by_a_machine_that_is_gone_is_resumed(
    sqlite_store: Store, tmp_path: Path, warisan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_steps, "confined", in_this_process)
    monkeypatch.setattr(extractor.reading, "read_ready_pages", lambda *_, **__: report_of([reading()]))
    document = submit(sqlite_store, pdf_file(tmp_path), actor="sari")
    with sqlite_store.engine.begin() as connection:
        # As a worker elsewhere leaves it that took the job and was never seen again.
        connection.exec_driver_sql("UPDATE workflow_status SET status = 'PENDING', executor_id = 'worker@lain:1'")
    with working(sqlite_store, executor="worker@uji:1"):
        assert [job.status for job in jobs.list_jobs(sqlite_store)] == ["PENDING"]
        code, out, _ = warisan("jobs", "resume", str(document.workflow))
        assert (code, "kembali ke antrean" in out) == (0, True)
        assert wait_until_read(sqlite_store, document).state == "read"


def test_an_unknown_job_is_told(warisan: Run) -> None:
    code, _, told = warisan("jobs", "resume", "read-9-1")
    assert (code, "Tidak ada pekerjaan read-9-1" in told) == (1, True)


def test_values_are_told_as_they_were_on_a_day(sqlite_store: Store, tmp_path: Path, warisan: Run) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.93")])
    accept(sqlite_store, [1], actor="budi", despite_checks=True)
    with sqlite_store.session() as session:
        session.execute(text("UPDATE value_version SET at = '2025-03-31 05:00:00.000000'"))
    assert warisan("values", "--on", "2025-03-30", "--json")[1] == ""
    edit(sqlite_store, 1, {"value": "71.95"}, actor="budi", replace_confirmed=True)
    assert json.loads(warisan("values", "--on", "2025-04-01", "--json")[1])["value"] == "71.93"
    assert json.loads(warisan("values", "--json")[1])["value"] == "71.95"


def test_everything_is_exported_with_one_command(sqlite_store: Store, tmp_path: Path, warisan: Run) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.93")])
    code, out, _ = warisan("export", str(tmp_path / "ekspor"))
    assert (code, out.strip()) == (0, str(tmp_path / "ekspor" / "datapackage.json"))
    assert (tmp_path / "ekspor" / "proposals.csv").read_text(encoding="utf-8").count("71.93") == 1
