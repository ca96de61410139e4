"""The spine for one page: what is drawn becomes tables and paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from extractor.facts import Box, Grid, PageContent, Problem
from extractor.pdf._aligned import aligned_tables
from extractor.pdf._cells import cell_of_each, find_cells, group_cells, hull
from extractor.pdf._characters import centres, reading_boxes, turned_paths
from extractor.pdf._drawn import Bools, Characters, DrawnPaths, Floats, Ints, RawPage, distinct
from extractor.pdf._fills import visible_edges, with_whole_grounds
from extractor.pdf._grids import FoundTable, build_grid, is_frame, print_around
from extractor.pdf._lines import PrintedLine, blank, printed_lines
from extractor.pdf._open_sides import close_open_sides
from extractor.pdf._paragraphs import Line, is_page_number, margin_lines, paragraphs, whole_lines
from extractor.pdf._rules import Rules, join_rules
from extractor.pdf._settings import PdfSettings
from extractor.pdf._slivers import without_slivers
from extractor.pdf._split import split_blocks
from extractor.pdf._visible import Visible, visible_characters
from extractor.pdf.seen import marked_as_ocr


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """A page understood but for its running lines, which only its neighbours can tell."""

    content: PageContent
    """Without paragraphs."""
    lines: tuple[Line, ...]
    margin: dict[tuple[str, int], Line]
    barriers: tuple[Box, ...]
    by_ocr: bool = False
    """The text is that of OCR: now, or long ago by whoever made the file."""
    place: Callable[[PageContent], PageContent] | None = None
    """Puts boxes of a straightened picture where they stand on the page as displayed."""


def understand_page(raw: RawPage, settings: PdfSettings, seen: Visible | None = None) -> PageParts:
    """Characters and rules -> grids, lines outside them, problems. ``seen``: what is visible, where that is known."""
    seen = seen or visible_characters(raw)
    tables, outside = read_tables(raw, seen.characters, settings)
    lines = [line for line in whole_lines(outside) if not is_page_number(line, raw.width, raw.height)]
    grids = _grids(raw.number, tables, [piece for line in lines for piece in line.pieces])
    content = PageContent(
        number=raw.number,
        width=round(raw.width, 2),
        height=round(raw.height, 2),
        grids=grids,
        problems=_problems(raw, seen),
    )
    return PageParts(
        content=content,
        lines=tuple(lines),
        margin=margin_lines(lines, raw.width, raw.height),
        barriers=tuple(grid.box for grid in grids if grid.box),
        by_ocr=seen.by_ocr,
    )


def finish_page(parts: PageParts, running: frozenset[tuple[str, int]]) -> PageContent:
    """The page with paragraphs; ``running`` are the margin lines that stand on neighbouring pages too."""
    left_out = {id(parts.margin[key]) for key in running if key in parts.margin}
    lines = [line for line in parts.lines if id(line) not in left_out]
    number = parts.content.number or 0
    margins = tuple(line.text for key, line in parts.margin.items() if key in running)
    content = replace(parts.content, paragraphs=paragraphs(lines, number, parts.barriers), margins=margins)
    if parts.place is not None:
        content = parts.place(content)
    return marked_as_ocr(content) if parts.by_ocr else content


def ruled_cells(raw: RawPage, settings: PdfSettings) -> list[list[Box]]:
    """The cells of each table that the rules of the page draw: pdfplumber's default tables."""
    rules = join_rules(raw.drawn.edges, raw.drawn.orientation, settings)
    return group_cells(find_cells(rules, settings))


def seen_cells(raw: RawPage, chars: Characters, settings: PdfSettings) -> list[list[Box]]:
    """The cells of each table as a reader sees them: shading is no rule, and an open frame is a frame.

    On pages whose text runs sideways the search does so too: where a rule is missing, its order matters.
    """
    turn = _main_turn(chars)
    drawn, places = turned_paths(with_whole_grounds(raw.drawn), turn), centres(chars)
    points = reading_boxes(np.column_stack((places, places)), turn)[:, :2] if turn else places
    rules, known = _visible_rules(drawn, settings)
    closed = close_open_sides(rules, points, _usual_size(chars))
    tables = group_cells(find_cells(closed, settings)) if known is None or closed is not rules else known
    whole = [without_slivers(cells, points) for cells in tables]
    return [_split([_turned_back(cell, turn) for cell in cells], chars, places) for cells in whole if len(cells) > 1]


def _visible_rules(drawn: DrawnPaths, settings: PdfSettings) -> tuple[Rules, list[list[Box]] | None]:
    """Rules, and borders of fills where those part something; with their tables, where these had to be found."""
    bounds_fill = drawn.fill_of >= 0
    alone = join_rules(drawn.edges[~bounds_fill], drawn.orientation[~bounds_fill], settings)
    if not bounds_fill.any():
        return alone, None
    tables = None
    if _stand_among(drawn.fills, alone):
        tables = group_cells(find_cells(alone, settings))
    kept = visible_edges(drawn, tables or [])
    if not kept[bounds_fill].any():
        return alone, tables
    return join_rules(drawn.edges[kept], drawn.orientation[kept], settings), None


