"""The only module that sees PDFium: a page becomes arrays of characters and rules, or a picture.

PDFium is called through plain ctypes with addresses instead of pointer objects: a page has thousands of
characters, and the pointer objects would cost more than PDFium itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.errors import Damaged, EmptyFile, FileMissing, PasswordProtected
from extractor.pdf._characters import DIAGONAL, NO_CHARACTERS, Characters, Floats
from extractor.pdf._paths import DrawnPaths, read_paths
from extractor.pdf._settings import PdfSettings

if TYPE_CHECKING:
    from PIL.Image import Image

HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""
DIAGONAL_FROM = 12.0
"""Degrees off the axes from which text is a watermark, not a skewed line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """What is drawn on one page, before anything is understood. Boxes as displayed."""

    number: int
    width: float
    height: float
    characters: Characters
    drawn: DrawnPaths
    unmapped: int = 0
    """Characters of fonts that do not say which letters they print."""
    cut: tuple[str, ...] = ()
    """What was left out because there is too much of it, in Indonesian."""


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
        raise Damaged(name=path.name, detail=str(error)) from error
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
        characters, unmapped, all_read = _read_characters(page.raw, frame, settings.most_characters)
        drawn = read_paths(page.raw, frame.show, settings.most_edges)
        cut = () if all_read else (f"lebih dari {settings.most_characters} huruf pada satu halaman",)
        if drawn.is_cut:
            cut += (f"lebih dari {settings.most_edges} garis pada satu halaman",)
        return RawPage(
            number=number,
            width=frame.width,
            height=frame.height,
            characters=characters,
            drawn=drawn,
            unmapped=unmapped,
            cut=cut,
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


def _plain(function: Any, result: Any, *arguments: Any) -> Any:  # ctypes functions have no useful type
    """The same C function, taking addresses as numbers."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_address, _int, _float = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
_loose_box = _plain(raw.FPDFText_GetLooseCharBox, _int, _address, _int, _address)
_text_object = _plain(raw.FPDFText_GetTextObject, _address, _address, _int)
_matrix = _plain(raw.FPDFText_GetMatrix, _int, _address, _int, _address)
_char_box = _plain(raw.FPDFText_GetCharBox, _int, _address, _int, _address, _address, _address, _address)
_origin = _plain(raw.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
_unicode = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint, _address, _int)
_unmapped = _plain(raw.FPDFText_HasUnicodeMapError, _int, _address, _int)
_font_size = _plain(raw.FPDFTextObj_GetFontSize, _int, _address, _address)
_render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, _int, _address)
_font = _plain(raw.FPDFTextObj_GetFont, _address, _address)
_fill_colour = _plain(raw.FPDFPageObj_GetFillColor, _int, _address, _address, _address, _address, _address)
_glyph_width = _plain(raw.FPDFFont_GetGlyphWidth, _int, _address, ctypes.c_uint, _float, _address)
_ascent = _plain(raw.FPDFFont_GetAscent, _int, _address, _float, _address)
_descent = _plain(raw.FPDFFont_GetDescent, _int, _address, _float, _address)
_font_weight = _plain(raw.FPDFFont_GetWeight, _int, _address)
_font_flags = _plain(raw.FPDFFont_GetFlags, _int, _address)
_font_name = _plain(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _address, _address, ctypes.c_size_t)


@dataclass(frozen=True, slots=True)
class _Font:
    bold: bool
    bottom: float
    """Where the box of a character of size 1 begins, measured from the base line, and where it ends."""
    top: float

    @classmethod
    def of(cls, font: int) -> _Font:
        name = ctypes.create_string_buffer(128)
        _font_name(font, ctypes.addressof(name), 128)
        says_bold = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
        forced = _font_flags(font) & 0x40000  # ForceBold of the font descriptor
        ascent, descent = ctypes.c_float(), ctypes.c_float()
        _ascent(font, 1.0, ctypes.addressof(ascent))
        _descent(font, 1.0, ctypes.addressof(descent))
        bottom, top = descent.value, ascent.value
        if top - bottom < 0.1:  # the font does not say
            bottom, top = -0.2, 0.8
        return cls(bool(says_bold or forced or _font_weight(font) >= 600), bottom, top)


@dataclass(slots=True)
class _Runs:
    """One entry a text object, while they are read."""

    matrix: list[tuple[float, float, float, float]]
    size: list[float]
    bold: list[bool]
    bottom: list[float]
    top: list[float]
    invisible: list[bool]
    white: list[bool]
    font: list[int]


def _read_characters(page: Any, frame: _Frame, most: int) -> tuple[Characters, int, bool]:
    """The characters as shown, how many have no known letter, and whether all were read."""
    handle = raw.FPDFText_LoadPage(page)
    if not handle:
        return NO_CHARACTERS, 0, True
    try:
        text = ctypes.cast(handle, ctypes.c_void_p).value or 0
        found = raw.FPDFText_CountChars(handle)
        count = min(max(found, 0), most)
        if not count:
            return NO_CHARACTERS, 0, True
        boxes, objects = _boxes_and_objects(text, count)
        codes = _codes(handle, text, count)
        # Generated blanks and line ends belong to no text object; blanks are found anew by distance.
        kept = np.nonzero((objects != 0) & (codes != 10) & (codes != 13))[0]
        if not len(kept):
            return NO_CHARACTERS, 0, found <= most
        boxes, objects, codes = boxes[kept], objects[kept], codes[kept]
        starts = np.concatenate(([0], np.nonzero(np.diff(objects))[0] + 1))
        runs = _runs(text, kept[starts].tolist(), objects[starts].tolist())
        of_run = np.repeat(np.arange(len(starts)), np.diff(np.concatenate((starts, [len(objects)]))))
        unmapped = _count_unmapped(text, kept, of_run, runs)
        return _shown(text, kept, boxes, codes, of_run, runs, frame), unmapped, found <= most
    finally:
        raw.FPDFText_ClosePage(handle)


def _boxes_and_objects(text: int, count: int) -> tuple[Floats, Any]:
    """Of every character its loose box (left, bottom, right, top) and the address of its text object."""
    buffer = np.zeros((count, 4), np.float32)
    address = buffer.ctypes.data
    loose, text_object = _loose_box, _text_object
    objects = []
    for index in range(count):
        loose(text, index, address)
        address += 16
        objects.append(text_object(text, index) or 0)
    return buffer[:, (0, 3, 2, 1)].astype(float), np.array(objects, np.uint64)


def _codes(handle: Any, text: int, count: int) -> Any:
    """Unicode code points; hyphens at line ends as "-"."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(handle, 0, count, buffer) - 1 == count:
        codes = np.frombuffer(buffer, np.uint16)[:count].astype(np.uint32)
        odd = np.nonzero((codes >= 0xD800) & (codes < 0xE000))[0].tolist()
    else:  # letters outside the first plane take two places, letters without code none
        codes, odd = np.zeros(count, np.uint32), list(range(count))
    for index in odd:
        codes[index] = _unicode(text, index)
    codes[np.isin(codes, HYPHENS)] = ord("-")
    return codes


def _runs(text: int, first: list[int], objects: list[int]) -> _Runs:
    """What holds for all characters of a text object, asked once each."""
    matrix, size, colour = (ctypes.c_float * 6)(), ctypes.c_float(), (ctypes.c_uint * 4)()
    at_matrix, at_size, at = ctypes.addressof(matrix), ctypes.addressof(size), ctypes.addressof(colour)
    fonts: dict[int, _Font] = {}
    runs = _Runs([], [], [], [], [], [], [], [])
    for index, drawn in zip(first, objects, strict=True):
        _matrix(text, index, at_matrix)
        _font_size(drawn, at_size)
        address = _font(drawn) or 0
        font = fonts.get(address)
        if font is None:
            font = fonts[address] = _Font.of(address) if address else _Font(False, -0.2, 0.8)
        mode = _render_mode(drawn)
        known = _fill_colour(drawn, at, at + 4, at + 8, at + 12)
        runs.matrix.append((matrix[0], matrix[1], matrix[2], matrix[3]))
        runs.size.append(size.value)
        runs.bold.append(font.bold or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
        runs.bottom.append(font.bottom)
        runs.top.append(font.top)
        see_through = bool(known) and colour[3] == 0
        runs.invisible.append(see_through or mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
        filled = mode not in (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
        runs.white.append(filled and bool(known) and min(colour[0], colour[1], colour[2]) >= 250)
        runs.font.append(address)
    return runs


def _count_unmapped(text: int, kept: Any, of_run: Any, runs: _Runs) -> int:
    """Characters whose font gives no letters, judged by up to 24 characters of each font."""
    font_of = np.array(runs.font, np.uint64)[of_run]
    total = 0
    for font in np.unique(font_of).tolist():
        members = kept[font_of == font]
        sample = members[:: max(1, len(members) // 24)].tolist()
        bad = sum(1 for index in sample if _unmapped(text, index) == 1)
        total += len(members) * bad // len(sample)
    return total


def _shown(text: int, kept: Any, boxes: Floats, codes: Any, of_run: Any, runs: _Runs, frame: _Frame) -> Characters:
    """Characters with their boxes on the page as displayed."""
    matrix = np.array(runs.matrix)
    stretch = np.hypot(matrix[:, 2], matrix[:, 3])
    size = np.array(runs.size) * np.where(stretch > 0, stretch, 1.0)
    degrees = np.degrees(np.arctan2(matrix[:, 1], matrix[:, 0]))
    # PDFium's loose box follows the matrix's first entry only: right for upright text alone.
    lying = (np.abs(matrix[:, 1]) > 1e-3 * np.abs(matrix[:, 0])) | (matrix[:, 0] <= 0)
    for index in np.nonzero(lying[of_run])[0].tolist():
        run = of_run[index]
        boxes[index] = _turned_box(text, int(kept[index]), int(codes[index]), runs, run)
    ordered = np.column_stack(
        (
            np.minimum(boxes[:, 0], boxes[:, 2]),
            np.minimum(boxes[:, 1], boxes[:, 3]),
            np.maximum(boxes[:, 0], boxes[:, 2]),
            np.maximum(boxes[:, 1], boxes[:, 3]),
        )
    )
    shown_degrees = (degrees - frame.rotation) % 360
    turn = np.round(shown_degrees / 90).astype(np.int8) % 4
    off = np.abs((shown_degrees + 45) % 90 - 45)
    turn = np.where(off > DIAGONAL_FROM, DIAGONAL, turn).astype(np.int8)
    return Characters(
        box=frame.show(ordered),
        code=codes,
        size=np.abs(size)[of_run],
        bold=np.array(runs.bold)[of_run],
        turn=turn[of_run],
        run=of_run.astype(np.int64),
        invisible=np.array(runs.invisible)[of_run],
        white=np.array(runs.white)[of_run],
    )


_numbers = (ctypes.c_double * 6)()
_width = ctypes.c_float()


def _turned_box(text: int, index: int, code: int, runs: _Runs, run: int) -> tuple[float, float, float, float]:
    """The box of one character of turned text, from its origin, advance width and matrix."""
    at = ctypes.addressof(_numbers)
    _origin(text, index, at, at + 8)
    _char_box(text, index, at + 16, at + 24, at + 32, at + 40)
    x, y, left, right, bottom, top = _numbers
    a, b, c, d = runs.matrix[run]
    size = runs.size[run]
    _width.value = 0.0
    if runs.font[run]:
        _glyph_width(runs.font[run], code, size, ctypes.addressof(_width))
    width = _width.value
    along = max((px - x) * a + (py - y) * b for px in (left, right) for py in (bottom, top)) / ((a * a + b * b) or 1.0)
    if width <= 0 or along > 1.6 * width + 0.1 * size:  # the font does not know this letter: its ink does
        width = max(along, 0.0)
    low, high = runs.bottom[run] * size, runs.top[run] * size
    corners = [(x + u * a + v * c, y + u * b + v * d) for u in (0.0, width) for v in (low, high)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
