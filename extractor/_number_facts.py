"""What is asked of the number grammar and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.facts import Flag, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands around a cell, to settle what its separators mean."""

    unit: str | None = None
    neighbours: tuple[str, ...] = ()
    """Raw texts of other value cells in the same column and row."""
    low: Decimal | None = None
    """Plausible range of the indicator."""
    high: Decimal | None = None
    name: str | None = None
    """The indicator's name: "nihil" is zero for "Jumlah kasus ..." and an absence for an index."""
    legend: tuple[str, ...] = ()
    """Texts below the table: "* Data KPPPA" says that a star there is no mark of a provisional figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedValue:
    """What one cell says."""

    raw: str
    value: Decimal | None
    status: Status
    grade: str | None = None
    unit: str | None = None
    """Printed in the cell itself, normalised: ``%``, ``orang``, ``per 100.000 KH``, ``Rp``."""
    flags: tuple[Flag, ...] = ()
    high: Decimal | None = None
    """Upper end of a range; its lower end is the first of ``interpretations``, and ``value`` is ``None``."""
    others: tuple[tuple[Decimal, str | None], ...] = ()
    """Second values: ``10% (190 temuan)``; the denominator of ``25 OPD dari 44``."""
    interpretations: tuple[Decimal, ...] = ()
    """Every value that the separators allow, the chosen first; one where evidence settled them."""


NO_EVIDENCE = Evidence()
