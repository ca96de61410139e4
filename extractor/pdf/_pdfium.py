"""The only module that sees PDFium, with the three it is made of: ``_pdfium_calls``, ``_text`` and ``_paths``.

A page becomes arrays of characters and rules, or a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.errors import Damaged, EmptyFile, FileMissing, InBoth, PasswordProtected
from extractor.pdf._drawn import Floats, RawPage
from extractor.pdf._pdfium_calls import address, wrapped
from extractor.pdf._pdfium_paths import read_paths
from extractor.pdf._pdfium_text import read_characters
from extractor.pdf._settings import PdfSettings

if TYPE_CHECKING:
    from PIL.Image import Image


_BROKEN = InBoth("its PDF structure cannot be read", "susunan PDF-nya tidak terbaca")


class PageRefused(Exception):
    """PDFium could not load this page."""


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The document, closed in the end; or the error that says what is wrong with the file."""
    if not path.exists():
        raise FileMissing(name=path.name)
    if path.stat().st_size == 0:
        raise EmptyFile(name=path.name)
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise PasswordProtected(name=path.name) from error
        raise Damaged(name=path.name, detail=_BROKEN) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _page(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError as error:
        raise PageRefused(str(error)) from error
    try:
        yield page
    finally:
        page.close()


def page_picture(document: pdfium.PdfDocument, number: int, scale: float) -> Image:
    """The page as people see it; a point of the page is ``scale`` pixels."""
    with _page(document, number) as page:
        bitmap = page.render(scale=scale, may_draw_forms=False)
        picture: Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return picture


def raw_page(document: pdfium.PdfDocument, number: int, settings: PdfSettings) -> RawPage:
    """Everything drawn on page ``number`` (from 1)."""
    with _page(document, number) as page:
        frame = _Frame.of(page)
        at = wrapped(address(page.raw))
        drawn, on_page = read_paths(at, frame.show, settings.most_edges)
        text = read_characters(at, frame.show, frame.rotation, settings.most_characters, on_page)
        cut = []
        if not text.is_whole:
            cut.append(f"lebih dari {settings.most_characters} huruf pada satu halaman")
        if drawn.is_cut:
            cut.append(f"lebih dari {settings.most_edges} garis pada satu halaman")
        return RawPage(
            number=number,
            width=frame.width,
            height=frame.height,
            characters=text.characters,
            drawn=drawn,
            unmapped=text.unmapped,
            cut=tuple(cut),
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible box of a page in PDF coordinates, and how far the page is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> _Frame:
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(page.raw, box):
            raise PageRefused("no page box")
        return cls(box.left, box.bottom, box.right, box.top, page.get_rotation())

    @property
    def is_turned(self) -> bool:
        return self.rotation in (90, 270)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.is_turned else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.is_turned else self.top - self.bottom

    def show(self, box: Floats) -> Floats:
        """(x0, y0, x1, y1) of PDF, y upwards -> (x0, top, x1, bottom) on the page as displayed."""
        x0, y0, x1, y1 = box[:, 0], box[:, 1], box[:, 2], box[:, 3]
        if self.rotation == 90:
            shown = (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        elif self.rotation == 180:
            shown = (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        elif self.rotation == 270:
            shown = (self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        else:
            shown = (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        return np.column_stack(shown)
