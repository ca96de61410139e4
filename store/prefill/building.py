"""From a report's requirements to its form: sections, tables, rows, and in each slot what is known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extractor.errors import YearInFuture, YearTooOld
from store.prefill.derived import DerivedForm, derived_forms
from store.prefill.facts import Ask, Column, Form, FormRow, FormTable, Slot, SlotState
from store.prefill.fields import columns_of, for_money, heading, with_last_year
from store.prefill.filling import Filler, Subject
from store.prefill.known import Knowledge, find_report, knowledge

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.tables import IndicatorRow, ReportRow, RequirementRow

OLDEST_YEAR = 1999
"""Regional autonomy began with the law of 1999; no report of these kinds is older."""
LOCAL_FIELDS = "satuan; target tahun n; realisasi tahun n; capaian (%); realisasi n-1"
NO_OPD = "Perangkat daerah belum ditentukan"

_CHAPTER = re.compile(r"^BAB\s+(?P<roman>[IVX]+)(?:/[IVX]+)*\b\s*(?P<rest>.*)$")
_SUBSECTION = re.compile(r"^(?P<number>\d+(?:\.\d+)+)\s+")
_SDG_CODE = re.compile(r"\s*\(kode TPB (?P<code>.+?)(?:, (?:memory|source:).*)?\)$")
_WEIGHT = re.compile(r"\(bobot ([\d.,]+)\)", re.I)
_IKK_NUMBER = re.compile(r"\.(\d+)([a-z])(\d+)$")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One requirement beside its indicator."""

    indicator: IndicatorRow
    section: str
    fields: str
    strength: str
    also: tuple[str, ...] = ()
    """Codes of the same value, asked for in the same table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """Where a section stands: ``BAB III 3.4 Capaian IKU`` is chapter 3, subsection 3.4."""

    chapter_number: int
    subsection: tuple[int, ...]
    chapter: str
    title: str


def build_form(session: Session, report: str, year: int, region: str, *, everything: bool = False) -> Form:
    """The form of ``report`` for the year reported on, filled with what the government has confirmed.

    Indicators that a report asks for only where the government uses them (``typical``) are in the form if it
    ever reported them; with ``everything``, or where it never reported any, all are.
    """
    from store.regions import find_region

    check_year(year)
    kind_of_report = find_report(session, report)
    government = find_region(session, region)
    known = knowledge(session, government.code, year)
    demands, left_out = demands_of(session, kind_of_report.code, government.code, known, everything=everything)
    filler = Filler(known, year, names=indicator_names(session), served=served_shares(session))
    tables = tables_of(demands, year, filler, chapter_titles(kind_of_report))
    problems = [*tell_empty(tables, government.name, year), *filler.problems]
    return Form(
        report=kind_of_report.code,
        report_name=kind_of_report.full_name,
        legal_basis=str(kind_of_report.facts.get("legal_basis", "")),
        addressed_to=str(kind_of_report.facts.get("addressed_to", "")),
        year=year,
        region=government.code,
        region_name=government.name,
        made_at=datetime.now(UTC),
        tables=tables,
        left_out=left_out,
        problems=tuple(problems),
    )


def check_year(year: int) -> None:
    # Next year's plan is asked for this year; nothing beyond it can be known.
    if year > datetime.now(UTC).year + 1:
        raise YearInFuture(year=year)
    if year < OLDEST_YEAR:
        raise YearTooOld(year=year, oldest=OLDEST_YEAR)


def demands_of(
    session: Session, report: str, region: str, known: Knowledge, *, everything: bool = False
) -> tuple[list[Demand], tuple[tuple[str, str], ...]]:
    """What a report asks of a government, its own indicators included; and what was left out as (code, name)."""
    derived = derived_forms().get(report)
    demands = _demands(session, report) if derived is None else _derived_demands(session, derived)
    demands, left_out = _choose(demands, known, everything)
    demands = _merge_twins(demands, known, report)
    return demands + _local_demands(session, report, region, known, demands), left_out


def _demands(session: Session, report: str) -> list[Demand]:
    from sqlalchemy import select

    from store.tables import IndicatorRow, RequirementRow

    query = (
        select(RequirementRow, IndicatorRow)
        .join(IndicatorRow, IndicatorRow.code == RequirementRow.code)
        .where(RequirementRow.report == report)
        .order_by(RequirementRow.id)
    )
    return [_demand(requirement, indicator) for requirement, indicator in session.execute(query)]


def _derived_demands(session: Session, form: DerivedForm) -> list[Demand]:
    """The base report's indicators, each once, in the columns of the form."""
    found = [demand for demand in _demands(session, form.based_on) if form.section_of_base in demand.section]
    by_code = {demand.indicator.code: demand for demand in reversed(found)}
    return [replace(demand, section=form.section, fields=form.fields) for demand in reversed(by_code.values())]


def _demand(requirement: RequirementRow, indicator: IndicatorRow) -> Demand:
    return Demand(
        indicator=indicator,
        section=requirement.section,
        fields=requirement.fields,
        strength=requirement.strength,
    )


