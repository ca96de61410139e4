"""Tables printed so close below each other that their rules make one grid are cut where a caption stands inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.tables.matrix import Row, Table, distinct_cells

_CAPTION = re.compile(r"^\W*(?:tabel|lampiran)\s*[\dIVX]", re.IGNORECASE)


def cut_at_captions(table: Table) -> Iterator[Table]:
    """The tables of one grid in order; a row that is a caption becomes the print above the next."""
    start, caption = 0, table.caption
    for index, row in enumerate(table.rows):
        said = _caption_in(row) if index else None
        if said is None or index <= start:
            continue
        yield _part(table, start, index, caption)
        start, caption = index + 1, said
    if start == 0:
        yield table
    elif start < len(table.rows):
        yield _part(table, start, len(table.rows), caption)


def _part(table: Table, start: int, end: int, caption: tuple[str, ...]) -> Table:
    return replace(
        table,
        rows=table.rows[start:end],
        header_rows=table.header_rows if start == 0 else None,
        joined_from=frozenset(row - start for row in table.joined_from if start < row < end),
        inherited_header=table.inherited_header if start == 0 else (),
        caption=caption,
    )


def _caption_in(row: Row) -> tuple[str, ...] | None:
    """The lines of a cell that spans the table and names one ("Tabel 1.5 ..."), not one that says it goes on."""
    cells = list(distinct_cells(row))
    if len(cells) != 1 or sum(cell is cells[0] for cell in row) < max(2, 0.6 * len(row)):
        return None
    lines = tuple(line.text for line in cells[0].lines if line.text.strip())
    named = any(_CAPTION.match(line) and "lanjut" not in line.casefold() for line in lines)
    return lines if named else None
