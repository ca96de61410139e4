"""One unit for a slot: a value printed in another step of the same unit is converted exactly, or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, Inexact, localcontext
from enum import StrEnum

from store.prefill.facts import Slot
from store.prefill.known import Known
from store.printing import printed
from store.units import Fit, fit, known_units

_PRECISION = 60


class Match(StrEnum):
    """How a value's unit stands to the unit that a slot asks for."""

    SAME = "same"
    """Also where one of the two is not said: the number is taken as printed."""
    OTHER_STEP = "other step"
    """Juta rupiah for rupiah: convertible."""
    OTHER = "other"
    """Another thing, or one whose step nobody knows."""


def match_units(one: str | None, other: str | None) -> Match:
    units = known_units()
    first, second = units.name(one), units.name(other)
    if first is None or second is None or first == second:
        return Match.SAME
    measures = units.named(one), units.named(other)
    if None in measures:
        return Match.OTHER
    found = fit(*measures)
    if found is Fit.COMPARABLE:
        # "Orang" and "desa" are both counted one by one, but only ways of printing one unit may stand for it.
        return Match.SAME if measures[0] == measures[1] else Match.OTHER
    return Match.OTHER_STEP if found is Fit.CONVERTIBLE else Match.OTHER


def converted(value: Decimal, unit: str | None, wanted: str | None) -> Decimal | None:
    """The same amount in the wanted unit, to the last digit; ``None`` where it has no end (days in years)."""
    units = known_units()
    one, other = units.named(unit), units.named(wanted)
    if one is None or other is None or one.scale is None or other.scale is None:
        return None
    with localcontext(prec=_PRECISION) as context:
        context.traps[Inexact] = True
        try:
            result = value * one.scale / other.scale
        except Inexact:
            return None
        # 12,50 juta is 12.500.000, not 12.500.000,00: converting must not promise digits that nobody printed.
        return result.to_integral_value() if result == result.to_integral_value() else result.normalize()


def in_unit(known: Known, wanted: str | None) -> Known | None:
    """The value as the slot prints it; ``None`` where its unit is another one."""
    match = match_units(known.unit, wanted)
    if match is Match.SAME or known.value is None:
        return known
    if match is Match.OTHER:
        return None
    value = converted(known.value, known.unit, wanted)
    if value is None:
        return None
    return replace(known, value=value, unit=wanted, confirmed_as=f"{printed(known.value)} {known.unit}")


def unit_beside(slot: Slot, row_unit: str) -> str:
    """The unit to print with the number, where it is not the row's: 12.000 persons must not read as a percentage."""
    if slot.value is None or not slot.unit:
        return ""
    # A heading with its own percent sign says the unit of its whole column.
    said = "%" if "%" in slot.title else row_unit
    units = known_units()
    return "" if units.name(slot.unit) == units.name(said) else slot.unit


__all__ = ["Match", "converted", "in_unit", "match_units", "unit_beside"]
