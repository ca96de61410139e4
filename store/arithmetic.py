"""Capaian against target and realisasi of the same row: print that checks itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.facts import Flag, Kind, Reading
from store.facts import Check
from store.printing import printed

# Printed target and realisasi are rounded themselves; the ratio may differ by this share.
RELATIVE_TOLERANCE = Decimal("0.006")
HUNDRED = Decimal(100)

RowKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One row's three numbers, and what the ratio should be."""

    target: Decimal
    realisasi: Decimal
    capaian: Decimal

    def expected(self, direction: str | None) -> list[Decimal]:
        """By the formulas in use: realised over planned; for "lower is better" planned over realised, or 2 - r/t."""
        straight = self.realisasi / self.target * HUNDRED
        turned = [(2 - self.realisasi / self.target) * HUNDRED]
        if self.realisasi != 0:
            turned.append(self.target / self.realisasi * HUNDRED)
        if direction == "higher":
            return [straight]
        # Reports use the straight formula for "lower is better" too, wrongly but often: it is arithmetic all the same.
        return [straight, *turned]


def check_rows(readings: Sequence[Reading], directions: Sequence[str | None]) -> list[list[Check]]:
    """For each reading the check of its row; none where the row lacks one of the three numbers."""
    rows: dict[RowKey, dict[Kind, list[int]]] = {}
    for position, reading in enumerate(readings):
        if reading.value is not None and reading.place.row is not None:
            rows.setdefault(_row_key(reading), {}).setdefault(reading.kind, []).append(position)
    checks: list[list[Check]] = [[] for _ in readings]
    for found in rows.values():
        three = [found.get(kind, []) for kind in (Kind.TARGET, Kind.REALISASI, Kind.CAPAIAN)]
        if any(len(positions) != 1 for positions in three):
            continue
        target, realisasi, capaian = (positions[0] for positions in three)
        check = _check(readings[target], readings[realisasi], readings[capaian], directions[realisasi])
        if check is not None:
            for position in (target, realisasi, capaian):
                checks[position].append(check)
    return checks


def _row_key(reading: Reading) -> RowKey:
    place = reading.place
    sheet = place.locator.split("!")[0] if "!" in place.locator else ""
    return (sheet, place.page, place.table, place.row, reading.indicator, reading.group, reading.year, reading.period)


def _check(target: Reading, realisasi: Reading, capaian: Reading, direction: str | None) -> Check | None:
    if target.value is None or realisasi.value is None or capaian.value is None or target.value == 0:
        return None
    if any({Flag.VS_END_TARGET, Flag.RANGE, Flag.INEQUALITY} & set(one.flags) for one in (target, realisasi, capaian)):
        return None
    ratio = Ratio(target.value, realisasi.value, capaian.value)
    expected = ratio.expected(direction)
    passed = any(_agrees(ratio.capaian, one) for one in expected)
    numbers = (printed(number) for number in (ratio.capaian, ratio.realisasi, ratio.target))
    told = "capaian {} % dari realisasi {} dan target {}".format(*numbers)
    if passed:
        return Check(check="arithmetic", passed=True, sentence=f"Hitungan cocok: {told}.")
    due = printed(expected[0].quantize(Decimal("0.01")))
    return Check(check="arithmetic", passed=False, sentence=f"Hitungan tidak cocok: {told}; seharusnya {due} %.")


def _agrees(capaian: Decimal, expected: Decimal) -> bool:
    """Within the rounding of the print; achievement beyond 100 % is customarily printed as 100."""
    exponent = capaian.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    tolerance = max(Decimal("0.6").scaleb(-places), abs(expected) * RELATIVE_TOLERANCE)
    return abs(capaian - expected) <= tolerance or (capaian == HUNDRED and expected > HUNDRED)
