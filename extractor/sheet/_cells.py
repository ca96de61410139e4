"""What the three formats of Excel have in common: cells of a sheet with what is shown in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.facts import Problem

Position = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """One cell as it shows."""

    text: str
    bold: bool = False
    size: float | None = None
    bordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCells:
    """One sheet; cells that are empty and have no border are not in it."""

    name: str
    cells: dict[Position, SheetCell]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged range, all inclusive."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    """The whole sheet is hidden."""
    problems: tuple[Problem, ...] = field(default=())


def column_letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
