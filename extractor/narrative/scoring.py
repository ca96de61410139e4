"""Measures the reading of sentences on labelled ones: ``text`` with ``gold`` readings, none for a negative."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.facts import Paragraph, Reading
from extractor.narrative import read_sentences
from extractor.scores import Score

Record = Mapping[str, Any]
"""One parsed JSON line; its values are as mixed as JSON is."""

SAME_NAME = 85
"""Names are the same from this likeness on (0..100), or where one holds the other whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScore(Score):
    """How many labelled readings were found, and how many came that nobody labelled."""

    false_on_negatives: int
    """Readings from sentences that hold none."""
    unit_right: int
    """Of the found ones."""


def read_one(text: str) -> list[Reading]:
    """The readings of a text that stands alone."""
    return read_sentences([Paragraph(text=text, page=None)], report_year=None)[0]


def evaluate_sentences(records: Iterable[Record], read: Callable[[str], list[Reading]] = read_one) -> SentenceScore:
    """Indicator (85 % alike or one in the other), value or grade, year where labelled, and kind must agree."""
    n = found = spurious = false_on_negatives = units = 0
    misses: list[str] = []
    for record in records:
        readings = read(record["text"])
        n += len(record["gold"])
        for wanted in record["gold"]:
            hit = next((reading for reading in readings if same_reading(wanted, reading)), None)
            if hit is None:
                misses.append(f"MISSED   {record.get('id')} {wanted}")
                continue
            readings.remove(hit)
            found += 1
            units += _same_unit(wanted.get("unit"), hit.unit)
        spurious += len(readings)
        if not record["gold"]:
            false_on_negatives += len(readings)
        misses.extend(
            f"SPURIOUS {record.get('id')} {r.kind} {r.year} {r.value} {r.grade} {r.indicator!r}" for r in readings
        )
    return SentenceScore(
        n=n,
        found=found,
        spurious=spurious,
        false_on_negatives=false_on_negatives,
        unit_right=units,
        misses=tuple(misses),
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def same_name(wanted: str, read: str) -> bool:
    from rapidfuzz import fuzz

    left, right = _bare(wanted), _bare(read)
    if not left or not right:
        return False
    if fuzz.ratio(left, right) >= SAME_NAME:
        return True
    short, long = sorted((left, right), key=len)
    return short in long


def same_reading(wanted: Record, reading: Reading) -> bool:
    if reading.kind.value != wanted["kind"] or not same_name(wanted["indicator"], reading.indicator):
        return False
    if wanted.get("year") is not None and reading.year != wanted["year"]:
        return False
    value = wanted.get("value")
    if value is None:
        if wanted.get("range"):
            return reading.value is None
        return _bare(str(wanted.get("grade") or "")) == _bare(reading.grade or "")
    return reading.value is not None and reading.value == Decimal(str(value))


_PERCENTS = {"%", "persen"}


def _same_unit(wanted: str | None, read: str | None) -> bool:
    if wanted in _PERCENTS:
        return read in _PERCENTS
    return read is None or _bare(wanted or "") == _bare(read)
