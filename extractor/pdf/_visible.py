"""Which characters of a page a reader sees, and whether its text can be used at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.facts import Box, Problem
from extractor.pdf._characters import drawn_again, on_page, white_on_white
from extractor.pdf._drawn import DIAGONAL, NO_CHARACTERS, Bools, Characters, RawPage
from extractor.pdf._legible import makes_no_words
from extractor.pdf._lines import blank

SMALLEST_PRINT = 1.5
"""Points; nobody reads print below this."""
FEWEST_CHARACTERS = 8
"""A page with fewer has no text worth reading (a stamp, a page number)."""
SCAN_FROM, LITTLE_TEXT = 0.6, 0.02
"""Shares of the page: pictures cover at least the one, text at most the other. Running text covers 0.1 to 0.4."""
NO_TEXT = "halaman tanpa teks yang dapat dibaca"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    characters: Characters
    problems: tuple[Problem, ...]
    by_ocr: bool = False
    """The characters were read from a picture."""


def visible_characters(raw: RawPage) -> Visible:
    """The characters to read, and what is wrong with the page's text."""
    chars = raw.characters
    chars = chars.take(on_page(chars, raw.width, raw.height) & (chars.size >= SMALLEST_PRINT))
    chars = chars.take(~white_on_white(chars, raw.drawn.grounds))
    problems: list[Problem] = []
    by_ocr = False
    seen = chars.take(~chars.invisible)
    if chars.invisible.any():
        if _printed(seen) < FEWEST_CHARACTERS <= _printed(chars) and picture_share(raw) > 0.3:
            seen, by_ocr = chars, True
            problems.append(_problem(raw, "teks halaman berasal dari OCR", "teks tak tampak di bawah gambar pindaian"))
        elif _printed(chars) - _printed(seen) >= FEWEST_CHARACTERS:
            hidden = _printed(chars) - _printed(seen)
            problems.append(_problem(raw, "teks tersembunyi tidak dibaca", f"{hidden} huruf tidak tampak di halaman"))
    diagonal = seen.turn == DIAGONAL
    if diagonal.any():
        mark = "".join(map(chr, seen.code[diagonal][:60].tolist())).strip()
        problems.append(_problem(raw, "teks miring tidak dibaca", f"cap air atau stempel: {mark}"))
        seen = seen.take(~diagonal)
    seen = _with_bold_once(seen)
    unusable = _why_unusable(raw, seen)
    if unusable:
        few = _printed(seen) < FEWEST_CHARACTERS  # a stamp or a page number: right, if little
        return Visible(characters=seen if few else NO_CHARACTERS, problems=(*problems, unusable))
    return Visible(characters=seen, problems=tuple(problems), by_ocr=by_ocr)


def mostly_picture(raw: RawPage, parts_of_text: Characters) -> str:
    """Why the page may be a scan although it has some text: a signature's footer on a scan; empty where it is none.

    Measured is the area of text against that of pictures. A cover with a photograph looks the same by these numbers.
    """
    share = picture_share(raw)
    box = parts_of_text.box
    area = float(((box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])).sum()) / max(raw.width * raw.height, 1.0)
    if share < SCAN_FROM or area > LITTLE_TEXT or share < 20 * area:
        return ""
    return f"gambar menutupi {share:.0%} halaman, teks hanya {area:.1%}"


SMALLEST_TABLE = (140.0, 50.0)
"""Points: width and height from which a picture may be a table; logos and signatures are smaller."""


def bare_pictures(raw: RawPage) -> list[Box]:
    """Pictures large enough for a table on which no text of the page stands: backgrounds of print have some."""
    found = []
    for x0, top, x1, bottom in raw.drawn.pictures.tolist():
        if x1 - x0 < SMALLEST_TABLE[0] or bottom - top < SMALLEST_TABLE[1]:
            continue
        x, y = raw.characters.box[:, [0, 2]].mean(axis=1), raw.characters.box[:, [1, 3]].mean(axis=1)
        if not bool(((x > x0) & (x < x1) & (y > top) & (y < bottom)).any()):
            found.append((x0, top, x1, bottom))
    return found


def _with_bold_once(chars: Characters) -> Characters:
    repeated = drawn_again(chars)
    return chars.take(~repeated) if repeated.any() else chars


def _printed(chars: Characters) -> int:
    return int((~blank(chars.code)).sum())


def picture_share(raw: RawPage) -> float:
    """The part of the page that pictures cover, at most 1."""
    boxes = raw.drawn.pictures
    if not len(boxes) or raw.width <= 0 or raw.height <= 0:
        return 0.0
    wide = np.clip(boxes[:, 2], 0, raw.width) - np.clip(boxes[:, 0], 0, raw.width)
    high = np.clip(boxes[:, 3], 0, raw.height) - np.clip(boxes[:, 1], 0, raw.height)
    return min(1.0, float((wide * high).sum()) / (raw.width * raw.height))


def nonsense(codes: NDArray[np.uint32]) -> Bools:
    """Codes that stand for no letter: replacement characters, private use, controls."""
    found: Bools = (
        (codes == 0xFFFD)
        | ((codes >= 0xE000) & (codes <= 0xF8FF) & ~((codes >= 0xF020) & (codes <= 0xF0FF)))
        | (codes < 9)
        | ((codes > 13) & (codes < 32))
        | ((codes >= 0x7F) & (codes < 0xA0))
    )
    return found


def _why_unusable(raw: RawPage, seen: Characters) -> Problem | None:
    """No text at all, or text that is not what is printed; with the measure that says so."""
    printed = _printed(seen)
    if printed < FEWEST_CHARACTERS:
        share = picture_share(raw)
        if share > 0.05:
            return _problem(raw, NO_TEXT, f"hasil pindai: gambar menutupi {share:.0%} halaman, teks {printed} huruf")
        if printed == 0 and len(raw.drawn.edges) > 200:
            return _problem(raw, NO_TEXT, f"huruf digambar sebagai garis ({len(raw.drawn.edges)} potong garis)")
        return None
    why = doubt(raw) if raw.doubt is None else raw.doubt
    return _problem(raw, NO_TEXT, f"{why}; perlu OCR") if why else None


def doubt(raw: RawPage) -> str:
    """Why the letters of the page may not be the ones printed, in Indonesian; empty where there is no reason."""
    count = len(raw.characters)
    if raw.unmapped * 2 > count:
        return f"fon tidak menyebut hurufnya ({raw.unmapped} dari {count} huruf)"
    bad = int(nonsense(raw.characters.code).sum())
    return f"{bad} dari {count} huruf tidak dikenal" if bad * 3 > count else makes_no_words(raw.characters)


def _problem(raw: RawPage, what: str, why: str) -> Problem:
    return Problem(page=raw.number, what=what, why=why)
