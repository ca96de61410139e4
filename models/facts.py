"""What matching works with: indicators, their names, and the suggestion it makes for a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the national catalogue, or a local indicator of one region."""

    code: str
    name: str
    unit: str | None
    value_type: str | None
    direction: str | None
    """``higher``, ``lower``, ... : which way is better."""
    urusan: str | None
    lead_opd: str | None
    plausible_min: Decimal | None
    plausible_max: Decimal | None
    confidence: str
    """``source-confirmed`` or ``memory`` (unconfirmed), as ``store/catalogue/SOURCES.md`` explains."""
    region: str | None = None
    """``None`` for the national catalogue, else the region that a local indicator belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name under which an indicator is printed."""

    code: str
    text: str
    source: str
    ambiguous: str = ""
    """``yes``: the same text names other codes too; ``short``: never matches alone; empty: neither."""
    region: str | None = None
    """Confirmed wordings hold for the region that confirmed them; ``None`` holds everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two indicators stand to each other, so that they are not taken for one."""

    code_a: str
    code_b: str
    relation: str
    """``same_value``, ``near_but_different``, ..."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that matching knows of indicators. ``store.load_catalogue`` makes one."""

    indicators: tuple[Indicator, ...]
    aliases: tuple[Alias, ...]
    relations: tuple[Relation, ...] = ()
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Unit -> the variants in which it is printed."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Spelling as printed -> normalised ("prosentase" -> "persentase")."""
    asked_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Indicator code -> the reports that ask for it."""


class Outcome(StrEnum):
    """What a mention was taken for."""

    MATCH = "match"
    LOCAL = "local"
    """Fits nothing in the catalogue, and reads like an indicator of the region's own."""
    NONE = "none"
    """Not an indicator (or nothing can be said)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What matching is asked about: a printed name with what is known around it.

    Made from an ``extractor.Reading``; tests and gold files make it from the name alone.
    """

    name: str
    unit: str | None = None
    group: tuple[str, ...] = ()
    section: str | None = None
    report: str | None = None
    region: str | None = None
    kind: str | None = None
    year: int | None = None
    value: Decimal | None = None
    table: str | None = None
    """Mentions with the same ``table`` share a table; one indicator stands there once."""
    row: str | None = None
    """Mentions with the same ``table`` and ``row`` are cells of one row, so one indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One indicator that a mention may mean."""

    code: str
    probability: float
    """Calibrated: of the suggestions at 0.95, 95 of 100 are right."""
    reasons: tuple[str, ...]
    """Indonesian, short: ``("nama 0,91", "satuan sama", "ragu: 'ekstrem' hanya di sumber")``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The answer for one mention."""

    outcome: Outcome
    code: str | None
    probability: float
    """Of the outcome given."""
    reasons: tuple[str, ...]
    alternatives: tuple[Candidate, ...] = ()
    """Best first, at most 5, without the code suggested."""
