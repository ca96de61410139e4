"""Characters of a page, asked of PDFium one by one (used by ``_pdfium`` alone)."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.pdf._drawn import DIAGONAL, NO_CHARACTERS, Characters, Floats, Ints, ordered_corners
from extractor.pdf._pdfium_calls import plain, plain_and_long
from extractor.pdf._pdfium_clips import cut_off

HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""
DIAGONAL_FROM = 12.0
"""Degrees off the axes from which text is a watermark, not a skewed line."""
WHITE = 250
"""From this in red, green and blue on, print cannot be seen on white paper."""
FORCE_BOLD = 0x40000
"""The bit of a font descriptor's flags."""

_address, _int, _float = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
_load = plain_and_long(raw.FPDFText_LoadPage, _address, _address)
_close = plain(raw.FPDFText_ClosePage, None, _address)
_count = plain(raw.FPDFText_CountChars, _int, _address)
_get_text = plain(raw.FPDFText_GetText, _int, _address, _int, _int, _address)
_loose_box = plain(raw.FPDFText_GetLooseCharBox, _int, _address, _int, _address)
_text_object = plain(raw.FPDFText_GetTextObject, ctypes.c_size_t, _address, _int)
_matrix = plain(raw.FPDFText_GetMatrix, _int, _address, _int, _address)
_char_box = plain(raw.FPDFText_GetCharBox, _int, _address, _int, _address, _address, _address, _address)
_origin = plain(raw.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
_unicode = plain(raw.FPDFText_GetUnicode, ctypes.c_uint, _address, _int)
_unmapped = plain(raw.FPDFText_HasUnicodeMapError, _int, _address, _int)
_font_size = plain(raw.FPDFTextObj_GetFontSize, _int, _address, _address)
_render_mode = plain(raw.FPDFTextObj_GetTextRenderMode, _int, _address)
_font = plain(raw.FPDFTextObj_GetFont, _address, _address)
_fill_colour = plain(raw.FPDFPageObj_GetFillColor, _int, _address, _address, _address, _address, _address)
_glyph_width = plain(raw.FPDFFont_GetGlyphWidth, _int, _address, ctypes.c_uint, _float, _address)
_ascent = plain(raw.FPDFFont_GetAscent, _int, _address, _float, _address)
_descent = plain(raw.FPDFFont_GetDescent, _int, _address, _float, _address)
_font_weight = plain(raw.FPDFFont_GetWeight, _int, _address)
_font_flags = plain(raw.FPDFFont_GetFlags, _int, _address)
_font_name = plain(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _address, _address, ctypes.c_size_t)


@dataclass(frozen=True, slots=True)
class PageText:
    characters: Characters
    unmapped: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Font:
    bold: bool
    bottom: float
    """Where the box of a character of size 1 begins, measured from the base line, and where it ends."""
    top: float

    @classmethod
    def of(cls, font: int) -> _Font:
        if not font:
            return cls(False, -0.2, 0.8)
        name = ctypes.create_string_buffer(128)
        _font_name(font, ctypes.addressof(name), 128)
        says_bold = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
        low, high = ctypes.c_float(), ctypes.c_float()
        _descent(font, 1.0, ctypes.addressof(low))
        _ascent(font, 1.0, ctypes.addressof(high))
        bottom, top = low.value, high.value
        if top - bottom < 0.1:  # the font does not say
            bottom, top = -0.2, 0.8
        bold = says_bold or bool(_font_flags(font) & FORCE_BOLD) or _font_weight(font) >= 600
        return cls(bold, bottom, top)


@dataclass(frozen=True, slots=True)
class _Runs:
    """One entry a text object."""

    matrix: Floats
    """(n, 4): a, b, c, d."""
    size: Floats
    mode: Ints
    invisible: NDArray[np.bool_]
    white: NDArray[np.bool_]
    font: list[int]
    fonts: dict[int, _Font]

    @property
    def stretch(self) -> Floats:
        """How much larger than its font size the text is drawn."""
        stretch: Floats = np.hypot(self.matrix[:, 2], self.matrix[:, 3])
        return np.where(stretch > 0, stretch, 1.0)

    @property
    def lying(self) -> NDArray[np.bool_]:
        """Text that does not run along the lines of an unturned page."""
        a, b = self.matrix[:, 0], self.matrix[:, 1]
        return (np.abs(b) > 1e-3 * np.abs(a)) | (a <= 0)


def read_characters(
    page: int, show: Callable[[Floats], Floats], rotation: int, most: int, on_page: frozenset[int]
) -> PageText:
    """The characters of a page as shown; at most ``most``. ``on_page``: text objects that stand in no form."""
    text = _load(page)
    if not text:
        return PageText(NO_CHARACTERS, 0, True)
    try:
        found = max(_count(text), 0)
        count = min(found, most)
        if not count:
            return PageText(NO_CHARACTERS, 0, True)
        boxes, objects = _boxes_and_objects(text, count)
        codes = _codes(text, count)
        # Generated blanks and line ends belong to no text object; blanks are found anew by distance.
        generated = (objects == 0) | ((codes == 32) & (boxes[:, 2] <= boxes[:, 0])) | (codes == 10) | (codes == 13)
        kept = np.nonzero(~generated)[0]
        if not len(kept):
            return PageText(NO_CHARACTERS, 0, found <= most)
        boxes, objects, codes = boxes[kept], objects[kept], codes[kept]
        starts = np.concatenate(([0], np.nonzero(np.diff(objects))[0] + 1))
        runs = _runs(text, kept[starts].tolist(), objects[starts].tolist())
        of_run = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(objects))))
        lying = runs.lying[of_run]
        if lying.any():
            boxes[lying] = _lying_boxes(text, kept[lying], codes[lying], of_run[lying], runs)
        unmapped = _count_unmapped(text, kept, of_run, runs)
        runs.invisible[:] |= cut_off(objects[starts].tolist(), boxes, starts, runs.size * runs.stretch, on_page)
        characters = _characters(show(ordered_corners(boxes)), codes, of_run, runs, rotation)
        return PageText(characters, unmapped, found <= most)
    finally:
        _close(text)


