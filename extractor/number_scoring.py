"""Measures the number grammar on labelled cells: ``raw``, with ``value``, ``grade``, ``flag``, ``range`` beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.facts import Flag, Status
from extractor.numbers_id import Evidence, ParsedValue, parse_value

Record = Mapping[str, Any]
"""One parsed JSON line; its values are as mixed as JSON is."""

ABSENT = frozenset({Status.MISSING, Status.NOT_RELEASED, Status.NOT_APPLICABLE})
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberScore:
    """How many cells were read exactly as labelled."""

    n: int
    right: int
    misses: tuple[str, ...]

    @property
    def exact(self) -> float:
        return self.right / self.n if self.n else 1.0


def evaluate_numbers(records: Iterable[Record]) -> NumberScore:
    """A cell is right when value, grade and range are the labelled ones, and an absence or refusal is one too."""
    n = right = 0
    misses = []
    for record in records:
        n += 1
        parsed = parse_value(record["raw"], evidence_of(record))
        faults = faults_of(record, parsed)
        right += not faults
        if faults:
            wanted = {
                key: record.get(key) for key in ("value", "grade", "range", "flag") if record.get(key) is not None
            }
            misses.append(
                f"{record.get('id')} {record['raw']!r} {', '.join(faults)}: {wanted} -> "
                f"{parsed.value} {parsed.grade} {parsed.status.value}"
            )
    return NumberScore(n=n, right=right, misses=tuple(misses))


def evidence_of(record: Record) -> Evidence:
    """What a table would know of the cell: the unit of its row, and the words and values around it."""
    context = record.get("context") or ""
    return Evidence(
        unit=record.get("unit") or None,
        neighbours=tuple(_NUMBER.findall(context)),
        name=context or None,
        legend=(context.split(":", 1)[1],) if context.startswith("legenda:") else (),
    )


def faults_of(record: Record, parsed: ParsedValue) -> list[str]:
    """Which of the labelled facts were not read."""
    faults = []
    wanted = record.get("value")
    if (parsed.value is None) != (wanted is None) or (wanted is not None and parsed.value != Decimal(str(wanted))):
        faults.append("value")
    if (record.get("grade") or None) != parsed.grade:
        faults.append("grade")
    flag = record.get("flag")
    if flag == "range" and _range(parsed) != tuple(Decimal(str(end)) for end in record["range"]):
        faults.append("range")
    if flag == "missing" and parsed.status not in ABSENT:
        faults.append("status")
    if flag == "not_number" and parsed.status is not Status.ILLEGIBLE:
        faults.append("status")
    return faults


def _range(parsed: ParsedValue) -> tuple[Decimal, Decimal] | None:
    if Flag.RANGE not in parsed.flags or parsed.high is None:
        return None
    return parsed.interpretations[0], parsed.high
