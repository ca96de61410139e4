"""Six invented reports in which repeats, near copies, contradictions and decoys were planted, and what was planted.

``build(folder)`` writes the reports as Word files. ``values.csv`` is the plan of the values, a line a value: what each
report prints, how often that repeats, whether it contradicts, and why it is there. Paragraphs and tables are made of
``topics.csv``; which of them are copies says ``build``, by document and locator.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

REPORTS = ("lppd-2024", "lkpj-2024", "lkjip-2024", "spm-2024", "rb-2024", "lppd-2023")

Copy = frozenset[tuple[str, str]]
"""Two places that say the same: (report, locator of the paragraph or table), twice."""

__all__ = ["REPORTS", "Copy", "PlantedValue", "Truth", "build", "planted_values"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedValue:
    """One line of the plan."""

    code: str
    name: str
    unit: str
    year: int
    kind: str
    printed: dict[str, str]
    """By report."""
    repeats: int
    """Entries beyond the first."""
    against: int
    """1 where two reports disagree beyond rounding."""
    hint: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was planted."""

    files: dict[str, Path]
    """The Word file of each report."""
    values: tuple[PlantedValue, ...]
    copies: frozenset[Copy]
    why: dict[Copy, str]
    """How each copy was made."""


def planted_values() -> tuple[PlantedValue, ...]:
    text = resources.files(__package__).joinpath("values.csv").read_text(encoding="utf-8")
    return tuple(
        PlantedValue(
            code=line["code"],
            name=line["name"],
            unit=line["unit"],
            year=int(line["year"]),
            kind=line["kind"],
            printed={report: line[report] for report in REPORTS if line[report]},
            repeats=int(line["repeats"]),
            against=int(line["against"]),
            hint=line["hint"],
            why=line["why"],
        )
        for line in csv.DictReader(text.splitlines())
    )


def build(folder: Path, place: str) -> Truth:
    """Writes the six reports of ``place`` into the folder. The same every time."""
    from annotations.overlap.building import write_reports

    return write_reports(folder, place)
