"""Characters of a page, asked of PDFium one by one (used by ``_pdfium`` alone)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.pdf._drawn import DIAGONAL, NO_CHARACTERS, Characters, Floats, Ints, ordered_corners
from extractor.pdf._pdfium_calls import Answers, Wrapped, done, plain, plain_and_long, wrapped
from extractor.pdf._pdfium_clips import cut_off

HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""
DIAGONAL_FROM = 12.0
"""Degrees off the axes from which text is a watermark, not a skewed line."""
WHITE = 250
"""From this in red, green and blue on, print cannot be seen on white paper."""
FORCE_BOLD = 0x40000
"""The bit of a font descriptor's flags."""

_address, _int = ctypes.c_void_p, ctypes.c_int
_load = plain_and_long(raw.FPDFText_LoadPage, _address)
_close = plain(raw.FPDFText_ClosePage, None)
_count = plain(raw.FPDFText_CountChars, _int)
_get_text = plain(raw.FPDFText_GetText, _int)
_loose_box = plain(raw.FPDFText_GetLooseCharBox, None)
_text_object = plain(raw.FPDFText_GetTextObject, ctypes.c_size_t)
_matrix = plain(raw.FPDFText_GetMatrix, None)
_char_box = plain(raw.FPDFText_GetCharBox, None)
_origin = plain(raw.FPDFText_GetCharOrigin, None)
_unicode = plain(raw.FPDFText_GetUnicode, ctypes.c_uint)
_unmapped = plain(raw.FPDFText_HasUnicodeMapError, _int)
_font_size = plain(raw.FPDFTextObj_GetFontSize, None)
_render_mode = plain(raw.FPDFTextObj_GetTextRenderMode, _int)
_font = plain(raw.FPDFTextObj_GetFont, ctypes.c_size_t)
_fill_colour = plain(raw.FPDFPageObj_GetFillColor, _int)
_glyph_width = plain(raw.FPDFFont_GetGlyphWidth, _int)
_ascent = plain(raw.FPDFFont_GetAscent, _int)
_descent = plain(raw.FPDFFont_GetDescent, _int)
_font_weight = plain(raw.FPDFFont_GetWeight, _int)
_font_flags = plain(raw.FPDFFont_GetFlags, _int)
_font_name = plain(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t)

_ONE = ctypes.c_float(1.0)
_character_boxes = Answers(np.float32, 4)
_matrices = Answers(np.float32, 6)
_sizes = Answers(np.float32, 1)
_colours = Answers(np.uint32, 4, pointed=4)
_inks = Answers(np.float64, 6, pointed=6)
"""x, y of the origin; left, right, bottom, top of the ink."""


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
        at, name = wrapped(font), ctypes.create_string_buffer(128)
        _font_name(at, name, ctypes.c_size_t(128))
        says_bold = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
        low, high = ctypes.c_float(), ctypes.c_float()
        _descent(at, _ONE, ctypes.byref(low))
        _ascent(at, _ONE, ctypes.byref(high))
        bottom, top = low.value, high.value
        if top - bottom < 0.1:  # the font does not say
            bottom, top = -0.2, 0.8
        bold = says_bold or bool(_font_flags(at) & FORCE_BOLD) or _font_weight(at) >= 600
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
    page: Wrapped, show: Callable[[Floats], Floats], rotation: int, most: int, on_page: frozenset[int]
) -> PageText:
    """The characters of a page as shown; at most ``most``. ``on_page``: text objects that stand in no form."""
    loaded = _load(page)
    if not loaded:
        return PageText(NO_CHARACTERS, 0, True)
    text = wrapped(loaded)
    try:
        found = max(_count(text), 0)
        count = min(found, most)
        if not count:
            return PageText(NO_CHARACTERS, 0, True)
        codes = _codes(text, count)
        boxes, objects = _boxes(text, count), _text_objects(text, codes)
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


def _boxes(text: Wrapped, count: int) -> Floats:
    """(n, 4): of every character its loose box, left, bottom, right, top."""
    # A call for every character is much of what reading costs: nothing else belongs into this loop.
    done(map(_loose_box, repeat(text), range(count), _character_boxes.cleared(count)[0]))
    return _character_boxes.rows[:count, (0, 3, 2, 1)].astype(float)


