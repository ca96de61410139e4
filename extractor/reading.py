"""From a file to readings: the flow of the whole package, in the order it can be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from extractor.errors import NoText, ScanNeedsOcr, YearInFuture
from extractor.facts import PLAN_REPORTS, Identity, PageContent, Problem, Reading, ReportReadings
from extractor.settings import ReadLimits
from extractor.sniff import FileKind, sniff

PAGES_TO_IDENTIFY = 12
"""A report says what it is on its cover and in its foreword."""

PAGES_AT_ONCE = 40
"""Pages of a range: its neighbours' pages are read too, to tell running lines, so short ranges cost more."""

OnPage = Callable[[int, int], None]
"""Called as pages are read: pages done, pages in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    pages: Iterator[PageContent]
    count: int | None
    """``None`` for Word and Excel, which have no pages of their own."""
    name: str


def read_report(
    path: Path,
    *,
    report: str | None = None,
    year: int | None = None,
    limits: ReadLimits | None = None,
    on_page: OnPage | None = None,
) -> ReportReadings:
    """All readings of one report file, with what could not be read.

    ``report`` and ``year`` override what the file says of itself.
    Raises a subclass of ``extractor.errors.WarisanError`` with one sentence where the file cannot be read at all.
    """
    _refuse_future(year, report)
    opened = _open(path, limits or ReadLimits())
    return _read_opened(opened, report=report, year=year, on_page=on_page)


def page_ranges(path: Path, limits: ReadLimits | None = None, *, length: int = PAGES_AT_ONCE) -> list[range | None]:
    """The parts in which a file can be read one by one, so that a long reading can stop and go on.

    ``None`` is the whole file: Word and Excel have no pages, and an old .doc is converted first.
    """
    from extractor.pdf import count_pages

    if refuse_unreadable(path, limits) is not FileKind.PDF:
        return [None]
    count = count_pages(path)
    return [range(first, min(first + length, count + 1)) for first in range(1, count + 1, length)]


def read_range(path: Path, pages: range | None, limits: ReadLimits | None = None) -> Iterator[PageContent]:
    """The pages of one of ``page_ranges``, the same as when the whole file is read at once."""
    if pages is None:
        return _open(path, limits or ReadLimits()).pages
    from extractor.pdf import PdfSettings, read_range_of_pages
    from extractor.scans import look_again

    settings = PdfSettings(most_pages=(limits or ReadLimits()).max_pages)
    return read_range_of_pages(path, pages, settings=settings, look=look_again)


def read_ready_pages(
    pages: Iterable[PageContent], *, name: str, count: int | None, report: str | None = None, year: int | None = None
) -> ReportReadings:
    """What ``read_report`` gives, from all pages of a file as ``read_range`` gave them, in order.

    ``name`` is the file's, ``count`` its number of pages (``None`` where it has none).
    """
    _refuse_future(year, report)
    return _read_opened(_Opened(pages=iter(pages), count=count, name=name), report=report, year=year)


def _read_opened(
    opened: _Opened, *, report: str | None, year: int | None, on_page: OnPage | None = None
) -> ReportReadings:
    problems: list[Problem] = []
    pages = _watched(opened, problems, on_page)
    first = list(islice(pages, PAGES_TO_IDENTIFY))
    identity = _identify(first, opened.name, report, year)
    readings, more = _read_pages(chain(first, pages), identity)
    problems.extend(more)
    pages_read = _pages_read(opened, problems)
    return ReportReadings(
        identity=identity,
        pages=opened.count,
        pages_read=pages_read,
        readings=tuple(readings),
        problems=tuple(problems),
    )


def _load_what_reads_pages() -> None:
    """What takes long to load is loaded while other processes already read the first pages."""
    import extractor.identify
    import extractor.tables  # noqa: F401
    from extractor.narrative import load

    load()


def refuse_unreadable(path: Path, limits: ReadLimits | None = None) -> FileKind:
    """What the file is; raises what ``read_report`` would at once: empty, other type, password, damaged, too long.

    Cheap: no page is read. Asked before a file is stored, so that what cannot be read leaves nothing behind.
    """
    limits = limits or ReadLimits()
    kind = sniff(path, limits)
    if kind is FileKind.PDF:
        from extractor.errors import TooManyPages
        from extractor.pdf import count_pages

        pages = count_pages(path)
        if pages > limits.max_pages:
            raise TooManyPages(name=path.name, pages=pages, limit=limits.max_pages)
    return kind


def _refuse_future(year: int | None, report: str | None) -> None:
    if year is not None and year > date.today().year and report not in PLAN_REPORTS:
        raise YearInFuture(year=year)


def _open(path: Path, limits: ReadLimits) -> _Opened:
    kind = sniff(path, limits)
    if kind is FileKind.PDF:
        return _open_pdf(path, limits)
    if kind is FileKind.WORD:
        from extractor.word import read_word

        return _Opened(pages=iter([read_word(path, limits)]), count=None, name=path.name)
    if kind in {FileKind.SHEET, FileKind.LEGACY_SHEET}:
        from extractor.sheet import read_sheets

        return _Opened(pages=iter(read_sheets(path, limits)), count=None, name=path.name)
    from extractor.legacy import convert_to_pdf

    return replace(_open_pdf(convert_to_pdf(path, limits), limits), name=path.name)


def _open_pdf(path: Path, limits: ReadLimits) -> _Opened:
    from extractor.pdf import PdfSettings, count_pages, read_pages_ahead
    from extractor.scans import look_again

    settings = PdfSettings(most_pages=limits.max_pages)
    pages = read_pages_ahead(path, settings=settings, look=look_again)
    count = count_pages(path)
    if count >= settings.ahead_from:
        _load_what_reads_pages()
    return _Opened(pages=pages, count=count, name=path.name)


def _identify(pages: list[PageContent], file_name: str, report: str | None, year: int | None) -> Identity:
    from extractor.identify import identify

    found = identify(pages, file_name)
    evidence = dict(found.evidence)
    if report is not None:
        evidence["report"] = "diberikan"
    if year is not None:
        evidence["year"] = "diberikan"
    return replace(found, report=report or found.report, year=year or found.year, evidence=evidence)


def _watched(opened: _Opened, problems: list[Problem], on_page: OnPage | None) -> Iterator[PageContent]:
    """The pages as they come, their problems gathered and progress told; refuses a file without any text."""
    any_text = False
    for done, page in enumerate(opened.pages, start=1):
        problems.extend(page.problems)
        any_text = any_text or bool(page.grids or page.paragraphs)
        if on_page is not None:
            on_page(done, opened.count or done)
        yield page
    if not any_text:
        from extractor.scans import NEEDS_ENGINE

        needs_engine = any(problem.what == NEEDS_ENGINE for problem in problems)
        raise (ScanNeedsOcr if needs_engine else NoText)(name=opened.name)


def _read_pages(pages: Iterable[PageContent], identity: Identity) -> tuple[list[Reading], list[Problem]]:
    """Tables and sentences of every page, in reading order."""
    from extractor.agreement import compare_with_tables
    from extractor.narrative import read_sentences
    from extractor.tables import Context, problems_of, read_tables

    sentences: list[Reading] = []
    problems: list[Problem] = []

    def with_sentences() -> Iterator[PageContent]:
        for page in pages:
            read, unread = read_sentences(
                page.paragraphs,
                report_year=identity.year,
                region=identity.region,
                is_plan=identity.report in PLAN_REPORTS,
            )
            sentences.extend(read)
            problems.extend(unread)
            yield page

    context = Context(report=identity.report, year=identity.year, region=identity.region)
    reports = read_tables(with_sentences(), context, keep_cells=False)
    problems.extend(problems_of(reports))
    readings = [reading for report in reports for reading in report.readings]
    return sorted([*readings, *compare_with_tables(sentences, readings)], key=_reading_order), problems


def _reading_order(reading: Reading) -> tuple[int, float]:
    """By page, then down the page; Word and Excel keep the order of the file."""
    box = reading.place.box
    return (reading.place.page or 0, box[1] if box else 0.0)


def _pages_read(opened: _Opened, problems: Iterable[Problem]) -> int | None:
    """Pages from which text was got."""
    if opened.count is None:
        return None
    unread = {problem.page for problem in problems if problem.page is not None and "tanpa teks" in problem.what}
    return opened.count - len(unread)
