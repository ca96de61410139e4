"""Pages whose text cannot be used: what was seen in their picture takes the place of what the file says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractor.facts import Box, Grid, PageContent, Paragraph, Problem
from extractor.pdf._cells import find_cells, group_cells
from extractor.pdf._drawn import NO_CHARACTERS, Characters, DrawnPaths, Floats, RawPage, orientation_of
from extractor.pdf._rules import join_rules
from extractor.pdf._settings import PdfSettings
from extractor.pdf._years_apart import years_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """One line of print, or the part of it that stands in one cell."""

    text: str
    box: Box
    turn: int = 0
    """Quarter turns: 0 upright, 1 runs up the page, 3 runs down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """What was seen in the picture of a page, which may have been straightened first."""

    width: float
    height: float
    """In points, of the page as it was seen; so are the boxes."""
    lines: tuple[SeenLine, ...]
    rules: tuple[Box, ...]
    """Boxes without width or without height."""
    show: Callable[[Box], Box]
    """From a box as seen to its place on the page as displayed."""
    problems: tuple[Problem, ...] = ()


LARGER = 1.3
"""Lines higher than the usual one by this are headings."""
LookAgain = Callable[..., SeenPage | Problem | None]
"""Asked for file, page, why its text cannot be used, and whether that is sure. ``None``: the text will do after all.

Of a page whose text will do it is asked, with the boxes of large pictures besides, whether these show a table."""


def cells_of(rules: Sequence[Box], settings: PdfSettings) -> list[Box]:
    """The cells that rules draw, before anything is known of the print in them."""
    edges = np.array(rules, float).reshape(-1, 4)
    if not len(edges):
        return []
    tables = group_cells(find_cells(join_rules(edges, orientation_of(edges), settings), settings))
    return [cell for table in tables for cell in table]


def raw_of(seen: SeenPage, number: int) -> RawPage:
    """The seen page in the arrays in which PDFium's pages come."""
    edges = np.array(seen.rules, float).reshape(-1, 4)
    return RawPage(
        number=number,
        width=seen.width,
        height=seen.height,
        characters=_characters(seen.lines),
        drawn=DrawnPaths(
            edges=edges,
            orientation=orientation_of(edges),
            fill_of=np.full(len(edges), -1),
            fills=np.empty((0, 4)),
            fill_colour=np.empty(0, np.int64),
            pictures=np.empty((0, 4)),
        ),
    )


def _characters(lines: Sequence[SeenLine]) -> Characters:
    """Each line's letters, set at equal steps along its box."""
    lines = [line for line in lines if line.text]
    if not lines:
        return NO_CHARACTERS
    counts = np.array([len(line.text) for line in lines])
    run = np.repeat(np.arange(len(lines)), counts)
    boxes, turns = np.array([line.box for line in lines]), np.array([line.turn for line in lines], np.int8)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    begin, end = place / counts[run], (place + 1) / counts[run]
    box = boxes[run].copy()
    wide, high = (boxes[:, 2] - boxes[:, 0])[run], (boxes[:, 3] - boxes[:, 1])[run]
    turn = turns[run]
    along, up, down = turn == 0, turn == 1, turn == 3
    left, top, bottom = boxes[run, 0], boxes[run, 1], boxes[run, 3]
    box[along, 0], box[along, 2] = (left + wide * begin)[along], (left + wide * end)[along]
    box[up, 1], box[up, 3] = (bottom - high * end)[up], (bottom - high * begin)[up]
    box[down, 1], box[down, 3] = (top + high * begin)[down], (top + high * end)[down]
    return Characters(
        box=box,
        code=np.array([ord(letter) for line in lines for letter in line.text], np.uint32),
        size=_sizes(boxes, turns)[run],
        bold=np.zeros(len(run), bool),
        turn=turn,
        run=run,
        invisible=np.zeros(len(run), bool),
        white=np.zeros(len(run), bool),
    )


def _sizes(boxes: Floats, turns: NDArray[np.int8]) -> Floats:
    """Font sizes: the usual height of the lines, more only for larger print.

    By its height alone a line without long letters would be taken for a raised mark of its neighbour.
    """
    high = np.where(turns % 2 == 1, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    usual = float(np.median(high))
    sizes: Floats = np.where(high > LARGER * usual, high, usual)
    return sizes


def placed(content: PageContent, seen: SeenPage, width: float, height: float) -> PageContent:
    """The page's facts with their boxes on the page as displayed."""
    return replace(
        content,
        width=round(width, 2),
        height=round(height, 2),
        grids=tuple(_placed_grid(years_apart(grid), seen.show) for grid in content.grids),
        paragraphs=tuple(_placed_paragraph(paragraph, seen.show) for paragraph in content.paragraphs),
    )


def _placed_grid(grid: Grid, show: Callable[[Box], Box]) -> Grid:
    cells = tuple(
        replace(
            cell,
            box=cell.box and show(cell.box),
            lines=tuple(replace(line, box=line.box and show(line.box)) for line in cell.lines),
        )
        for cell in grid.cells
    )
    return replace(grid, cells=cells, box=grid.box and show(grid.box))


def _placed_paragraph(paragraph: Paragraph, show: Callable[[Box], Box]) -> Paragraph:
    boxes = tuple((offset, show(box)) for offset, box in paragraph.line_boxes)
    return replace(paragraph, box=paragraph.box and show(paragraph.box), line_boxes=boxes)


def marked_as_ocr(content: PageContent) -> PageContent:
    """The same page, with every line and paragraph known to be read from a picture."""
    grids = tuple(
        replace(
            grid,
            cells=tuple(
                replace(cell, lines=tuple(replace(line, ocr=True) for line in cell.lines)) for cell in grid.cells
            ),
        )
        for grid in content.grids
    )
    return replace(content, grids=grids, paragraphs=tuple(replace(text, ocr=True) for text in content.paragraphs))
