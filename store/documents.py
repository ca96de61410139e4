"""Uploaded files: stored once, whole, and described as far as they were read."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from extractor.errors import UnknownReport, WarisanError, YearInFuture
from extractor.facts import PLAN_REPORTS
from extractor.settings import ReadLimits
from store.chain import NewEvent, append_events, new_batch, publish_head
from store.facts import Document
from store.files import digest_of
from store.regions import find_region
from store.report_names import PLANS_WITHOUT_SLOTS, named_report
from store.tables import DocumentRow, RegionRow, ReportRow

if TYPE_CHECKING:
    from store.connection import Store

PLANNED_YEARS = 25
FIRST_YEAR = 1990


class UnknownDocument(WarisanError):
    """There is no document {document}. See the list with: warisan documents."""

    indonesian = "Tidak ada dokumen {document}. Lihat daftarnya dengan: warisan documents."


class FaultyYear(WarisanError):
    """{year} is no year of a report. Give the year reported on, as in 2024."""

    indonesian = "{year} bukan tahun laporan. Isikan tahun yang dilaporkan, misalnya 2024."


class LostFile(WarisanError):
    """The stored bytes of {name} are missing or changed. Restore them from a backup, then run: warisan verify."""

    indonesian = (
        "Berkas asli {name} hilang atau berubah di penyimpanan. Pulihkan dari cadangan, lalu jalankan: warisan verify."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person said of a document, checked. It goes before what its print says."""

    report: str | None = None
    year: int | None = None
    region: str | None = None
    """Kemendagri code."""

    @property
    def evidence(self) -> dict[str, Any]:
        return {name: "given" for name in ("report", "year", "region") if getattr(self, name) is not None}


def add_document(
    store: Store,
    path: Path,
    *,
    region: str | None = None,
    report: str | None = None,
    year: int | None = None,
    actor: str,
) -> Document:
    """Stores a file. The same bytes are the same document, which then comes back as it is.

    Nothing is stored of a file that cannot be read, or with a region, report or year that cannot be.
    """
    return record_file(store, keep_file(store, path, region=region, report=report, year=year, actor=actor))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file whose bytes are kept and whose facts are checked, before it has a row."""

    path: Path
    sha256: str
    media_type: str
    given: Given
    actor: str


def keep_file(
    store: Store, path: Path, *, region: str | None, report: str | None, year: int | None, actor: str
) -> KeptFile:
    """Refuses what cannot be read or be true, then keeps the bytes."""
    media_type = media_type_of(path, store.limits)
    with store.session(read_only=True) as session:
        given = check_given(session, region=region, report=report, year=year)
    return KeptFile(path=path, sha256=keep_bytes(store, path), media_type=media_type, given=given, actor=actor)


def record_file(
    store: Store, kept: KeptFile, also: Callable[[Session, DocumentRow], None] = lambda session, row: None
) -> Document:
    """The row of a kept file; ``also`` happens in the same transaction."""
    try:
        with store.session() as session:
            row, fresh = document_row(session, kept)
            also(session, row)
            document = replace(document_fact(session, row), already_stored=not fresh)
    except IntegrityError:
        # PostgreSQL lets two uploads of the same bytes run side by side: the first one is the document.
        with store.session(read_only=True) as session:
            row = session.scalars(select(DocumentRow).where(DocumentRow.sha256 == kept.sha256)).one()
            document = replace(document_fact(session, row), already_stored=True)
    publish_head(store)
    return document


def list_documents(
    store: Store,
    *,
    region: str | None = None,
    report: str | None = None,
    year: int | None = None,
    state: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[Document]:
    """Newest first."""
    query = select(DocumentRow, RegionRow.name).outerjoin(RegionRow, RegionRow.code == DocumentRow.region)
    wanted = ((DocumentRow.region, region), (DocumentRow.report, report), (DocumentRow.year, year))
    for column, value in (*wanted, (DocumentRow.state, state)):
        if value is not None:
            query = query.where(column == value)
    query = _paged(query.order_by(DocumentRow.id.desc()), offset, limit)
    with store.session(read_only=True) as session:
        return [_document(row, name) for row, name in session.execute(query)]


def get_document(store: Store, document_id: int) -> Document:
    with store.session(read_only=True) as session:
        return document_fact(session, find_document(session, document_id))


@contextmanager
def document_file(store: Store, document_id: int) -> Iterator[Path]:
    """The original file on this machine, under its own name, for the length of the block."""
    document = get_document(store, document_id)
    with store.files.local(document.sha256, document.file_name) as path:
        if not path.exists():
            raise LostFile(name=document.file_name)
        yield path


def check_given(
    session: Session, *, region: str | None = None, report: str | None = None, year: int | None = None
) -> Given:
    """What a person said, in the catalogue's terms, or the error that says what to put right."""
    code = None if report is None else report_code(session, report)
    if year is not None:
        check_year(year, code)
    return Given(report=code, year=year, region=None if region is None else find_region(session, region).code)


