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

LEAST_VALUES = 0.5
"""Share of a column's filled cells that must read as values before it is asked about."""


def guess_kinds(headed: HeadedTable, columns: list[Column], context: Context) -> list[Column]:
    """A kind where the model is sure enough, marked as assumed; else the column stays as it was, with the score."""
    named = next((column.col for column in columns if column.role is Role.INDICATOR), None)
    if named is None:
        return columns
    known = columns
    for col in range(named + 1, len(columns)):
        if _is_open(columns[col]) and _holds_values(headed, col):
            columns = [*columns[:col], _guess(headed, columns, col), *columns[col + 1 :]]
    return _without_breakdowns(known, columns, context)


def _is_open(column: Column) -> bool:
    """Unknown words, or a value whose header names neither kind nor time."""
    timeless = column.role is Role.VALUE and column.year is None and column.period is None
    return bool(column.path) and (column.role is Role.UNKNOWN or timeless)


def _holds_values(headed: HeadedTable, col: int) -> bool:
    filled = [text for text in column_text(headed, col) if text.strip()]
    return bool(filled) and sum(map(looks_like_value, filled)) >= LEAST_VALUES * len(filled)


def _guess(headed: HeadedTable, columns: Sequence[Column], col: int) -> Column:
    column, model = columns[col], column_model()
    chances = model.probabilities(features_of(see_column(headed, columns, col)))
    label = max(chances, key=lambda one: chances[one])
    score = f"{chances[label]:.2f}".replace(".", ",")
    unknown = f"kepala '{column.path[-1]}' tidak dikenal"
    if label == NONE:
        return replace(column, reason=f"{unknown}; tidak serupa kolom nilai {score}") if _is_new(column) else column
    if chances[label] < model.threshold:
        return (
            replace(column, reason=f"{unknown}; mungkin {label} {score}, kurang yakin") if _is_new(column) else column
        )
    return replace(column, role=Role(label), reason=f"{unknown}; serupa {label} {score}", kind_assumed=True)


def _is_new(column: Column) -> bool:
    return column.role is Role.UNKNOWN


def _without_breakdowns(known: Sequence[Column], columns: list[Column], context: Context) -> list[Column]:
    """Two columns of one kind and year are a breakdown: of those, what was only guessed is left."""
    result = []
    for before, column in zip(known, columns, strict=True):
        if column.role is not before.role and any(_same_value(column, other, context) for other in columns):
            column = replace(before, reason=f"{column.reason}; jenis dan tahunnya sudah ada di kolom lain")
        result.append(column)
    return result


def _same_value(one: Column, other: Column, context: Context) -> bool:
    if one.col == other.col or other.role not in VALUE_ROLES or one.role is not other.role:
        return False
    if one.end_target is not other.end_target or one.period != other.period:
        return False
    return (one.year or context.year) == (other.year or context.year)
