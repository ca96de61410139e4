"""The job of a document: stored and enqueued at once, read once, never half, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from store_world import CITY, in_this_process, pdf_file, reading, report_of

import extractor.reading
from annotations.samples import sample_reports
from extractor import page_ranges, read_range, read_report
from extractor.errors import EmptyFile, NoText, UnknownRegion, WrongType, YearInFuture
from extractor.facts import PageContent, Paragraph, ReportReadings
from store import Store, get_document, jobs, list_documents, list_proposals, reading_steps
from store.ingest import Ingested, ingest, progress, read_again, read_document, submit, wait_until_read, working
from store.page_files import keep_pages, kept_pages
from store.recording import record_readings
from store.tables import DocumentRow, ReadingRow

Reader = Callable[..., ReportReadings]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Reader], None]:
    """Puts another reader in the place of the extractor's last step: these tests are about the job around it."""

    def put(reader: Reader) -> None:
        monkeypatch.setattr(reading_steps, "confined", in_this_process)
        monkeypatch.setattr(extractor.reading, "read_ready_pages", lambda pages, name, **_: reader(Path(name)))

    return put


def two_readings(path: Path, **_: object) -> ReportReadings:
    return report_of([reading("71.93", year=2024, row=1), reading("71.02", year=2023, row=1)])


def ingested(store: Store, path: Path) -> Ingested:
    return ingest(store, path, actor="sari", wait=True)


def test_a_file_becomes_proposals_of_its_own_government(store: Store, tmp_path: Path, reads) -> None:
    reads(two_readings)
    found = ingested(store, pdf_file(tmp_path))
    document = found.document
    assert (document.state, document.report, document.year, document.region) == ("read", "LPPD", 2024, CITY)
    assert (document.pages, document.pages_read, found.readings, found.matched) == (8, 8, 2, 2)
    assert {proposal.code for proposal in list_proposals(store)} == {"makro.ipm"}
    assert document.evidence["report"] == "LPPD (sampul)"


def test_the_same_bytes_are_read_once(store: Store, tmp_path: Path, reads) -> None:
    calls = []

    def counting(path: Path, **facts: object) -> ReportReadings:
        calls.append(path.name)
        return two_readings(path)

    reads(counting)
    first = ingested(store, pdf_file(tmp_path, "a.pdf", content="sama"))
    second = ingested(store, pdf_file(tmp_path, "salinan.pdf", content="sama"))
    assert calls == ["a.pdf"]
    assert second.document.already_stored
    assert second.document.id == first.document.id
    assert second.readings == 2


def test_a_file_that_cannot_be_read_is_told_in_one_sentence_and_can_be_tried_again(
    store: Store,
    tmp_path: Path,
    reads,
) -> None:
    def refusing(path: Path, **_: object) -> ReportReadings:
        raise NoText(name=path.name)

    reads(refusing)
    path = pdf_file(tmp_path, "pindaian.pdf")
    found = ingested(store, path)
    assert found.document.state == "failed"
    assert found.document.failure == NoText(name="pindaian.pdf").sentence("id")
    assert list_proposals(store) == []
    reads(two_readings)
    assert ingested(store, path).document.state == "read"


def test_a_fault_of_our_own_fails_the_document_not_the_worker(store: Store, tmp_path: Path, reads) -> None:
    def broken(path: Path, **_: object) -> ReportReadings:
        raise ZeroDivisionError(path.name)

    reads(broken)
    found = ingested(store, pdf_file(tmp_path))
    assert found.document.state == "failed"
    assert "ZeroDivisionError" in (found.document.failure or "")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"region": "Kota Entah"}, UnknownRegion),
        ({"year": 2999}, None),
        ({"year": 2031, "report": "LPPD"}, YearInFuture),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_stored(
    store: Store,
    tmp_path: Path,
    given: dict[str, object],
    error: type[Exception] | None,
) -> None:
    with pytest.raises(error or Exception):
        submit(store, pdf_file(tmp_path), actor="sari", **given)  # type: ignore[arg-type]
    assert list_documents(store) == []
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file() and "audit" not in path.parts]


@pytest.mark.parametrize(("content", "error"), [(b"", EmptyFile), (b"hello there, no report", WrongType)])
def test_a_file_of_no_use_is_refused_before_anything_is_stored(
    store: Store,
    tmp_path: Path,
    content: bytes,
    error: type[Exception],
) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(content)
    with pytest.raises(error):
        submit(store, path, actor="sari")
    assert list_documents(store) == []


