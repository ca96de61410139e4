"""Pictures of PDF pages, drawn in a process of their own: PDFium knows no threads, and a bad file may end it."""

from __future__ import annotations

import io
import multiprocessing
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from extractor.errors import Damaged, InBoth
from store import Document, Store, document_file

SCALE = 2.0
"""Pixels a point: sharp on a screen of 200 %, and a page stays near 100 KB."""
SECONDS = 60
"""A page that takes longer to draw is given up."""
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
    """Draws pages in one child process, which is started anew if a file brings it down. Keeps the last pictures."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
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

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _draw(self, document: Document, page: int) -> Picture:
        try:
            with document_file(self._store, document.id) as path:
                return self._child().submit(draw_page, path, page).result(timeout=SECONDS)
        except (BrokenProcessPool, TimeoutError) as error:
            self.close()
            detail = InBoth(f"page {page} cannot be drawn", f"halaman {page} tidak dapat digambar")
            raise Damaged(name=document.file_name, detail=detail) from error

    def _child(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Spawned, not forked: the service has threads, and a fork would copy their locks.
                self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            return self._pool


def draw_page(path: Path, page: int) -> Picture:
    """Runs in the child."""
    from extractor.pdf import render_page

    image = render_page(path, page, scale=SCALE)
    written = io.BytesIO()
    image.save(written, format="WEBP", lossless=True, method=2)
    return Picture(webp=written.getvalue(), width=image.width / SCALE, height=image.height / SCALE)