def report_code(session: Session, report: str) -> str:
    """The catalogue's code of a report, however it is written: ``lkjip``, ``SAKIP``, ``lhe-akip``."""
    codes = [*session.scalars(select(ReportRow.code)), *PLANS_WITHOUT_SLOTS]
    code = named_report(report, codes)
    if code is None:
        raise UnknownReport(report=report, known=", ".join(codes))
    return code


def check_year(year: int, report: str | None) -> None:
    """A realised year cannot lie ahead; a plan's can."""
    today = datetime.now(UTC).year
    if year < FIRST_YEAR or year > today + PLANNED_YEARS:
        raise FaultyYear(year=year)
    if year > today and report not in PLAN_REPORTS:
        raise YearInFuture(year=year)


def media_type_of(path: Path, limits: ReadLimits) -> str:
    """By content, not by name: the errors for files that cannot be read come from here."""
    from extractor import refuse_unreadable
    from extractor.confined import confined

    kind = confined(refuse_unreadable, path, limits, name=path.name, limits=limits)
    guessed, _ = mimetypes.guess_type(path.name)
    return "application/pdf" if kind.value == "pdf" else guessed or f"application/x-{kind.value}"


def keep_bytes(store: Store, path: Path) -> str:
    """The bytes go first: a row without its file would be a half; a file without row is only ever met again."""
    with path.open("rb") as file:
        sha256 = digest_of(file)
    store.files.put(path, sha256)
    return sha256


def document_row(session: Session, kept: KeptFile) -> tuple[DocumentRow, bool]:
    """The row of these bytes, and whether it is new."""
    given = kept.given
    row = session.scalars(select(DocumentRow).where(DocumentRow.sha256 == kept.sha256)).one_or_none()
    if row is not None:
        return row, False
    row = DocumentRow(
        sha256=kept.sha256,
        file_name=kept.path.name,
        media_type=kept.media_type,
        size=kept.path.stat().st_size,
        report=given.report,
        year=given.year,
        region=given.region,
        evidence=given.evidence,
        state="stored",
        uploaded_by=kept.actor,
    )
    session.add(row)
    session.flush()
    after = {
        "sha256": row.sha256,
        "file_name": row.file_name,
        "report": row.report,
        "year": row.year,
        "region": row.region,
    }
    event = NewEvent(subject=f"document:{row.id}", before={}, after=after)
    append_events(session, [event], actor=kept.actor, action="upload", batch=new_batch())
    return row, True


def find_document(session: Session, document_id: int) -> DocumentRow:
    row = session.get(DocumentRow, document_id)
    if row is None:
        raise UnknownDocument(document=document_id)
    return row


def document_fact(session: Session, row: DocumentRow) -> Document:
    region = None if row.region is None else session.get(RegionRow, row.region)
    return _document(row, None if region is None else region.name)


def _document(row: DocumentRow, region_name: str | None) -> Document:
    return Document(
        id=row.id,
        sha256=row.sha256,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        report=row.report,
        year=row.year,
        region=row.region,
        region_name=region_name,
        unit=row.unit,
        evidence=dict(row.evidence),
        pages=row.pages,
        pages_read=row.pages_read,
        state=row.state,
        failure=row.failure,
        extractor_version=row.extractor_version,
        supersedes=row.supersedes,
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
        workflow=row.workflow,
    )


def _paged(query: Select[*tuple[Any, ...]], offset: int, limit: int | None) -> Select[*tuple[Any, ...]]:
    query = query.offset(offset) if offset else query
    return query if limit is None else query.limit(limit)
