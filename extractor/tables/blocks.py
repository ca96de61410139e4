"""Tables side by side in one: "Indikator Tujuan | Target | Indikator Sasaran | Target" are two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.tables.column_facts import VALUE_ROLES
from extractor.tables.header_roles import role_of_path
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.matrix import Row
from extractor.tables.vocabulary import Role

FEWEST_LETTERS = 6
_BEFORE_NAME = frozenset({Role.NUMBER, Role.GROUP, Role.UNKNOWN})


def side_by_side(headed: HeadedTable) -> list[HeadedTable]:
    """The table cut before each further column of names that has values of its own on its right."""
    roles = [role_of_path(path)[0] for path in headed.paths]
    names = [col for col, role in enumerate(roles) if role is Role.INDICATOR and _holds_names(headed, col)]
    cuts = [0]
    for name, following in pairwise([*names, len(roles)]):
        if name == names[0]:
            continue
        before = roles[cuts[-1] : name]
        if _has_values(before) and _has_values(roles[name:following]) and Role.INDICATOR in before:
            cuts.append(_start(roles, name))
    if len(cuts) == 1:
        return [headed]
    return [_columns(headed, start, end) for start, end in pairwise([*cuts, len(roles)])]


def _has_values(roles: Sequence[Role]) -> bool:
    return any(role in VALUE_ROLES for role in roles)


def _holds_names(headed: HeadedTable, col: int) -> bool:
    texts = [text for text in column_text(headed, col) if text.strip()]
    return sum(sum(map(str.isalpha, text)) >= FEWEST_LETTERS for text in texts) >= max(1, 0.5 * len(texts))


def _start(roles: Sequence[Role], name: int) -> int:
    """The columns just left of a name that lead up to it: its number, tujuan, sasaran."""
    start = name
    while start > 0 and roles[start - 1] in _BEFORE_NAME:
        start -= 1
    return start


def _columns(headed: HeadedTable, start: int, end: int) -> HeadedTable:
    def cut(rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(row[start:end] for row in rows)

    table = replace(
        headed.table,
        rows=cut(headed.table.rows),
        n_cols=end - start,
        inherited_header=cut(headed.table.inherited_header),
    )
    return replace(headed, table=table, header=cut(headed.header), body=cut(headed.body), paths=headed.paths[start:end])
