"""Which report a file is: its kind, year, government and office, each with the print that says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor._identify_places import find_region, find_unit, squashed
from extractor._identify_print import CAP, Strand, Zone, gather, quote
from extractor._identify_reports import CHAPTERS, COMPILERS, EVALUATIONS, NAMINGS, NO_REPORT, OF_THE_GOVERNMENT
from extractor._identify_years import find_year
from extractor.facts import Identity, PageContent

_CHAPTER_WEIGHT = 2.0
_FIRST_ON_COVER = 4.0
"""The name that comes first on a cover is the report's; others there are what it belongs to."""
_LEAST = 0.85
"""Below this nothing is claimed: one passing mention names no report."""


@dataclass(frozen=True, slots=True)
class _Claim:
    report: str
    weight: float
    zone: Zone
    evidence: str


def identify(pages: Iterable[PageContent], file_name: str) -> Identity:
    """What the first pages say of the whole report.

    The cover weighs most, then running headers and a letter's subject line, then headings and text, and least the
    name of the file. What is not said stays ``None``.
    """
    strands = gather(list(pages), file_name)
    evidence: dict[str, str] = {}
    report, evidence["report"] = _find_report(strands)
    year, evidence["year"] = find_year(strands, report, NAMINGS)
    region, evidence["region"] = find_region(strands)
    unit, evidence["unit"] = _find_unit(strands, report, region)
    return Identity(
        report=report,
        year=year,
        region=region,
        unit=unit,
        evidence={key: words for key, words in evidence.items() if words},
    )


def _find_report(strands: list[Strand]) -> tuple[str | None, str]:
    claims = [claim for strand in strands for claim in _claims(strand)]
    totals: dict[str, dict[Zone, float]] = defaultdict(lambda: defaultdict(float))
    for claim in claims:
        zones = totals[claim.report]
        zones[claim.zone] = min(CAP[claim.zone], zones[claim.zone] + claim.weight)
    sums = {report: sum(zones.values()) for report, zones in totals.items()}
    if not sums:
        return None, ""
    report = max(sums, key=lambda one: sums[one])
    if sums[report] < _LEAST:
        return None, ""
    best = max((claim for claim in claims if claim.report == report), key=lambda claim: claim.weight)
    return report, best.evidence


def _claims(strand: Strand) -> Iterator[_Claim]:
    """What one stretch of print says: names of reports, and chapters that give one away."""
    text = strand.text
    found_at: dict[str, tuple[int, float, str]] = {}
    for naming in NAMINGS:
        if naming.cover_only and strand.zone in {Zone.BODY, Zone.CELL, Zone.HEADING}:
            # The words are still taken from the shorter names inside them.
            text = naming.pattern.sub(_blank, text)
            continue
        for found in naming.pattern.finditer(text):
            earlier = found_at.get(naming.report)
            if earlier is None or (naming.strength, -found.start()) > (earlier[1], -earlier[0]):
                found_at[naming.report] = (found.start(), naming.strength, found.group())
        text = naming.pattern.sub(_blank, text)
    found_at.pop(NO_REPORT, None)
    first = min((at for at, _, _ in found_at.values()), default=0)
    for report, (at, strength, words) in found_at.items():
        extra = _FIRST_ON_COVER if at == first and strand.zone in {Zone.TITLE, Zone.SUBJECT} else 0.0
        yield _Claim(report, strand.weight * strength + extra, strand.zone, quote(strand, words))
    if strand.zone in {Zone.HEADING, Zone.BODY, Zone.TITLE} and len(strand.text) < 400:
        for report, chapter in CHAPTERS:
            chapter_found = chapter.search(text)
            if chapter_found and chapter_found.group().isupper():
                yield _Claim(report, _CHAPTER_WEIGHT, Zone.HEADING, quote(strand, chapter_found.group()))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _find_unit(strands: list[Strand], report: str | None, region: str | None) -> tuple[str | None, str]:
    """The office, unless the cover shows the report to be the government's own."""
    if report in EVALUATIONS:
        strands = _evaluated(strands)
    cover = [strand for strand in strands if strand.zone >= Zone.MARGIN]
    names_government = region is not None and any(squashed(region) in squashed(strand.text) for strand in cover)
    return find_unit(
        strands,
        region,
        own_names=[naming.pattern for naming in NAMINGS if naming.report == report],
        not_of=COMPILERS.get(report or "", ()),
        cover_only=report in OF_THE_GOVERNMENT or report in EVALUATIONS or names_government,
    )


def _evaluated(strands: list[Strand]) -> list[Strand]:
    """Where the office evaluated is named: a letter's subject line, else the title."""
    subject = [strand for strand in strands if strand.zone is Zone.SUBJECT]
    return subject or [strand for strand in strands if strand.zone is Zone.TITLE]
