"""Characters to printed lines: one sort for all cells of a page at once.

Lines are found by base line, words by distance. Raised and lowered small digits become superscript and subscript
characters, so that a footnote mark never reads as a digit of the number it stands at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.facts import Box, TextLine
from extractor.pdf._characters import reading_boxes
from extractor.pdf._drawn import Bools, Characters, Floats, Ints

LINE_TOLERANCE = 3.0
"""Base lines this near are one line (pdfplumber's y_tolerance), less for small print."""
WORD_GAP = 0.16
"""A gap wider by this share of the font size than the usual one of the line parts words. Within words 0.13 occurs
(loose justification), between words 0.17 (tight justification)."""
FIXED_PITCH = 1.4
"""Letters set at equal steps part where a step is this many times longer."""
SEEN_BLANK = 0.08
"""A blank character parts words only where this share of the font size stays open: some print moves letters back."""
PIECE_GAP = 1.0
"""Outside cells a gap wider than this many times the font size parts a line into pieces: columns without rules."""
NUMBER_GAP = 0.45
"""Between two numbers a smaller gap does: columns of numbers stand closer than columns of words."""
APART = 1e5
"""More than any place on a page: numbers of lines times this, plus places, sort by line and then by place at once."""
SMALLER = 0.8
"""Marks are smaller than this share of the print they stand at."""

SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
SUBSCRIPTS = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": "-"})
LEADERS = re.compile(r"(?<=[^\s.])\s*(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,})(?![.…_])\s*")
"""Dots that lead the eye from a name to its value; a cell of dots alone stays as it is."""


class PrintedLine(NamedTuple):
    """A tuple, because a page has many and each would cost more as a frozen dataclass than its text does."""

    group: int
    """The cell it stands in, as the caller numbered them; 0 is outside all cells."""
    row: int
    """Number of the whole line; outside cells, wide gaps part one line into several pieces with the same number."""
    turn: int
    line: TextLine
    reading: Box
    """Its box turned so that the text runs left to right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedWord:
    text: str
    box: Box
    size: float
    bold: bool


def blank(codes: NDArray[np.uint32]) -> Bools:
    """Which characters print nothing."""
    found: Bools = BLANK[np.minimum(codes, 0xFFFF)]
    return found


def _table(*ranges: range) -> Bools:
    """For each code of the first plane whether it lies in one of the ranges: quicker than comparing on every page."""
    table = np.zeros(0x10000, bool)
    for codes in ranges:
        table[codes.start : codes.stop] = True
    return table


BLANK = _table(range(33), range(160, 161), range(0x2000, 0x200C), range(0x3000, 0x3001))
NUMERIC = _table(range(48, 58), *(range(ord(sign), ord(sign) + 1) for sign in "()%-–+,."))
"""Digits and what stands beside them in numbers."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Printed characters in reading order, with where lines and words begin."""

    chars: Characters
    group: Ints
    reading: Floats
    line: Ints
    starts: Ints
    """First character of each line or piece of a line."""
    parts: Ints
    """0 nothing, 1 word, 2 line or piece begins before this character."""
    raised: Bools
    lowered: Bools


def printed_lines(chars: Characters, group: Ints) -> list[PrintedLine]:
    """All lines of all groups, sorted by group, then downwards."""
    ordered = _sorted(chars, group)
    if ordered is None:
        return []
    ends = np.append(ordered.starts[1:], len(ordered.chars))
    boxes = _hulls(ordered.chars.box, ordered.starts).tolist()
    readings = _hulls(ordered.reading, ordered.starts).tolist()
    sizes = np.maximum.reduceat(ordered.chars.size, ordered.starts).round(2).tolist()
    bold = np.add.reduceat(ordered.chars.bold.astype(int), ordered.starts) * 2 > ends - ordered.starts
    texts = _texts(ordered, ordered.starts)
    groups = ordered.group[ordered.starts].tolist()
    turns = ordered.chars.turn[ordered.starts].tolist()
    rows = ordered.line[ordered.starts].tolist()
    return [
        PrintedLine(of_group, row, turn, TextLine(text=text, box=tuple(box), size=size, bold=is_bold), tuple(reading))
        for of_group, row, turn, text, box, size, is_bold, reading in zip(
            groups, rows, turns, texts, boxes, sizes, bold.tolist(), readings, strict=True
        )
        if text
    ]


def printed_words(chars: Characters) -> list[PrintedWord]:
    """All words, line by line."""
    ordered = _sorted(chars, np.zeros(len(chars), np.int64))
    if ordered is None:
        return []
    starts = np.union1d(ordered.starts, np.nonzero(ordered.parts)[0])
    boxes = _hulls(ordered.chars.box, starts).tolist()
    sizes = np.maximum.reduceat(ordered.chars.size, starts).round(2).tolist()
    bold = ordered.chars.bold[starts].tolist()
    texts = _texts(ordered, starts)
    return [
        PrintedWord(text=text, box=tuple(box), size=size, bold=is_bold)
        for text, box, size, is_bold in zip(texts, boxes, sizes, bold, strict=True)
    ]


def _hulls(boxes: Floats, starts: Ints) -> Floats:
    """The box around each run of boxes."""
    return np.column_stack(
        (
            np.minimum.reduceat(boxes[:, 0], starts),
            np.minimum.reduceat(boxes[:, 1], starts),
            np.maximum.reduceat(boxes[:, 2], starts),
            np.maximum.reduceat(boxes[:, 3], starts),
        )
    ).round(2)


def _sorted(chars: Characters, group: Ints) -> _Sorted | None:
    """Reading order: by group and turn, by base line, then along the line."""
    straight = chars.turn >= 0
    if not straight.all():
        chars, group = chars.take(straight), group[straight]
    if not len(chars):
        return None
    reading = reading_boxes(chars.box, chars.turn)
    key = group * 4 + chars.turn
    order = np.argsort(key * APART + reading[:, 3], kind="stable")
    line = _line_numbers(chars, reading, key, order)
    order = order[np.argsort(line * APART + reading[order, 0], kind="stable")]
    line = np.sort(line)
    is_blank = blank(chars.code[order])
    kept = ~is_blank
    if not kept.any():
        return None
    # A blank between two characters parts words, wherever it was drawn.
    blanks_before = np.cumsum(is_blank)[kept]
    order, line = order[kept], line[kept]
    chars, group, reading = chars.take(order), group[order], reading[order]
    distance = reading[1:, 0] - reading[:-1, 2]
    size = np.maximum(chars.size[1:], chars.size[:-1])
    new_line = np.diff(line) != 0
    wide = _wide_gaps(distance / size, np.diff(reading[:, 0]) / size, line[1:], ~new_line)
    raised, lowered = _marks(chars, reading, np.concatenate(([0], np.nonzero(new_line)[0] + 1)))
    numeric = NUMERIC[np.minimum(chars.code, 0xFFFF)]
    column_gap = np.where(numeric[1:] & numeric[:-1], NUMBER_GAP, PIECE_GAP)
    new_line |= (group[1:] == 0) & (distance > column_gap * size)
    new_word = wide | ((np.diff(blanks_before) > 0) & (distance > SEEN_BLANK * size))
    parts = np.zeros(len(chars), np.int64)
    parts[1:] = np.where(new_line, 2, new_word)
    starts = np.concatenate(([0], np.nonzero(new_line)[0] + 1))
    return _Sorted(chars, group, reading, line, starts, parts, raised, lowered)


def _wide_gaps(distance: Floats, step: Floats, line: Ints, inside: Bools) -> Bools:
    """Gaps that part words, in font sizes; ``inside``: both characters stand in the same line."""
    wide = np.zeros(len(distance), bool)
    if not inside.any():
        return wide
    distance, step, line = distance[inside], step[inside], line[inside]
    starts = np.concatenate(([0], np.nonzero(np.diff(line))[0] + 1))
    counts = np.diff(np.append(starts, len(line)))
    usual = np.repeat(_medians(distance, line, starts, counts), counts)
    # Loosely set letters are no words; tightly set ones do not lower the bar.
    parted = distance > WORD_GAP + np.maximum(usual, 0.0)
    pitch = np.repeat(_medians(step, line, starts, counts), counts)
    equal = np.add.reduceat((np.abs(step - pitch) < 0.06).astype(int), starts)
    touching = np.add.reduceat((np.abs(distance) < 0.05).astype(int), starts)
    # Equal steps say something only where they are not simply the widths of the letters.
    fixed = np.repeat((counts >= 5) & (equal * 10 >= counts * 7) & (touching * 10 < counts * 6), counts)
    wide[inside] = np.where(fixed, step > FIXED_PITCH * pitch, parted)
    return wide


def _medians(values: Floats, line: Ints, starts: Ints, counts: Ints) -> Floats:
    """The lower middle value of each line."""
    ordered: Floats = values[np.argsort(line * APART + values)[starts + (counts - 1) // 2]]
    return ordered


def _line_numbers(chars: Characters, reading: Floats, key: Ints, order: Ints) -> Ints:
    """The line of each character of ``order``; raised and lowered marks belong to the line they stand at."""
    bottom, size, sorted_key = reading[order, 3], chars.size[order], key[order]
    tolerance = np.minimum(LINE_TOLERANCE, 0.4 * np.maximum(size[1:], size[:-1]))
    line = np.concatenate(([0], np.cumsum((np.diff(bottom) > tolerance) | (np.diff(sorted_key) != 0))))
    starts = np.concatenate(([0], np.nonzero(np.diff(line))[0] + 1))
    if len(starts) < 2:
        return line
    line_size = np.maximum.reduceat(size, starts)
    top, low = np.minimum.reduceat(reading[order, 1], starts), np.maximum.reduceat(bottom, starts)
    same_key = sorted_key[starts][1:] == sorted_key[starts][:-1]
    overlap = np.minimum(low[:-1], low[1:]) - np.maximum(top[:-1], top[1:])
    joined = np.zeros(len(starts), bool)
    above_small = line_size[:-1] <= SMALLER * line_size[1:]
    below_small = line_size[1:] <= SMALLER * line_size[:-1]
    joined[1:] |= same_key & above_small & (overlap > 0.5 * (low - top)[:-1])
    joined[1:] |= same_key & below_small & (overlap > 0.5 * (low - top)[1:])
    return np.cumsum(~joined)[line]


def _marks(chars: Characters, reading: Floats, starts: Ints) -> tuple[Bools, Bools]:
    """Which characters are small and raised above, or lowered below, the base line of their line."""
    counts = np.diff(np.append(starts, len(chars)))
    body = np.repeat(np.maximum.reduceat(chars.size, starts), counts)
    small = chars.size <= SMALLER * body
    nothing = np.zeros(len(chars), bool)
    if not small.any():
        return nothing, nothing
    # The base line by the full-size characters: boxes of small print end higher by their smaller descent alone.
    base = np.where(small, -np.inf, reading[:, 3] - 0.21 * chars.size)
    base = np.repeat(np.maximum.reduceat(base, starts), counts)
    own = reading[:, 3] - 0.21 * chars.size
    return small & (own < base - 0.12 * body), small & (own > base + 0.08 * body)


def _texts(ordered: _Sorted, starts: Ints) -> list[str]:
    """The text from each start to the next one."""
    codes = ordered.chars.code
    if ordered.raised.any() or ordered.lowered.any():
        codes = codes.copy()
        for marks, table in ((ordered.raised, SUPERSCRIPTS), (ordered.lowered, SUBSCRIPTS)):
            for at in np.nonzero(marks)[0].tolist():
                codes[at] = table.get(int(codes[at]), int(codes[at]))
    parted = ordered.parts > 0
    places = np.arange(len(codes)) + np.cumsum(parted)
    buffer = np.full(int(places[-1]) + 1, 32, "<u4")
    buffer[places] = codes
    text = buffer.tobytes().decode("utf-32-le", "replace")
    begins = places[starts].tolist()
    ends = [*begins[1:], len(text)]
    found = [text[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    return [clean_text(part) for part in found]


def clean_text(text: str) -> str:
    """Ligatures to letters, leaders to a blank."""
    if not text.isascii():
        text = text.translate(LIGATURES)
    if ".." in text or ". ." in text or "__" in text or "…" in text:
        text = LEADERS.sub(" ", text).strip() or text
    return text
