"""Which keys more than one thing is said about: the database finds them, so that few rows are looked at closely."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from store.tables import ProposalRow, ReadingRow

KEY = (ProposalRow.code, ReadingRow.year, func.coalesce(ReadingRow.period, ""), ReadingRow.kind)
"""Of a proposal whose reading nobody changed."""

_SAID = (
    func.coalesce(cast(ReadingRow.value, Text), "")
    + "|"
    + func.coalesce(ReadingRow.grade, "")
    + "|"
    + func.coalesce(ReadingRow.unit, "")
    + "|"
    + ReadingRow.status
)


def disputed_keys(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The keys with more than one print among these proposals. Where all print the same, nothing contradicts."""
    return (
        select(*KEY)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .where(*where)
        .group_by(*KEY)
        .having(func.min(_SAID) != func.max(_SAID))
    )
