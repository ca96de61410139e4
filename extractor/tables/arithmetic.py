"""What a row's numbers say of each other: capaian = realisasi / target, or its inverse forms.

The check settles separators ("3,000" is 3.0 or 3000) and reports a conflict where nothing fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import product

from extractor.facts import Flag, Kind, Reading
from extractor.numbers_id import ParsedValue

TOLERANCE = Decimal("0.006")
"""Relative: reports round, and compute from unrounded figures."""
_HUNDRED = Decimal(100)


def fits(target: Decimal, realisasi: Decimal, capaian: Decimal) -> str | None:
    """The formula by which capaian follows from target and realisasi, or ``None``."""
    if target == 0:
        return "target nol" if realisasi == 0 and capaian in {0, _HUNDRED} else None
    formulas = {
        "realisasi/target": realisasi / target * _HUNDRED,
        "(2 target - realisasi)/target": (2 * target - realisasi) / target * _HUNDRED,
    }
    if realisasi != 0:
        formulas["target/realisasi"] = target / realisasi * _HUNDRED
    rounded = _rounding(target) + _rounding(realisasi)
    for name, expected in formulas.items():
        if abs(expected - capaian) <= max(abs(expected) * max(TOLERANCE, rounded), _last_place(capaian)):
            return name
    if capaian == _HUNDRED and any(expected > _HUNDRED for expected in formulas.values()):
        return "realisasi/target, dibatasi 100"
    return None


def _last_place(value: Decimal) -> Decimal:
    """One in the last place printed: "5 %" is 4,6 rounded up, "109 %" is 109,9 cut off."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(max(-4, min(0, int(exponent)))) if isinstance(exponent, int) else Decimal(0)


def _rounding(value: Decimal) -> Decimal:
    """Share of a figure that its own rounding may hide, at most a fiftieth; whole numbers are counts, and exact."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= 0 or value == 0:
        return Decimal(0)
    return min(abs(Decimal(1).scaleb(exponent) / 2 / value), Decimal("0.02"))


def settle_by_arithmetic(readings: Sequence[Reading], parsed: Sequence[ParsedValue]) -> list[Reading]:
    """The row's readings with separators settled, and a note or a conflict flag on what was checked.

    ``parsed`` goes beside ``readings``: the same print in two cells may have other readings in each.
    """
    result = list(readings)
    for year in dict.fromkeys(reading.year for reading in readings):
        trio = [_of(result, year, kind) for kind in (Kind.TARGET, Kind.REALISASI, Kind.CAPAIAN)]
        if any(index is None for index in trio):
            continue
        indices = [index for index in trio if index is not None]
        _settle_trio(result, indices, parsed)
    return result


def _of(readings: Sequence[Reading], year: int | None, kind: Kind) -> int | None:
    found = [
        index
        for index, reading in enumerate(readings)
        if reading.kind is kind
        and reading.year == year
        and reading.value is not None
        and reading.period is None
        and Flag.VS_END_TARGET not in reading.flags
    ]
    return found[0] if len(found) == 1 else None


def _settle_trio(readings: list[Reading], indices: Sequence[int], parsed: Sequence[ParsedValue]) -> None:
    choices = [_choices(readings[index], parsed[index]) for index in indices]
    for values in product(*choices):
        try:
            formula = fits(*values)
        except (InvalidOperation, ZeroDivisionError):
            continue
        if formula is None:
            continue
        for index, value in zip(indices, values, strict=True):
            reading = readings[index]
            flags = tuple(flag for flag in reading.flags if flag is not Flag.AMBIGUOUS_SEPARATOR)
            changed = value != reading.value
            note = f"cocok: capaian = {formula}" + (f"; pemisah diputuskan menjadi {value}" if changed else "")
            readings[index] = replace(reading, value=value, flags=flags, notes=(*reading.notes, note))
        return
    if _is_fraction(readings, indices):
        ratio = readings[indices[2]]
        readings[indices[2]] = replace(ratio, unit="rasio", notes=(*ratio.notes, "pecahan dari target, bukan persen"))
    elif all(_is_plain(readings[index]) for index in indices) and readings[indices[0]].value != 0:
        for index in indices:
            reading = readings[index]
            readings[index] = replace(
                reading,
                flags=tuple(dict.fromkeys((*reading.flags, Flag.CONFLICT_IN_ROW))),
                notes=(*reading.notes, "capaian tidak sama dengan realisasi terhadap target"),
            )


def _is_fraction(readings: Sequence[Reading], indices: Sequence[int]) -> bool:
    """ "0,95" for 95 %: the ratio itself, as some forms ask for it."""
    target, realisasi, capaian = (readings[index].value for index in indices)
    if not target or realisasi is None or capaian is None or "%" in readings[indices[2]].raw:
        return False
    printed = _last_place(capaian) if capaian != capaian.to_integral_value() else Decimal(0)
    return abs(realisasi / target - capaian) <= max(printed, abs(capaian) * TOLERANCE)


def _choices(reading: Reading, value: ParsedValue) -> tuple[Decimal, ...]:
    first = (reading.value,) if reading.value is not None else ()
    return tuple(dict.fromkeys((*first, *value.interpretations)))


def _is_plain(reading: Reading) -> bool:
    return not {Flag.RANGE, Flag.INEQUALITY} & set(reading.flags)
