"""Reads the packaged catalogue (``store/catalogue/*.csv``) into facts, without a database.

``load_catalogue_rows`` gives every row, for the store to fill its tables; ``load_catalogue`` gives what matching
works with. A faulty row is named with its file and line: a catalogue that half loads would mislead in silence.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import resources
from importlib.resources.abc import Traversable

from extractor.errors import InBoth, WarisanError
from models.facts import Alias, Catalogue, Indicator, Relation

# Rows of normalization.csv that are one word or phrase for another; the others are notes for people.
SPELLING_KINDS = frozenset({"spelling", "typo", "spacing"})


class FaultyCatalogueRow(WarisanError):
    """Line {line} of {file} has a fault: {fault}. Correct that line of the catalogue."""

    indonesian = "Baris {line} pada {file} keliru: {fault}. Perbaiki baris katalog itu."


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """A row of ``indicators.csv``: the indicator, and what only the store keeps of it."""

    indicator: Indicator
    formula: str | None
    source: str
    level: str | None
    """``kabkota``, ... : which governments report it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementLine:
    """Report R asks for indicator I in section S with these fields."""

    report: str
    code: str
    section: str
    fields: str
    """Separated by ``;``."""
    source: str
    strength: str
    """``mandatory`` or ``typical``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLine:
    """A government, down to kabupaten and kota."""

    code: str
    """Kemendagri code: "35.73"."""
    name: str
    """As printed: "Kota Malang"."""
    short_name: str
    level: str
    province: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A kind of report and what is known of it."""

    code: str
    full_name: str
    facts: Mapping[str, str]
    """The other columns of ``reports.csv`` by name: legal basis, deadline, chapters, ..."""
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit and the ways in which it is printed."""

    unit: str
    variants: tuple[str, ...]
    dimension: str
    scale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeLine:
    """One step of a grading scheme, with its bounds where it has any."""

    scheme: str
    grade: str
    label: str
    lowest: Decimal | None
    highest: Decimal | None
    source: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRows:
    """Everything that the packaged CSV files say."""

    indicators: tuple[IndicatorLine, ...]
    aliases: tuple[Alias, ...]
    relations: tuple[Relation, ...]
    requirements: tuple[RequirementLine, ...]
    regions: tuple[RegionLine, ...]
    reports: tuple[ReportLine, ...]
    units: tuple[UnitLine, ...]
    grades: tuple[GradeLine, ...]
    spellings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One CSV row that knows where it stands, so that a fault can name its line."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return (self.cells.get(column) or "").strip()

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text:
            raise self.fault(f"{column} is empty", f"{column} kosong")
        return text

    def maybe(self, column: str) -> str | None:
        return self.text(column) or None

    def number(self, column: str) -> Decimal | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise self.fault(f"{column} is not a number: {text!r}", f"{column} bukan angka: {text!r}") from error

    def fault(self, english: str, indonesian: str) -> FaultyCatalogueRow:
        return FaultyCatalogueRow(file=self.file, line=self.line, fault=InBoth(english, indonesian))


def load_catalogue(folder: Traversable | None = None) -> Catalogue:
    """What matching needs, from the packaged files (or from ``folder``, laid out the same)."""
    return catalogue_of(load_catalogue_rows(folder))


def catalogue_of(rows: CatalogueRows) -> Catalogue:
    asked_by: dict[str, set[str]] = {}
    for requirement in rows.requirements:
        asked_by.setdefault(requirement.code, set()).add(requirement.report)
    return Catalogue(
        indicators=tuple(line.indicator for line in rows.indicators),
        aliases=rows.aliases,
        relations=rows.relations,
        units={line.unit: line.variants for line in rows.units},
        spellings=rows.spellings,
        asked_by={code: frozenset(reports) for code, reports in asked_by.items()},
    )


def load_catalogue_rows(folder: Traversable | None = None) -> CatalogueRows:
    """Every row of the catalogue, checked: codes are known and unique, numbers are numbers."""
    files = folder or resources.files("store") / "catalogue"
    units = unit_lines(files)
    dimensions = {line.unit: line.dimension for line in units}
    indicators = tuple(_indicator_line(row, dimensions) for row in _unique(_rows(files, "indicators.csv"), "code"))
    known = {line.indicator.code for line in indicators}
    return CatalogueRows(
        indicators=indicators,
        aliases=tuple(_aliases(_rows(files, "aliases.csv"), known)),
        relations=tuple(_relation(row, known) for row in _rows(files, "relations.csv")),
        requirements=tuple(_requirement_line(row, known) for row in _rows(files, "requirements.csv")),
        regions=tuple(_region_line(row) for row in _unique(_rows(files, "regions.csv"), "kode")),
        reports=tuple(_report_line(row) for row in _unique(_rows(files, "reports.csv"), "report")),
        units=units,
        grades=tuple(_grade_line(row) for row in _rows(files, "grades.csv")),
        spellings=_spellings(list(_rows(files, "normalization.csv"))),
    )


def unit_lines(folder: Traversable | None = None) -> tuple[UnitLine, ...]:
    """The units alone: comparing values needs no more."""
    files = folder or resources.files("store") / "catalogue"
    return tuple(_unit_line(row) for row in _unique(_rows(files, "units.csv"), "unit"))


def _rows(files: Traversable, name: str) -> Iterator[_Row]:
    reader = csv.DictReader(io.StringIO((files / name).read_text(encoding="utf-8"), newline=""))
    for cells in reader:
        yield _Row(name, reader.line_num, cells)


def _unique(rows: Iterator[_Row], column: str) -> Iterator[_Row]:
    seen: set[str] = set()
    for row in rows:
        key = row.needed(column)
        if key in seen:
            raise row.fault(f"{column} {key!r} stands there twice", f"{column} {key!r} tertulis dua kali")
        seen.add(key)
        yield row


def _known(row: _Row, column: str, codes: set[str]) -> str:
    code = row.needed(column)
    if code not in codes:
        raise row.fault(
            f"{column} {code!r} is no indicator of indicators.csv",
            f"{column} {code!r} bukan indikator di indicators.csv",
        )
    return code


def _indicator_line(row: _Row, dimensions: Mapping[str, str]) -> IndicatorLine:
    indicator = Indicator(
        code=row.needed("code"),
        name=row.needed("name"),
        unit=row.maybe("unit"),
        value_type=row.maybe("value_type"),
        direction=row.maybe("direction"),
        urusan=row.maybe("urusan"),
        lead_opd=row.maybe("lead_opd"),
        plausible_min=row.number("plausible_min"),
        plausible_max=row.number("plausible_max"),
        confidence=row.needed("confidence"),
    )
    _check_unit(row, indicator, dimensions)
    low, high = indicator.plausible_min, indicator.plausible_max
    if low is not None and high is not None and low > high:
        raise row.fault(
            f"plausible_min {low} is above plausible_max {high}", f"plausible_min {low} melebihi plausible_max {high}"
        )
    return IndicatorLine(
        indicator=indicator, formula=row.maybe("formula"), source=row.text("source"), level=row.maybe("level")
    )


# What a type of value must be measured in: the first word of the unit's dimension.
_MEASURED_IN = {"percentage": "ratio", "money": "money"}


def _check_unit(row: _Row, indicator: Indicator, dimensions: Mapping[str, str]) -> None:
    unit = indicator.unit
    if unit is None:
        return
    if unit not in dimensions:
        raise row.fault(f"unit {unit!r} is not in units.csv", f"satuan {unit!r} tidak ada di units.csv")
    wanted = _MEASURED_IN.get(indicator.value_type or "")
    if wanted is not None and not dimensions[unit].startswith(wanted):
        raise row.fault(
            f"unit {unit!r} contradicts value_type {indicator.value_type!r}",
            f"satuan {unit!r} bertentangan dengan value_type {indicator.value_type!r}",
        )


def _aliases(rows: Iterator[_Row], known: set[str]) -> Iterator[Alias]:
    """A text that names two indicators must say so (``ambiguous``), or matching would take one for the other."""
    seen: dict[str, Alias] = {}
    for row in rows:
        alias = _alias(row, known)
        first = seen.setdefault(_folded(alias.text), alias)
        if first.code != alias.code and not (alias.ambiguous and first.ambiguous):
            codes = f"{first.code}, {alias.code}"
            raise row.fault(
                f"{alias.text!r} points to two indicators ({codes}): keep one, or mark both ambiguous",
                f"{alias.text!r} menunjuk ke dua indikator ({codes}): pilih satu, atau tandai keduanya ambiguous",
            )
        yield alias


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _alias(row: _Row, codes: set[str]) -> Alias:
    return Alias(
        code=_known(row, "code", codes),
        text=row.needed("alias"),
        source=row.text("source_or_memory"),
        ambiguous=row.text("ambiguous"),
    )


def _relation(row: _Row, codes: set[str]) -> Relation:
    return Relation(
        code_a=_known(row, "code_a", codes),
        code_b=_known(row, "code_b", codes),
        relation=row.needed("relation"),
        note=row.text("note"),
    )


def _requirement_line(row: _Row, codes: set[str]) -> RequirementLine:
    return RequirementLine(
        report=row.needed("report"),
        code=_known(row, "code", codes),
        section=row.text("section"),
        fields=row.text("fields"),
        source=row.text("source"),
        strength=row.text("strength"),
    )


def _region_line(row: _Row) -> RegionLine:
    return RegionLine(
        code=row.needed("kode"),
        name=row.needed("nama"),
        short_name=row.text("nama_pendek"),
        level=row.text("level"),
        province=row.maybe("provinsi"),
        source=row.text("source"),
    )


def _report_line(row: _Row) -> ReportLine:
    own = {"report", "full_name", "confidence"}
    return ReportLine(
        code=row.needed("report"),
        full_name=row.text("full_name"),
        facts={name: row.text(name) for name in row.cells if name and name not in own},
        confidence=row.text("confidence"),
    )


def _unit_line(row: _Row) -> UnitLine:
    variants = tuple(part.strip() for part in row.text("variants_as_printed").split(";") if part.strip())
    return UnitLine(
        unit=row.needed("unit"), variants=variants, dimension=row.text("dimension"), scale=row.text("scale")
    )


def _grade_line(row: _Row) -> GradeLine:
    return GradeLine(
        scheme=row.needed("scheme"),
        grade=row.needed("grade"),
        label=row.text("label"),
        lowest=row.number("min"),
        highest=row.number("max"),
        source=row.text("source"),
        confidence=row.text("confidence"),
        note=row.text("note"),
    )


def _spellings(rows: Sequence[_Row]) -> dict[str, str]:
    """``a|b`` -> ``x`` or ``x|y``: the first goes with the first, the second with the second."""
    spellings: dict[str, str] = {}
    for row in rows:
        if row.text("kind") not in SPELLING_KINDS:
            continue
        printed = row.needed("as_printed").split("|")
        normal = row.needed("normalized").split("|")
        for position, word in enumerate(printed):
            spellings[word.strip()] = normal[min(position, len(normal) - 1)].strip()
    return spellings
