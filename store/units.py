"""Which printed values may be compared: their units, by dimension and scale, as ``catalogue/units.csv`` has them.

A value keeps the unit it was printed with; scales serve comparing alone.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import cache

from extractor.facts import Kind
from store.catalogue_files import UnitLine, unit_lines

PERCENT = "persen"
MOST_PERCENT = 200
"""A whole number beyond this, printed without a known unit, is no percentage: it counts people or things."""

# Said of one thing in one report or the other ("Indeks", "Skor", "%"): their numbers are compared as printed.
_PLAIN = frozenset({"ratio", "difference of ratio", "index", "score", "ordinal", "grade"})
_ANYTHING = "number"
_SOME_COUNT = "some count"
_SCALE_WORDS = {
    **dict.fromkeys(("ribu", "rb"), Decimal(1_000)),
    **dict.fromkeys(("juta", "jt"), Decimal(1_000_000)),
    **dict.fromkeys(("miliar", "milyar", "miliyar", "milliar", "milyard"), Decimal(10**9)),
    **dict.fromkeys(("triliun", "trilyun", "triliyun", "trilliun"), Decimal(10**12)),
}
_SCALE = re.compile(r"(?P<factor>\d+(?:\.\d+)?)(?:\s+(?P<base>.+))?")
_OTHER_SCALE = re.compile(r"[(;](?P<variant>[^=();]+)=(?P<factor>[\d.]+)")
_PRECISION = 60


class Fit(StrEnum):
    """How two units stand to each other."""

    COMPARABLE = "comparable"
    CONVERTIBLE = "convertible"
    """The same dimension in another step: rupiah and juta rupiah."""
    DIFFERENT = "different"
    """Two things: people and a share of them. Their values never contradict each other."""
    UNKNOWN = "unknown"
    """A unit is missing or not in the list, or reports use one for the other: numbers are compared as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a unit measures."""

    name: str
    """One name for all ways of printing it; empty for things counted without a unit."""
    dimension: str
    scale: Decimal | None
    """How many of ``base`` one of it is."""
    base: str = ""

    @property
    def is_percent(self) -> bool:
        return self.name == PERCENT

    @property
    def is_count(self) -> bool:
        return self.dimension == _SOME_COUNT or self.dimension.startswith("count")


COUNTED = Measure(name="", dimension=_SOME_COUNT, scale=Decimal(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value as printed, for judging it together with its neighbours."""

    group: Hashable
    """Values of one group (document, indicator, year) are printed in one table."""
    value: Decimal | None
    unit: str | None
    kind: Kind
    asked: str | None
    """The unit of its indicator."""


class Units:
    """Finds what a printed unit measures."""

    def __init__(self, lines: Iterable[UnitLine]) -> None:
        self._by_print: dict[str, Measure] = {}
        self._exactly: dict[str, Measure] = {}
        for line in lines:
            measure, others = _measure(line), _other_scales(line)
            for variant in (line.unit, *line.variants):
                scale = others.get(_folded(variant))
                meant = measure if scale is None else replace(measure, name=_folded(variant), scale=scale)
                self._exactly.setdefault(variant.strip(), meant)
                self._by_print.setdefault(_folded(variant), meant)

    def named(self, printed: str | None) -> Measure | None:
        """``None`` where nothing is printed, or nothing that the list knows."""
        folded = _folded(printed or "")
        if printed is None or not folded:
            return None
        # "m" is a metre, "M" a milliard.
        return self._exactly.get(printed.strip()) or self._by_print.get(folded) or self._scaled(folded)

    def name(self, printed: str | None) -> str | None:
        """One name for all ways of printing a unit; an unknown one in small letters."""
        known = self.named(printed)
        return known.name if known is not None else (printed or "").strip().lower() or None

    def measure(self, printed: str | None, *, value: Decimal | None, kind: Kind, asked: str | None) -> Measure | None:
        """What the value measures: by its unit, else by its size where the indicator is a percentage."""
        known = self.named(printed)
        if known is not None:
            return known
        if self._is_share(asked, kind) and _is_whole(value) and value is not None and value > MOST_PERCENT:
            return COUNTED
        return None

    def together(self, said: Sequence[Said]) -> list[Measure | None]:
        """As ``measure``; where a table counts, its small whole numbers without unit are counts too: 466, 36."""
        alone = [self.measure(one.unit, value=one.value, kind=one.kind, asked=one.asked) for one in said]
        counting = {
            one.group
            for one, found in zip(said, alone, strict=True)
            if found is not None and found.is_count and self._is_share(one.asked, one.kind)
        }
        return [
            COUNTED if found is None and one.group in counting and self._may_count(one) else found
            for one, found in zip(said, alone, strict=True)
        ]

    def _may_count(self, one: Said) -> bool:
        return self._is_share(one.asked, one.kind) and _is_whole(one.value)

    def _is_share(self, asked: str | None, kind: Kind) -> bool:
        wanted = self.named(asked)
        return kind is not Kind.CAPAIAN and wanted is not None and wanted.is_percent

    def _scaled(self, folded: str) -> Measure | None:
        """``juta ton``, ``rp miliar``: a step before or behind a unit of the list."""
        words = folded.split()
        for position in (0, -1):
            step = _SCALE_WORDS.get(words[position].strip("()")) if len(words) > 1 else None
            rest = words[1:] if position == 0 else words[:-1]
            known = None if step is None else self._by_print.get(_folded(" ".join(rest)))
            if step is not None and known is not None and known.scale is not None:
                return Measure(name=folded, dimension=known.dimension, scale=known.scale * step, base=known.base)
        return None


