"""Years and periods as table headers and captions print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.periods import find_period, find_relative_year, find_year_mentions
from extractor.tables.vocabulary import QUARTER, QUARTER_INSIDE, QUARTER_NUMBERS, bare_header

_CUT = re.compile(r"(?<![\d.,])(19|20)\s?(\d)\s?(\d)(?!\d)")
"""A narrow column breaks a year over lines: "20 18", "202 1"."""
_HINTS_YEAR = re.compile(r"(?:19|20)\s?\d")
_GLUED = re.compile(r"(?<=[A-Za-z])[.:,](?=\s?(?:19|20)\s?\d)|(?<=[A-Za-z])(?=20\d\d\b)")
"""TH.2018, "Tahun:2018", "Th2018"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionYears:
    """The years a caption names."""

    years: tuple[int, ...]
    is_range: bool


def _whole(text: str) -> str:
    return _CUT.sub(r"\1\2\3", _GLUED.sub(" ", text))


@lru_cache(maxsize=4096)
def years_in(text: str) -> tuple[int, ...]:
    """Every year in reading order, both ends of a span; years of laws ("Nomor 23 Tahun 2014") left out."""
    if not _HINTS_YEAR.search(text):
        return ()
    mentions = find_year_mentions(_whole(text))
    return tuple(year for mention in mentions for year in (mention.year, mention.until) if year is not None)


def relative_year(text: str, report_year: int | None) -> int | None:
    """``n``, ``n-1``, ``(n-3)``, "tahun lalu" against the year reported on."""
    if report_year is None:
        return None
    if bare_header(text) in {"n", "tahunn"}:
        return report_year
    return find_relative_year(text, report_year)


def caption_years(lines: Iterable[str]) -> CaptionYears | None:
    """Years of the nearest caption line that names one; ``lines`` come nearest last."""
    for line in reversed(tuple(lines)):
        years = years_in(line)
        if years:
            spans = any(mention.until is not None for mention in find_year_mentions(_whole(line)))
            return CaptionYears(years=tuple(dict.fromkeys(years)), is_range=spans)
    return None


def column_year(path: Sequence[str], report_year: int | None, caption: CaptionYears | None) -> int | None:
    """The year a header path names: the deepest level that has one; ``THN KE- | 3`` counts from the caption."""
    for level in reversed(path):
        years = years_in(level)
        if years:
            return years[-1]
    for level in reversed(path):
        year = relative_year(level, report_year)
        if year is not None:
            return year
    if path and re.fullmatch(r"\(?\d\)?", path[-1].strip()) and _counts_years(path[:-1]):
        first = caption.years[0] if caption and (caption.is_range or len(caption.years) > 1) else None
        return None if first is None else first + int(re.sub(r"\D", "", path[-1])) - 1
    return None


def _counts_years(levels: Sequence[str]) -> bool:
    return any(re.search(r"(?:tahun|thn|th)ke", bare_header(level)) for level in levels)


def column_period(path: Sequence[str]) -> str | None:
    """``TW1``..``TW4``, ``S1``, ``S2`` where the header path names a part of the year."""
    said = find_period(" ".join(path))
    if said is not None:
        return said
    shorts = [bare_header(level) for level in path]
    whole = "|".join(shorts)
    quarter = QUARTER_INSIDE.search(whole)
    if quarter:
        return f"TW{QUARTER_NUMBERS[quarter.group(1)]}"
    if "triwulan" in whole or "tw" in whole or "kinerja" in whole or "realisasi" in whole or "capaian" in whole:
        for short in reversed(shorts):
            found = QUARTER.match(short)
            if found and not short.isdigit():
                return f"TW{QUARTER_NUMBERS[found.group(1)]}"
    semester = re.search(r"semester(ii|i|2|1)", whole)
    if semester:
        return f"S{QUARTER_NUMBERS[semester.group(1)]}"
    return None