def _stand_among(fills: Floats, rules: Rules) -> bool:
    """Whether any fill may lie in a table that the rules make."""
    if not rules.can_make_cells:
        return False
    x, y = (fills[:, 0] + fills[:, 2]) / 2, (fills[:, 1] + fills[:, 3]) / 2
    xs, ys = rules.vertical[:, 0], rules.horizontal[:, 0]
    return bool(((x >= xs.min()) & (x <= xs.max()) & (y >= ys.min()) & (y <= ys.max())).any())


def _usual_size(chars: Characters) -> float:
    return float(np.median(chars.size)) if len(chars) else 1.0


def _main_turn(chars: Characters) -> int:
    """How most of the page's text runs; only a clear majority counts."""
    if not len(chars):
        return 0
    counts = np.bincount(np.maximum(chars.turn, 0), minlength=4)
    turn = int(counts.argmax())
    return turn if counts[turn] > 0.7 * len(chars) else 0


def _turned_back(cell: Box, turn: int) -> Box:
    x0, top, x1, bottom = reading_boxes(np.array([cell]), (4 - turn) % 4)[0].tolist() if turn else cell
    return x0, top, x1, bottom


def _split(cells: list[Box], chars: Characters, points: Floats) -> list[Box]:
    def inside(cell: Box) -> Bools:
        x, y = points[:, 0], points[:, 1]
        found: Bools = (x >= cell[0]) & (x < cell[2]) & (y >= cell[1]) & (y < cell[3])
        return found

    return split_blocks(cells, chars, inside)


def read_tables(raw: RawPage, chars: Characters, settings: PdfSettings) -> tuple[list[FoundTable], list[PrintedLine]]:
    """Tables in reading order with their print, and the lines outside them."""
    drawn = seen_cells(raw, chars, settings)
    group, firsts = cell_groups(drawn, chars)
    kept = [
        cells
        for cells, first in zip(drawn, firsts, strict=True)
        if not _is_frame(cells, chars, group - first, raw.width * raw.height)
    ]
    if len(kept) < len(drawn):  # what stands in a mere border is running text
        group, firsts = cell_groups(kept, chars)
    tables, outside = fill_tables(kept, firsts, chars, group)
    aligned, outside = aligned_tables(outside)
    return sorted([*tables, *aligned], key=lambda table: (table.box[1], table.box[0])), outside


def _is_frame(cells: list[Box], chars: Characters, cell: Ints, page_area: float) -> bool:
    own = (cell >= 0) & (cell < len(cells)) & ~blank(chars.code)
    turns = np.bincount(chars.turn[own], minlength=4) if own.any() else np.ones(1)
    return is_frame(cells, len(distinct(cell[own])), int(turns.argmax()), page_area)


def fill_tables(
    drawn: list[list[Box]], firsts: list[int], chars: Characters, group: Ints
) -> tuple[list[FoundTable], list[PrintedLine]]:
    """Tables with the lines of each cell, and the lines of no cell."""
    lines: dict[int, list[PrintedLine]] = {}
    for printed in printed_lines(chars, group):
        lines.setdefault(printed.group, []).append(printed)
    tables = [
        FoundTable(cells=cells, lines=[lines.get(first + at, []) for at in range(len(cells))])
        for cells, first in zip(drawn, firsts, strict=True)
    ]
    return tables, lines.get(0, [])


def cell_groups(drawn: list[list[Box]], chars: Characters) -> tuple[Ints, list[int]]:
    """The number of each character's cell (0: none), and the number of each table's first cell.

    Each character goes to the cell that holds its centre; of tables in tables the inner one takes it.
    """
    group = np.zeros(len(chars), np.int64)
    firsts = np.concatenate(([1], 1 + np.cumsum([len(cells) for cells in drawn]))).astype(int).tolist()[: len(drawn)]
    points = centres(chars)
    by_area = sorted(range(len(drawn)), key=lambda at: _area(hull(drawn[at])))
    for at in by_area if len(chars) else ():
        cell = cell_of_each(drawn[at], points)
        free = (cell >= 0) & (group == 0)
        group[free] = cell[free] + firsts[at]
    return group, firsts


def _area(box: Box) -> float:
    x0, top, x1, bottom = box
    return (x1 - x0) * (bottom - top)


def _grids(number: int, tables: list[FoundTable], outside: list[PrintedLine]) -> tuple[Grid, ...]:
    grids = []
    for index, table in enumerate(tables, start=1):
        above, below = print_around(table, outside, tables)
        grids.append(replace(build_grid(table, number, index), above=above, below=below))
    return tuple(grids)


def _problems(raw: RawPage, seen: Visible) -> tuple[Problem, ...]:
    cut = tuple(Problem(page=raw.number, what="halaman dibaca sebagian", why=reason) for reason in raw.cut)
    return cut + seen.problems
