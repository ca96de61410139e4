"""Target and realisasi in one cell: "Target / Realisasi" over two lines, or "T: 9,4" over "R: 9,1" under a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.facts import Cell, TextLine
from extractor.numbers_id import looks_like_value
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.matrix import Row, bare

_BOTH = re.compile(r"(?P<first>target|rencana|realisasi)(?:dan|serta)?(?P<second>target|rencana|realisasi)")
_MARKED = re.compile(
    r"\s*(?P<first>t|target|r|realisasi)\s*[:=]\s*(?P<one>[^\n:=]+?)\s*[\n/;,]?\s*"
    r"\b(?P<second>t|target|r|realisasi)\s*[:=]\s*(?P<two>[^\n:=]+?)\s*\Z",
    re.IGNORECASE,
)
_WORDS = {"t": "Target", "r": "Realisasi"}
MOST = 0.6
"""Share of a column's filled cells that must hold two values."""

_Parts = tuple[str, str]


def split_two_kinds(headed: HeadedTable) -> HeadedTable:
    """Each such column becomes two, of one kind each; other tables stay as they are."""
    kinds = {col: kind for col in range(headed.table.n_cols) if (kind := _kinds(headed, col)) is not None}
    if not kinds:
        return headed
    body = tuple(_split_row(row, kinds) for row in headed.body)
    header = tuple(_twice(row, kinds) for row in headed.header)
    start = tuple(_twice(row, kinds) for row in headed.table.rows[: headed.body_start])
    table = replace(
        headed.table,
        rows=(*start, *body),
        n_cols=headed.table.n_cols + len(kinds),
        inherited_header=tuple(_twice(row, kinds) for row in headed.table.inherited_header),
    )
    return replace(headed, table=table, header=header, body=body, paths=_paths(headed.paths, kinds))


def _kinds(headed: HeadedTable, col: int) -> _Parts | None:
    """The kinds of the upper and the lower value, where the column's cells hold two."""
    filled = [text for text in column_text(headed, col) if text]
    if not filled or not any("\n" in text or "/" in text or ":" in text or "=" in text for text in filled):
        return None
    said = _said(headed.paths[col])
    found = [_marked(text) if said is None else _two_values(text) for text in filled]
    if sum(parts is not None for parts in found) < MOST * len(filled):
        return None
    if said is not None:
        return said
    first = next(match for text in filled if (match := _MARKED.match(text)))
    return _WORDS[first["first"][0].casefold()], _WORDS[first["second"][0].casefold()]


def _said(path: Sequence[str]) -> _Parts | None:
    found = _BOTH.search(bare(path[-1])) if path else None
    if found is None or ("realisasi" in found["first"]) == ("realisasi" in found["second"]):
        return None
    first = "Realisasi" if found["first"] == "realisasi" else "Target"
    return first, "Target" if first == "Realisasi" else "Realisasi"


def _two_values(text: str) -> _Parts | None:
    parts = [part.strip() for part in re.split(r"\n|\s/\s|(?<=[\d%])/(?=\d)", text) if part.strip()]
    return (parts[0], parts[1]) if len(parts) == 2 and all(map(looks_like_value, parts)) else None


def _marked(text: str) -> _Parts | None:
    found = _MARKED.match(text)
    if found is None or found["first"][0].casefold() == found["second"][0].casefold():
        return None
    return (found["one"], found["two"]) if looks_like_value(found["one"]) and looks_like_value(found["two"]) else None


def _split_row(row: Row, kinds: dict[int, _Parts]) -> Row:
    cells: list[Cell | None] = []
    for col, cell in enumerate(row):
        if col not in kinds or cell is None:
            cells.extend([cell] * (2 if col in kinds else 1))
            continue
        parts = _two_values(cell.text) or _marked(cell.text)
        cells.extend((_part(cell, 0, parts[0]), _part(cell, 1, parts[1])) if parts else (cell, None))
    return tuple(cells)


def _part(cell: Cell, at: int, text: str) -> Cell:
    """One value of the cell with the line that prints it, and a place of its own."""
    line = next(
        (line for line in cell.lines if text in line.text), cell.lines[0] if cell.lines else TextLine(text=text)
    )
    if len(cell.lines) == 2:
        line = cell.lines[at]
    return replace(cell, lines=(replace(line, text=text),), locator=f"{cell.locator}/l{at + 1}")


def _twice(row: Row, kinds: dict[int, _Parts]) -> Row:
    return tuple(cell for col, cell in enumerate(row) for _ in range(2 if col in kinds else 1))


def _paths(paths: Sequence[tuple[str, ...]], kinds: dict[int, _Parts]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for col, path in enumerate(paths):
        if col not in kinds:
            found.append(path)
            continue
        said = _said(path) is not None
        # The year that stands beside both words is each one's: "Target / Realisasi 2024".
        over = (*path[:-1], _without_kinds(path[-1])) if said else path
        found.extend((*(level for level in over if level), kind) for kind in kinds[col])
    return tuple(found)


_KIND_WORDS = re.compile(r"\b(?:target|rencana|realisasi|dan|serta)\b|[/&]", re.IGNORECASE)


def _without_kinds(text: str) -> str:
    return " ".join(_KIND_WORDS.sub(" ", text).split())
