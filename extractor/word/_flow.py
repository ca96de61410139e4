"""What the walk meets, in order, and which of it stands just above and below a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts import TextLine
from extractor.word._tables import CellShape, TableShape

MOST_ABOVE, MOST_BELOW = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry:
    """One paragraph."""

    lines: tuple[TextLine, ...]
    locator: str
    heading: int | None = None
    """Outline level from 0; ``None`` for running text."""
    hidden: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEntry:
    """One cell with what it holds."""

    shape: CellShape
    locator: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridEntry:
    """One table."""

    index: int
    shape: TableShape
    cells: tuple[CellEntry, ...]


Entry = TextEntry | GridEntry


def print_above(entries: Sequence[Entry], at: int) -> tuple[str, ...]:
    """The paragraphs between the grid and the one before it, led by the headings they stand under."""
    near: list[TextEntry] = []
    headings: list[TextEntry] = []
    between = True
    for entry in reversed(entries[:at]):
        if isinstance(entry, GridEntry):
            between = False
        elif entry.lines and not entry.hidden:
            if between and len(near) < MOST_ABOVE:
                near.append(entry)
            if entry.heading is not None and _is_higher(entry, headings):
                headings.append(entry)
                if entry.heading == 0:
                    break
    led = [entry for entry in reversed(headings) if entry not in near]
    return tuple(entry.text for entry in (led + near[::-1])[-MOST_ABOVE:])


def print_below(entries: Sequence[Entry], at: int) -> tuple[str, ...]:
    """The paragraphs after the grid, up to the next grid or heading."""
    below: list[str] = []
    for entry in entries[at + 1 :]:
        if isinstance(entry, GridEntry) or entry.heading is not None or len(below) == MOST_BELOW:
            break
        if entry.lines and not entry.hidden:
            below.append(entry.text)
    return tuple(below)


def _is_higher(entry: TextEntry, headings: list[TextEntry]) -> bool:
    """Whether the heading is the chapter or section that holds those already found."""
    level = entry.heading
    lowest = headings[-1].heading if headings else None
    return level is not None and (lowest is None or level < lowest)