def _boxes_and_objects(text: int, count: int) -> tuple[Floats, NDArray[np.uint64]]:
    """Of every character its loose box (left, bottom, right, top) and the address of its text object."""
    buffer = np.zeros((count, 4), np.float32)
    at = buffer.ctypes.data
    # The two calls for every character are most of what reading costs: nothing else belongs into these loops.
    deque(map(_loose_box, repeat(text), range(count), range(at, at + 16 * count, 16)), maxlen=0)
    objects = np.fromiter(map(_text_object, repeat(text), range(count)), np.uint64, count)
    return buffer[:, (0, 3, 2, 1)].astype(float), objects


def _codes(text: int, count: int) -> NDArray[np.uint32]:
    """Unicode code points; hyphens at line ends as "-"."""
    buffer = np.zeros(count + 1, np.uint16)
    if _get_text(text, 0, count, buffer.ctypes.data) - 1 == count:
        codes = buffer[:count].astype(np.uint32)
        odd = np.nonzero((codes >= 0xD800) & (codes < 0xE000))[0].tolist()
    else:  # letters outside the first plane take two places, letters without code none
        codes, odd = np.zeros(count, np.uint32), list(range(count))
    for index in odd:
        codes[index] = _unicode(text, index)
    codes[np.isin(codes, HYPHENS)] = ord("-")
    return codes


