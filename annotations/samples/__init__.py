"""Sample reports of Kota Purwaloka, an invented city: documents, the gold of every reading in them, the planted faults.

``python -m annotations.samples.build`` makes them anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.samples.facts import Planted

__all__ = ["SAMPLE_PROVINCE", "SAMPLE_REGION", "Region", "SampleReport", "planted", "repeated", "sample_reports"]


@dataclass(frozen=True, slots=True)
class Region:
    """A government and its code, as ``regions.csv`` writes them."""

    code: str
    name: str


SAMPLE_REGION = Region("99.71", "Kota Purwaloka")
"""The city; neither it nor its province exists."""
SAMPLE_PROVINCE = Region("99", "Nusa Lintang")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """One file of the samples."""

    name: str
    path: Path
    gold: Path
    """JSON lines: ``page, indicator, unit, year, kind, value, grade, raw, context, code, status, source``."""
    report: str
    """Code of the catalogue's reports: ``LPPD``, ``LHE-AKIP``."""
    year: int
    region_code: str
    region_name: str
    copy_of: str | None = None
    """Name of the Word sample that this PDF is the print of."""
    format: str
    """``pdf`` or ``docx``; a Word file has no pages, so its gold has none."""


PRINTED = "-cetak"
"""Ends the name of a PDF that LibreOffice prints from the Word file of the same report."""

_FILES = (
    ("lppd-2023", "LPPD", 2023, "pdf"),
    ("lppd-2024", "LPPD", 2024, "pdf"),
    ("rlppd-2024", "RLPPD", 2024, "pdf"),
    ("lkpj-2023", "LKPJ", 2023, "docx"),
    ("lkpj-2024", "LKPJ", 2024, "pdf"),
    ("spm-2024", "SPM", 2024, "pdf"),
    ("lkjip-2023", "LKJIP", 2023, "pdf"),
    ("lkjip-2024", "LKJIP", 2024, "docx"),
    ("lkjip-2024-cetak", "LKJIP", 2024, "pdf"),
    ("rb-2024", "RB", 2024, "docx"),
    ("rb-2024-cetak", "RB", 2024, "pdf"),
    ("lhe-2024", "LHE-AKIP", 2024, "pdf"),
)


def sample_reports(*, copies: bool = True) -> tuple[SampleReport, ...]:
    """Every sample report; without ``copies`` each report once, as a city would hand them in.

    A copy is the PDF that LibreOffice prints from a Word sample: the same readings a second time.
    """
    folder = Path(str(resources.files("annotations.samples")))
    return tuple(
        SampleReport(
            name=name,
            path=folder / "documents" / f"{name}.{form}",
            gold=folder / "gold" / f"{name}.jsonl",
            report=report,
            year=year,
            region_code=SAMPLE_REGION.code,
            region_name=SAMPLE_REGION.name,
            copy_of=name.removesuffix(PRINTED) if name.endswith(PRINTED) else None,
            format=form,
        )
        for name, report, year, form in _FILES
        if copies or not name.endswith(PRINTED)
    )


def repeated() -> dict[tuple[str, int, str, str], tuple[str, ...]]:
    """(code, year, kind, unit) to the reports that print it, where more than one does."""
    reports: dict[tuple[str, int, str, str], dict[str, None]] = {}
    for sample in sample_reports(copies=False):
        for line in sample.gold.read_text(encoding="utf-8").splitlines():
            read = json.loads(line)
            reports.setdefault((read["code"], read["year"], read["kind"], read["unit"]), {})[sample.name] = None
    return {key: tuple(names) for key, names in reports.items() if len(names) > 1}


def planted() -> tuple[Planted, ...]:
    """The contradictions, slips and provisional figures planted in single reports, each with what is true."""
    from annotations.samples import facts

    return facts.planted()
