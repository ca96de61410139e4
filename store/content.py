"""What a value says, compared: the same, a rounding of the other, or a contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from extractor.facts import Flag, Status
from store.printing import printed

# Not final: the real figure takes their place when it is confirmed.
PROVISIONAL_FLAGS = frozenset({Flag.PROVISIONAL, Flag.VERY_PROVISIONAL, Flag.UNAUDITED})
PROVISIONAL_STATUSES = frozenset({Status.MISSING, Status.NOT_RELEASED, Status.ILLEGIBLE})

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

    @property
    def is_provisional(self) -> bool:
        return bool(self.flags & PROVISIONAL_FLAGS) or self.status in PROVISIONAL_STATUSES

    @property
    def told(self) -> str:
        """For a sentence: ``71,93 persen``, ``BB``, ``belum rilis``."""
        if self.value is not None:
            return f"{printed(self.value)} {self.unit}" if self.unit else printed(self.value)
        return self.grade or _TOLD[self.status]

    def same(self, other: Content) -> bool:
        """The same said: 71.9 is 71.90, and no unit goes with every unit."""
        if self.value is not None or other.value is not None:
            return self.value == other.value and self._unit_fits(other)
        return self.status == other.status and _plain(self.grade) == _plain(other.grade)

    def rounds(self, finer: Content) -> bool:
        """This is ``finer`` with fewer decimals: the running text rounds what the table holds."""
        if self.value is None or finer.value is None or not self._unit_fits(finer):
            return False
        return is_rounding_of(self.value, finer.value)

    def agrees(self, other: Content) -> bool:
        return self.same(other) or self.rounds(other) or other.rounds(self)

    def _unit_fits(self, other: Content) -> bool:
        return self.unit is None or other.unit is None or self.unit == other.unit


def is_rounding_of(coarse: Decimal, fine: Decimal) -> bool:
    """Rounded or cut to fewer decimals, with two digits left at least (5 says too little about 5.4)."""
    coarse_places, fine_places = _places(coarse), _places(fine)
    if coarse_places >= fine_places or len(coarse.as_tuple().digits) < 2:
        return False
    step = Decimal(1).scaleb(-coarse_places)
    return coarse in (fine.quantize(step, ROUND_HALF_UP), fine.quantize(step, ROUND_DOWN))


def content(facts: Mapping[str, Any], units: Mapping[str, str]) -> Content:
    """Of anything with value, grade, unit, status and flags; ``units`` names units printed in small letters."""
    unit = facts["unit"]
    small = unit.strip().lower() if unit else ""
    return Content(
        value=facts["value"],
        grade=facts["grade"],
        unit=units.get(small, small) or None,
        status=Status(facts["status"]),
        flags=frozenset(Flag(flag) for flag in facts["flags"]),
    )


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(grade: str | None) -> str | None:
    return None if grade is None else " ".join(grade.split()).upper()
