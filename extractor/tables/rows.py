"""Body rows become named rows: indicator, group path, unit and the lines of each value column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.facts import Cell
from extractor.tables.column_facts import VALUE_ROLES, Column
from extractor.tables.header_roles import ANSWERS
from extractor.tables.headers import HeadedTable, is_column_number_row, repeated_header_rows
from extractor.tables.labels import (
    clean_name,
    continues,
    growth_of,
    is_child,
    is_parent_name,
    is_section,
    is_summary,
    joined_name,
    looks_like_indicator,
    name_in_caption,
)
from extractor.tables.matrix import Row, bare, distinct_cells, flowing
from extractor.tables.stacked import Lines, Part, split_row
from extractor.tables.vocabulary import Role

ValueCell = tuple[Column, Cell, Lines]
"""A value column, its cell in the row, and the lines of the cell that belong to the row."""

_BREAKDOWN = re.compile(r"lapanganusaha|sektor|komoditas|kategorilapangan")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """One indicator's row."""

    name: str
    number: str
    group: tuple[str, ...]
    unit: str | None
    kind_word: str | None
    """"Target" or "Realisasi", where the row says its kind itself."""
    cells: tuple[ValueCell, ...]
    """Value columns with a cell that starts in this row, and the lines of it that are this row's."""
    ordinal: int | None
    row: int
    """0-based row of the joined table."""
    shared: frozenset[int] = frozenset()
    """Columns whose cell reaches over rows of other indicators too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """A row that gave no readings, and why."""

    row: int
    text: str
    reason: str


@dataclass(slots=True)
class _State:
    """What rows above say of the rows below, while one table is walked."""

    groups: dict[int, str] = field(default_factory=dict)
    section: list[str] = field(default_factory=list)
    parent: str | None = None
    parent_number: str = ""
    unit: str | None = None
    name: str = ""
    only_indicators: bool = False
    """The rows are sectors or areas; only those named like indicators are read."""
    names: frozenset[str] = frozenset()
    left: list[LeftRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A row before its name is settled."""

    name: str
    number: str
    unit: str
    kind_word: str
    groups: dict[int, str]
    cells: tuple[ValueCell, ...]
    ordinal: int | None
    row: int
    spans: bool
    """One cell covers most of the table: a section row."""
    inherits_name: bool = False
    """The indicator cell is merged with the row above: same indicator, another line."""
    answered: bool = False
    """A question of a checklist: it holds an answer, and its value only says which."""

    @property
    def has_values(self) -> bool:
        return any(any(line.text.strip() for line in lines) for _, _, lines in self.cells)


def name_rows(headed: HeadedTable, columns: Sequence[Column]) -> tuple[list[NamedRow], list[LeftRow]]:
    """The rows that carry values, named; and the rows left out, with the reason."""
    drafts = list(_drafts(headed, columns))
    drafts = _join_rests(_join_cut_rows(drafts, headed.table.joined_from))
    state = _State(
        only_indicators=any(
            _BREAKDOWN.search(bare(column.header)) for column in columns if column.role is Role.INDICATOR
        ),
        names=frozenset(bare(clean_name(draft.name)) for draft in drafts),
    )
    if not _cols(columns, Role.INDICATOR):
        state.name = name_in_caption(" ".join(headed.table.above[-1:]))
    named: list[NamedRow] = []
    for position, draft in enumerate(drafts):
        child = drafts[position + 1] if position + 1 < len(drafts) else None
        row = _settle(draft, child, state)
        if row is not None:
            named.append(row)
    return _with_shared_cells(headed, named), state.left


def _with_shared_cells(headed: HeadedTable, named: list[NamedRow]) -> list[NamedRow]:
    """Value cells merged over several indicators are marked in the row they start in."""
    rows = headed.table.rows
    names: dict[int, set[str]] = {}
    for row in named:
        for cell in set(map(id, rows[row.row])):
            names.setdefault(cell, set()).add(row.name)
    return [
        replace(row, shared=shared)
        if row.ordinal is None
        and (shared := frozenset(column.col for column, cell, _ in row.cells if len(names.get(id(cell), ())) > 1))
        else row
        for row in named
    ]


def _cols(columns: Sequence[Column], *roles: Role) -> list[int]:
    return [column.col for column in columns if column.role in roles]


