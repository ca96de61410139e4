"""From a file to its pages: one after the other, or page ranges on several processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import TooManyPages
from extractor.facts import PageContent, Problem
from extractor.pdf._page import PageParts, finish_page, understand_page
from extractor.pdf._pdfium import PageRefused, opened, raw_page
from extractor.pdf._second_reader import NotReadEither, count_all_pages, plumbed_page
from extractor.pdf._settings import PdfSettings
from extractor.pdf._visible import NO_TEXT, Visible, bare_pictures, doubt, mostly_picture
from extractor.pdf.seen import LookAgain, placed, raw_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from extractor.pdf._drawn import RawPage

NEIGHBOURS = 2
"""Running lines are looked for this many pages around: left and right pages may differ."""


def checked_pages(path: Path, pages: Sequence[int] | None, settings: PdfSettings) -> list[int]:
    """The pages to read, after the file was found to be readable and not too long."""
    with opened(path) as document:
        count = count_all_pages(path, len(document))
    if count > settings.most_pages:
        raise TooManyPages(name=path.name, pages=count, limit=settings.most_pages)
    if pages is None:
        return list(range(1, count + 1))
    return [number for number in pages if 1 <= number <= count]


def read_one_by_one(
    path: Path, numbers: Sequence[int], settings: PdfSettings, look: LookAgain | None = None
) -> Iterator[PageContent]:
    """Pages in order; no more than ``NEIGHBOURS`` around the present one are held."""
    yield from _finished(_understood(path, numbers, settings, look), range(len(numbers)))


def _understood(
    path: Path, numbers: Sequence[int], settings: PdfSettings, look: LookAgain | None = None
) -> Iterator[PageParts]:
    with opened(path) as document:
        for number in numbers:
            raw, problem = _raw_page(document, path, number, settings)
            if raw is None:
                content = PageContent(number=number, problems=(problem,) if problem else ())
                yield PageParts(content=content, lines=(), margin={}, barriers=())
                continue
            parts = understand_page(raw, settings)
            if look is not None:
                parts = _looked_again(path, raw, parts, settings, look)
            if problem:
                content = replace(parts.content, problems=(problem, *parts.content.problems))
                parts = replace(parts, content=content)
            yield parts


def _looked_again(path: Path, raw: RawPage, parts: PageParts, settings: PdfSettings, look: LookAgain) -> PageParts:
    """The page by its picture, where its text cannot be used or is next to nothing."""
    unusable = next((problem.why for problem in parts.content.problems if problem.what == NO_TEXT), "")
    why = unusable or mostly_picture(raw, raw.characters.take(~raw.characters.invisible))
    if why:
        seen = look(path, raw.number, why, bool(unusable))
    else:
        bare = bare_pictures(raw)
        seen = look(path, raw.number, "", False, bare) if bare else None
    if seen is None:
        return parts
    others = tuple(problem for problem in parts.content.problems if problem.what != NO_TEXT)
    if isinstance(seen, Problem):
        return replace(parts, content=replace(parts.content, problems=(*others, seen)))
    picture = raw_of(seen, raw.number)
    visible = Visible(characters=picture.characters, problems=(*others, *seen.problems), by_ocr=True)
    understood = understand_page(picture, settings, visible)
    return replace(understood, place=lambda content: placed(content, seen, raw.width, raw.height))


def _raw_page(
    document: PdfDocument, path: Path, number: int, settings: PdfSettings
) -> tuple[RawPage | None, Problem | None]:
    """The page by PDFium; by pdfplumber where PDFium refuses it or gives letters in doubt and pdfplumber does not."""
    try:
        raw = raw_page(document, number, settings)
    except PageRefused as refusal:
        try:
            raw = plumbed_page(path, number)
        except NotReadEither as second:
            why = f"pembaca pertama: {refusal}; pembaca kedua: {second}"
            return None, Problem(page=number, what="halaman tidak dapat dibuka", why=why)
        return raw, Problem(page=number, what="halaman dibaca dengan pembaca cadangan", why=str(refusal))
    why = doubt(raw) if len(raw.characters) else ""
    if why:
        try:
            other = plumbed_page(path, number)
        except NotReadEither:
            return raw, None
        if len(other.characters) and not doubt(other):
            return other, Problem(page=number, what="halaman dibaca dengan pembaca cadangan", why=why)
    return replace(raw, doubt=why), None


def _finished(pages: Iterable[PageParts], wanted: range) -> Iterator[PageContent]:
    """Pages at the positions ``wanted``, without the lines that stand at the same place on a neighbour."""
    window: deque[tuple[int, PageParts]] = deque()
    done = 0
    for at, parts in enumerate(pages):
        window.append((at, parts))
        while window[-1][0] - done >= NEIGHBOURS:
            if done in wanted:
                yield _finish(window, done)
            done += 1
            while window[0][0] < done - NEIGHBOURS:
                window.popleft()
    last = window[-1][0] if window else -1
    for position in range(done, last + 1):
        if position in wanted:
            yield _finish(window, position)


def _finish(window: Iterable[tuple[int, PageParts]], position: int) -> PageContent:
    around = {at: parts for at, parts in window if abs(at - position) <= NEIGHBOURS}
    own = around.pop(position)
    running = {key for parts in around.values() for key in parts.margin if key in own.margin}
    return finish_page(own, frozenset(running))


def read_range(
    path: Path,
    numbers: Sequence[int],
    start: int,
    length: int,
    *,
    settings: PdfSettings,
    look: LookAgain | None = None,
) -> Iterator[PageContent]:
    """One range, read with its neighbours on both sides so that running lines are found as in one process."""
    first = max(0, start - NEIGHBOURS)
    chosen = numbers[first : start + length + NEIGHBOURS]
    wanted = range(start - first, min(start + length, len(numbers)) - first)
    return _finished(_understood(path, chosen, settings, look), wanted)
