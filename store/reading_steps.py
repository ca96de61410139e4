"""What a worker does with a document, step by step: plan the ranges of pages, read each, join them and record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from extractor.confined import WHOLE_FILE, confined
from extractor.errors import WarisanError, pages_told
from extractor.facts import PageContent
from extractor.settings import ReadLimits
from store.automation import apply_automation
from store.documents import UnknownDocument, document_file, get_document
from store.overlap.keeping import keep_passages
from store.page_files import drop_pages, keep_pages, kept_pages
from store.recording import count_recorded, extractor_version, record_readings
from store.tables import DocumentRow

if TYPE_CHECKING:
    from store.connection import Store
    from store.facts import Document
    from store.jobs import Outcome, Tell

# Of reports far slower than any known: what finding the values in all pages may take grows with them.
PAGES_A_SECOND = 4


@dataclass(frozen=True, slots=True)
class ReadingSteps:
    """The steps on one store. Each is safe to run again, and what a person can put right is told, not raised."""

    store: Store

    def plan(self, document_id: int) -> Outcome:
        return _told(self.store, document_id, lambda document: _plan(self.store, document))

    def read(self, document_id: int, pages: range | None, count: int, tell: Tell) -> Outcome:
        read = _told(self.store, document_id, lambda document: _read(self.store, document, pages))
        tell(count if pages is None else pages.stop - 1, count)
        return read

    def finish(self, document_id: int, ranges: Sequence[range | None]) -> Outcome:
        return _told(self.store, document_id, lambda document: _finish(self.store, document, ranges))


def _plan(store: Store, document: Document) -> Outcome:
    from extractor import page_ranges

    if document.state == "withdrawn" or _is_recorded(document):
        return {"ranges": []}
    _set_state(store, document.id, "reading")
    with document_file(store, document.id) as path:
        limits = store.limits
        return {"ranges": confined(page_ranges, path, limits, name=document.file_name, limits=limits)}


def _read(store: Store, document: Document, pages: range | None) -> Outcome:
    """Pages that a dead worker kept before it could say so are not read again."""
    version = extractor_version()
    kept = kept_pages(store, document, version, pages)
    if kept is None:
        kept = keep_pages(store, document, version, pages, _pages_of(store, document, pages))
    return {"pages": len(kept)}


def _finish(store: Store, document: Document, ranges: Sequence[range | None]) -> Outcome:
    from extractor import read_ready_pages

    if document.state == "withdrawn" or _is_recorded(document):
        drop_pages(store, document.id)
        return {"readings": count_recorded(store, document.id)}
    last = ranges[-1] if ranges else None
    count = None if last is None else last.stop - 1
    work = partial(read_ready_pages, name=document.file_name, count=count, report=document.report, year=document.year)
    pages = list(_joined(store, document, ranges))
    limits = replace(store.limits, seconds=store.limits.seconds + len(pages) // PAGES_A_SECOND)
    found = confined(work, pages, name=document.file_name, limits=limits)
    keep_passages(store, document.id, pages)
    readings = record_readings(store, document.id, found)
    apply_automation(store, document.id)
    drop_pages(store, document.id)
    return {"readings": readings}


def _joined(store: Store, document: Document, ranges: Sequence[range | None]) -> Iterator[PageContent]:
    """All pages in order, as this version of the extractor reads them."""
    for pages in ranges:
        kept = kept_pages(store, document, extractor_version(), pages)
        if kept is None:  # read by another version, before this one took the work up
            kept = keep_pages(store, document, extractor_version(), pages, _pages_of(store, document, pages))
        yield from kept


def _pages_of(store: Store, document: Document, pages: range | None) -> list[PageContent]:
    part = WHOLE_FILE if pages is None else pages_told(pages.start, pages.stop - 1)
    with document_file(store, document.id) as path:
        return confined(_read_range, path, pages, store.limits, name=document.file_name, limits=store.limits, part=part)


def _read_range(path: Path, pages: range | None, limits: ReadLimits) -> list[PageContent]:
    """Runs in a process of its own, which cannot hand over pages one by one."""
    from extractor import read_range

    return list(read_range(path, pages, limits))


def _is_recorded(document: Document) -> bool:
    return document.state == "read" and document.extractor_version == extractor_version()


def _told(store: Store, document_id: int, step: Callable[[Document], Outcome]) -> Outcome:
    """What the step gives; a failure stands on the document, in a sentence."""
    try:
        return step(get_document(store, document_id))
    except WarisanError as error:
        _fail(store, document_id, error.sentence("id"))
        return {"failure": error.reason}
    except OperationalError:
        raise  # the database was away: the step is tried again, with the pages kept so far
    except Exception as error:
        _fail(store, document_id, f"Berkas tidak dapat dibaca karena galat Warisan sendiri ({error!r}).")
        raise


def _fail(store: Store, document_id: int, sentence: str) -> None:
    _set_state(store, document_id, "failed", sentence)
    drop_pages(store, document_id)


def _set_state(store: Store, document_id: int, state: str, failure: str | None = None) -> None:
    """A document that was read before stays read while a newer reading is under way, or when that one fails."""
    with store.session() as session:
        row = session.get(DocumentRow, document_id)
        if row is None:
            raise UnknownDocument(document=document_id)
        if row.state == "read":
            return
        row.state, row.failure = state, failure
