"""Measures the reading of a whole report against its gold: every labelled value found once, nothing else on its pages.

A reading finds a gold line when page (where the gold has one), kind, year (where the gold has one) and value, grade or
absence agree, and the names are the same up to case, spaces and punctuation: 85 % alike, or one holds the other whole
and is at most 2.5 times as long. Gold pages may hold tables that nobody labelled: precision is a lower bound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractor.facts import Reading, Status
from extractor.scores import Score

Record = Mapping[str, Any]
"""One parsed JSON line; its values are as mixed as JSON is."""

ALIKE = 85
MOST_TIMES_AS_LONG = 2.5
TOLERANCE = Decimal("1e-9")
VALUES = frozenset({Status.GIVEN, Status.ZERO})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScore(Score):
    """What of one report's gold was found."""

    by_source: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where the gold says it stands (table, narrative): how many were found, of how many."""
    matched: tuple[int, int] = (0, 0)
    """Of the found ones whose indicator the gold knows: how many were matched right, of how many."""


def evaluate_report(
    records: Sequence[Record],
    readings: Sequence[Reading],
    codes: Sequence[str | None] | None = None,
    known: Collection[str] = (),
) -> ReportScore:
    """``codes`` are the indicators suggested for the readings, from a catalogue that has the ``known`` ones.

    Without suggestions matching is not measured. A gold code that the catalogue lacks (an indicator of the region's
    own) is matched right by no suggestion.
    """
    gold = [record for record in records if is_labelled(record)]
    code_of = {} if codes is None else {id(one): code for one, code in zip(readings, codes, strict=True)}
    sources: dict[str, list[bool]] = {}
    matched: list[bool] = []
    free = list(readings)
    found: list[Reading] = []
    misses = []
    for wanted in gold:
        hit = next((reading for reading in free if finds(reading, wanted)), None)
        if wanted.get("source"):
            sources.setdefault(str(wanted["source"]), []).append(hit is not None)
        if hit is None:
            misses.append(f"MISSED   {_told(wanted)}")
            continue
        free.remove(hit)
        found.append(hit)
        if code_of and wanted.get("code"):
            given, right = code_of[id(hit)], wanted["code"] if wanted["code"] in known else None
            matched.append(given == right)
            if given != right:
                misses.append(f"MATCHED  {_told(wanted)} to {given}, not {right}")
    spurious = _spurious(gold, found, free)
    misses.extend(
        f"SPURIOUS {one.place.locator} {one.kind} {one.year} {one.value} {one.indicator!r} {one.raw!r}"
        for one in spurious
    )
    return ReportScore(
        n=len(gold),
        found=len(found),
        spurious=len(spurious),
        misses=tuple(misses),
        by_source={source: (sum(hits), len(hits)) for source, hits in sorted(sources.items())},
        matched=(sum(matched), len(matched)),
    )


def is_labelled(record: Record) -> bool:
    """Lines without value, grade or named absence are unreadable print: found or not, they do not count."""
    absent = record.get("status") not in {None, *(status.value for status in VALUES), Status.ILLEGIBLE.value}
    return record.get("value") is not None or bool(record.get("grade")) or absent


def finds(reading: Reading, wanted: Record) -> bool:
    return (
        wanted.get("page") in {None, reading.place.page}
        and reading.kind == wanted["kind"]
        and wanted.get("year") in {None, reading.year}
        and same_value(reading, wanted)
        and same_name(str(wanted["indicator"]), reading.indicator)
    )


def same_value(reading: Reading, wanted: Record) -> bool:
    value, grade = wanted.get("value"), wanted.get("grade")
    if isinstance(value, str) and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        value, grade = None, value
    if value is not None:
        exact = Decimal(str(value))
        return reading.value is not None and abs(reading.value - exact) <= abs(exact) * TOLERANCE
    if grade:
        return _bare(str(grade)) == _bare(reading.grade or "")
    return reading.status == wanted.get("status")


def same_name(wanted: str, read: str) -> bool:
    from rapidfuzz import fuzz

    one, other = _bare(wanted), _bare(read)
    if not one or not other:
        return False
    if fuzz.ratio(one, other) >= ALIKE:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 6 and short in long and len(long) <= MOST_TIMES_AS_LONG * len(short)


def _spurious(gold: Sequence[Record], found: Sequence[Reading], free: Sequence[Reading]) -> list[Reading]:
    """Readings of values that found nothing, where everything should be labelled: on gold pages, or in Word and Excel
    (which have none) in the table that holds most of the found."""
    values = [reading for reading in free if reading.status in VALUES]
    pages = {record.get("page") for record in gold} - {None}
    if pages:
        return [reading for reading in values if reading.place.page in pages]
    if not found:
        return []
    table, _ = Counter(_table_of(reading) for reading in found).most_common(1)[0]
    return [reading for reading in values if _table_of(reading) == table]


def _table_of(reading: Reading) -> str:
    return reading.place.locator.rsplit("/r", 1)[0].split("!", maxsplit=1)[0]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _told(record: Record) -> str:
    shown = ("page", "indicator", "kind", "year", "value", "grade", "status", "raw")
    return " ".join(f"{name}={record[name]!s}" for name in shown if record.get(name) is not None)
