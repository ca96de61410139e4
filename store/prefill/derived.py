"""Forms that ask for what another report asks for, in columns of their own: the list is data (``forms.csv``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.tables import ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedForm:
    """One line of ``forms.csv``."""

    report: str
    full_name: str
    based_on: str
    """The report whose indicators it takes."""
    section_of_base: str
    """Words of the sections whose indicators are meant."""
    section: str
    fields: str
    legal_basis: str
    addressed_to: str

    def row(self) -> ReportRow:
        """As a row of the catalogue; it belongs to no database."""
        from store.tables import ReportRow

        facts = {"legal_basis": self.legal_basis, "addressed_to": self.addressed_to}
        return ReportRow(code=self.report, full_name=self.full_name, facts=facts, confidence="confirmed")


@cache
def derived_forms() -> dict[str, DerivedForm]:
    """By the code of the report."""
    text = (resources.files("store.prefill") / "forms.csv").read_text(encoding="utf-8")
    return {line["report"]: DerivedForm(**line) for line in csv.DictReader(text.splitlines())}
