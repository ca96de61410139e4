"""What a reviewer should know of a value because of its column and its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.facts import Cell, Flag, TextLine
from extractor.numbers_id import provisional_flags
from extractor.tables.column_facts import Column
from extractor.tables.vocabulary import Role


def column_flags(column: Column) -> Iterator[Flag]:
    """What was assumed of the column, and what its header says of all its figures ("2024*", "(unaudited)")."""
    if column.stars:
        yield Flag.PROVISIONAL if column.stars == 1 else Flag.VERY_PROVISIONAL
    if column.role is not Role.TARGET:
        yield from provisional_flags(column.header)
    if column.year_assumed:
        yield Flag.YEAR_ASSUMED
    if column.kind_assumed:
        yield Flag.KIND_ASSUMED
    if column.end_target and column.role is Role.CAPAIAN:
        yield Flag.VS_END_TARGET


def cell_flags(cell: Cell, lines: Sequence[TextLine]) -> Iterator[Flag]:
    """What the file says of the cell: footnotes, tracked insertions, hidden rows."""
    yield from provisional_flags(" ".join(cell.notes))
    if any(line.inserted for line in lines):
        yield Flag.TRACKED_INSERTION
    if cell.hidden:
        yield Flag.HIDDEN
    if any(line.ocr for line in lines):
        yield Flag.OCR