def test_the_upload_and_its_job_are_one_transaction(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no queue")

    jobs.client(store)
    monkeypatch.setattr(jobs, "enqueue", refuse)
    with pytest.raises(OSError, match="no queue"):
        submit(store, pdf_file(tmp_path), actor="sari")
    assert list_documents(store) == []
    monkeypatch.undo()
    document = submit(store, pdf_file(tmp_path), actor="sari")
    assert [(job.document_id, job.status) for job in jobs.list_jobs(store)] == [(document.id, "ENQUEUED")]


def test_a_step_that_runs_twice_records_once(store: Store, tmp_path: Path, reads) -> None:
    reads(two_readings)
    document = submit(store, pdf_file(tmp_path), actor="sari")
    for _ in range(2):
        read_document(store, document.id, lambda page, pages: None)
    with store.session() as session:
        assert session.scalar(select(func.count()).select_from(ReadingRow)) == 2
    assert len(list_proposals(store)) == 2


def test_a_worker_takes_what_was_uploaded_while_none_ran(store: Store, tmp_path: Path, reads) -> None:
    reads(two_readings)
    documents = [submit(store, pdf_file(tmp_path, f"{n}.pdf"), actor="sari") for n in range(3)]
    assert {document.state for document in documents} == {"stored"}
    with working(store, executor="worker@uji:1"):
        done = [wait_until_read(store, document) for document in documents]
    assert [document.state for document in done] == ["read"] * 3
    assert progress(store, documents[0].id) == (1, 1)


def test_a_long_file_is_read_range_by_range_and_joined_as_a_whole(store: Store, tmp_path: Path, monkeypatch) -> None:
    sample = next(sample for sample in sample_reports() if sample.name == "rb-2024-cetak")
    read: list[range] = []
    kept: list[Path] = []

    def watched(path: Path, pages: range, *_: object) -> object:
        read.append(pages)
        kept.extend((tmp_path / "files" / "pages").rglob("*.gz"))
        return read_range(path, pages)

    monkeypatch.setattr(reading_steps, "confined", in_this_process)
    monkeypatch.setattr(extractor.reading, "page_ranges", lambda path, limits: page_ranges(path, limits, length=4))
    monkeypatch.setattr(extractor.reading, "read_range", watched)
    found = ingested(store, sample.path)
    assert read == [range(1, 5), range(5, 9), range(9, 12)]
    assert progress(store, found.document.id) == (11, 11)
    # The pages of the first range were kept when the second one began; none is, once all is recorded.
    assert len(kept) == 3
    assert not list((tmp_path / "files" / "pages").rglob("*"))
    whole = read_report(sample.path)
    with store.session(read_only=True) as session:
        readings = session.scalars(select(ReadingRow).order_by(ReadingRow.ordinal)).all()
    assert [(row.locator, row.indicator, row.value) for row in readings] == [
        (one.place.locator, one.indicator, one.value) for one in whole.readings
    ]


def test_a_damaged_copy_of_a_page_is_read_anew(store: Store, tmp_path: Path) -> None:
    document = submit(store, pdf_file(tmp_path), actor="sari")
    pages = range(1, 2)
    content = PageContent(number=1, paragraphs=(Paragraph(text="Indeks", page=1, box=(1.5, 2.0, 3.25, 4.0)),))
    keep_pages(store, document, "1", pages, [content])
    assert kept_pages(store, document, "1", pages) == [content]
    assert kept_pages(store, document, "2", pages) is None
    (file,) = (tmp_path / "files" / "pages").rglob("*.gz")
    file.write_bytes(file.read_bytes()[:-9])
    assert kept_pages(store, document, "1", pages) is None


def test_reading_again_with_the_same_extractor_changes_nothing(store: Store, tmp_path: Path, reads) -> None:
    reads(two_readings)
    before = ingested(store, pdf_file(tmp_path))
    with working(store):
        wait_until_read(store, read_again(store, before.document.id))
    assert [proposal.version for proposal in list_proposals(store)] == [1, 1]


def test_a_failed_new_reading_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    document = submit(store, pdf_file(tmp_path), actor="sari")
    record_readings(store, document.id, report_of([reading()]), version="1")
    with store.session() as session:
        session.get_one(DocumentRow, document.id).sha256 = "0" * 64
    assert "failure" in read_document(store, document.id, lambda page, pages: None)
    assert get_document(store, document.id).state == "read"
