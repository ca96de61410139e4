"""What the pipeline finds in a sentence before anything is tied together."""

from __future__ import annotations

from dataclasses import dataclass

from extractor._number_text import NumberInText
from extractor.periods import YearMention

TOLD = "told"
"""Key of ``Doc.user_data``: for each sentence the values it tells, or ``None``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A labelled span of a sentence, by its characters."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence tells before anything is tied together. Offsets count from the sentence's first character."""

    masked: str
    years: list[YearMention]
    values: list[NumberInText]
