"""Lines outside tables become paragraphs; running headers, footers and page numbers stay out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts import Box, Paragraph
from extractor.pdf._lines import PrintedLine

MARGIN = 0.09
"""Share of the page height at its top and bottom where running lines stand."""
HEADING = re.compile(
    r"^(?:BAB\s+[IVXLC\d]+\b|LAMPIRAN\b|(?:Tabel|Gambar|Grafik)\s+[\dIVX]|[A-Z]\.\s+\S|[IVX]+\.\s+\S|\d+(?:\.\d+)+\.?\s+\S)"
)
STARTS_ITEM = re.compile(r"^(?:[•●▪■\-–]\s|[☐☑]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|\d+(?:\.\d+)+\.?\s|BAB\s+[IVXLC\d]+\b)")
PAGE_NUMBER = re.compile(
    r"^[\s\-–—|]*(?:(?:halaman|hal\.?|page)\s*)?(?:[IVX]+\s*[-–.]\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:dari|of|/)\s*\d{1,4})?[\s\-–—|]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text; its pieces in order."""

    text: str
    pieces: tuple[PrintedLine, ...]
    reading: Box
    size: float
    bold: bool

    @classmethod
    def of(cls, pieces: Sequence[PrintedLine]) -> Line:
        if len(pieces) == 1:  # most lines
            only = pieces[0]
            return cls(only.line.text, (only,), only.reading, only.line.size or 0.0, only.line.bold)
        readings = [piece.reading for piece in pieces]
        return cls(
            text=" ".join(piece.line.text for piece in pieces),
            pieces=tuple(pieces),
            reading=(
                min(box[0] for box in readings),
                min(box[1] for box in readings),
                max(box[2] for box in readings),
                max(box[3] for box in readings),
            ),
            size=max(piece.line.size or 0.0 for piece in pieces),
            bold=all(piece.line.bold for piece in pieces),
        )


def whole_lines(outside: Sequence[PrintedLine]) -> list[Line]:
    """Pieces of one line together, in reading order of the page; turned text after upright text."""
    rows: dict[int, list[PrintedLine]] = {}
    for piece in outside:
        rows.setdefault(piece.row, []).append(piece)
    lines = [Line.of(pieces) for pieces in rows.values()]
    return sorted(lines, key=lambda line: (line.pieces[0].turn, line.reading[3], line.reading[0]))


def margin_lines(lines: Sequence[Line], width: float, height: float) -> dict[tuple[str, int], Line]:
    """Lines at the top and bottom of the page by their words and place; digits count as one (page numbers run)."""
    return {
        (re.sub(r"\d+", "#", line.text), round(line.reading[1] / 3)): line
        for line in lines
        if _at_margin(line, width, height)
    }


def is_page_number(line: Line, width: float, height: float) -> bool:
    return bool(PAGE_NUMBER.match(line.text)) and _at_margin(line, width, height)


def _at_margin(line: Line, width: float, height: float) -> bool:
    """Near the top or bottom of the page as the line reads."""
    turn = line.pieces[0].turn
    extent = width if turn in (1, 3) else height
    above = extent if turn in (2, 3) else 0.0  # turned that way, the page lies at negative places
    top, bottom = line.reading[1] + above, line.reading[3] + above
    return bottom <= MARGIN * extent or top >= (1 - MARGIN) * extent


def paragraphs(lines: Sequence[Line], page: int, barriers: Sequence[Box]) -> tuple[Paragraph, ...]:
    """Lines that belong together, in reading order. ``barriers``: tables, which part paragraphs."""
    if not lines:
        return ()
    body = _body_size(lines)
    right = max(line.reading[2] for line in lines)
    left = min(line.reading[0] for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, left, right, barriers):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(group, page, number, body) for number, group in enumerate(groups, start=1))


def _body_size(lines: Sequence[Line]) -> float:
    """The font size in which most letters are printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0]


def _continues(before: Line, line: Line, left: float, right: float, barriers: Sequence[Box]) -> bool:
    """Whether ``line`` goes on with the paragraph that ``before`` ended."""
    if before.pieces[0].turn != line.pieces[0].turn:
        return False
    step = line.reading[3] - before.reading[3]
    size = max(before.size, line.size, 1.0)
    if step > 2.4 * size or abs(before.size - line.size) > 0.12 * size or before.bold != line.bold:
        return False
    if STARTS_ITEM.match(line.text) or (HEADING.match(before.text) and before.bold):
        return before.bold and line.bold and step < 1.6 * size and not STARTS_ITEM.match(line.text)
    if any(before.reading[3] - 2 <= top and bottom <= line.reading[3] + 2 for _, top, _, bottom in barriers):
        return False
    ended = before.text.rstrip()[-1:] in ".:;?!"
    ends_early = before.reading[2] < right - 0.15 * (right - left)
    indented = line.reading[0] > before.reading[0] + 1.5 * size
    return not (ended and (ends_early or indented))


def _paragraph(lines: Sequence[Line], page: int, number: int, body: float) -> Paragraph:
    text, line_boxes = "", []
    for line in lines:
        for piece in line.pieces:
            if text:
                text += " "
            if piece.line.box:
                line_boxes.append((len(text), piece.line.box))
            text += piece.line.text
    boxes = [box for _, box in line_boxes]
    hull = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return Paragraph(
        text=text,
        page=page,
        box=hull,
        locator=f"p{page}/b{number}",
        is_heading=_is_heading(lines, text, body),
        line_boxes=tuple(line_boxes),
    )


def _is_heading(lines: Sequence[Line], text: str, body: float) -> bool:
    """Short, and set apart by size, weight or numbering."""
    if len(lines) > 4 or len(text) > 200 or text.endswith((".", ";", ",")) or not re.search(r"[^\W\d_]{2}", text):
        return False
    stands_out = all(line.bold for line in lines) or min(line.size for line in lines) > 1.12 * body
    return stands_out or (bool(HEADING.match(text)) and len(text) <= 120 and len(lines) <= 2)
