"""Numbers as Indonesian reports print them: one grammar from the text of a cell to an exact value.

``parse_value`` reads a whole cell, ``looks_like_value`` is its fast test. A value is never guessed: what could be
read twice is flagged, what is damaged is illegible.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from extractor._number_conditions import count_or_share
from extractor._number_facts import NO_EVIDENCE, Evidence, ParsedValue
from extractor._number_repair import repair, tidy
from extractor._number_separators import Digits, Settled, read_digits, settle, unit_words
from extractor._number_tail import NUMBER, Tail, read_tail
from extractor._number_words import (
    ABSENCES,
    COUNTS,
    GRADE,
    NO_MARK,
    PERCENTS,
    PROVISIONAL_WORDS,
    RELEASED_LATER,
    ROMAN,
    ZERO_WORDS,
    names_unit,
    normal_grade,
)
from extractor.facts import Flag, Status

__all__ = ["Evidence", "ParsedValue", "looks_like_value", "names_unit", "parse_value", "provisional_flags"]

_QUICK = re.compile(r"\s*(-?)(\d[\d.,]*)\s?(%?)\s*\Z")
_CURRENCY = r"Rp\b|Rp(?=\d)|IDR\b|US\s?\$|USD\b|\$"
_BOUND = (
    r"[<>≤≥]=?|=[<>]|kurang dari|lebih dari|di ?atas|di ?bawah|minimal|maksimal|min\.|maks?\.|"
    r"paling sedikit|paling banyak"
)
_HEAD = re.compile(
    rf"(?:(?:nilai|skor|indeks|capaian|target|realisasi|sebesar|sebanyak|mencapai|jumlah|total|sekitar|kurang lebih|"
    rf"kl\.|±|\+/-|~)\s*[:=]?\s*)?(?P<stars>\*{{1,3}}\)?\s*)?(?P<bound>{_BOUND})?\s*(?P<open>\()?\s*"
    rf"(?P<sign>\(-\)|[-–▼]|minus\b|negatif\b|[+▲])?\s*(?P<currency>{_CURRENCY})?(?(currency)[\s.,:]*)"
    rf"(?P<inner>[-–(]\s*)?(?P<number>{NUMBER})",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:(?:Rp|[<>≤≥]=?)\s*)?(?P<low>{NUMBER})\s*(?:%|persen|[A-Za-z]{{1,12}})?\s*"
    rf"(?P<between>-|–|—|±|\+/-|~|s\s?[./]?\s?d\.?|sampai(?: dengan)?|hingga|to)\s*(?:[<>≤≥]=?|Rp)?\s*"
    rf"(?P<high>{NUMBER})(?P<tail>.*)\Z",
    re.IGNORECASE,
)
_ONE_TO = re.compile(rf"1\s*:\s*(?P<number>{NUMBER})(?P<tail>.*)\Z")
_NAMED = r"(?:(?i:predikat|kategori|kriteria|opini|nilai|mutu|status)\s*:?\s*)*"
_GRADED = re.compile(rf"(?P<bound>[<>≤≥]=?\s*)?{_NAMED}(?P<grade>{GRADE})\s*(?P<rest>.*)\Z")
_TO_NUMBER = re.compile(r"[\s(/=:;,–]*(?:(?:atau|dengan|nilai|skor|sebesar|indeks)\b[\s:=]*)*")
_YEAR = re.compile(r"(?:19[5-9]|20[0-5])\d\Z")
_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b")
TRILLION = 10**12
_DIGIT = re.compile(r"\d")


def parse_value(text: str, evidence: Evidence = NO_EVIDENCE) -> ParsedValue:
    """The value, absence or grade that a cell holds. Never raises; ``ILLEGIBLE`` where it is none of them."""
    quick = _QUICK.match(text)
    if quick:
        return _plain(text, quick, evidence)
    clean = tidy(text)
    line = " ".join(clean.split())
    absent = _absence(text, line, evidence)
    if absent is not None:
        return absent
    if not _DIGIT.search(line):
        return _roman_level(text, line, evidence) or _grade(text, line, evidence) or _illegible(text)
    mended, repaired = repair(clean)
    found = _value_with_digits(text, mended, evidence) or _illegible(text)
    if repaired and found.status is not Status.ILLEGIBLE:
        return replace(found, flags=(*found.flags, Flag.REPAIRED))
    return found


_BEGINS_GRADE = re.compile(r"[A-Za-z<>≤≥]")
_HINTS_RANGE = re.compile(r"[-–—±~]|\d\s*%?\s*(?:s\W?|hingga|to)", re.IGNORECASE)


def _value_with_digits(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """The rules in the order in which they exclude each other; cheap tests keep the costly patterns from most cells."""
    if line.endswith(")") and (ordered := count_or_share(line, evidence)) is not None:
        return _quantity(raw, ordered, evidence)
    found = _grade(raw, line, evidence) if _BEGINS_GRADE.match(line) else None
    found = found or _ratio(raw, line, evidence)
    if found is None and _HINTS_RANGE.search(line):
        found = _range(raw, line, evidence)
    return found or _quantity(raw, line, evidence)


@lru_cache(maxsize=4096)
def looks_like_value(text: str) -> bool:
    """Whether a cell could hold a value, an absence or a grade: not words, codes, formulas, years with stars."""
    clean = text.strip()
    if not clean or len(clean) > 120:
        return False
    if parse_value(clean).status is not Status.ILLEGIBLE:
        return True
    return bool(_DAMAGED.match(clean)) and not _CODE.match(clean)


_DAMAGED = re.compile(r"(?:Rp[\s.,]*)?[-(]?\d[\d.,\s%]*\)?\Z")
_CODE = re.compile(r"\(?\d{1,2}(?:\.\d{1,3}){2,}\.?\)?\Z|\(\d{1,2}\)\Z")


def _illegible(raw: str) -> ParsedValue:
    return ParsedValue(raw=raw, value=None, status=Status.ILLEGIBLE)


def _plain(raw: str, quick: re.Match[str], evidence: Evidence) -> ParsedValue:
    """The bulk of all cells: digits, at most a sign before and a percent sign behind."""
    sign, number, percent = quick.groups()
    digits = read_digits(number)
    if digits is None:
        return _illegible(raw)
    return _given(raw, digits, number, evidence, negative=bool(sign), unit="%" if percent else None)


def _given(
    raw: str,
    digits: Digits,
    number: str,
    evidence: Evidence,
    *,
    negative: bool = False,
    unit: str | None = None,
    scale: Decimal | None = None,
    flags: tuple[Flag, ...] = (),
    grade: str | None = None,
    others: tuple[tuple[Decimal, str | None], ...] = (),
) -> ParsedValue:
    """A value whose separators are settled by what stands around it."""
    settled = _settled(digits, number, evidence, unit, scale)
    factor = (scale or Decimal(1)) * (-1 if negative else 1)
    values = settled.readings if factor == 1 else tuple(reading * factor for reading in settled.readings)
    if len(values) > 1:
        flags = (*flags, Flag.AMBIGUOUS_SEPARATOR)
    if digits.repaired:
        flags = (*flags, Flag.REPAIRED)
    return ParsedValue(
        raw=raw,
        value=values[0],
        status=Status.GIVEN if values[0] or grade else Status.ZERO,
        grade=grade,
        unit=unit,
        flags=flags,
        others=others,
        interpretations=values,
    )


def _settled(digits: Digits, number: str, evidence: Evidence, unit: str | None, scale: Decimal | None) -> Settled:
    if len(digits.readings) == 1:
        return Settled(digits.readings[0], digits.readings)
    if scale is not None and (scale >= TRILLION or "," in number):
        # "1.834 T": nobody writes a thousand trillions; "1.250 juta" is written.
        decimal = min(digits.readings)
        return Settled(decimal, (decimal,))
    return settle(
        digits.readings,
        sign="." if "." in number else ",",
        unit="juta Rp" if scale is not None else unit or evidence.unit,
        name=evidence.name,
        neighbours=evidence.neighbours,
        low=evidence.low,
        high=evidence.high,
    )


def _absence(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """Dashes, N/A, "belum rilis" and their like, each with its own status."""
    unit = None
    word = line.casefold()
    if word.endswith("%"):
        unit, word = "%", word[:-1].rstrip()
    elif word.startswith("rp"):
        unit, word = "Rp", word[2:].strip(" .,:")
    word = word.strip("()[]\"' ").rstrip("!")
    if not word or (NO_MARK.fullmatch(word) and "?" not in word and word not in {"/", "\\"}):
        return ParsedValue(raw=raw, value=None, status=Status.MISSING, unit=unit)
    word = word.rstrip(".*! ").strip()
    status = ABSENCES.get(word)
    if status is None and RELEASED_LATER.match(word):
        status = Status.NOT_RELEASED
    if status is not None:
        return ParsedValue(raw=raw, value=None, status=status, unit=unit)
    if word in ZERO_WORDS:
        return _zero_word(raw, evidence)
    return None


_COUNTED = re.compile(r"jumlah|banyaknya|kasus|temuan|kejadian|angka kematian|korban", re.IGNORECASE)
_SCORED = re.compile(r"indeks|index|nilai|predikat|opini|skor|tingkat|rasio|maturitas|level", re.IGNORECASE)


def _zero_word(raw: str, evidence: Evidence) -> ParsedValue:
    """ "nihil" counts no cases; an index that is "nihil" was not measured."""
    about = f"{evidence.unit or ''} {evidence.name or ''}"
    scored = _SCORED.search(about) and not _COUNTED.search(about)
    if scored and raw.strip().casefold().startswith(("nihil", "tidak")):
        return ParsedValue(raw=raw, value=None, status=Status.MISSING)
    zero = Decimal(0)
    return ParsedValue(raw=raw, value=zero, status=Status.ZERO, interpretations=(zero,))


def _counts_or_percents(unit: str | None) -> bool:
    low, words = unit_words(unit)
    return low in PERCENTS or "%" in words or bool(words & COUNTS) or bool(words & {"rp", "rupiah"})


def _grade(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """A grade, alone or with its number: ``B (66,02)``, ``A / 80,10``, ``Level 3 (3,12)``, ``WTP``."""
    match = _GRADED.match(_capitalised_grade(line))
    if match is None:
        return None
    grade = normal_grade(match.group("grade"))
    if len(grade) == 1 and _counts_or_percents(evidence.unit):
        return None
    flags = (Flag.INEQUALITY,) if match.group("bound") else ()
    rest = match.group("rest").strip()
    plain = ParsedValue(raw=raw, value=_level(grade), status=Status.GIVEN, grade=grade, flags=flags)
    if not rest or _same_or_words(rest):
        return plain
    inner = rest[_TO_NUMBER.match(rest).end() :]  # type: ignore[union-attr]  # the pattern fits the empty text
    if rest.startswith("("):
        inner = inner.removesuffix(")")
    if inner == rest and len(grade) <= 2 and not re.match(r"\d+[.,]\d", inner):
        return None  # "B 3", "C1": a code, not a grade with its number
    number = _quantity(raw, inner, evidence)
    if number is None or number.value is None:
        return None
    return replace(number, grade=grade, flags=(*flags, *number.flags), status=Status.GIVEN)


_LEVELLED = re.compile(r"level|tingkat|kapabilitas|maturitas|kematangan", re.IGNORECASE)


def _roman_level(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """``III`` under "Level kapabilitas APIP": a level. Anywhere else a Roman numeral numbers a section."""
    level = ROMAN.get(line)
    if level is None or not _LEVELLED.search(f"{evidence.name or ''} {evidence.unit or ''}"):
        return None
    return ParsedValue(
        raw=raw, value=Decimal(level), status=Status.GIVEN, grade=line, interpretations=(Decimal(level),)
    )


def provisional_flags(words: str) -> tuple[Flag, ...]:
    """What a footnote or a header says of the figures under it: "angka sementara", "unaudited"."""
    return tuple(flag for pattern, flag in PROVISIONAL_WORDS if pattern.search(words))[:1]


def _capitalised_grade(line: str) -> str:
    """ "level 3" and "baik" are grades in any case, single letters only as capitals; stars behind them are marks."""
    return line.rstrip("*^ ") if line.endswith(("*", "^")) else line


def _level(grade: str) -> Decimal | None:
    return Decimal(grade[6:]) if grade.startswith("Level ") and grade[6:].isdigit() else None


_WORDS_IN_BRACKETS = re.compile(r"\([^\d()]*\)\s*\Z|[/=–-]\s*[A-Za-z][A-Za-z\s]{2,40}\Z")


def _same_or_words(rest: str) -> bool:
    """``WTP (Wajar Tanpa Pengecualian)``, ``B (Baik)``: the words only spell the grade out."""
    return bool(_WORDS_IN_BRACKETS.match(rest))


def _ratio(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """``1:192``: one for so many."""
    match = _ONE_TO.match(line)
    digits = read_digits(match.group("number")) if match else None
    if match is None or digits is None:
        return None
    tail = Tail(money=False)
    if not read_tail(match.group("tail"), tail):
        return None
    return _given(raw, digits, match.group("number"), evidence, unit=tail.unit, flags=tuple(tail.flags))


def _range(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """``69,1-69,5``, ``7,50 – 7,00 %``, ``3±1``: two ends and no one value."""
    match = _RANGE.match(line)
    if match is None:
        return None
    low_text, high_text = match.group("low"), match.group("high")
    low, high = read_digits(low_text), read_digits(high_text)
    if low is None or high is None or (_YEAR.match(low_text) and _YEAR.match(high_text)):
        return None
    if low_text[0] == "0" and low_text.isdigit() and len(low_text) > 1:
        return None  # a telephone number
    tail = Tail(money=line.casefold().startswith("rp"))
    if not read_tail(match.group("tail"), tail) or tail.others:
        return None
    scale = tail.scale or Decimal(1)
    beside = replace(evidence, neighbours=(*evidence.neighbours, high_text))
    first = _settled(low, low_text, beside, tail.unit, tail.scale).chosen * scale
    beside = replace(evidence, neighbours=(*evidence.neighbours, low_text))
    second = _settled(high, high_text, beside, tail.unit, tail.scale).chosen * scale
    if match.group("between") in {"±", "+/-"}:
        first, second = first - second, first + second
    lowest, highest = sorted((first, second))
    return ParsedValue(
        raw=raw,
        value=None,
        status=Status.GIVEN,
        grade=tail.grade,
        unit=tail.unit,
        flags=(Flag.RANGE, *tail.flags),
        high=highest,
        interpretations=(lowest,),
    )


def _quantity(raw: str, line: str, evidence: Evidence) -> ParsedValue | None:
    """One number with what stands before and after it."""
    head = _HEAD.match(line)
    if head is None:
        return None
    currency = _currency(head.group("currency"))
    in_rupiah = bool(unit_words(evidence.unit)[1] & {"rp", "rupiah"})
    number = head.group("number")
    digits = read_digits(number, money=currency is not None or in_rupiah)
    if digits is None:
        return None
    tail = Tail(money=currency is not None or in_rupiah, unit=currency, stars=(head.group("stars") or "").count("*"))
    after = line[head.end() :]
    if not read_tail(after, tail) or _is_no_value(head, number, after, tail):
        return None
    sign = head.group("sign") or head.group("inner") or ""
    opened = bool(head.group("open")) or sign.strip() == "("
    if opened != tail.closed:
        return None
    negative = sign.strip().casefold() in {"-", "–", "▼", "(-)", "minus", "negatif"} or opened
    unit = tail.unit or ("Rp" if tail.scale is not None and tail.money else None)
    return _given(
        raw,
        digits,
        number,
        evidence,
        negative=negative,
        unit=unit,
        scale=tail.scale,
        flags=_flags(head, tail, evidence),
        grade=tail.grade,
        others=tuple(tail.others),
    )


def _currency(printed: str | None) -> str | None:
    if printed is None:
        return None
    return "Rp" if printed.casefold() in {"rp", "idr"} else "US$"


def _is_no_value(head: re.Match[str], number: str, after: str, tail: Tail) -> bool:
    """Years with stars (``2022*``), column numbers ``(1)``, a dash left hanging (``2016-``)."""
    if _DATE.match(number + after):
        return True
    bare = not (head.group("currency") or tail.unit or tail.scale or tail.grade or tail.others)
    if _YEAR.match(number) and bare and after.strip():
        return True
    column_number = head.group("open") and bare and number.isdigit() and len(number) <= 2
    return bool(column_number)


def _flags(head: re.Match[str], tail: Tail, evidence: Evidence) -> tuple[Flag, ...]:
    flags = list(tail.flags)
    if head.group("bound") or tail.bound:
        flags.append(Flag.INEQUALITY)
    if tail.stars and not _star_means_source(evidence.legend, tail.stars):
        flags.append(Flag.PROVISIONAL if tail.stars == 1 else Flag.VERY_PROVISIONAL)
    return tuple(dict.fromkeys(flags))


_LEGEND = re.compile(r"(?:legenda|keterangan|ket\.?|catatan)?\s*:?\s*(\*+)\)?\s*(.+)", re.IGNORECASE)
_SURE = re.compile(r"sementara|unaudited|prognos|perkiraan|asem|aram|estimasi|proyeksi", re.IGNORECASE)


def _star_means_source(legend: tuple[str, ...], stars: int) -> bool:
    """Whether a legend gives the stars another meaning than "angka sementara"."""
    for line in legend:
        match = _LEGEND.match(line.strip())
        if match and len(match.group(1)) == stars:
            return not _SURE.search(match.group(2))
    return False
