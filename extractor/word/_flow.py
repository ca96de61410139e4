"""What the walk meets, in order, and which of it stands just above and below a grid."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.facts import Cell, TextLine
from extractor.word._tables import TableShape

MOST_ABOVE, MOST_BELOW = 8, 4
_LOOK_BELOW = 12
"""Empty paragraphs are stepped over, but not without end."""


@dataclass(slots=True)
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


@dataclass(slots=True)
class GridEntry:
    """One table."""

    index: int
    shape: TableShape
    cells: list[Cell]
    nested: list[list[Entry]]
    """Entries of the cells that hold tables of their own."""


Entry = TextEntry | GridEntry


Around = tuple[GridEntry, tuple[str, ...], tuple[str, ...]]


def print_around(entries: Sequence[Entry]) -> Iterator[Around]:
    """Each grid with the print above and below it.

    Above: the paragraphs since the grid before, led by the headings they stand under. Below: the paragraphs up to the
    next grid or heading.
    """
    near: deque[TextEntry] = deque(maxlen=MOST_ABOVE)
    headings: list[TextEntry] = []
    for at, entry in enumerate(entries):
        if isinstance(entry, GridEntry):
            led = [heading for heading in headings if not any(heading is text for text in near)]
            above = [text.text for text in (*led, *near)]
            yield entry, tuple(above[-MOST_ABOVE:]), _print_below(entries, at)
            near.clear()
        elif entry.lines and not entry.hidden:
            near.append(entry)
            if entry.heading is not None:
                headings = [one for one in headings if (one.heading or 0) < entry.heading] + [entry]


def _print_below(entries: Sequence[Entry], at: int) -> tuple[str, ...]:
    below: list[str] = []
    for entry in islice(entries, at + 1, at + 1 + _LOOK_BELOW):
        if isinstance(entry, GridEntry) or entry.heading is not None or len(below) == MOST_BELOW:
            break
        if entry.lines and not entry.hidden:
            below.append(entry.text)
    return tuple(below)
