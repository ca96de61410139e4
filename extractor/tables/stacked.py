"""Several indicators in one ruled row: the row is split where its value lines stand at different heights.

A row is split into k parts only where the value columns agree that k separate values stand in it; a value
broken over lines by a narrow column ("100" over "%") stays one value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.facts import Cell, TextLine
from extractor.numbers_id import looks_like_value
from extractor.tables.labels import looks_like_indicator
from extractor.tables.matrix import Row

Lines = tuple[TextLine, ...]
BESIDE = 4.0
"""Points by which two lines may differ in height and still be read as one."""

_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}(?:\.\d{1,3})*[.)]|\(?[a-z][.)]|\d{1,2}(?:\.\d{1,3})+|IK\s?\d+:?|[-•*])\s*\S")
_COMPLETE = re.compile(
    r"^[(<>≤≥±-]*\s*(?:Rp\.?\s*)?\d[\d.,]*\s*(?:%|[A-Za-z]+[23]?\.?)?\s*\)?\*{0,2}$|^[-–—]$|^n/?a$|^[A-D]{1,3}$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The lines of each column that belong to one of the indicators stacked in a row."""

    lines: tuple[Lines, ...]
    """For each column, in order from the top."""
    ordinal: int | None
    """1-based position in the row; ``None`` where the row was not split."""


def split_row(
    row: Row, label_cols: Sequence[int], value_cols: Sequence[int], count_cols: Sequence[int] = ()
) -> tuple[Part, ...]:
    """The row as one part, or as several where its values are stacked. ``count_cols`` hold numbers of rows."""
    anchors = _anchors(row, value_cols, count_cols)
    if len(anchors) < 2:
        return (Part(lines=tuple(_lines(cell) for cell in row), ordinal=None),)
    labels = {col: _label_parts(row[col], anchors) for col in label_cols if row[col] is not None}
    parts = []
    for index in range(len(anchors)):
        lines = []
        for col, cell in enumerate(row):
            if col in labels:
                lines.append(labels[col][index])
            elif col in value_cols:
                lines.append(_nearest(cell, anchors, index))
            else:
                lines.append(_nearest(cell, anchors, index) if _is_stacked(cell, anchors) else _lines(cell))
        parts.append(Part(lines=tuple(lines), ordinal=index + 1))
    return tuple(parts)


def _lines(cell: Cell | None) -> Lines:
    return () if cell is None else tuple(line for line in cell.lines if line.text.strip())


def _middle(line: TextLine, fallback: int) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else float(fallback) * 12


def _value_lines(cell: Cell | None) -> list[tuple[float, str]]:
    """Height and text of each line that is a whole value by itself."""
    found = []
    for index, line in enumerate(_lines(cell)):
        text = line.text.strip()
        if _COMPLETE.match(text) and looks_like_value(text):
            found.append((_middle(line, index), text))
    return found


_CUT_GROUP = re.compile(r"^\(?(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3})*[.,](\d{1,2})$")


def is_cut_number(lines: Sequence[str]) -> bool:
    """ "280.00" over "0": a narrow column cut a group of three digits. Read apart, both look right and are wrong."""
    if len(lines) != 2:
        return False
    found = _CUT_GROUP.match(lines[0].strip())
    rest = lines[1].strip()
    return found is not None and bool(re.fullmatch(r"\d{1,2}", rest)) and len(found.group(1)) + len(rest) == 3


def _broken(values: list[tuple[float, str]], cell: Cell | None) -> bool:
    """Lines that are pieces of one value: "13.000.0" over "00", "202" over "1", "16,91" over "%"."""
    lines = _lines(cell)
    if len(values) != len(lines) or is_cut_number([text for _, text in values]):
        return True
    heights = [height for height, _ in values]
    sizes = [line.box[3] - line.box[1] for line in lines if line.box]
    size = max(sizes, default=10.0)
    tight = all(later - earlier < 1.6 * size for earlier, later in pairwise(heights))
    grouped = all(re.fullmatch(r"[\d.,]+", text) for _, text in values)
    first = values[0][1]
    return bool(tight and grouped and len(values) == 2 and (first.endswith((".", ",")) or len(values[1][1]) <= 2))