def _drafts(headed: HeadedTable, columns: Sequence[Column]) -> Iterator[_Draft]:
    label_cols = _cols(columns, Role.INDICATOR)
    value_cols = [column.col for column in columns if column.role in VALUE_ROLES]
    rows = headed.body
    repeated = repeated_header_rows(rows)
    for index, row in enumerate(rows):
        if is_column_number_row(row) or not _says_something(row, rows[index - 1] if index else None):
            continue
        if index in repeated:
            continue
        for part in split_row(row, label_cols, value_cols, _cols(columns, Role.NUMBER)):
            yield _draft(headed, columns, index, part)


def _says_something(row: Row, above: Row | None) -> bool:
    """False for empty rows, and for rows that only continue merged cells of the row above."""
    known = set(map(id, above or ()))
    return any(id(cell) not in known for cell in distinct_cells(row))


def _draft(headed: HeadedTable, columns: Sequence[Column], index: int, part: Part) -> _Draft:
    row = headed.body[index]
    above = headed.body[index - 1] if index else None

    def said(*roles: Role) -> str:
        texts = [_text(part.lines[col]) for col in _cols(columns, *roles)]
        return next((text for text in texts if text), "")

    distinct = list(distinct_cells(row))
    widest = max((sum(other is cell for other in row) for cell in distinct), default=0)
    return _Draft(
        name=said(Role.INDICATOR),
        number=said(Role.NUMBER),
        unit=said(Role.UNIT),
        kind_word=said(Role.KIND_IN_ROW),
        groups={col: _text(part.lines[col]) for col in _cols(columns, Role.GROUP) if _text(part.lines[col])},
        cells=_value_cells(columns, row, above, part),
        ordinal=part.ordinal,
        row=headed.body_start + index,
        spans=len(distinct) <= 2 and widest >= max(3, 0.5 * len(row)),
        inherits_name=any(
            row[col] is not None and above is not None and row[col] is above[col]
            for col in _cols(columns, Role.INDICATOR)
        ),
        answered=any(_text(part.lines[column.col]) for column in columns if column.reason == ANSWERS),
    )


def _value_cells(columns: Sequence[Column], row: Row, above: Row | None, part: Part) -> tuple[ValueCell, ...]:
    """The value cells that start in this row, a merged one once."""
    value_columns = [column for column in columns if column.role in VALUE_ROLES]
    cells: list[ValueCell] = []
    for first in value_columns:
        cell = row[first.col]
        if cell is None or any(cell is one for _, one, _ in cells) or (above is not None and above[first.col] is cell):
            continue
        column = _best_headed([column for column in value_columns if row[column.col] is cell])
        cells.append((column, cell, part.lines[column.col]))
    return tuple(cells)


def _best_headed(columns: Sequence[Column]) -> Column:
    """Rules drawn twice split a column into slivers; the one that the most header levels stand over names it."""
    return max(columns, key=lambda column: (len(column.path), -column.col))


def _text(lines: Lines) -> str:
    return "\n".join(line.text for line in lines).strip()


def _join_cut_rows(drafts: list[_Draft], joined_from: frozenset[int]) -> list[_Draft]:
    """A name cut by the page or by a hidden row break is put together again, and its values kept once."""
    result: list[_Draft] = []
    for draft in drafts:
        before = result[-1] if result else None
        if before is not None and draft.row in joined_from and _is_rest_of_name(draft):
            # The page cut the cell of the row above: what goes on overleaf is a name without number or values.
            result[-1] = replace(before, name=f"{before.name}\n{draft.name}", groups={**draft.groups, **before.groups})
            continue
        if (
            before is not None
            and before.name
            and not draft.spans
            and not before.spans
            and continues(before.name, draft.name)
        ):
            if not draft.has_values and not draft.number:
                result[-1] = replace(before, name=f"{before.name}\n{draft.name}")
                continue
            if not before.has_values and not draft.number and not is_section(before.name):
                groups = {**before.groups, **draft.groups}
                result[-1] = replace(
                    draft,
                    name=f"{before.name}\n{draft.name}",
                    number=before.number,
                    unit=draft.unit or before.unit,
                    groups=groups,
                )
                continue
        result.append(draft)
    return result


def _join_rests(drafts: list[_Draft]) -> list[_Draft]:
    """A name that goes on below its values, also where the rest begins with a capital, in a table of numbered rows."""
    result: list[_Draft] = []
    for position, draft in enumerate(drafts):
        before = result[-1] if result else None
        following = drafts[position + 1] if position + 1 < len(drafts) else None
        if before is not None and _goes_on_below(before, draft, following):
            result[-1] = replace(before, name=f"{before.name}\n{draft.name}")
            continue
        result.append(draft)
    return result