def _choose(
    demands: list[Demand], known: Knowledge, everything: bool
) -> tuple[list[Demand], tuple[tuple[str, str], ...]]:
    """Leaves out what is only typical and was never reported; tells what it left out."""

    def is_used(demand: Demand) -> bool:
        code = demand.indicator.code
        return code in known.codes_seen or any(other in known.codes_seen for other in known.same_value.get(code, ()))

    typical = [demand for demand in demands if demand.strength == "typical"]
    if everything or not any(is_used(demand) for demand in typical):
        return demands, ()
    chosen = [demand for demand in demands if demand.strength != "typical" or is_used(demand)]
    left = [demand.indicator for demand in typical if not is_used(demand)]
    return chosen, tuple((indicator.code, indicator.name) for indicator in left)


def _merge_twins(demands: list[Demand], known: Knowledge, report: str) -> list[Demand]:
    """One row where a table asks for one value under two codes; the report's own code (``spm.`` in SPM) stays."""
    own = f"{report.lower()}."
    by_key = {(demand.section, demand.fields, demand.indicator.code): demand for demand in demands}
    order = {key: position for position, key in enumerate(by_key)}
    merged = []
    for key, demand in by_key.items():
        twins = [(*key[:2], code) for code in known.same_value.get(key[2], ())]
        group = [key, *(twin for twin in twins if twin in by_key)]
        if key == min(group, key=lambda one: (not one[2].startswith(own), order[one])):
            merged.append(replace(demand, also=tuple(sorted(one[2] for one in group if one != key))))
    return merged


def _local_demands(session: Session, report: str, region: str, known: Knowledge, demands: list[Demand]) -> list[Demand]:
    """The government's own indicators that stood in the same report before: they belong into the next one."""
    from sqlalchemy import select

    from store.tables import IndicatorRow

    derived = derived_forms().get(report)
    reports = {report} if derived is None else {report, derived.based_on}
    in_report = {key[0] for key, value in known.values.items() if value.source.report in reports}
    in_report |= {
        key[0] for key, found in known.proposals.items() if any(item.source.report in reports for item in found)
    }
    query = select(IndicatorRow).where(IndicatorRow.region == region).order_by(IndicatorRow.code)
    own = [indicator for indicator in session.scalars(query) if indicator.code in in_report]
    typical = Counter((demand.section, demand.fields) for demand in demands if demand.strength == "typical")
    (section, fields), _ = typical.most_common(1)[0] if typical else (("", LOCAL_FIELDS), 0)
    section = f"{_chapter_words(section)} - Indikator daerah" if _CHAPTER.match(section) else "Indikator daerah"
    return [Demand(indicator=item, section=section, fields=fields, strength="local") for item in own]


def _chapter_words(section: str) -> str:
    chapter = _CHAPTER.match(section)
    return f"BAB {chapter['roman']}" if chapter else ""


def indicator_names(session: Session) -> dict[str, str]:
    from sqlalchemy import select

    from store.tables import IndicatorRow

    rows = session.execute(select(IndicatorRow.code, IndicatorRow.name))
    return {row.code: row.name for row in rows}


def served_shares(session: Session) -> frozenset[str]:
    from sqlalchemy import select

    from store.tables import RequirementRow

    return frozenset(session.scalars(select(RequirementRow.code).where(RequirementRow.report == "SPM").distinct()))


def chapter_titles(report: ReportRow) -> dict[int, str]:
    """``BAB II Capaian Kinerja (2.1 makro; ...)`` -> ``{2: "BAB II Capaian Kinerja"}``."""
    titles = {}
    for words in str(report.facts.get("usual_chapters", "")).split("|"):
        plain = re.sub(r"\s*\(.*$", "", words.strip())
        chapter = _CHAPTER.match(plain)
        if chapter and chapter["rest"]:
            titles[_arabic(chapter["roman"])] = plain
    return titles


def _arabic(roman: str) -> int:
    numbers = [_ROMAN[letter] for letter in roman]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-number if number < following else number for number, following in pairs)


def _place(section: str) -> _Section:
    words = _SDG_CODE.sub("", section).strip()
    chapter = _CHAPTER.match(words)
    number, rest = (_arabic(chapter["roman"]), chapter["rest"]) if chapter else (0, words)
    before, _, after = rest.partition(" - ") if " - " in rest else (rest, "", "")
    if not chapter:
        before, after = "", rest
    title = after or before.lstrip("- ")
    subsection = _SUBSECTION.match(title)
    title = re.sub(r"^Tabel\s+", "", title[subsection.end() :] if subsection else title)
    title = re.sub(r"\s*\(LKE RB\)$", "", title).strip()
    return _Section(
        chapter_number=number,
        subsection=tuple(int(part) for part in subsection["number"].split(".")) if subsection else (),
        chapter=f"BAB {chapter['roman']} {before}".strip() if chapter else "",
        title=title[:1].upper() + title[1:],
    )


