"""Grades in sentences: beside their number, or as the value itself."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor._number_text import NumberInText, find_numbers
from extractor._number_words import GRADE, LETTER, OPINIONS, normal_grade
from extractor.narrative._drafts import Draft
from extractor.periods import YearMention

OPINION = re.compile(
    rf"\b(?:{'|'.join(sorted((re.escape(word) for word in OPINIONS), key=len, reverse=True))})\b(?:\s*\((?:WTP|"
    rf"WDP|TMP)\))?",
    re.IGNORECASE,
)
_GRADE_SAID = re.compile(
    rf"\b(?:predikat|kategori|peringkat|dari|menjadi|adalah|nilai|dengan|tetap)\s+(?P<grade>{LETTER})(?![\w+/-]|"
    rf"\s*\d|\s+(?:ke|atau lebih|minimal))|"
    rf"\b(?:predikat|kategori)\s+(?P<word>{GRADE})"
)


_YEARS_GLUED = re.compile(r"(?:19|20)\d\d[.,](?:19|20)\d\d\Z")


def values_of(masked: str, years: list[YearMention]) -> list[NumberInText]:
    """Numbers that are no years, and grades that stand without a number, in order."""
    spans = [(year.start, year.end) for year in years]
    numbers = [
        number
        for number in find_numbers(masked)
        if not _YEARS_GLUED.match(number.digits)
        and not any(number.start < end and start < number.end for start, end in spans)
    ]
    grades = [_as_value(match.start(), match.end(), match.group()) for match in OPINION.finditer(masked)]
    for match in _GRADE_SAID.finditer(masked):
        group = "grade" if match["grade"] else "word"
        grades.append(_as_value(match.start(group), match.end(group), match.group(group)))
    alone = [grade for grade in grades if not any(_beside(number, grade, masked) for number in numbers)]
    unique: list[NumberInText] = []
    for grade in sorted(alone, key=lambda item: item.start):
        if not unique or (grade.start >= unique[-1].end and not _beside(unique[-1], grade, masked)):
            unique.append(grade)
    return sorted([*numbers, *unique], key=lambda item: item.start)


def _as_value(start: int, end: int, raw: str) -> NumberInText:
    return NumberInText(start=start, end=end, raw=raw, value=Decimal(0), unit="predikat")


_GRADE_LINK = re.compile(
    r"\s*[,(]*\s*(?:(?:atau|dengan|dan|masuk|dalam|pada|kategori|predikat|mutu|kriteria|opini|nilai|skor|"
    r"sebesar|berada|poin|"
    r"memperoleh|yaitu)\s*)*\(?",
    re.IGNORECASE,
)


def _beside(number: NumberInText, grade: NumberInText, text: str) -> bool:
    """Whether a grade only says the number beside it in a letter: ``71,25 dengan predikat BB``."""
    between = text[number.end : grade.start] if number.end <= grade.start else text[grade.end : number.start]
    return len(between) < 40 and bool(_GRADE_LINK.fullmatch(between)) and not number.is_percent


def end_of_grade(masked: str, end: int) -> int:
    """Where the grade that belongs to the value before ends: ``81 (Predikat A), sedangkan ...``."""
    match = _AFTER_GRADE.match(masked, end)
    if match is None:
        return end
    closing = re.compile(r"\s*(?:\([^)\d]*\))?\s*\)?").match(masked, match.end())
    return closing.end() if closing else match.end()


_AFTER_GRADE = re.compile(
    rf"\s*[,(]?\s*(?:(?:poin|atau|dengan|dan|masuk|dalam|berpredikat|setara)\s+)*(?:\(?\s*(?i:predikat|kategori|"
    rf"mutu|kriteria|opini)\s+"
    rf"(?P<grade>{GRADE})|\(?(?P<letter>{LETTER})\))"
)


def grade_after(masked: str, end: int) -> str | None:
    match = _AFTER_GRADE.match(masked, end)
    return normal_grade(match["grade"] or match["letter"]) if match else None


def may_be_grade(draft: Draft, masked: str) -> bool:
    """A grade without a number is a value of opinions, predicates and levels only."""
    if draft.grade in {"WTP", "WDP", "TMP", "TW", "WTP-DPP"}:
        draft.name = "Opini BPK atas LKPD"
        return bool(re.search(r"\bopini|LKPD|laporan keuangan", masked, re.IGNORECASE))
    return bool(
        draft.name
        and re.search(r"predikat|nilai|indeks|penghargaan|akip|reformasi|maturitas|kategori", draft.name, re.I)
    )
