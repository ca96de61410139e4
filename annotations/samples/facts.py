"""The one world behind all sample reports: what is true in Kota Purwaloka, and where its reports say otherwise.

``world.csv`` holds the values of 2020-2024 and the targets, ``counts.csv`` what is counted (numerator and denominator,
as LPPD and SPM ask), ``apbd.csv`` the budget, ``planted.csv`` the faults planted in single reports.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from annotations.samples._print import ABSENT, ratio

YEARS = (2020, 2021, 2022, 2023, 2024)
END_OF_PLAN = 2026
"""Last year of the RPJMD 2021-2026."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One true value: a number, a grade, or an absence in the words of print."""

    value: Decimal | None
    grade: str | None = None
    absent: str | None = None
    """How the report prints that there is none: ``-``, ``N/A``, ``belum rilis``."""

    @property
    def status(self) -> str:
        if self.absent is not None:
            return ABSENT[self.absent]
        return "zero" if self.value is not None and self.value == 0 else "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured, in the catalogue's words and in the city's."""

    code: str
    """A code of the catalogue, or ``local:<slug>`` for one that only this city has."""
    name: str
    """The official wording."""
    short: str
    """The wording of the city's own reports."""
    unit: str
    decimals: int
    lower: bool
    """Less is better."""
    source: str
    """Who gives the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is counted for an IKK of the LPPD and a service of the SPM."""

    ikk: str
    spm: str
    name: str
    service: str
    numerator: str
    denominator: str
    source: str
    counted: dict[int, tuple[Decimal, Decimal]]
    """Year to numerator and denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of the budget."""

    code: str
    account: str
    name: str
    money: dict[int, tuple[Decimal, Decimal]]
    """Year to budget and realisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One fault planted in one report, as a civil servant would make it."""

    id: str
    type: str
    """``contradiction``, ``other_source``, ``provisional``, ``swapped_digits``, ``slip_x10`` or ``inside_report``."""
    report: str
    """Name of the sample report that prints it: ``lkpj-2024``."""
    where: str
    """``table``, ``narrative`` or ``both``."""
    code: str
    year: int
    kind: str
    printed: Decimal
    true: Decimal
    note: str


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("annotations.samples").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _fact(text: str) -> Fact:
    if text in ABSENT:
        return Fact(value=None, absent=text or "-")
    if text[0].isdigit() or text[0] == "-":
        return Fact(value=Decimal(text))
    return Fact(value=None, grade=text)


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator of the city by code."""
    found = {row["code"]: _indicator(row) for row in _rows("world.csv")}
    for count in counts():
        for code, name in ((count.ikk, count.name), (count.spm, count.service)):
            if code:
                found[code] = Indicator(
                    code=code, name=name, short=name, unit="persen", decimals=2, lower=False, source=count.source
                )
    for account in accounts():
        found[account.code] = Indicator(
            code=account.code,
            name=account.name,
            short=account.name,
            unit="Rp",
            decimals=0,
            lower=False,
            source="BPKAD",
        )
    return found


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        code=row["code"],
        name=row["name"],
        short=row["short"],
        unit=row["unit"],
        decimals=int(row["decimals"]) if row["decimals"] != "g" else 0,
        lower=row["direction"] == "lower",
        source=row["source"],
    )


@cache
def counts() -> tuple[Count, ...]:
    return tuple(
        Count(
            ikk=row["ikk"],
            spm=row["spm"],
            name=row["name"],
            service=row["service"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            source=row["source"],
            counted={year: (Decimal(row[f"n{year}"]), Decimal(row[f"d{year}"])) for year in (2023, 2024)},
        )
        for row in _rows("counts.csv")
    )


@cache
def accounts() -> tuple[Account, ...]:
    return tuple(
        Account(
            code=row["code"],
            account=row["account"],
            name=row["name"],
            money={year: (Decimal(row[f"b{year}"]), Decimal(row[f"r{year}"])) for year in (2023, 2024)},
        )
        for row in _rows("apbd.csv")
    )


@cache
def _facts() -> dict[tuple[str, int, str], Fact]:
    found: dict[tuple[str, int, str], Fact] = {}
    for row in _rows("world.csv"):
        for year in YEARS:
            found[row["code"], year, "realisasi"] = _fact(row[f"r{year}"])
        for year in (2022, 2023, 2024, END_OF_PLAN):
            found[row["code"], year, "target"] = _fact(row[f"t{year}"])
    for count in counts():
        for year, (part, whole) in count.counted.items():
            for code in filter(None, (count.ikk, count.spm)):
                found[code, year, "realisasi"] = Fact(value=ratio(part, whole))
                found[code, year, "target"] = Fact(value=Decimal(100))
    for account in accounts():
        for year, (budget, reached) in account.money.items():
            found[account.code, year, "target"] = Fact(value=budget)
            found[account.code, year, "realisasi"] = Fact(value=reached)
    return found


def truth(code: str, year: int, kind: str = "realisasi") -> Fact:
    """What is true, whatever the reports print."""
    return _facts().get((code, year, kind), Fact(value=None, absent="-"))


@cache
def planted() -> tuple[Planted, ...]:
    """Every planted fault, in the order of ``planted.csv``."""
    return tuple(
        Planted(
            id=row["id"],
            type=row["type"],
            report=row["report"],
            where=row["where"],
            code=row["code"],
            year=int(row["year"]),
            kind=row["kind"],
            printed=Decimal(row["printed"]),
            true=Decimal(row["true"]),
            note=row["note"],
        )
        for row in _rows("planted.csv")
    )


def printed(report: str, where: str, code: str, year: int, kind: str) -> Fact:
    """What this report prints there: the truth, or the fault planted in it."""
    for fault in planted():
        if (fault.report, fault.code, fault.year, fault.kind) == (report, code, year, kind) and (
            fault.where in {where, "both"}
        ):
            return Fact(value=fault.printed)
    return truth(code, year, kind)
