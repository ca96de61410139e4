"""A value that stands in a table and in a sentence of one report: the same at two places, or a contradiction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.facts import Flag, Kind, Reading

SAME_NAME = 95
"""Likeness (0..100) from which two names of one report are the same: a letter mistyped, a word turned about."""
POWERS = frozenset(Decimal(10) ** power for power in (2, 3, 6, 9, 12))
"""One value of another is these times: a share for a percent, millions for rupiah. That is no contradiction."""
_Key = tuple[Kind, int, str | None]


def compare_with_tables(sentences: Iterable[Reading], tables: Iterable[Reading]) -> list[Reading]:
    """The readings of sentences, with a note where a table of the report prints the same indicator, kind and year.

    Where the table's value is another, the reading is flagged ``CONFLICT_WITH_TABLE`` and the note gives both.
    Nothing is left out: the reviewer sees the two places beside each other.
    """
    by_key: dict[_Key, list[tuple[str, Reading]]] = defaultdict(list)
    for reading in tables:
        if reading.year is not None and (reading.value is not None or reading.grade):
            by_key[reading.kind, reading.year, reading.period].append((plain_name(reading.indicator), reading))
    return [_compared(reading, by_key) for reading in sentences]


def _compared(reading: Reading, by_key: dict[_Key, list[tuple[str, Reading]]]) -> Reading:
    if reading.year is None:
        return reading
    name = plain_name(reading.indicator)
    printed = [
        other for told, other in by_key.get((reading.kind, reading.year, reading.period), ()) if _same(name, told)
    ]
    told = [other for other in printed if _comparable(reading, other)]
    equal = next((other for other in told if _equal(reading, other)), None)
    if equal is not None:
        return replace(reading, notes=(*reading.notes, f"sama dengan tabel {equal.place.locator}"))
    if not told or not _all_equal(told):
        return reading
    note = f"tabel {told[0].place.locator} menulis “{' '.join(told[0].raw.split())}”"
    return replace(reading, notes=(*reading.notes, note), flags=(*reading.flags, Flag.CONFLICT_WITH_TABLE))


_IN_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = {"prosentase": "persentase", "presentase": "persentase", "persentasi": "persentase", "indek": "indeks"}
_SPELLINGS |= {"index": "indeks", "ratio": "rasio", "rerata": "rata"}


def plain_name(name: str) -> str:
    """A name for comparison within one report: without case, brackets and spellings that are known to vary."""
    words = _WORD.findall(_IN_BRACKETS.sub(" ", name.casefold())) or _WORD.findall(name.casefold())
    return " ".join(_SPELLINGS.get(word, word) for word in words)


def _same(left: str, right: str) -> bool:
    if left == right:
        return True
    from rapidfuzz import fuzz

    # Digits tell indicators apart that differ in nothing else: "usia 7-12 tahun", "usia 13-15 tahun".
    if [word for word in left.split() if word.isdigit()] != [word for word in right.split() if word.isdigit()]:
        return False
    return len(left) > 12 and fuzz.ratio(left, right, score_cutoff=SAME_NAME) > 0


def _comparable(reading: Reading, other: Reading) -> bool:
    """Whether the two can be set side by side at all: two numbers in one unit and scale, or two grades."""
    if reading.value is None or other.value is None:
        return reading.value is None and other.value is None and bool(reading.grade and other.grade)
    if (reading.unit == "%") != (other.unit == "%") and reading.unit and other.unit:
        return False
    low, high = sorted((abs(reading.value), abs(other.value)))
    return not low or high / low not in POWERS


def _equal(reading: Reading, other: Reading) -> bool:
    """The same grade, or the same number as far as the one with fewer decimals tells it."""
    if reading.value is None or other.value is None:
        return reading.grade == other.grade
    return _rounded_alike(reading.value, other.value)


def _rounded_alike(left: Decimal, right: Decimal) -> bool:
    if left == right:
        return True
    coarse, fine = sorted((left, right), key=_decimals)
    places = _decimals(coarse)
    return places > 0 and _decimals(fine) > places and round(fine, places) == coarse


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _all_equal(readings: Sequence[Reading]) -> bool:
    """Tables that differ among themselves print several things under one name: no sentence can contradict them."""
    return all(_equal(readings[0], other) for other in readings[1:])
