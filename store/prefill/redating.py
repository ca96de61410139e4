"""Which years in headings, captions and column heads move on, and which are part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d{2}(?!\d|[.,]\d)")
_RANGE = re.compile(r"((?:19|20)\d{2})\s*(?:[-–—/]|s\.?d\.?|sampai)\s*((?:19|20)\d{2})", re.I)
_PLAN = re.compile(r"(?:RPJMD|RPJPD|RPJMN|RPJPN|Renstra|Rencana Strategis|Road ?Map|periode)\W+(?:Tahun\s+)?$", re.I)
_LAW = re.compile(
    r"(?:Nomor|No\.?)\s*\S+\s+(?:Tahun\s+)?$|(?:UU|PP|Perpres|Perda|Perwal\w*|Perbup|Permen\w*)\W+\S+\W+Tahun\s+$", re.I
)
PLAN_ENDS = re.compile(r"\b(?:awal|akhir|baseline|dasar)\b", re.I)
"""Column heads of a plan's start or end: their year belongs to the plan."""
CAPTION = re.compile(r"^\s*(?:Tabel|Table)\b", re.I)
PICTURE = re.compile(r"^\s*(?:Gambar|Grafik|Diagram|Bagan)\b", re.I)
LISTED = re.compile(r"\t\s*(?:\d+|[ivxl]+)\s*$", re.I)
"""A line of a table of contents: it ends in a tab and a page number."""


def dated_spans(text: str, years: Mapping[int, int], old_year: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, new year) of the years that move on, first to last.

    Left: the year of a law ("Nomor 18 Tahun 2020"), the span of a plan ("RPJMD 2021-2026"), years not asked for.
    """
    fixed: list[tuple[int, int]] = []
    for span in _RANGE.finditer(text):
        if int(span[2]) > old_year or _PLAN.search(text[: span.start()]):
            fixed.append(span.span())
    for found in YEAR.finditer(text):
        year = int(found[0])
        if year not in years or any(start <= found.start() < end for start, end in fixed):
            continue
        before = text[: found.start()]
        if _LAW.search(before) or _PLAN.search(before):
            continue
        yield found.start(), found.end(), str(years[year])