@cache
def known_units() -> Units:
    """The units of the catalogue that comes with Warisan."""
    return Units(unit_lines())


def fit(one: Measure | None, other: Measure | None, asked: Measure | None = None) -> Fit:
    """``asked``, the unit of the indicator, stands for a missing one: "87,14" beside people is a share of them."""
    if one is None or other is None:
        assumed = None if asked is None or one is other else fit(one or asked, other or asked)
        return Fit.DIFFERENT if assumed is Fit.DIFFERENT else Fit.UNKNOWN
    if one.dimension == other.dimension:
        return _fit_within(one, other)
    dimensions = {one.dimension, other.dimension}
    if (
        _ANYTHING in dimensions
        or dimensions <= _PLAIN
        or (_SOME_COUNT in dimensions and one.is_count and other.is_count)
    ):
        return Fit.UNKNOWN
    return Fit.DIFFERENT


def in_scale_of(value: Decimal, unit: Measure | None, wanted: Measure | None) -> Decimal:
    """The value in the other unit, where the two are convertible; else as it is."""
    if unit is None or wanted is None or unit.scale is None or wanted.scale is None or unit.scale == wanted.scale:
        return value
    with localcontext(prec=_PRECISION):
        return value * unit.scale / wanted.scale


def family(measure: Measure | None, asked: Measure | None) -> str:
    """Values of one indicator in one family are one entry: a count and a percentage are two."""
    known = measure or asked
    if known is None or known.dimension == _ANYTHING or known.dimension in _PLAIN:
        return ""
    return "count" if known.is_count else known.dimension


def _fit_within(one: Measure, other: Measure) -> Fit:
    if one.base != other.base:
        return Fit.DIFFERENT
    if one.scale == other.scale:
        return Fit.COMPARABLE
    # Reports print "Rasio" over percentages: which scale holds is for the numbers to say.
    if one.scale is None or other.scale is None or one.dimension in _PLAIN:
        return Fit.UNKNOWN
    return Fit.CONVERTIBLE


def _measure(line: UnitLine) -> Measure:
    found = _SCALE.fullmatch(line.scale.partition("(")[0].removesuffix("of 1").strip())
    return Measure(
        name=line.unit,
        dimension=line.dimension,
        scale=Decimal(found["factor"]) if found else None,
        base=(found["base"] or "") if found else "",
    )


def _other_scales(line: UnitLine) -> dict[str, Decimal]:
    """Variants of another step than their line's: ``1 t/ha (ku/ha=0.1)``."""
    return {found["variant"].strip(): Decimal(found["factor"]) for found in _OTHER_SCALE.finditer(line.scale)}


def _folded(printed: str) -> str:
    return " ".join(printed.casefold().split()).strip(" .()")


def _is_whole(value: Decimal | None) -> bool:
    """Printed without decimals: 95,0 is a share, 95 may be people."""
    exponent = None if value is None else value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= 0


__all__ = ["COUNTED", "PERCENT", "Fit", "Measure", "Said", "Units", "family", "fit", "in_scale_of", "known_units"]
