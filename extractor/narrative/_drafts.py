"""A value of a sentence on its way to a reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor._number_text import NumberInText
from extractor.facts import Flag, Kind
from extractor.narrative._gaps import Gap


@dataclass(slots=True, kw_only=True)
class Draft:
    """A value of a sentence on its way to a reading."""

    number: NumberInText
    name: str | None
    kind: Kind | None
    gap: Gap
    grade: str | None = None
    year: int | None = None
    steps: int | None = None
    """Years after the report's own, where the year is told relative to it."""
    period: str | None = None
    flags: list[Flag] = field(default_factory=list)
    is_grade_only: bool = False
    dropped: bool = False
