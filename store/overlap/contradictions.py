"""By how much two printed values contradict each other, and what it looks like. Whether they do says ``Content``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from store.content import Content
from store.overlap.facts import Entry
from store.overlap.names import plain_name

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
FAR = Decimal(200)
"""Percent: two different indicators differ so much more often than two editions of one."""
OTHER_NAME = "nama tercetak berbeda: mungkin salah dicocokkan"
FOLLOWS = "mengikuti realisasi atau target yang berbeda"
"""An achievement differs because what it is worked out from does."""
NOT_FINAL = "salah satunya angka sementara"
"""No fault of either report; whoever quotes the earlier one should know."""
COMMA_MOVED = "geser koma atau satuan (kelipatan 10)"
DIGITS_SWAPPED = "dua digit tertukar"
ONE_DIGIT_DIFFERS = "satu digit berbeda"
DIGIT_MISSING = "satu digit hilang"
DIGIT_ADDED = "satu digit kelebihan"
TYPED_WRONG = frozenset({COMMA_MOVED, DIGITS_SWAPPED, ONE_DIGIT_DIFFERS, DIGIT_MISSING, DIGIT_ADDED})
"""A number that was typed again with a slip."""
LEAST_DIGITS = 3
SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How far apart two values are."""

    difference: Decimal | None
    percent: Decimal | None
    hint: str


def contradictions_in(told: Sequence[tuple[Entry, Content]]) -> Iterator[tuple[Entry, Entry, Size]]:
    """Pairs of places that disagree: one pair for each two documents and two contents, not one for each two cells."""
    seen: set[tuple[object, ...]] = set()
    for (one, said), (other, said_there) in combinations(_different(told), 2):
        pair = (one.document_id, other.document_id, one.value, one.grade, other.value, other.grade)
        if said.contradicts(said_there) and pair not in seen:
            seen.add(pair)
            yield one, other, _size(one, other, said, said_there)


def _different(told: Iterable[tuple[Entry, Content]]) -> list[tuple[Entry, Content]]:
    """One entry for each document and content."""
    kept: dict[tuple[object, ...], tuple[Entry, Content]] = {}
    for entry, said in told:
        kept.setdefault((entry.document_id, entry.value, entry.grade, said.measure), (entry, said))
    return list(kept.values())


def _size(one: Entry, other: Entry, said: Content, said_there: Content) -> Size:
    """How far apart two contents are, in the first one's unit, and what that looks like."""
    pairs = said.in_one_scale(said_there)
    if not pairs:
        return Size(difference=None, percent=None, hint="predikat berbeda" if said.grade and said_there.grade else "")
    first, second = pairs[0]
    difference = second - first
    percent = (difference / abs(first) * HUNDRED).quantize(TENTH, ROUND_HALF_UP) if first else None
    hint = NOT_FINAL if said.is_provisional or said_there.is_provisional else number_slip(first, second)
    # Reports do word one indicator differently; then its values are near each other.
    suspect = one.document_id == other.document_id or (percent is not None and abs(percent) > FAR)
    if not hint and suspect and not _alike(one.printed_name, other.printed_name):
        hint = OTHER_NAME
    return Size(difference=difference, percent=percent, hint=hint)


def _alike(one: str, other: str) -> bool:
    first, second = plain_name(one, None), plain_name(other, None)
    return first == second


def number_slip(first: Decimal, second: Decimal) -> str:
    """What a number typed again looks like against the first one; empty where it looks like another number."""
    if not first or not second:
        return ""
    ratio = second / first
    if ratio in SLIPS or 1 / ratio in SLIPS:
        return COMMA_MOVED
    one, two = _digits(first), _digits(second)
    if one != two and sorted(one) == sorted(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 2:
        return DIGITS_SWAPPED
    if len(one) == len(two) and len(one) > 2 and sum(a != b for a, b in zip(one, two, strict=True)) == 1:
        return ONE_DIGIT_DIFFERS
    return _length_slip(one, two)


def _length_slip(one: str, two: str) -> str:
    """One digit left out or typed twice; of two-digit numbers any is within one digit of many others."""
    short, long = sorted((one, two), key=len)
    if len(long) != len(short) + 1 or sum(letter.isdigit() for letter in short) < LEAST_DIGITS:
        return ""
    if any(long[:at] + long[at + 1 :] == short for at in range(len(long)) if long[at].isdigit()):
        return DIGIT_MISSING if len(two) < len(one) else DIGIT_ADDED
    return ""


def _digits(value: Decimal) -> str:
    return format(abs(value), "f")
