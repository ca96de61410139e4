"""The year a report is about, told apart from law numbers, letter dates and plan periods."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor._identify_print import CAP, Strand, Zone, quote
from extractor._identify_reports import PLANS_OVER_YEARS, Naming

_MONTH = r"(?:JANUARI|FEBRUARI|PEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NOVEMBER|NOPEMBER|DESEMBER)"
_YEAR = r"(?:19[89]\d|20\d\d)"
_LAW = (
    r"(?:UNDANG[- ]UNDANG|UU|PP|PERPRES|INPRES|KEPPRES|PERMEN\w*|KEPMEN\w*|PERDA|PERBUP|PERWAL\w*|PERGUB|PERATURAN|"
    r"KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN)"
)
_NOT_THE_YEAR = re.compile(
    rf"(?:NOMOR|NOMER|NO\b\.?)\s*:?\s*[\w./-]+(?:\s+[\w./-]+)?\s+TAHUN\s*{_YEAR}"
    rf"|\b{_LAW}\b[^.;\n]{{0,120}}?TAHUN\s*{_YEAR}(?=\s+TENTANG)"
    rf"|\b{_LAW}\s+(?:NO\S*\s+)?\d+\s*/\s*{_YEAR}"
    rf"|LEMBARAN\s+(?:DAERAH|NEGARA)[^.;\n]{{0,60}}?TAHUN\s*{_YEAR}"
    rf"|/\s*{_YEAR}\b"
    rf"|\b{_MONTH}\s+{_YEAR}"
    rf"|\(\s*{_YEAR}\s*\)",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf"(?:BERAKHIR|PER)\b[^.;\n]{{0,40}}?31\s+DESEMBER\s+({_YEAR})", re.IGNORECASE)
_RANGE = re.compile(rf"\b({_YEAR})\s*(?:-|–|—|/|S\.?\s*/?D\.?|SAMPAI(?:\s+DENGAN)?)\s*({_YEAR})\b", re.IGNORECASE)
_SAID = re.compile(rf"\b(?:TAHUN(?:\s+ANGGARAN)?|T\.?\s?A\.?|TH\.?|TAHUNAN)\s*:?\s*({_YEAR})(?!\d)", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\d.,]){_YEAR}(?![\d.,]?\d)")
_NEAR = 70
"""Characters between a report's name and the year that belongs to it."""
_LONGEST_PLAN = 6
_END_OF_TERM = re.compile(r"AKHIR\s+MASA\s+JABATAN", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Claim:
    year: int
    weight: float
    words: str
    strand: Strand


def find_year(strands: Iterable[Strand], report: str | None, namings: Iterable[Naming]) -> tuple[int | None, str]:
    """The year with the most weight behind it, and the words that weighed most."""
    strands = list(strands)
    names = [naming.pattern for naming in namings if naming.report == report]
    claims = [claim for strand in strands for claim in _claims(strand, report, names)]
    if not claims and report in PLANS_OVER_YEARS:
        claims = list(_first_of_columns(strands))
    totals: dict[int, dict[Zone, float]] = defaultdict(lambda: defaultdict(float))
    for claim in claims:
        zone = claim.strand.zone
        totals[claim.year][zone] = min(CAP[zone], totals[claim.year][zone] + claim.weight)
    if not totals:
        return None, ""
    # Between equals the later year: a report looks back, its foreword compares with the year before.
    year = max(totals, key=lambda one: (sum(totals[one].values()), one))
    best = max((claim for claim in claims if claim.year == year), key=lambda claim: claim.weight)
    return year, quote(best.strand, best.words)


def _claims(strand: Strand, report: str | None, names: list[re.Pattern[str]]) -> Iterator[_Claim]:
    ends = [found.end() for name in names for found in name.finditer(strand.text)]

    def named(at: int) -> float:
        """Three times as strong just after the report's own name."""
        return 3.0 if any(0 <= at - end <= _NEAR for end in ends) else 1.0

    for closing in _CLOSING.finditer(strand.text):
        yield _Claim(int(closing.group(1)), 2 * strand.weight, closing.group(), strand)
    text = _NOT_THE_YEAR.sub(lambda found: " " * len(found.group()), strand.text)
    for found in _RANGE.finditer(text):
        year = _year_of_range(found, strand, report)
        if year is not None:
            yield _Claim(year, strand.weight * named(found.start()), found.group(), strand)
    text = _RANGE.sub(lambda found: " " * len(found.group()), text)
    weaker = 0.3 if report in PLANS_OVER_YEARS else 1.0
    for found in _SAID.finditer(text):
        yield _Claim(int(found.group(1)), weaker * strand.weight * named(found.start()), found.group(), strand)
    if strand.zone in {Zone.TITLE, Zone.MARGIN, Zone.SUBJECT, Zone.FILE_NAME}:
        for found in _BARE.finditer(_SAID.sub(lambda said: " " * len(said.group()), text)):
            yield _Claim(int(found.group()), 0.7 * weaker * strand.weight, found.group(), strand)


def _year_of_range(found: re.Match[str], strand: Strand, report: str | None) -> int | None:
    """A plan's first year; the last of a term of office; else a period says nothing."""
    first, last = int(found.group(1)), int(found.group(2))
    if not 0 < last - first <= _LONGEST_PLAN:
        return None
    if report in PLANS_OVER_YEARS or (report in {"IKU", "RB"} and strand.zone is Zone.TITLE):
        return first
    if report == "LKPJ" and strand.zone is Zone.TITLE and _END_OF_TERM.search(strand.text):
        return last
    return None


def _first_of_columns(strands: Iterable[Strand]) -> Iterator[_Claim]:
    """A plan's chapter without any period in its text: the first year that heads a column of its tables."""
    years = [strand for strand in strands if strand.zone is Zone.CELL and re.fullmatch(_YEAR, strand.text)]
    if years:
        first = min(years, key=lambda strand: int(strand.text))
        yield _Claim(int(first.text), first.weight, first.text, first)