def _text_objects(text: Wrapped, codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Of every character the address of its text object; 0 for those that PDFium made up.

    Characters of an object follow one another, so only the ends of each word are asked: where both are of one object,
    so is what stands between. Blanks and line ends, which may be made up, are words of their own here.
    """
    blank = codes <= 32
    is_end = np.ones(len(codes), bool)
    is_end[1:-1] = blank[1:-1] | blank[:-2] | blank[2:]
    ends = np.flatnonzero(is_end)
    objects = np.zeros(len(codes), np.uint64)
    objects[ends] = np.fromiter(map(_text_object, repeat(text), ends.tolist()), np.uint64, len(ends))
    inner = np.flatnonzero(~is_end)
    if not len(inner):
        return objects
    after = np.searchsorted(ends, inner)
    first, last = objects[ends[after - 1]], objects[ends[after]]
    same = (first == last) & (first != 0)
    objects[inner[same]] = first[same]
    asked = inner[~same]
    objects[asked] = np.fromiter(map(_text_object, repeat(text), asked.tolist()), np.uint64, len(asked))
    return objects


def _codes(text: Wrapped, count: int) -> NDArray[np.uint32]:
    """Unicode code points; hyphens at line ends as "-"."""
    buffer = np.zeros(count + 1, np.uint16)
    if _get_text(text, 0, count, wrapped(buffer.ctypes.data)) - 1 == count:
        codes = buffer[:count].astype(np.uint32)
        odd = np.nonzero((codes >= 0xD800) & (codes < 0xE000))[0].tolist()
    else:  # letters outside the first plane take two places, letters without code none
        codes, odd = np.zeros(count, np.uint32), list(range(count))
    for index in odd:
        codes[index] = _unicode(text, index)
    codes[(codes == HYPHENS[0]) | (codes == HYPHENS[1])] = ord("-")
    return codes


def _runs(text: Wrapped, first: list[int], objects: list[int]) -> _Runs:
    """What holds for all characters of a text object, asked once each."""
    count = len(first)
    drawn = list(map(wrapped, objects))
    done(map(_matrix, repeat(text), first, _matrices.cleared(count)[0]))
    done(map(_font_size, drawn, _sizes.cleared(count)[0]))
    known = list(map(_fill_colour, drawn, *_colours.cleared(count)))
    modes, font = list(map(_render_mode, drawn)), list(map(_font, drawn))
    matrix, size, colour = _matrices.first(count), _sizes.first(count)[:, 0], _colours.first(count)
    mode, has_colour = np.array(modes), np.array(known, bool)
    no_ink = (mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE) | (mode == raw.FPDF_TEXTRENDERMODE_CLIP)
    outlined = (mode == raw.FPDF_TEXTRENDERMODE_STROKE) | (mode == raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    return _Runs(
        matrix=matrix[:, :4].astype(float),
        size=size.astype(float),
        mode=mode,
        invisible=no_ink | (has_colour & (colour[:, 3] == 0)),
        white=has_colour & ~outlined & (colour[:, :3].min(axis=1) >= WHITE),
        font=font,
        fonts={at: _Font.of(at) for at in set(font)},
    )


def _count_unmapped(text: Wrapped, kept: Ints, of_run: Ints, runs: _Runs) -> int:
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


def _lying_boxes(text: Wrapped, index: Ints, codes: NDArray[np.uint32], run: Ints, runs: _Runs) -> Floats:
    """Boxes of text that does not run along the page: PDFium's loose box follows the matrix's first entry alone."""
    at = _inks.cleared(len(index))
    done(map(_origin, repeat(text), index.tolist(), *at[:2]))
    done(map(_char_box, repeat(text), index.tolist(), *at[2:]))
    ink = _inks.first(len(index))
    fonts = [runs.font[of] for of in run.tolist()]
    letters = list(zip(fonts, codes.tolist(), strict=True))
    widths = {letter: _width(*letter) for letter in set(letters)}
    width = np.array([widths[letter] for letter in letters])
    size = runs.size[run]
    low = np.array([runs.fonts[font].bottom for font in fonts]) * size
    high = np.array([runs.fonts[font].top for font in fonts]) * size
    return _turned_boxes(ink, width * size, low, high, runs.matrix[run])


def _width(font: int, code: int) -> float:
    """How far the letter moves on at size 1; 0 where the font does not know it."""
    advance = ctypes.c_float(0.0)
    if font:
        _glyph_width(wrapped(font), code, _ONE, ctypes.byref(advance))
    return advance.value


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