def _runs(text: int, first: list[int], objects: list[int]) -> _Runs:
    """What holds for all characters of a text object, asked once each."""
    count = len(first)
    matrix, size, colour = (
        np.zeros((count, 6), np.float32),
        np.zeros(count, np.float32),
        np.zeros((count, 4), np.uint32),
    )
    at_matrix, at_size, at = matrix.ctypes.data, size.ctypes.data, colour.ctypes.data
    modes, known, font = [], [], []
    for index, drawn in zip(first, objects, strict=True):
        _matrix(text, index, at_matrix)
        _font_size(drawn, at_size)
        known.append(_fill_colour(drawn, at, at + 4, at + 8, at + 12))
        modes.append(_render_mode(drawn))
        font.append(_font(drawn) or 0)
        at_matrix += 24
        at_size += 4
        at += 16
    mode, has_colour = np.array(modes), np.array(known, bool)
    no_ink = np.isin(mode, (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
    outlined = np.isin(mode, (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP))
    return _Runs(
        matrix=matrix[:, :4].astype(float),
        size=size.astype(float),
        mode=mode,
        invisible=no_ink | (has_colour & (colour[:, 3] == 0)),
        white=has_colour & ~outlined & (colour[:, :3].min(axis=1) >= WHITE),
        font=font,
        fonts={at: _Font.of(at) for at in set(font)},
    )


def _count_unmapped(text: int, kept: Ints, of_run: Ints, runs: _Runs) -> int:
    """Characters whose font gives no letters, judged by up to 24 characters of each font."""
    font_of = np.array(runs.font, np.uint64)[of_run]
    total = 0
    for font in runs.fonts:
        members = kept[font_of == font]
        sample = members[:: max(1, len(members) // 24)].tolist()
        bad = sum(1 for index in sample if _unmapped(text, index) == 1)
        total += len(members) * bad // max(1, len(sample))
    return total


def _characters(box: Floats, codes: NDArray[np.uint32], of_run: Ints, runs: _Runs, rotation: int) -> Characters:
    matrix = runs.matrix
    degrees = (np.degrees(np.arctan2(matrix[:, 1], matrix[:, 0])) - rotation) % 360
    quarter = np.round(degrees / 90).astype(np.int8) % 4
    off_axis = np.abs((degrees + 45) % 90 - 45) > DIAGONAL_FROM
    bold = np.array([runs.fonts[font].bold for font in runs.font]) | (runs.mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
    return Characters(
        box=box,
        code=codes,
        size=np.abs(runs.size * runs.stretch)[of_run],
        bold=bold[of_run],
        turn=np.where(off_axis, DIAGONAL, quarter).astype(np.int8)[of_run],
        run=of_run.astype(np.int64),
        invisible=runs.invisible[of_run],
        white=runs.white[of_run],
    )


def _lying_boxes(text: int, index: Ints, codes: NDArray[np.uint32], run: Ints, runs: _Runs) -> Floats:
    """Boxes of text that does not run along the page: PDFium's loose box follows the matrix's first entry alone."""
    ink = np.zeros((len(index), 6))  # x, y of the origin; left, right, bottom, top of the ink
    at = ink.ctypes.data
    widths: dict[tuple[int, int], float] = {}
    width = np.zeros(len(index))
    advance = ctypes.c_float()
    fonts = [runs.font[of] for of in run.tolist()]
    for place, (character, key) in enumerate(zip(index.tolist(), zip(fonts, codes.tolist(), strict=True), strict=True)):
        _origin(text, character, at, at + 8)
        _char_box(text, character, at + 16, at + 24, at + 32, at + 40)
        at += 48
        if key not in widths:
            advance.value = 0.0
            if key[0]:
                _glyph_width(*key, 1.0, ctypes.addressof(advance))
            widths[key] = advance.value
        width[place] = widths[key]
    size = runs.size[run]
    low = np.array([runs.fonts[font].bottom for font in fonts]) * size
    high = np.array([runs.fonts[font].top for font in fonts]) * size
    return _turned_boxes(ink, width * size, low, high, runs.matrix[run])


def _turned_boxes(ink: Floats, width: Floats, low: Floats, high: Floats, matrix: Floats) -> Floats:
    """Hulls of the boxes (0, low, width, high) under each matrix at each origin."""
    x, y, left, right, bottom, top = ink.T
    a, b, c, d = matrix.T
    length = np.maximum(a * a + b * b, 1e-9)
    along = np.max([((u - x) * a + (v - y) * b) / length for u in (left, right) for v in (bottom, top)], axis=0)
    # Where the font does not know the letter, its ink tells how wide it is.
    unknown = (width <= 0) | (along > 1.6 * width + 0.1 * (high - low))
    width = np.where(unknown, np.maximum(along, 0.0), width)
    corners_x = [x + u * a + v * c for u in (0.0, width) for v in (low, high)]
    corners_y = [y + u * b + v * d for u in (0.0, width) for v in (low, high)]
    return np.column_stack(
        (np.min(corners_x, axis=0), np.min(corners_y, axis=0), np.max(corners_x, axis=0), np.max(corners_y, axis=0))
    )
