"""Dots and commas between digits: what they can mean, and what the print around decides they mean.

One sign with three digits after it is the only form that can be read twice: ``1.731`` is 1731 ton or an index of
1,731. It is settled by the range, by how the neighbours are written and how large they are, and by the unit; where
nothing settles it the Indonesian habit is taken (dot for thousands, comma for decimals) and the value is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractor._number_words import COUNTS, MEASURES, PERCENTS, SCORES

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\Z")
_SPLIT = re.compile(r"[.,]")
_MIXED = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)([.,])(\d+)\Z")
_CENTS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)\2(\d{2})\Z")
_PLAIN = re.compile(r"(\d+)(?:([.,])(\d+))?\Z")
_IN_TEXT = re.compile(r"\d+(?:[.,]\d+)*")
NEAR = 25
"""Values of one row or column lie within this factor of each other far more often than not."""


@dataclass(frozen=True, slots=True)
class Digits:
    """What a run of digits and separators can mean; the first is the choice of the Indonesian habit."""

    readings: tuple[Decimal, ...]
    repaired: bool = False


def read_digits(text: str, *, money: bool = False) -> Digits | None:
    """Every value that ``text`` (digits, dots, commas only) can mean, or ``None`` for damage and codes."""
    plain = _PLAIN.match(text)
    if plain:
        whole, sign, rest = plain.groups()
        if sign is None:
            return Digits((Decimal(whole),))
        decimal = Decimal(f"{whole}.{rest}")
        if len(rest) != 3 or len(whole) > 3 or whole[0] == "0":
            return Digits((decimal,))
        thousands = Decimal(whole + rest)
        return Digits((thousands, decimal) if sign == "." else (decimal, thousands))
    if _GROUPED.match(text):
        return None if text[0] == "0" else Digits((Decimal(_SPLIT.sub("", text)),))
    mixed = _MIXED.match(text)
    if mixed and mixed.group(2) != mixed.group(3) and text[0] != "0":
        return Digits((Decimal(f"{_SPLIT.sub('', mixed.group(1))}.{mixed.group(4)}"),))
    return _misprinted_cents(text, money=money)


def _misprinted_cents(text: str, *, money: bool) -> Digits | None:
    """``549.481.005.00``: cents after one more of the same sign. Two full groups, or a currency, must speak for it."""
    cents = _CENTS.match(text)
    if not cents or text[0] == "0":
        return None
    groups = len(_SPLIT.split(cents.group(1)))
    if groups < 3 and not money:
        return None
    return Digits((Decimal(f"{_SPLIT.sub('', cents.group(1))}.{cents.group(3)}"),), repaired=True)


@dataclass(frozen=True, slots=True)
class Settled:
    chosen: Decimal
    readings: tuple[Decimal, ...]
    """The chosen first; only one where evidence settled it."""


def settle(
    readings: tuple[Decimal, ...],
    *,
    sign: str,
    unit: str | None,
    name: str | None,
    neighbours: Iterable[str],
    low: Decimal | None,
    high: Decimal | None,
) -> Settled:
    """Choose between two readings by evidence, strongest first."""
    if len(readings) == 1:
        return Settled(readings[0], readings)
    chosen = (
        _by_range(readings, low, high)
        or _by_size_of_neighbours(readings, neighbours)
        or _by_unit(readings, unit, name, sign)
        or _by_sign_of_neighbours(readings, neighbours, sign)
    )
    if chosen is not None:
        return Settled(chosen, (chosen,))
    leaning = _leaning(readings, unit)
    if leaning is not None:
        readings = (leaning, *(reading for reading in readings if reading != leaning))
    return Settled(readings[0], readings)


def _by_range(readings: tuple[Decimal, ...], low: Decimal | None, high: Decimal | None) -> Decimal | None:
    if low is None and high is None:
        return None
    inside = [r for r in readings if (low is None or r >= low) and (high is None or r <= high)]
    return inside[0] if len(inside) == 1 else None


def _by_size_of_neighbours(readings: tuple[Decimal, ...], neighbours: Iterable[str]) -> Decimal | None:
    """The reading that is as large as the neighbours which can be read in one way only."""
    sure = [value for value in (_only_value(raw) for raw in neighbours) if value]
    if not sure:
        return None
    near = {r: sum(1 for value in sure if value / NEAR <= abs(r) <= value * NEAR) for r in readings}
    best = max(readings, key=lambda r: near[r])
    others = max(near[r] for r in readings if r != best)
    return best if near[best] > len(sure) / 2 and others < near[best] else None


def _only_value(raw: str) -> Decimal | None:
    """The first number of a neighbour, if its separators leave no doubt. Years and zeros say nothing of size."""
    found = _IN_TEXT.search(raw)
    if found is None:
        return None
    digits = read_digits(found.group())
    if digits is None or len(digits.readings) > 1:
        return None
    value = digits.readings[0]
    is_year = value == value.to_integral_value() and 1990 <= value <= 2050 and len(found.group()) == 4
    return None if is_year else value


def _by_sign_of_neighbours(readings: tuple[Decimal, ...], neighbours: Iterable[str], sign: str) -> Decimal | None:
    """How the same and the other sign are used where the use is sure (``70.12``, ``5.598,10``)."""
    as_decimal = as_thousands = 0
    for raw in neighbours:
        found = _IN_TEXT.search(raw)
        if found is None:
            continue
        text = found.group()
        signs = _SPLIT.findall(text)
        if len(signs) >= 2 and read_digits(text):
            as_thousands += signs[0] == sign
            as_decimal += signs[-1] == sign and signs[0] != sign
        elif len(signs) == 1 and len(_PLAIN.match(text).group(3)) != 3:  # type: ignore[union-attr]  # one sign fits
            as_decimal += signs[0] == sign
            as_thousands += signs[0] != sign
    if as_decimal == as_thousands:
        return None
    return min(readings) if as_decimal > as_thousands else max(readings)


_WORDS = re.compile(r"[a-z0-9²³%]+")


def unit_words(unit: str | None) -> tuple[str, frozenset[str]]:
    low = " ".join((unit or "").casefold().split())
    return low, frozenset(_WORDS.findall(low))


_SCORE_NAMES = re.compile(
    r"^\W*(?:indeks|index|nilai (?!investasi|ekspor|impor|tambah)|skor|rasio|gini|maturitas|ip[mgk]\b)", re.I
)
_COUNT_NAMES = re.compile(r"^\W*(?:jumlah|banyaknya|jml)\b", re.I)


def _by_unit(readings: tuple[Decimal, ...], unit: str | None, name: str | None, sign: str) -> Decimal | None:
    """Counts have no decimals; scores, ratios and years stay below a thousand, and percents mostly do."""
    low, words = unit_words(unit)
    thousands, decimal = max(readings), min(readings)
    if "per" in words or "/" in low.replace("desa/kel", ""):
        return thousands if sign == "." and words & {"rp", "rupiah"} else None
    if words & {"rp", "rupiah", "idr"}:
        scaled = words & {"juta", "jt", "miliar", "milyar", "triliun", "trilyun"}
        return None if scaled else thousands
    if low in PERCENTS or "%" in words or words & PERCENTS:
        return decimal
    if words & COUNTS:
        return thousands
    if low in SCORES or words & SCORES:
        return decimal
    if name and _COUNT_NAMES.match(name):
        return None if words & MEASURES else thousands
    if name and _SCORE_NAMES.match(name):
        return decimal
    return None


_OTHER_COUNT = re.compile(
    r"(?!(?:angka|bilangan|number|derajat|kuintal|kw|kwh|mw|watt|gram|gr|mg|kkal|liter|jam|hari|bulan|menit|"
    r"detik|ton|kg|ha|km|m|"
    r"hektare?|meter|persentase|tidak)\b)[a-z]{2,}(?: [a-z]+)?\Z"
)
"""A noun that is no measure: things counted."""


def _leaning(readings: tuple[Decimal, ...], unit: str | None) -> Decimal | None:
    """Not settled, yet likelier: a rate per 1.000 or 100.000 is seldom written with a thousands dot."""
    low, words = unit_words(unit)
    if _OTHER_COUNT.match(low):
        return max(readings)
    if ("per" in words or "/100" in low or "/1.000" in low) and not words & {"rp", "rupiah"}:
        return min(readings)
    return None
