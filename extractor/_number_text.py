"""Numbers inside running text, with sign, currency, scale and unit, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor._number_facts import NO_EVIDENCE, Evidence
from extractor._number_separators import read_digits, settle
from extractor._number_tail import DENOMINATOR, PERCENT, SCALE_WORD, normal_rate
from extractor._number_words import COUNTS, MEASURES, SCALES, normal_unit
from extractor.facts import Flag

_COUNTABLE = ("tahun", "bulan", "hari", "jam", "menit", "kali", "rupiah", "kuintal", "kw", "liter", "mw", "kwh")
_COUNT_NOUNS = sorted({*COUNTS, *MEASURES, *_COUNTABLE}, key=len, reverse=True)
_UNIT = (
    rf"(?:{'|'.join(map(re.escape, _COUNT_NOUNS))})\b(?!\s+sakit)"
    r"(?:\s?/\s?(?:ha|kapita|tahun|bulan|hari|orang|kelurahan|kel)\b)*"
)
_NUMBER = r"\d{1,3}(?: \d{3})+(?![\d.,])|\d+ ,? ?, ?\d{1,2}(?!\d)|\d(?:[\d.,]*\d)?"
_IN_TEXT = re.compile(
    rf"(?:(?P<currency>(?<![A-Za-z])(?:Rp|IDR|US\s?\$|USD))[\s.,:]*|(?P<sign>(?<![\w)%.,])[-–−](?=\d)|"
    rf"\b(?:minus|negatif)\s+)|(?<![\w.,/])(?<![A-Za-z]-)(?:1\s?:\s?(?=\d))?)(?P<number>{_NUMBER})"
    rf"(?P<cents>[.,]\s?-(?![\w-]))?"
    rf"(?:\s*-?(?P<scale>(?:{SCALE_WORD})(?:an)?\b|[TM](?=[\s.,;)]|\Z)))?"
    rf"(?:\s*(?P<unit>{PERCENT}|(?:poin|point)\b|{_UNIT}))?"
    rf"(?P<rate>\s*(?:/|\bper\b)\s*(?:{DENOMINATOR})(?!\d)(?:\s*(?:kelahiran\s+hidup|kh|penduduk|jiwa|balita|"
    rf"siswa|orang|"
    rf"remaja|perempuan|anak|pasien)\b)?|\s*per\s+(?:tahun|kapita|bulan|hari)\b(?:\s*(?:/|per)\s*(?:tahun|bulan))?)?",
    re.IGNORECASE,
)
TRILLION = 10**12
_AFTER_RANGE = re.compile(r"\s*(?:-|–|—|s\.?\s?/?d\.?|sampai(?: dengan)?|hingga)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberInText:
    """A number where it stands in running text."""

    start: int
    end: int
    raw: str
    value: Decimal
    unit: str | None = None
    money: bool = False
    flags: tuple[Flag, ...] = ()
    high: Decimal | None = None
    """Upper end, where two numbers make a range; ``value`` is then its lower end."""
    digits: str = ""
    """The digits as printed: "0,335" has decimals, "12" has none."""

    @property
    def is_percent(self) -> bool:
        return self.unit in {"%", "poin persen"}

    @property
    def is_whole(self) -> bool:
        return self.value == self.value.to_integral_value()


def find_numbers(text: str, evidence: Evidence = NO_EVIDENCE) -> list[NumberInText]:
    """The numbers of a text in order; ranges (``5,1–5,6 persen``) as one. Damaged ones are left out."""
    found: list[NumberInText] = []
    for match in _IN_TEXT.finditer(text):
        number = _number(match, evidence)
        if number is None:
            continue
        if found and not found[-1].high and _makes_range(text, found[-1], number):
            found[-1] = _joined(text, found[-1], number)
        else:
            found.append(number)
    return found


def _makes_range(text: str, first: NumberInText, second: NumberInText) -> bool:
    between = text[first.end : second.start]
    return bool(_AFTER_RANGE.fullmatch(between)) and (first.unit is None or first.unit == second.unit)


def _joined(text: str, first: NumberInText, second: NumberInText) -> NumberInText:
    low, high = sorted((first.value, second.value))
    return NumberInText(
        start=first.start,
        end=second.end,
        raw=text[first.start : second.end],
        value=low,
        high=high,
        unit=second.unit or first.unit,
        money=first.money or second.money,
        flags=(Flag.RANGE,),
        digits=first.digits,
    )


def _number(match: re.Match[str], evidence: Evidence) -> NumberInText | None:
    printed = match["number"]
    compact = printed.replace(" ", "")
    money = match["currency"] is not None or (match["unit"] or "").casefold() == "rupiah"
    digits = read_digits(compact, money=money)
    if digits is None:
        return None
    unit, scale, kept = _unit_and_scale(match, money=money)
    money = money or unit == "Rp"
    value, flags = _settled(digits.readings, compact, unit, scale or kept, evidence)
    if compact != printed or digits.repaired:
        flags = (*flags, Flag.REPAIRED)
    if match["sign"]:
        value = -value
    return NumberInText(
        start=match.start(),
        end=match.end(),
        raw=match.group().strip(),
        value=value * (scale or 1),
        unit=unit,
        money=money,
        flags=flags,
        digits=printed,
    )


def _settled(
    readings: tuple[Decimal, ...], printed: str, unit: str | None, scale: Decimal | None, evidence: Evidence
) -> tuple[Decimal, tuple[Flag, ...]]:
    if len(readings) == 1:
        return readings[0], ()
    if scale is not None and (scale >= TRILLION or "," in printed):
        return min(readings), ()
    settled = settle(
        readings,
        sign="." if "." in printed else ",",
        unit=unit or evidence.unit,
        name=evidence.name,
        neighbours=evidence.neighbours,
        low=evidence.low,
        high=evidence.high,
    )
    return settled.chosen, (Flag.AMBIGUOUS_SEPARATOR,) if len(settled.readings) > 1 else ()


def _unit_and_scale(match: re.Match[str], *, money: bool) -> tuple[str | None, Decimal | None, Decimal | None]:
    """Unit, the scale that is multiplied out, and a scale that stays in the unit (``166,52 ribu jiwa``)."""
    unit = normal_unit(match["unit"]) if match["unit"] else None
    scale, kept = None, None
    word = (match["scale"] or "").casefold()
    if word:
        amount = SCALES.get(word) or SCALES.get(word.removesuffix("an"))
        money = money or word in {"t", "triliun", "trilyun"}
        if amount == 1000 and unit and not money:
            kept, unit = amount, f"ribu {unit}"
        else:
            scale = amount
    if money:
        foreign = (match["currency"] or "").casefold().startswith("us")
        unit = "US$" if foreign else "Rp"
    rate = (match["rate"] or "").strip()
    if rate:
        unit = normal_rate(rate) if any(letter.isdigit() for letter in rate) else _per_time(unit, rate)
    return unit, scale, kept


def _per_time(unit: str | None, rate: str) -> str:
    parts = re.split(r"\s*(?:/|\bper\b)\s*", rate, flags=re.IGNORECASE)
    return "/".join([unit or "", *(part.casefold() for part in parts if part.strip())]).lstrip("/")
