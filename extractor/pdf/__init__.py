"""A PDF file goes in, ``PageContent`` comes out: tables, paragraphs, problems, page by page.

The door. PDFium and numpy are loaded at the first call.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.facts import Box, PageContent
from extractor.pdf._settings import PdfSettings

if TYPE_CHECKING:
    from PIL.Image import Image

    from extractor.pdf.seen import LookAgain

__all__ = [
    "PdfSettings",
    "Word",
    "count_pages",
    "page_words",
    "read_pages",
    "read_pages_ahead",
    "read_range_of_pages",
    "render_page",
]

DEFAULT = PdfSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word on a page, for choosing a value by a click."""

    text: str
    box: Box
    size: float
    bold: bool = False


def read_pages(
    path: Path,
    *,
    pages: Sequence[int] | None = None,
    settings: PdfSettings = DEFAULT,
    processes: int | None = 1,
    look: LookAgain | None = None,
) -> Iterator[PageContent]:
    """The pages of a PDF file in order (``pages``: numbers from 1), read as they are asked for.

    ``processes`` above 1 reads page ranges at the same time, ``None`` on all cores; short files are read by one
    process all the same. ``look`` is asked for what the picture shows where the text cannot be used; a reader with
    it uses one process. Raises ``EmptyFile``, ``PasswordProtected``, ``Damaged`` or ``TooManyPages`` at the call.
    """
    from extractor.pdf._processes import Wanted, read_evenly
    from extractor.pdf._reading import checked_pages, read_one_by_one

    numbers = checked_pages(path, pages, settings)
    workers = (os.cpu_count() or 1) if processes is None else processes
    if workers > 1 and len(numbers) >= settings.parallel_from and look is None:
        return read_evenly(Wanted(path=path, numbers=numbers, settings=settings), workers)
    return read_one_by_one(path, numbers, settings, look)


def read_pages_ahead(
    path: Path, *, settings: PdfSettings = DEFAULT, look: LookAgain | None = None
) -> Iterator[PageContent]:
    """``read_pages`` for who has much to do with each page: other processes read on meanwhile.

    They begin at the call. Short files are read by this process after all; so are all on a machine with one core, and
    in a process that may not start others.
    """
    import multiprocessing

    from extractor.pdf._processes import Wanted, read_ahead
    from extractor.pdf._reading import checked_pages, read_one_by_one

    numbers = checked_pages(path, None, settings)
    others = (os.cpu_count() or 1) - 1
    if others and len(numbers) >= settings.ahead_from and not multiprocessing.current_process().daemon:
        return read_ahead(Wanted(path=path, numbers=numbers, settings=settings, look=look), others)
    return read_one_by_one(path, numbers, settings, look)


def read_range_of_pages(
    path: Path, pages: range, *, settings: PdfSettings = DEFAULT, look: LookAgain | None = None
) -> Iterator[PageContent]:
    """The pages of a range as they are in the whole file: running lines are told by the pages around it."""
    from extractor.pdf._reading import checked_pages, read_range

    numbers = checked_pages(path, None, settings)
    return read_range(path, numbers, pages.start - 1, len(pages), settings=settings, look=look)


def count_pages(path: Path) -> int:
    from extractor.pdf._pdfium import opened
    from extractor.pdf._second_reader import count_all_pages

    with opened(path) as document:
        return count_all_pages(path, len(document))


def render_page(path: Path, page: int, *, scale: float = 2.0) -> Image:
    """The picture of a page; a point (x, y) of its boxes is the pixel (x * scale, y * scale)."""
    from extractor.pdf._pdfium import opened, page_picture

    with opened(path) as document:
        return page_picture(document, page, scale)


def page_words(path: Path, page: int, *, settings: PdfSettings = DEFAULT) -> tuple[Word, ...]:
    """Every word that can be seen on the page, in reading order."""
    from extractor.pdf._lines import printed_words
    from extractor.pdf._pdfium import opened, raw_page
    from extractor.pdf._visible import visible_characters

    with opened(path) as document:
        seen = visible_characters(raw_page(document, page, settings)).characters
    return tuple(Word(text=word.text, box=word.box, size=word.size, bold=word.bold) for word in printed_words(seen))
