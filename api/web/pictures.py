"""Pictures of PDF pages, drawn in a process of their own: PDFium knows no threads, and a bad file may end it."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from api.web.word_pictures import Prints, is_word
from extractor.confined import confined
from extractor.errors import InBoth
from extractor.pdf import Word, page_words
from store import Document, Store, document_file

SCALE = 2.0
"""Pixels a point: sharp on a screen of 200 %, and a page stays near 100 KB."""
KEPT = 40
"""Pictures at hand: the pages that reviewers are at, and the next ones."""
MEDIA_TYPE = "image/webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn page; width and height in points, as displayed."""

    webp: bytes
    width: float
    height: float


class Painter:
    """Draws pages, and keeps the last pictures."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.prints = Prints(store)
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int], Picture] = OrderedDict()

    def picture(self, document: Document, page: int) -> Picture:
        """The page as a lossless WebP picture; one point is ``SCALE`` pixels."""
        key = (document.sha256, page)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = self._draw(document, page)
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return drawn

    def _draw(self, document: Document, page: int) -> Picture:
        part = InBoth(f"page {page}", f"halaman {page}")
        with self._pdf(document) as path:
            return confined(draw_page, path, page, name=document.file_name, limits=self._store.limits, part=part)

    def words(self, document: Document, page: int) -> tuple[Word, ...]:
        """The words that can be seen on the page, in the picture's points; none on a scanned one."""
        part = InBoth(f"page {page}", f"halaman {page}")
        with self._pdf(document) as path:
            return confined(page_words, path, page, name=document.file_name, limits=self._store.limits, part=part)

    @contextmanager
    def _pdf(self, document: Document) -> Iterator[Path]:
        """The file itself, or what LibreOffice printed of a Word file."""
        printed = self.prints.awaited(document) if is_word(document) else None
        if printed is not None:
            yield printed.pdf
            return
        with document_file(self._store, document.id) as path:
            yield path

    def pages(self, document: Document) -> int:
        """How many pages there are to draw."""
        printed = self.prints.awaited(document) if is_word(document) else None
        return len(printed.pages) if printed is not None else document.pages or 0


def draw_page(path: Path, page: int) -> Picture:
    """Runs in a process of its own."""
    from extractor.pdf import render_page

    image = render_page(path, page, scale=SCALE)
    written = io.BytesIO()
    image.save(written, format="WEBP", lossless=True, method=2)
    return Picture(webp=written.getvalue(), width=image.width / SCALE, height=image.height / SCALE)
