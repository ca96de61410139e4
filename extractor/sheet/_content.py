"""A sheet's cells become tables and the text around them: split where rows or columns are blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.facts import Cell, Grid, PageContent, Paragraph, Problem, TextLine
from extractor.sheet._cells import Position, SheetCell, SheetCells, column_letters

MOST_ABOVE, MOST_BELOW = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A rectangle of cells; last row and column inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with its merges looked up by position."""

    cells: dict[Position, SheetCell]
    spans: dict[Position, tuple[int, int]]
    """Top left of a merge -> rows and columns it covers."""
    covered: frozenset[Position]
    """Positions inside a merge, except its top left."""
    occupied: frozenset[Position]
    facts: SheetCells


def content_of(facts: SheetCells) -> PageContent:
    """Grids and paragraphs of one sheet, in reading order."""
    sheet = _with_merges(facts)
    grids: list[Grid] = []
    paragraphs: list[Paragraph] = []
    near: list[str] = []
    for band in _bands(sheet.occupied):
        drafts: list[Grid] = []
        for block in band:
            body, before, after = _without_captions(sheet, block)
            near.extend(text.text for text in before)
            paragraphs.extend(before)
            if body is not None:
                drafts.append(_grid(sheet, body, len(grids) + len(drafts) + 1, tuple(text.text for text in after)))
            paragraphs.extend(after)
            if body is None:
                near.extend(text.text for text in after)
                _tell_below(grids, after)
        grids.extend(replace(draft, above=tuple(near[-MOST_ABOVE:])) for draft in drafts)
        if drafts:
            near = []
    return PageContent(
        number=None,
        name=facts.name,
        grids=tuple(grids),
        paragraphs=tuple(paragraphs),
        problems=facts.problems + _hidden_problem(facts),
    )


def _tell_below(grids: list[Grid], texts: list[Paragraph]) -> None:
    """Text under the last grid belongs to it too: legends."""
    if grids:
        below = (*grids[-1].below, *(text.text for text in texts))
        grids[-1] = replace(grids[-1], below=below[:MOST_BELOW])


def _hidden_problem(facts: SheetCells) -> tuple[Problem, ...]:
    if not (facts.hidden and facts.cells):
        return ()
    return (Problem(page=None, what=f"lembar tersembunyi «{facts.name}»", why="dibaca, tetapi nilainya ditandai"),)


def _with_merges(facts: SheetCells) -> _Sheet:
    spans: dict[Position, tuple[int, int]] = {}
    covered: set[Position] = set()
    occupied = set(facts.cells)
    for top, left, bottom, right in facts.merges:
        if (top, left) in facts.cells:
            spans[top, left] = (bottom - top + 1, right - left + 1)
            inside = {(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)}
            covered |= inside - {(top, left)}
            # A caption merged over a whole sheet must not hold columns together that are blank below it.
            occupied |= inside if bottom > top or _is_boxed(facts, inside) else set()
    return _Sheet(facts.cells, spans, frozenset(covered), frozenset(occupied), facts)


def _is_boxed(facts: SheetCells, positions: set[Position]) -> bool:
    return any(position in facts.cells and facts.cells[position].bordered for position in positions)


def _bands(occupied: Iterable[Position]) -> Iterator[list[_Block]]:
    """Runs of rows between blank rows, each cut into blocks at blank columns, and those again at blank rows."""
    positions = list(occupied)
    for rows in _runs({row for row, _ in positions}):
        inside = [position for position in positions if rows[0] <= position[0] <= rows[-1]]
        blocks = []
        for columns in _runs({col for _, col in inside}):
            part = [position for position in inside if columns[0] <= position[1] <= columns[-1]]
            for part_rows in _runs({row for row, _ in part}):
                blocks.append(_Block(top=part_rows[0], left=columns[0], bottom=part_rows[-1], right=columns[-1]))
        yield sorted(blocks, key=lambda block: (block.top, block.left))


def _runs(numbers: set[int]) -> list[list[int]]:
    """Unbroken runs: {1, 2, 5} -> [[1, 2], [5]]."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _without_captions(sheet: _Sheet, block: _Block) -> tuple[_Block | None, list[Paragraph], list[Paragraph]]:
    """The table in a block, the captions on top of it and the legends at its foot; no table: all is text."""
    top, bottom = block.top, block.bottom
    while top <= bottom and _is_text_row(sheet, block, top):
        top += 1
    while bottom > top and _is_text_row(sheet, block, bottom):
        bottom -= 1
    if bottom - top < 1 or block.right == block.left:
        return None, [], _texts(sheet, block, block.top, block.bottom)
    body = replace(block, top=top, bottom=bottom)
    return body, _texts(sheet, block, block.top, top - 1), _texts(sheet, block, bottom + 1, block.bottom)


def _is_text_row(sheet: _Sheet, block: _Block, row: int) -> bool:
    """One text alone in its row, and no border: a caption or a legend, not a row of the table."""
    found = [sheet.cells[row, col] for col in range(block.left, block.right + 1) if (row, col) in sheet.cells]
    return sum(bool(cell.text) for cell in found) <= 1 and not any(cell.bordered for cell in found)


def _texts(sheet: _Sheet, block: _Block, top: int, bottom: int) -> list[Paragraph]:
    paragraphs = []
    for row in range(top, bottom + 1):
        for col in range(block.left, block.right + 1):
            cell = sheet.cells.get((row, col))
            if cell is not None and cell.text and not _is_hidden(sheet.facts, row, col):
                locator = _locator(sheet.facts, row, col)
                text = " ".join(cell.text.split())
                paragraphs.append(Paragraph(text=text, page=None, box=None, locator=locator, is_heading=cell.bold))
    return paragraphs


def _grid(sheet: _Sheet, block: _Block, index: int, below: tuple[str, ...]) -> Grid:
    cells = [
        _cell(sheet, block, row, col)
        for row in range(block.top, block.bottom + 1)
        for col in range(block.left, block.right + 1)
        if (row, col) not in sheet.covered
    ]
    return Grid(
        cells=tuple(cells),
        n_rows=block.bottom - block.top + 1,
        n_cols=block.right - block.left + 1,
        page=None,
        index=index,
        below=below[:MOST_BELOW],
        ruled=any(cell.bordered for cell in sheet.cells.values()),
    )


def _cell(sheet: _Sheet, block: _Block, row: int, col: int) -> Cell:
    found = sheet.cells.get((row, col), SheetCell(text=""))
    rows, columns = sheet.spans.get((row, col), (1, 1))
    lines = (" ".join(line.split()) for line in found.text.split("\n"))
    return Cell(
        row=row - block.top,
        col=col - block.left,
        row_span=min(rows, block.bottom - row + 1),
        col_span=min(columns, block.right - col + 1),
        lines=tuple(TextLine(text=line, bold=found.bold, size=found.size) for line in lines if line),
        locator=_locator(sheet.facts, row, col),
        hidden=_is_hidden(sheet.facts, row, col),
    )


def _locator(facts: SheetCells, row: int, col: int) -> str:
    return f"{facts.name}!{column_letters(col)}{row + 1}"


def _is_hidden(facts: SheetCells, row: int, col: int) -> bool:
    return facts.hidden or row in facts.hidden_rows or col in facts.hidden_columns