def _goes_on_below(before: _Draft, draft: _Draft, following: _Draft | None) -> bool:
    if not (before.has_values and before.name and before.number and _is_rest_of_name(draft)) or draft.groups:
        return False
    numbered = following is None or (following.has_values and _next_number(before.number, following.number))
    return numbered and not looks_like_indicator(draft.name) and not flowing(draft.name).endswith(":")


def _next_number(one: str, other: str) -> bool:
    numbers = [re.sub(r"\W+$", "", text) for text in (one, other)]
    return all(number.isdigit() for number in numbers) and int(numbers[1]) == int(numbers[0]) + 1


def _is_rest_of_name(draft: _Draft) -> bool:
    name = flowing(draft.name)
    return (
        bool(name)
        and not draft.has_values
        and not draft.number
        and not draft.spans
        and not (is_section(name) or is_child(name) or re.match(r"^\W*\d", name))
    )


def _settle(draft: _Draft, following: _Draft | None, state: _State) -> NamedRow | None:
    for col, text in draft.groups.items():
        if state.groups.get(col) != text:
            state.groups[col] = text
    if draft.spans or not draft.has_values:
        _remember_context(draft, following, state)
        return None
    name = draft.name or (state.name if draft.inherits_name or draft.kind_word else "")
    if not name:
        state.left.append(LeftRow(row=draft.row, text=draft.number, reason="baris tanpa nama indikator"))
        return None
    if draft.answered:
        state.left.append(LeftRow(row=draft.row, text=flowing(name), reason="pertanyaan daftar periksa"))
        return None
    if is_summary(name):
        state.left.append(LeftRow(row=draft.row, text=flowing(name), reason="jumlah atau rata-rata, bukan indikator"))
        return None
    if state.only_indicators and not looks_like_indicator(name):
        state.left.append(LeftRow(row=draft.row, text=flowing(name), reason="rincian per sektor atau wilayah"))
        return None
    if growth_of(name) in state.names:
        state.left.append(LeftRow(row=draft.row, text=flowing(name), reason="perubahan dari baris lain"))
        return None
    full = _full_name(draft, name, state)
    state.name = name
    return NamedRow(
        name=full,
        number=draft.number,
        group=_group_path(state, full),
        unit=flowing(draft.unit) or (state.unit if state.parent else None) or None,
        kind_word=draft.kind_word or None,
        cells=draft.cells,
        ordinal=draft.ordinal,
        row=draft.row,
    )


def _full_name(draft: _Draft, name: str, state: _State) -> str:
    if state.parent is None:
        return clean_name(name)
    own_number = bool(re.match(r"^\d", draft.number)) and draft.number != state.parent_number
    if own_number and not is_child(name) and re.match(r"^\d", state.parent_number):
        state.parent, state.unit = None, None
        return clean_name(name)
    return joined_name(state.parent, name)


def _remember_context(draft: _Draft, following: _Draft | None, state: _State) -> None:
    """A row without values: a section title, a parent indicator, or a name whose values are all blank."""
    text = draft.name or draft.number or next(iter(draft.groups.values()), "")
    if not text.strip():
        return
    child = following.name if following is not None else ""
    if not draft.spans and draft.name and following is not None and is_parent_name(draft.name, child):
        if following.has_values and not _same_rank(draft, following):
            state.parent, state.parent_number = draft.name, draft.number
            state.unit = flowing(draft.unit) or None
            return
        state.left.append(LeftRow(row=draft.row, text=flowing(text), reason="semua sel nilai kosong"))
        state.parent, state.unit = None, None
        return
    state.parent, state.unit = None, None
    plain = flowing(text)
    first = plain.split(" ", 1)[0].casefold()
    state.section = [kept for kept in state.section if kept.split(" ", 1)[0].casefold() != first][-2:]
    state.section.append(plain)
    state.left.append(LeftRow(row=draft.row, text=plain, reason="judul kelompok"))


def _same_rank(draft: _Draft, following: _Draft) -> bool:
    """Two numbered neighbours ("1." then "2.") are siblings, not parent and child."""
    return bool(
        re.match(r"^\d", draft.number)
        and re.match(r"^\d", following.number)
        and not is_child(following.name)
        and "." not in following.number.strip(".")
    )


def _group_path(state: _State, name: str) -> tuple[str, ...]:
    texts = [*state.section, *(flowing(state.groups[col]) for col in sorted(state.groups))]
    if state.parent:
        texts.append(clean_name(state.parent))
    return tuple(dict.fromkeys(text for text in texts if text and text != name))
