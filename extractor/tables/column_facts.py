"""What is known of a column, and of the document it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts import Kind
from extractor.tables.vocabulary import Role

VALUE_ROLES = frozenset({Role.TARGET, Role.REALISASI, Role.CAPAIAN, Role.BASELINE, Role.VALUE, Role.UNDECIDED_CAPAIAN})
VALUE_REPORTS = frozenset({"LPPD", "RLPPD", "LKPJ", "SPM", "RB", "LHE-AKIP", "EPPD", "SDGS"})
"""Reports whose forms say "Capaian" for the value itself; in a LKjIP alone it may be the ratio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document says before its tables are read."""

    report: str | None = None
    year: int | None = None
    region: str | None = None
    """The government's name as printed: "Kota Malang"."""
    plan_end: int | None = None
    """Last year of the plan, where the report's tables name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table and what it holds."""

    col: int
    path: tuple[str, ...]
    role: Role
    reason: str
    """Why it has this role, or why it gives no readings; Indonesian, for the debug picture."""
    year: int | None = None
    year_assumed: bool = False
    period: str | None = None
    end_target: bool = False
    """A target of the plan's last year, or a ratio against it."""
    percent_header: bool = False
    counts_people: bool = False
    """Headed "Jumlah yang harus dilayani" or "terlayani": people, whatever the unit of the row."""
    stars: int = 0
    """Stars printed on the year: 1 provisional, 2 very provisional."""
    kind_assumed: bool = False
    unit: str | None = None
    """Printed in brackets at the end of the header."""

    @property
    def header(self) -> str:
        return " › ".join(self.path)

    @property
    def kind(self) -> Kind | None:
        kinds = {
            Role.TARGET: Kind.TARGET,
            Role.REALISASI: Kind.REALISASI,
            Role.CAPAIAN: Kind.CAPAIAN,
            Role.BASELINE: Kind.BASELINE,
        }
        return kinds.get(self.role)


def column_note(column: Column) -> str:
    """What a reading says of the column it was read from."""
    return f"kolom: {column.header or '-'}"
