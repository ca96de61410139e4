"""Files without pages (Word, Excel): the table or paragraph that a locator names, for showing it as HTML."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from extractor.facts import Cell, Grid, PageContent, Paragraph

KEPT_FILES = 4
"""Files whose content stays at hand: a reviewer works through one at a time."""
ROWS_AROUND = 40
"""Rows shown before and after the marked one; a table of a thousand rows would bury it."""
PARAGRAPHS_AROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """One cell of the table on screen."""

    text: str
    row_span: int
    col_span: int
    is_marked: bool
    is_header: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """Rows of a table around the marked cell."""

    above: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    rows_before: int
    """Rows left out above."""
    rows_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """Paragraphs around the marked one: (text, is it the marked one)."""

    paragraphs: tuple[tuple[str, bool], ...]


class FlowingFiles:
    """Contents of Word and Excel files read lately, by their SHA-256."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[PageContent, ...]] = OrderedDict()
        self._lock = Lock()

    def spot(
        self, sha256: str, locator: str, read: Callable[[], tuple[PageContent, ...]]
    ) -> ShownTable | ShownText | None:
        """What stands at the locator; ``None`` where it is not found."""
        return find_spot(self._content(sha256, read), locator)

    def cell(self, sha256: str, locator: str, read: Callable[[], tuple[PageContent, ...]]) -> tuple[Grid, Cell] | None:
        """The table cell at the locator."""
        return find_cell(self._content(sha256, read), locator)

    def _content(self, sha256: str, read: Callable[[], tuple[PageContent, ...]]) -> tuple[PageContent, ...]:
        with self._lock:
            if sha256 in self._kept:
                self._kept.move_to_end(sha256)
                return self._kept[sha256]
        content = read()
        with self._lock:
            self._kept[sha256] = content
            while len(self._kept) > KEPT_FILES:
                self._kept.popitem(last=False)
        return content


def read_flowing(path: Path) -> tuple[PageContent, ...]:
    """The content of a Word or Excel file."""
    from extractor.sniff import FileKind, sniff

    if sniff(path) is FileKind.WORD:
        from extractor.word import read_word

        return (read_word(path),)
    from extractor.sheet import read_sheets

    return tuple(read_sheets(path))


def find_cell(contents: tuple[PageContent, ...], locator: str) -> tuple[Grid, Cell] | None:
    for content in contents:
        for grid in content.grids:
            marked = next((cell for cell in grid.cells if cell.locator and cell.locator == locator), None)
            if marked is not None:
                return grid, marked
    return None


def find_spot(contents: tuple[PageContent, ...], locator: str) -> ShownTable | ShownText | None:
    marked = find_cell(contents, locator)
    if marked is not None:
        return _shown_table(*marked)
    for content in contents:
        for place, paragraph in enumerate(content.paragraphs):
            if paragraph.locator and _stands_in(locator, paragraph.locator):
                return _shown_text(content.paragraphs, place)
    return None


def _stands_in(locator: str, paragraph: str) -> bool:
    """A sentence's locator goes on from its paragraph's: ``body/p17/s2``."""
    return locator == paragraph or locator.startswith(paragraph + "/")


def _shown_table(grid: Grid, marked: Cell) -> ShownTable:
    first = max(0, marked.row - ROWS_AROUND)
    last = min(grid.n_rows, marked.row + ROWS_AROUND + 1)
    headers = grid.header_rows or 1
    wanted = sorted({*range(min(headers, first)), *range(first, last)})
    return ShownTable(
        above=grid.above[-2:],
        rows=tuple(tuple(_shown_cells(grid, row, marked, headers, last)) for row in wanted),
        rows_before=max(0, first - headers),
        rows_after=grid.n_rows - last,
    )


def _shown_cells(grid: Grid, row: int, marked: Cell, headers: int, last: int) -> Iterator[ShownCell]:
    for cell in grid.cells:
        if cell.row == row:
            yield ShownCell(
                text=cell.text,
                row_span=min(cell.row_span, last - row),
                col_span=cell.col_span,
                is_marked=cell is marked,
                is_header=row < headers,
            )


def _shown_text(paragraphs: tuple[Paragraph, ...], place: int) -> ShownText:
    around = range(max(0, place - PARAGRAPHS_AROUND), min(len(paragraphs), place + PARAGRAPHS_AROUND + 1))
    return ShownText(paragraphs=tuple((paragraphs[one].text, one == place) for one in around))
