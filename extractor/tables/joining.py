"""Tables that run over pages become one: same columns, header repeated or missing, nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.facts import Cell, Grid, PageContent
from extractor.tables.headers import HeadedTable, find_header, is_column_number_row
from extractor.tables.matrix import Row, Table, bare, distinct_cells, table_of
from extractor.tables.years import years_in

EDGE_TOLERANCE = 8.0
"""Points by which column borders of one table may differ between pages."""
LINES_BETWEEN = 3
"""Print that may stand above a continued table: running header, page number, "Lanjutan"."""


def join_pages(pages: Iterable[PageContent]) -> Iterator[Table]:
    """The tables of the report in order, those that run over pages joined."""
    open_table: Table | None = None
    open_page: int | None = None
    for page in pages:
        for index, grid in enumerate(page.grids):
            table = table_of(grid)
            first_on_page = index == 0 and len(_print_above(page, grid)) <= LINES_BETWEEN
            follows = open_page is not None and page.number is not None and page.number == open_page + 1
            if open_table is not None and follows and first_on_page and not _has_caption(grid.above[-LINES_BETWEEN:]):
                joined = _join(open_table, table)
                if joined is not None:
                    open_table, open_page = joined, page.number
                    continue
            if open_table is not None:
                yield open_table
            open_table, open_page = table, page.number
        if open_table is not None and page.number is not None and not _ends_page(page, open_table.grids[-1]):
            yield open_table
            open_table = None
    if open_table is not None:
        yield open_table


def _print_above(page: PageContent, grid: Grid) -> list[str]:
    """Paragraph lines above the first grid of a page."""
    if grid.box is None:
        return list(grid.above)
    top = grid.box[1]
    lines: list[str] = []
    for paragraph in page.paragraphs:
        if paragraph.box is not None and paragraph.box[3] <= top + 2:
            lines.extend([paragraph.text] * max(1, len(paragraph.line_boxes)))
    return lines


def _ends_page(page: PageContent, grid: Grid) -> bool:
    """True where little print stands below the grid: the table may go on overleaf."""
    if grid.box is None or grid.page != page.number:
        return grid.page != page.number
    below = [p for p in page.paragraphs if p.box is not None and p.box[1] >= grid.box[3] - 2]
    return sum(max(1, len(p.line_boxes)) for p in below) <= LINES_BETWEEN


def _join(before: Table, after: Table) -> Table | None:
    """``after`` as the continuation of ``before``, or ``None`` where it is a table of its own."""
    head = find_header(before)
    own = find_header(replace(after, inherited_header=()))
    mapping = _column_mapping(before, after)
    if mapping is None:
        return None
    if own is not None:
        if head is None or not _same_header(head, own, mapping):
            return None
        rows = after.rows[own.body_start :]
    else:
        rows = after.rows
    while rows and is_column_number_row(rows[0]):
        rows = rows[1:]
    placed = tuple(_place(row, mapping, before.n_cols) for row in rows)
    return replace(
        before,
        rows=before.rows + placed,
        grids=before.grids + after.grids,
        joined_from=before.joined_from | {len(before.rows)},
    )


def _column_mapping(before: Table, after: Table) -> tuple[int, ...] | None:
    """For each column of ``after`` the column of ``before`` it continues; ``None`` where they do not fit."""
    edges_before, edges_after = _own_edges(before), after.grids[0].column_edges
    if not edges_before or not edges_after:
        return tuple(range(after.n_cols)) if before.n_cols == after.n_cols else None
    if before.n_cols == after.n_cols:
        shift = edges_after[0] - edges_before[0]
        if all(abs(b - a - shift) <= EDGE_TOLERANCE for a, b in zip(edges_before, edges_after, strict=True)):
            return tuple(range(after.n_cols))
    if not _edges_agree(edges_before, edges_after):
        return None
    mapping = []
    for left, right in pairwise(edges_after):
        middle = (left + right) / 2
        fitting = [col for col, (a, b) in enumerate(pairwise(edges_before)) if a - 1 <= middle <= b + 1]
        if not fitting:
            return None
        mapping.append(fitting[0])
    return tuple(mapping) if _keeps_every_cell(after.rows, tuple(mapping)) else None


def _own_edges(table: Table) -> tuple[float, ...]:
    """The borders of the table's columns on the last page that has just these; pages in between may have more."""
    own = (grid.column_edges for grid in reversed(table.grids) if len(grid.column_edges) == table.n_cols + 1)
    return next(own, table.grids[-1].column_edges if not table.grids[-1].column_edges else ())


def _keeps_every_cell(rows: Sequence[Row], mapping: tuple[int, ...]) -> bool:
    """A section row overleaf may halve a column; no cell may be lost where both halves go into one."""
    if len(set(mapping)) == len(mapping):
        return True
    width = max(mapping) + 1
    for row in rows:
        kept = {id(cell) for cell in _place(row, mapping, width) if cell is not None}
        if any(id(cell) not in kept for cell in distinct_cells(row)):
            return False
    return True


def _edges_agree(before: Sequence[float], after: Sequence[float]) -> bool:
    """Most borders of the continuation stand where the table had one, and none is far outside it.

    A side rule that is missing on one of the pages leaves out a border, never moves one.
    """
    near = sum(any(abs(edge - other) <= EDGE_TOLERANCE for other in before) for edge in after)
    inside = before[0] - EDGE_TOLERANCE <= after[0] and after[-1] <= before[-1] + EDGE_TOLERANCE
    return inside and near >= max(3, 0.75 * len(after))


def _same_header(one: HeadedTable, other: HeadedTable, mapping: tuple[int, ...]) -> bool:
    """The same words over the same columns. Years must agree everywhere: swapped years are another table."""
    same = filled = 0
    for col, target in enumerate(mapping):
        mine, theirs = _column_words(other.paths[col]), _column_words(one.paths[target])
        if not mine and not theirs:
            continue
        if years_in(" ".join(other.paths[col])) != years_in(" ".join(one.paths[target])):
            return False
        filled += 1
        same += mine == theirs
    return filled > 0 and same >= 0.75 * filled


def _column_words(path: Sequence[str]) -> str:
    return bare("".join(path))


_CAPTION = re.compile(r"^\W*tabel\s*[\dIVX]+", re.IGNORECASE)


def _has_caption(lines: Sequence[str]) -> bool:
    """A caption of its own just above: another table, unless it says that it goes on."""
    return any(_CAPTION.match(line) and "lanjut" not in line.casefold() for line in lines)


def _place(row: Row, mapping: tuple[int, ...], n_cols: int) -> Row:
    placed: list[Cell | None] = [None] * n_cols
    for col, cell in enumerate(row):
        taken = placed[mapping[col]]
        if taken is None or not taken.text.strip():
            placed[mapping[col]] = cell
    return tuple(placed)
