"""Years and parts of a year as running text and cells print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LAW = re.compile(
    r"\b(?:nomor|no\.?)\s*\S{1,30}\s+tahun\s+(\d{4})|\b(?:UU|PP|Perda|Perpres|Perwal|Perbup|Pergub|Permen\w*|Perka\w*)\s+"
    r"(?:[A-Z]{2,8}\s+)?(?:(?:no\.?|nomor)\s*)?\d+\s*(?:/|\s+tahun\s+)\s*(\d{4})",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<![\d.,])(19|20)(\d?)[ \t]*\n[ \t]*(\d{1,2})(?!\d)")
_CONFUSED = re.compile(r"(?<![\w.,])(?:[12][9oO0][\doOlI]{2})(?![\w])")
_YEAR = re.compile(
    r"(?<![\d.,:])(?:(?<=\d\d/\d\d/)|(?<=\d\d-\d\d-)|(?<!\d[-–/]))(?P<from>(?:19[5-9]|20[0-5])\d)"
    r"(?:\s*(?:[-–—/]|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga)\s*(?P<to>(?:19[5-9]|20[0-5])\d))?(?![\d%]|[.,]\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:orang|jiwa|unit|ekor|buah|kk|ha|ton|kg|km|m2|m3|dokumen|kasus|desa|rumah|sampel|paket)\b", re.I
)
_SAID_YEAR = re.compile(r"(?:tahun|thn|ta|t\.a\.|anggaran)\s*\Z", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:triwulan|tribulan|trw|tw|kuartal|q)\.?\s*(?:ke-?\s*)?(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_SEMESTER = re.compile(r"\b(?:semester|smt|sem)\.?\s*(?:ke-?\s*)?(ii|i|[12])\b", re.IGNORECASE)
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5}
_RELATIVE = re.compile(
    r"(?<![\w-])(?:(?:tahun\s+)?\(?n\s*(?P<sign>[-–+])\s*(?P<steps>\d)\)?(?!\w)|(?P<ago>dua|tiga|empat|lima|\d)\s+tahun\s+"
    r"(?:lalu|sebelumnya|yang\s+lalu)|tahun\s+(?P<last>lalu|sebelumnya|kemarin|yang\s+lalu|lampau)|"
    r"tahun\s+(?P<this>ini|berjalan|n\b(?!\s*[-–+])|berkenaan|laporan)|(?P<now>kini|saat\s+ini))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMention:
    """A year where it stands: named, or told relative to the report's own year."""

    start: int
    end: int
    year: int | None = None
    until: int | None = None
    """Last year of a span: 2019-2021."""
    steps: int | None = None
    """Years after the report's own: 0 for "tahun ini", -1 for "tahun lalu"."""

    def years(self) -> tuple[int, ...]:
        if self.year is None:
            return ()
        return tuple(range(self.year, (self.until or self.year) + 1))


def find_year_mentions(text: str) -> list[YearMention]:
    """Named and relative years in order. Years of laws and numbers that only look like years are left out."""
    laws = [match.span() for match in _LAW.finditer(text)]
    found = [
        YearMention(start=m.start(), end=m.end(), year=int(m["from"]), until=int(m["to"]) if m["to"] else None)
        for m in _YEAR.finditer(text)
        if not any(start <= m.start() < end for start, end in laws) and not _is_count(text, m)
    ]
    found.extend(YearMention(start=m.start(), end=m.end(), steps=_steps(m)) for m in _RELATIVE.finditer(text))
    return sorted(found, key=lambda mention: mention.start)


def _is_count(text: str, match: re.Match[str]) -> bool:
    """``2000 orang``: a count, unless the word "tahun" stands before it."""
    return bool(_COUNTED.match(text, match.end())) and not _SAID_YEAR.search(text[: match.start()])


def _steps(match: re.Match[str]) -> int:
    if match["steps"]:
        return int(match["steps"]) * (1 if match["sign"] == "+" else -1)
    if match["ago"]:
        return -(_NUMBERS.get(match["ago"].casefold()) or int(match["ago"]))
    return -1 if match["last"] else 0


def find_years(text: str) -> tuple[int, ...]:
    """The years named in a text, each once, in order; the two ends of a span. ``202\\n1`` and ``2O21`` count too."""
    whole = _BROKEN.sub(r"\1\2\3", text)
    whole = _CONFUSED.sub(lambda m: m.group().translate(str.maketrans("oOlI", "0011")), whole)
    years: list[int] = []
    for mention in find_year_mentions(whole):
        years.extend(year for year in (mention.year, mention.until) if year is not None)
    return tuple(dict.fromkeys(years))


def find_period(text: str) -> str | None:
    """``TW1``..``TW4``, ``S1``, ``S2``, or ``None`` for a whole year."""
    quarter = _QUARTER.search(text)
    if quarter:
        return f"TW{_ordinal(quarter[1])}"
    semester = _SEMESTER.search(text)
    return f"S{_ordinal(semester[1])}" if semester else None


def _ordinal(text: str) -> int:
    return _ORDINALS.get(text.casefold()) or int(text)


def find_relative_year(text: str, report_year: int) -> int | None:
    """The year that ``n-1`` or "tahun lalu" means in the report of a year."""
    match = _RELATIVE.search(text)
    return None if match is None else report_year + _steps(match)
