"""When two printed values contradict each other, by how much, and what it looks like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import combinations

from store.content import is_rounding_of
from store.overlap.facts import Entry
from store.overlap.names import plain_name

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
FAR = Decimal(200)
"""Percent: two different indicators differ so much more often than two editions of one."""
OTHER_NAME = "nama tercetak berbeda: mungkin salah dicocokkan"
SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How far apart two values are."""

    difference: Decimal | None
    percent: Decimal | None
    hint: str


def contradictions_in(
    entries: Sequence[Entry], units: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[Entry, Entry, Size]]:
    """Pairs of places that disagree: one pair for each two documents and two contents, not one for each two cells.

    ``units``: unit as printed, in small letters -> (its one name, its scale as text).
    """
    seen: set[tuple[object, ...]] = set()
    for one, other in combinations(_different(entries), 2):
        size = compare(one, other, units)
        pair = (one.document_id, other.document_id, one.value, one.grade, other.value, other.grade)
        if size is not None and pair not in seen:
            seen.add(pair)
            yield one, other, size


def _different(entries: Iterable[Entry]) -> list[Entry]:
    """One entry for each document and content."""
    kept: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        kept.setdefault((entry.document_id, entry.value, entry.grade, entry.unit), entry)
    return list(kept.values())


def compare(one: Entry, other: Entry, units: Mapping[str, tuple[str, str]]) -> Size | None:
    """``None`` where they say the same, or one is the other with fewer decimals."""
    first, second = one.value, other.value
    if first is None or second is None:
        if first is None and second is None and _plain(one.grade) != _plain(other.grade):
            return Size(difference=None, percent=None, hint="predikat berbeda")
        # A grade beside a number ("BB" and 71,2) does not contradict it.
        return None
    name_one, scale_one = _unit(one.unit, units)
    name_two, scale_two = _unit(other.unit, units)
    if name_one and name_two and name_one != name_two:
        if scale_one is None or scale_two is None or not _same_dimension(name_one, name_two):
            return None if first == second else Size(difference=None, percent=None, hint="satuan berbeda")
        first, second = first * scale_one, second * scale_two
    if first == second or is_rounding_of(first, second) or is_rounding_of(second, first):
        return None
    difference = second - first
    percent = (difference / abs(first) * HUNDRED).quantize(TENTH, ROUND_HALF_UP) if first else None
    hint = _hint(first, second)
    # Reports do word one indicator differently; then its values are near each other.
    suspect = one.document_id == other.document_id or (percent is not None and abs(percent) > FAR)
    if not hint and suspect and not _alike(one.printed_name, other.printed_name):
        hint = OTHER_NAME
    return Size(difference=difference, percent=percent, hint=hint)


def _alike(one: str, other: str) -> bool:
    first, second = plain_name(one, None), plain_name(other, None)
    return first == second


def _plain(grade: str | None) -> str:
    return " ".join((grade or "").split()).upper()


def _unit(unit: str | None, units: Mapping[str, tuple[str, str]]) -> tuple[str | None, Decimal | None]:
    if unit is None or not unit.strip():
        return None, None
    small = unit.strip().lower()
    name, scale = units.get(small, (small, ""))
    try:
        return name, Decimal(scale)
    except InvalidOperation:
        return name, None


def _same_dimension(one: str, other: str) -> bool:
    """``juta rupiah`` and ``rupiah``, ``ribu orang`` and ``orang``: the same thing in another step."""
    return one.rpartition(" ")[2] == other.rpartition(" ")[2]


def _hint(first: Decimal, second: Decimal) -> str:
    if not first or not second:
        return ""
    ratio = second / first
    if ratio in SLIPS or 1 / ratio in SLIPS:
        return "geser koma atau satuan (kelipatan 10)"
    one, two = _digits(first), _digits(second)
    if one != two and sorted(one) == sorted(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 2:
        return "dua digit tertukar"
    if len(one) == len(two) and len(one) > 2 and sum(a != b for a, b in zip(one, two, strict=True)) == 1:
        return "satu digit berbeda"
    return ""


def _digits(value: Decimal) -> str:
    return format(abs(value), "f")