def _anchors(row: Row, value_cols: Sequence[int], count_cols: Sequence[int]) -> list[float]:
    """Heights at which separate values stand: the most that at least two columns (or the only one) agree on."""
    stacks = []
    seen: list[Cell] = []
    for col in value_cols:
        cell = row[col]
        if cell is None or any(cell is one for one in seen):
            continue
        seen.append(cell)
        values = _value_lines(cell)
        if len(values) >= 2 and not _broken(values, cell):
            stacks.append([height for height, _ in values])
    if not stacks:
        return []
    filled = sum(1 for cell in seen if _lines(cell))
    needed = 1 if filled == 1 else 2
    counted = [len(_lines(row[col])) for col in count_cols if _counts_up(row[col])]
    for stack in sorted(stacks, key=len, reverse=True):
        agreeing = sum(1 for other in stacks if len(other) == len(stack)) + counted.count(len(stack))
        if agreeing >= needed:
            return stack
    return []


def _counts_up(cell: Cell | None) -> bool:
    """ "1", "2", "3" below each other in the column of numbers."""
    numbers = [re.sub(r"\W", "", line.text) for line in _lines(cell)]
    return len(numbers) >= 2 and all(
        one.isdigit() and other.isdigit() and int(other) == int(one) + 1 for one, other in pairwise(numbers)
    )


def _is_stacked(cell: Cell | None, anchors: Sequence[float]) -> bool:
    """One line for each value, or a line beside each ("Titik makam/" over "M2")."""
    lines = _lines(cell)
    if len(lines) <= len(anchors) or any(line.box is None for line in lines):
        return len(lines) == len(anchors)
    heights = [_middle(line, 0) for line in lines]
    return all(any(abs(height - anchor) <= BESIDE for height in heights) for anchor in anchors)


def _nearest(cell: Cell | None, anchors: Sequence[float], index: int) -> Lines:
    """The lines of a cell that stand closest to one anchor."""
    chosen = []
    for position, line in enumerate(_lines(cell)):
        height = _middle(line, position)
        closest = min(range(len(anchors)), key=lambda anchor: abs(anchors[anchor] - height))
        if closest == index:
            chosen.append(line)
    return tuple(chosen)


def _label_parts(cell: Cell | None, anchors: Sequence[float]) -> tuple[Lines, ...]:
    """A label cell cut into as many names as there are values: at its numbering, at its gaps, or by height."""
    lines = _lines(cell)
    count = len(anchors)
    starts = [index for index, line in enumerate(lines) if _NUMBERED.match(line.text)]
    if len(starts) == count:
        return _cut(lines, starts)
    gaps = _gap_starts(lines)
    if len(gaps) == count:
        return _cut(lines, gaps)
    named = [index for index, line in enumerate(lines) if looks_like_indicator(line.text)]
    if len(named) == count and named[0] == 0:
        return _cut(lines, named)
    alike = [index for index, line in enumerate(lines) if _first_word(line) == _first_word(lines[0])]
    if len(alike) == count:
        return _cut(lines, alike)
    parts: list[list[TextLine]] = [[] for _ in anchors]
    for position, line in enumerate(lines):
        height = _middle(line, position)
        above = [index for index, anchor in enumerate(anchors) if anchor <= height + 6]
        parts[above[-1] if above else 0].append(line)
    return tuple(tuple(part) for part in parts)


def _first_word(line: TextLine) -> str:
    """ "Retribusi Pelayanan ...", "Retribusi Penyediaan ...": names in one cell often begin with the same word."""
    return line.text.split(maxsplit=1)[0]


def _cut(lines: Lines, starts: Sequence[int]) -> tuple[Lines, ...]:
    starts = [0, *starts[1:]]
    return tuple(lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True))


def _gap_starts(lines: Lines) -> list[int]:
    """Lines after a clearly larger gap than the smallest line distance."""
    tops = [line.box[1] for line in lines if line.box is not None]
    if len(lines) < 2 or len(tops) < len(lines):
        return [0] if lines else []
    steps = [later - earlier for earlier, later in pairwise(tops)]
    usual = min(steps)
    return [0, *(index + 1 for index, step in enumerate(steps) if step > 1.5 * usual)]
