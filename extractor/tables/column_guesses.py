"""Columns that hold values under words no rule knows: the trained model says what they are like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.numbers_id import looks_like_value
from extractor.tables._column_features import features_of, see_column
from extractor.tables._column_model import NONE, column_model
from extractor.tables.column_facts import VALUE_ROLES, Column, Context
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.vocabulary import Role

REPEATED = "; jenis dan tahun yang sama ada di kolom lain"
EVEN = 0.5
"""Likeness from which on two columns of one kind and year are held for a breakdown."""
LEAST_VALUES = 0.5
"""Share of a column's filled cells that must read as values before it is asked about."""


def guess_kinds(headed: HeadedTable, columns: list[Column], context: Context) -> list[Column]:
    """A kind where the model is sure enough, marked as assumed; else the column stays as it was, with the score."""
    named = next((column.col for column in columns if column.role is Role.INDICATOR), None)
    if named is None:
        return columns
    opened = [col for col in range(named + 1, len(columns)) if _is_open(columns[col]) and _holds_values(headed, col)]
    alike = _breakdowns(headed, columns, opened, context) if len(opened) > 1 else frozenset()
    known = columns
    for col in opened:
        columns = [*columns[:col], _guess(headed, columns, col, alike), *columns[col + 1 :]]
    return _without_repeats(known, columns, context)


def _breakdowns(
    headed: HeadedTable, columns: Sequence[Column], opened: Sequence[int], context: Context
) -> frozenset[int]:
    """Columns that look alike, each seen without the others' kinds: "Terpenuhi Hulu | Terpenuhi Hilir"."""
    kinds: dict[tuple[str, int | None, str | None], list[int]] = {}
    for col in opened:
        label, chance = _likeness(headed, columns, col)
        if label != NONE and chance >= EVEN:
            kinds.setdefault((label, columns[col].year or context.year, columns[col].period), []).append(col)
    return frozenset(col for cols in kinds.values() if len(cols) > 1 for col in cols)


def _is_open(column: Column) -> bool:
    """Unknown words, or a value whose header names neither kind nor time."""
    timeless = column.role is Role.VALUE and column.year is None and column.period is None
    return bool(column.path) and (column.role is Role.UNKNOWN or timeless)


def _holds_values(headed: HeadedTable, col: int) -> bool:
    filled = [text for text in column_text(headed, col) if text.strip()]
    return bool(filled) and sum(map(looks_like_value, filled)) >= LEAST_VALUES * len(filled)


def _likeness(headed: HeadedTable, columns: Sequence[Column], col: int) -> tuple[str, float]:
    chances = column_model().probabilities(features_of(see_column(headed, columns, col)))
    label = max(chances, key=lambda one: chances[one])
    return label, chances[label]


def _guess(headed: HeadedTable, columns: Sequence[Column], col: int, alike: frozenset[int]) -> Column:
    column = columns[col]
    label, chance = _likeness(headed, columns, col)
    sure = label != NONE and chance >= column_model().threshold and col not in alike
    if not sure and column.role is not Role.UNKNOWN:
        return column
    said = _said(label, chance, sure=sure)
    reason = f"kepala '{column.path[-1]}' tidak dikenal; {said}{REPEATED if col in alike else ''}"
    return (
        replace(column, role=Role(label), reason=reason, kind_assumed=True) if sure else replace(column, reason=reason)
    )


def _said(label: str, chance: float, *, sure: bool) -> str:
    score = f"{min(chance, 0.99):.2f}".replace(".", ",")  # no model is certain
    if label == NONE:
        return f"tidak serupa kolom nilai {score}"
    if sure:
        return f"serupa {label} {score}"
    return f"mungkin {label} {score}" + (", kurang yakin" if chance < column_model().threshold else "")


def _without_repeats(known: Sequence[Column], columns: list[Column], context: Context) -> list[Column]:
    """What was only guessed is left where another column already has its kind and year."""
    result = []
    for before, column in zip(known, columns, strict=True):
        if column.role is not before.role and any(_same_value(column, other, context) for other in columns):
            column = replace(before, reason=column.reason + REPEATED)
        result.append(column)
    return result


def _same_value(one: Column, other: Column, context: Context) -> bool:
    if one.col == other.col or other.role not in VALUE_ROLES or one.role is not other.role:
        return False
    if one.end_target is not other.end_target or one.period != other.period:
        return False
    return (one.year or context.year) == (other.year or context.year)
