"""What follows the digits in a value cell: scale, unit, rate, marks, a grade, a second value.

The tail is eaten piece by piece from the left. What no piece fits makes the whole cell no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from extractor._number_separators import read_digits
from extractor._number_words import GRADE, MONTHS, PROVISIONAL_WORDS, SCALES, normal_grade, normal_unit
from extractor.facts import Flag

NUMBER = r"\d(?:[\d.,]*\d)?"
DENOMINATOR = r"1[.,]?000[.,]?000|100[.,]?000|10[.,]?000|1[.,]?000"
PERCENT = (
    r"%\s*poin\b|poin\s*%|persen\s+poin\b|poin\s+persen\b|persentase\s+poin\b|%|persen\b|prosen\b|percent\b|‰|"
    r"permil\b|"
    r"promil\b|per\s+mill?\b"
)
SCALE_WORD = r"ribu|rb|juta|jt|milli?ar|mili?y?ar|milyard|mlyr|tril?l?iy?un|trilyun"
SUPERSCRIPT = "¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ"


@dataclass(slots=True)
class Tail:
    """What was found after the digits; filled piece by piece."""

    money: bool
    """A currency stands before the digits, or the column is in rupiah: ``M`` is miliar, not meter."""
    scale: Decimal | None = None
    unit: str | None = None
    flags: list[Flag] = field(default_factory=list)
    stars: int = 0
    grade: str | None = None
    others: list[tuple[Decimal, str | None]] = field(default_factory=list)
    closed: bool = False
    """A closing bracket belongs to one before the digits."""
    bound: bool = False
    """``70 ≥``, ``70 ke atas``: an inequality told behind the number."""


_PIECES: tuple[tuple[str, str], ...] = (
    ("cents", r"[.,]\s?[-–=]{1,2}(?!\d)|[.,]?(?<=[.,])\s?-"),
    ("scale", rf"(?:{SCALE_WORD})(?:an)?\b"),
    ("letter", r"[MT](?![A-Za-z²³\d/.]*[A-Za-z²³\d])"),
    ("percent", PERCENT),
    ("per", rf"(?:/|\bper\b)\s*(?:{DENOMINATOR})(?!\d)(?:\s*(?:[A-Za-z]+)){{0,3}}"),
    ("rate", r"(?:/|\bper\b)\s*[A-Za-z]{2,}(?:\s*(?:/|\bper\b)\s*[A-Za-z]{2,})*"),
    ("mark", rf"\*{{1,3}}\)?|\^+|⁽?[{SUPERSCRIPT}]+⁾?|[a-z]\)|(?<=\s)\d\)|#"),
    ("bracket", r"\([^()]*(?:\([^()]*\)[^()]*)*\)"),
    (
        "grade",
        rf"(?:[/=:;,–-]|atau\b|dengan\b|dan\b|(?i:kategori|predikat|mutu|opini|kriteria|nilai)\b|"
        rf"\s)*(?<![A-Za-z]){GRADE}"
        r"(?:\s*\([^()\d]*\))?(?=[\s).]*$)",
    ),
    ("of", rf"(?:/|:|dari\b)\s*(?:total\s+)?{NUMBER}(?!\s*(?:%|persen))"),
    ("second", rf"(?:/|;|,|=|dan\b|atau\b)\s+{NUMBER}\s*(?:%|persen\b|[A-Za-z]{{2,20}})?(?![\d.,])"),
    ("more", r"(?:lebih|an|kali|x)\b"),
    ("close", r"\)"),
    ("bound", r"[<>≤≥]=?(?=\s*$)|ke\s+atas(?=\s*$)|ke\s+bawah(?=\s*$)"),
    ("unit", r"[A-Za-z][A-Za-z]*[23²³]?\.?(?:\s?/\s?[A-Za-z]+\.?(?![\d]))*"),
    ("stop", r"\.(?=\s*$)"),
)
_PIECE = re.compile(r"\s*(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PIECES) + ")", re.IGNORECASE)
_GRADE_INSIDE = re.compile(
    rf"(?:(?i:predikat|kategori|kriteria|mutu|opini|nilai|status)\s*:?\s*)*(?P<grade>{GRADE})\s*(?:\(.*)?\Z"
)
_FIRST_GRADE = re.compile(rf"(?<![A-Za-z]){GRADE}")
_SECOND = re.compile(
    rf"(?:=|sebanyak|sebesar|atau|nilai|skor|rp\.?)?\s*(?P<number>{NUMBER})\s*(?P<unit>.*)\Z", re.IGNORECASE
)
_NO_UNIT = re.compile(
    rf"(?:{MONTHS}|wib|wita|wit|dari|atau|dengan|dan|menjadi|pada|yang|karena|sd|ayat|pasal|nomor|no|tahun\s+\d)\Z",
    re.IGNORECASE,
)
_UNIT_ALONE = re.compile(r"(?:%|[A-Za-z][A-Za-z²³ /.]{0,30})\s*\Z")
MAX_UNIT_WORDS = 6


def read_tail(text: str, tail: Tail) -> bool:
    """Eat ``text`` into ``tail``; false where a piece fits nothing, so that the cell is no value."""
    at = words = 0
    while at < len(text):
        if text[at:].isspace():
            return True
        match = _PIECE.match(text, at)
        if match is None or match.lastgroup is None:
            return False
        name = match.lastgroup
        if name == "unit":
            words += 1
            if words > MAX_UNIT_WORDS:
                return False
        if not _EATERS[name](match.group(name), tail):
            return False
        at = match.end()
    return True


def _eat_nothing(_piece: str, _tail: Tail) -> bool:
    return True


def _eat_scale(piece: str, tail: Tail) -> bool:
    low = piece.casefold()
    word = low if low in SCALES else low.removesuffix("an")
    if tail.scale is not None or word not in SCALES:
        return False
    tail.scale = SCALES[word]
    return True


def _eat_letter(piece: str, tail: Tail) -> bool:
    """``1.834 T`` is triliun; ``412,5 M`` miliar only beside a currency, else meter."""
    if piece == "T" or (piece == "M" and tail.money):
        tail.money = True
        return _eat_scale(piece, tail)
    return _eat_unit(piece, tail)


def _eat_percent(piece: str, tail: Tail) -> bool:
    if tail.unit is None:
        tail.unit = normal_unit(piece)
    elif tail.unit != normal_unit(piece):
        return False
    return True


_DENOMINATOR = re.compile(rf"(?:/|per)\s*(?P<of>{DENOMINATOR})\s*(?P<what>.*)", re.IGNORECASE | re.DOTALL)


def normal_rate(piece: str) -> str:
    """``/100.000 kelahiran hidup`` -> ``per 100.000 KH``."""
    match = _DENOMINATOR.match(piece)
    if match is None:
        return piece
    count = f"{int(match.group('of').replace('.', '').replace(',', '')):,}".replace(",", ".")
    what = " ".join(match.group("what").split())
    what = re.sub(r"(?i)kelahiran\s+hidup|kel\.?\s+hidup|\bkh\b", "KH", what)
    return f"per {count} {what}".strip()


def _eat_per(piece: str, tail: Tail) -> bool:
    if tail.unit is not None and tail.unit.startswith("per "):
        return False
    tail.unit = normal_rate(piece)
    return True


def _eat_rate(piece: str, tail: Tail) -> bool:
    parts = re.split(r"\s*(?:/|\bper\b)\s*", piece, flags=re.IGNORECASE)
    base = tail.unit or ("Rp" if tail.money else "")
    tail.unit = "/".join([base, *(part.casefold() for part in parts if part)]).lstrip("/")
    return True


def _eat_mark(piece: str, tail: Tail) -> bool:
    tail.stars = max(tail.stars, piece.count("*"))
    return True


def _eat_bracket(piece: str, tail: Tail) -> bool:
    """A grade, a second value, a word on how sure the figure is; other words (``(dua belas)``) say nothing new."""
    inside = piece[1:-1].strip()
    for pattern, flag in PROVISIONAL_WORDS:
        if pattern.search(inside):
            tail.flags.append(flag)
            return True
    grade = _GRADE_INSIDE.match(inside)
    if grade:
        tail.grade = tail.grade or normal_grade(grade.group("grade"))
        return True
    second = _SECOND.match(inside)
    if second:
        return _eat_second_value(second.group("number"), second.group("unit"), tail)
    return not any(sign in inside for sign in "=/×:") or "/" in inside


def _eat_second_value(number: str, unit: str, tail: Tail) -> bool:
    digits = read_digits(number)
    if digits is None:
        return False
    tail.others.append((digits.readings[0], normal_unit(unit) if _UNIT_ALONE.match(unit) else None))
    tail.flags.append(Flag.SECOND_VALUE)
    return True


def _eat_grade(piece: str, tail: Tail) -> bool:
    found = _FIRST_GRADE.search(piece)
    if found is None or tail.grade is not None:
        return found is not None
    tail.grade = normal_grade(found.group())
    return True


_OF = re.compile(rf"(?P<number>{NUMBER})$")


def _eat_of(piece: str, tail: Tail) -> bool:
    found = _OF.search(piece)
    return found is not None and _eat_second_value(found.group("number"), "", tail)


def _eat_second(piece: str, tail: Tail) -> bool:
    found = _SECOND.match(piece.lstrip("/;,= ").removeprefix("dan").removeprefix("atau").strip())
    return found is not None and _eat_second_value(found.group("number"), found.group("unit"), tail)


def _eat_close(_piece: str, tail: Tail) -> bool:
    already, tail.closed = tail.closed, True
    return not already


def _eat_bound(_piece: str, tail: Tail) -> bool:
    tail.bound = True
    return True


def _eat_unit(piece: str, tail: Tail) -> bool:
    """Words after a percent sign say of what; words after a count are its unit."""
    if _NO_UNIT.match(piece):
        return False
    if tail.others:
        last, unit = tail.others[-1]
        tail.others[-1] = (last, unit or normal_unit(piece))
        return True
    if tail.unit is None or tail.unit == "Rp":
        tail.unit = normal_unit(piece)
    elif tail.unit != "%" and not tail.unit.startswith("per "):
        tail.unit = normal_unit(f"{tail.unit} {piece}")
    return True


_EATERS: dict[str, Callable[[str, Tail], bool]] = {
    "cents": _eat_nothing,
    "scale": _eat_scale,
    "letter": _eat_letter,
    "percent": _eat_percent,
    "per": _eat_per,
    "rate": _eat_rate,
    "mark": _eat_mark,
    "bracket": _eat_bracket,
    "grade": _eat_grade,
    "of": _eat_of,
    "second": _eat_second,
    "more": _eat_nothing,
    "close": _eat_close,
    "bound": _eat_bound,
    "unit": _eat_unit,
    "stop": _eat_nothing,
}
