"""What a value says, compared: the same, a rounding of the other, or a contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from extractor.facts import Flag, Kind, Status
from store.printing import printed
from store.units import COUNTED, Fit, Measure, fit, in_scale_of, known_units

# Not final: the real figure takes their place when it is confirmed.
PROVISIONAL_FLAGS = frozenset({Flag.PROVISIONAL, Flag.VERY_PROVISIONAL, Flag.UNAUDITED})
PROVISIONAL_STATUSES = frozenset({Status.MISSING, Status.NOT_RELEASED, Status.ILLEGIBLE})

# So many zeros behind so many digits come of a scale word ("157,64 triliun"), not of counting.
LEAST_ZEROS = 6
LEAST_DIGITS = 3
PRECISION = 60

_TOLD = {
    Status.GIVEN: "ada nilai",
    Status.ZERO: "nol",
    Status.MISSING: "kosong",
    Status.NOT_RELEASED: "belum rilis",
    Status.NOT_APPLICABLE: "tidak berlaku",
    Status.ILLEGIBLE: "tidak terbaca",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The part of a reading or of a confirmed value that can contradict another."""

    value: Decimal | None
    grade: str | None
    unit: str | None
    """One name for all ways of printing it."""
    status: Status
    flags: frozenset[Flag] = frozenset()
    measure: Measure | None = None
    """What the value measures, where that is known."""
    asked: Measure | None = None
    """What the indicator's unit measures."""

    @property
    def is_provisional(self) -> bool:
        return bool(self.flags & PROVISIONAL_FLAGS) or self.status in PROVISIONAL_STATUSES

    @property
    def told(self) -> str:
        """For a sentence: ``71,93 persen``, ``BB``, ``belum rilis``."""
        if self.value is not None:
            return f"{printed(self.value)} {self.unit}" if self.unit else printed(self.value)
        return self.grade or _TOLD[self.status]

    def contradicts(self, other: Content) -> bool:
        """Something else is said of the same thing. Things of different dimensions never contradict each other."""
        return not (self.is_of_another_dimension(other) or self.agrees(other))

    def is_of_another_dimension(self, other: Content) -> bool:
        """People beside a share of them. A grade beside a number ("BB" and 71,2) says the same in its own way."""
        if self.value is not None and other.value is not None:
            return self._fit(other) is Fit.DIFFERENT
        return bool((self.value is not None and other.grade) or (other.value is not None and self.grade))

    def same(self, other: Content) -> bool:
        """The same said: 71.9 is 71.90, 1,5 juta rupiah is 1.500.000 rupiah, and no unit goes with every unit."""
        if self.value is not None or other.value is not None:
            return any(one == two for one, two in self.in_one_scale(other))
        return self.status == other.status and _plain(self.grade) == _plain(other.grade)

    def rounds(self, finer: Content) -> bool:
        """This is ``finer`` with fewer decimals: the running text rounds what the table holds."""
        return any(is_rounding_of(coarse, fine) for coarse, fine in self.in_one_scale(finer))

    def agrees(self, other: Content) -> bool:
        return self.same(other) or self.rounds(other) or other.rounds(self)

    def in_one_scale(self, other: Content) -> list[tuple[Decimal, Decimal]]:
        """Both values in this one's unit; none where they cannot be compared, two ways where print leaves it open."""
        if self.value is None or other.value is None:
            return []
        stands = self._fit(other)
        if stands is Fit.DIFFERENT:
            return []
        as_printed = (self.value, other.value)
        converted = (self.value, in_scale_of(other.value, other.measure, self.measure))
        if stands is Fit.CONVERTIBLE:
            return [converted]
        if self.measure is None or other.measure is None or self.measure.dimension != other.measure.dimension:
            return [as_printed]
        return [as_printed, converted]

    def _fit(self, other: Content) -> Fit:
        return fit(self.measure, other.measure, self.asked or other.asked)


def is_rounding_of(coarse: Decimal, fine: Decimal) -> bool:
    """Rounded or cut to fewer decimals, with two digits left at least (5 says too little about 5.4)."""
    coarse_places, fine_places = _places(coarse), _places(fine)
    if coarse_places == 0 and _is_written_out(coarse):
        # "157,64 triliun" is kept as 157640000000000: its zeros say no more than places that are not printed.
        coarse_places = len(str(int(abs(coarse))).rstrip("0")) - len(str(int(abs(coarse))))
    if coarse_places >= fine_places or len(coarse.as_tuple().digits) < 2:
        return False
    step = Decimal(1).scaleb(-coarse_places)
    return coarse in (_to_step(fine, step, ROUND_HALF_UP), _to_step(fine, step, ROUND_DOWN))


def _is_written_out(value: Decimal) -> bool:
    """Millions and more that were printed as a few digits and a word."""
    digits = str(int(abs(value)))
    significant = digits.rstrip("0")
    return len(digits) - len(significant) >= LEAST_ZEROS and len(significant) >= LEAST_DIGITS


def _to_step(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    with localcontext(prec=PRECISION):
        return (value / step).quantize(Decimal(1), rounding) * step


def content(facts: Mapping[str, Any], *, asked: str | None = None, is_count: bool = False) -> Content:
    """Of anything with value, grade, unit, kind, status and flags.

    ``asked`` is the unit of the indicator; ``is_count``: the table that the value stands in was found to count.
    """
    units = known_units()
    kind = Kind(facts["kind"])
    measure = units.measure(facts["unit"], value=facts["value"], kind=kind, asked=asked)
    return Content(
        value=facts["value"],
        grade=facts["grade"],
        unit=units.name(facts["unit"]),
        status=Status(facts["status"]),
        flags=frozenset(Flag(flag) for flag in facts["flags"]),
        measure=COUNTED if measure is None and is_count else measure,
        asked=units.named(asked),
    )


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(grade: str | None) -> str | None:
    return None if grade is None else " ".join(grade.split()).upper()