def tables_of(
    demands: list[Demand], year: int, filler: Filler, chapters: dict[int, str], *, only: frozenset[str] | None = None
) -> tuple[FormTable, ...]:
    """Demands of one section with the same columns share a table; tables stand in the order of the chapters.

    ``only``: rows of other codes are left out, the numbers of tables and rows stay.
    """
    gathered: dict[tuple[_Section, str, tuple[Column, ...], bool | None], list[Demand]] = {}
    for demand in demands:
        name_title, columns = columns_of(demand.fields)
        is_money = demand.indicator.value_type == "money"
        own = for_money(columns, is_money)
        split = own != columns
        own = tuple(column for column in own if column.catalogue_field != "urusan")
        own = with_last_year(own)
        key = (_place(demand.section), name_title, own, is_money if split else None)
        gathered.setdefault(key, []).append(demand)
    order = sorted(gathered, key=lambda key: (key[0].chapter_number, key[0].subsection))
    counted: Counter[int] = Counter()
    running = 0
    result = []
    for key in order:
        section, name_title, columns, _ = key
        has_chapter = section.chapter_number > 0
        running += not has_chapter
        counted[section.chapter_number] += 1
        number = f"{section.chapter_number}.{counted[section.chapter_number]}" if has_chapter else str(running)
        chapter = chapters.get(section.chapter_number, section.chapter)
        twins = [other for other in order if other[0] == section]
        title = section.title if len(twins) == 1 else f"{section.title}, bagian {twins.index(key) + 1}"
        rows = _rows(gathered[key], columns, year, filler, only)
        result.append(
            FormTable(
                chapter=chapter,
                title=f"{title}, Tahun {year}",
                number=number,
                columns=columns,
                titles=tuple(heading(column, year) for column in columns),
                name_title=name_title,
                rows=rows,
            )
        )
    return tuple(result)


def _rows(
    demands: list[Demand], columns: tuple[Column, ...], year: int, filler: Filler, only: frozenset[str] | None
) -> tuple[FormRow, ...]:
    first_seen: dict[str, int] = {}
    for demand in demands:
        first_seen.setdefault(demand.indicator.urusan or "", len(first_seen))
    ordered = sorted(demands, key=lambda demand: first_seen[demand.indicator.urusan or ""])
    return tuple(
        form_row(number, demand, columns, year, filler)
        for number, demand in enumerate(ordered, 1)
        if only is None or demand.indicator.code in only
    )


def form_row(number: int, demand: Demand, columns: tuple[Column, ...], year: int, filler: Filler) -> FormRow:
    indicator = demand.indicator
    opd = indicator.lead_opd or NO_OPD
    subject = Subject(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        is_percentage=indicator.value_type == "percentage",
        lower_is_better=indicator.direction == "lower",
        is_served_share=indicator.code in filler.served,
        opd=opd,
    )
    slots: list[Slot | None] = []
    texts: list[str] = []
    for position, column in enumerate(columns):
        if column.ask is Ask.CATALOGUE:
            slots.append(None)
            texts.append(_catalogue_text(column.catalogue_field, demand))
            continue
        slot = filler.fill(subject, column, position, heading(column, year))
        # Last year's value is a help, not a demand: where it is unknown, the cell just stays empty.
        unasked = column.is_reference and slot.state in {SlotState.NEEDED, SlotState.WAITING}
        slots.append(None if unasked else slot)
        texts.append("" if unasked else slot.text)
    return FormRow(
        number=number,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit or "",
        group=indicator.urusan or "",
        opd=opd,
        strength=demand.strength,
        also=demand.also,
        texts=tuple(texts),
        slots=tuple(slots),
    )


def _catalogue_text(field: str, demand: Demand) -> str:
    indicator = demand.indicator
    if field == "sdg_code":
        found = _SDG_CODE.search(demand.section)
        return found["code"] if found and found["code"] != "?" else ""
    if field == "weight":
        weight = _WEIGHT.search(indicator.name)
        return weight[1] if weight else ""
    if field == "ikk_number":
        number = _IKK_NUMBER.search(indicator.code)
        return ".".join(number.groups()) if number else ""
    return {
        "unit": indicator.unit or "",
        "formula": indicator.formula or "",
        "code": indicator.code,
        "opd": indicator.lead_opd or "",
    }[field]


def tell_empty(tables: tuple[FormTable, ...], region_name: str, year: int) -> list[str]:
    """What a compiler must know before he looks for it in the cells: nothing at all, or whole quarters, confirmed."""
    slots = [slot for table in tables for row in table.rows for slot in row.slots if slot is not None]
    known = [slot for slot in slots if slot.state in {SlotState.FILLED, SlotState.ABSENT}]
    if not known:
        return [
            f"Belum ada satu pun nilai {region_name} untuk tahun {year - 1} atau {year} yang dikonfirmasi untuk "
            "formulir ini. Unggah laporan tahun lalu, lalu konfirmasi nilainya; formulir ini baru berisi kolom kosong."
        ]
    empty = sorted({slot.period for slot in slots if slot.period} - {slot.period for slot in known})
    if not empty:
        return []
    return [
        f"Belum ada satu pun nilai {region_name} untuk {', '.join(empty)} tahun {year} yang dikonfirmasi. Unggah "
        "laporan periode itu, atau tulis nilainya pada formulir ini lalu unggah kembali."
    ]
