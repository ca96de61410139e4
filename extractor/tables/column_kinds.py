"""Columns whose header leaves open which kind of value, or which year, they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.facts import PLAN_REPORTS
from extractor.tables.column_facts import VALUE_REPORTS, VALUE_ROLES, Column, Context
from extractor.tables.headers import HeadedTable
from extractor.tables.vocabulary import Role, bare_header
from extractor.tables.years import CaptionYears


def _is_bare_percent(column: Column) -> bool:
    return bool(column.path) and bare_header(column.path[-1]) in {"%", "persen", "persentase", "prosentase"}


def percent_of_year_beside(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """ "2023 (Rp) | % | 2024 (Rp) | %": each bare % belongs to the year on its left."""
    result: list[Column] = []
    for column in columns:
        beside = result[-1] if result else None
        if _is_bare_percent(column) and column.year is None and beside is not None and beside.role is Role.VALUE:
            column = replace(column, year=beside.year)
        result.append(column)
    return result


def part_years(columns: list[Column], caption: str) -> list[Column]:
    """Quarters give readings of their own only where the table has no value of the whole year."""
    if not any(column.period and column.role in VALUE_ROLES for column in columns):
        return columns
    annual = any(column.role is Role.REALISASI and not column.period for column in columns)
    cumulative = bool(re.search(r"s\.?\s?/?\s?d\.?\b|sampai dengan|kumulatif", caption, re.IGNORECASE))
    annual_target = any(column.role is Role.TARGET and not column.period for column in columns)
    result = []
    for column in columns:
        if column.period and column.role in VALUE_ROLES:
            last = column.period in {"TW4", "S2"}
            if annual or (annual_target and column.role is Role.TARGET):
                column = replace(column, role=Role.LEFT, reason="nilai sebagian tahun")
            elif cumulative and annual_target and last:
                column = replace(column, period=None, reason=column.reason + "; triwulan terakhir kumulatif")
            elif cumulative and annual_target:
                column = replace(column, role=Role.LEFT, reason="nilai sebagian tahun")
        result.append(column)
    return result


def kinerja_beside_money(columns: list[Column]) -> list[Column]:
    """ "Capaian s.d. TW IV: K | Rp" beside quarters: beside money reached stands the value reached, and no ratio."""
    result = list(columns)
    for at, (column, beside) in enumerate(pairwise(columns)):
        paired = [bare_header(one.path[-1]) if one.path else "" for one in (column, beside)] == ["k", "rp"]
        if column.role is not Role.UNDECIDED_CAPAIAN or not paired:
            continue
        whole = column.period in {"TW4", "S2"} and _UNTIL.search(column.header)
        result[at] = replace(
            column,
            role=Role.REALISASI,
            period=None if whole else column.period,
            reason=column.reason + "; di samping uang",
            kind_assumed=True,
        )
    return result


_UNTIL = re.compile(r"\bs\s?[./]?\s?d\b\.?|sampai dengan|kumulatif", re.IGNORECASE)


def cumulative_beside_own(columns: list[Column]) -> list[Column]:
    """ "Hasil 2015 | Hasil s.d. 2015": the year's own value is read, the sum since the plan began is not."""

    def sums_up(column: Column) -> bool:
        return column.role is Role.REALISASI and column.period is None and bool(_UNTIL.search(column.header))

    own = {column.year for column in columns if column.role is Role.REALISASI and not sums_up(column)}
    return [
        replace(column, role=Role.LEFT, reason="jumlah sampai dengan tahun itu; nilai tahunnya ada di kolom lain")
        if sums_up(column) and column.year in own
        else column
        for column in columns
    ]


def physical_progress(columns: list[Column]) -> list[Column]:
    """ "Realisasi Fisik (%)" beside money says how far the work is, not what the indicator reached."""
    if any(column.role is Role.TARGET for column in columns) or not any(c.reason == "anggaran" for c in columns):
        return columns
    return [
        replace(column, role=Role.LEFT, reason="kemajuan fisik kegiatan")
        if column.role in VALUE_ROLES and "fisik" in bare_header(" ".join(column.path))
        else column
        for column in columns
    ]


def decide_capaian(columns: list[Column]) -> list[Column]:
    """ "Capaian" is the ratio where target and realisasi stand beside it, else the value itself."""
    has_realisasi = any(column.role is Role.REALISASI for column in columns)
    served = any("dilayani" in bare_header(column.path[-1]) for column in columns if column.path)
    weight_only = any(column.reason == "bobot" for column in columns) and not any(
        column.role is Role.TARGET for column in columns
    )
    result = []
    for column in columns:
        if column.role is Role.UNDECIDED_CAPAIAN and has_realisasi:
            column = replace(column, role=Role.CAPAIAN, reason=column.reason + "; di samping realisasi")
        elif column.role is Role.CAPAIAN and served:
            column = replace(column, role=Role.REALISASI, reason="persentase terlayani adalah nilai SPM")
        elif column.role is Role.CAPAIAN and weight_only:
            column = replace(column, role=Role.LEFT, reason="nilai terhadap bobot, bukan terhadap target")
        elif (
            column.role is Role.CAPAIAN
            and not has_realisasi
            and not (_is_bare_percent(column) and column.year)
            and not any(other.role in {Role.TARGET, Role.REALISASI} for other in columns)
        ):
            column = replace(column, role=Role.UNDECIDED_CAPAIAN)
        result.append(column)
    return result


def _only_later_target(columns: Sequence[Column]) -> int | None:
    """The year of the only target, where it lies after every realised year: the ratio is against the plan's end."""
    targets = {column.year for column in columns if column.role is Role.TARGET}
    reached = {column.year for column in columns if column.role is Role.REALISASI}
    if len(targets) != 1 or not reached or None in targets or None in reached:
        return None
    target = max(year for year in targets if year is not None)
    return target if target > max(year for year in reached if year is not None) else None


_PLAN = re.compile(r"rpjmd|renstra")


def against_plan(columns: list[Column]) -> list[Column]:
    """ "Tingkat Capaian RPJMD" beside "Target RPJMD 2026" is measured against 2026, not against its own year."""
    ends: dict[str, int] = {}
    for column in columns:
        found = _PLAN.search(bare_header(column.header))
        if column.role is Role.TARGET and found and column.year:
            ends[found.group()] = max(column.year, ends.get(found.group(), 0))
    later = _only_later_target(columns)
    result = []
    for column in columns:
        found = _PLAN.search(bare_header(column.path[-1])) if column.path else None
        if column.role is Role.CAPAIAN and found and found.group() in ends:
            column = replace(column, year=ends[found.group()], end_target=True)
        elif column.role is Role.CAPAIAN and column.year is None and later is not None:
            column = replace(column, year=later, end_target=True)
        result.append(column)
    return result


_PLANNED = re.compile(r"\b(?:target|rencana)\b", re.IGNORECASE)


def decide_values(columns: list[Column], context: Context, caption: str) -> list[Column]:
    """A year over numbers: planned where caption, report or the future say so, else reached."""
    words = bare_header(caption)
    planned = bool(_PLANNED.search(caption)) and "realisasi" not in words and "capaian" not in words
    doubtful = context.report in PLAN_REPORTS or context.report is None
    result = []
    for column in columns:
        if column.role is Role.UNDECIDED_CAPAIAN:
            column = replace(column, kind_assumed=context.report not in VALUE_REPORTS)
        elif column.role is Role.VALUE:
            future = context.year is not None and column.year is not None and column.year > context.year
            plan = context.report in PLAN_REPORTS and (column.year or 0) >= (context.year or 9999)
            role = Role.TARGET if planned or future or plan else Role.REALISASI
            column = replace(column, role=role, kind_assumed=not planned and (doubtful or column.year is None))
        result.append(column)
    return result


def fill_years(columns: list[Column], context: Context, caption: CaptionYears | None) -> list[Column]:
    """Columns without a year take it from the caption, their neighbours or the report, in this order."""
    dated = [column.year for column in columns if column.year is not None and column.role in VALUE_ROLES]
    reached = [
        column.year
        for column in columns
        if column.year is not None and column.role in {Role.REALISASI, Role.UNDECIDED_CAPAIAN}
    ]
    result = []
    for column in columns:
        if column.role in VALUE_ROLES and column.year is None:
            year, assumed = _year_for(column, context, caption, dated, reached)
            column = replace(column, year=year, year_assumed=assumed)
        result.append(column)
    return result


def _end_year(context: Context, dated: list[int]) -> int:
    """A plan ends after the year reported on: last year's columns beside "Target Akhir Renstra" do not tell it."""
    last = max(dated)
    if context.year is None or context.plan_end is None or last > context.year:
        return last
    return max(last, context.plan_end)


def _year_for(
    column: Column, context: Context, caption: CaptionYears | None, dated: list[int], reached: list[int]
) -> tuple[int | None, bool]:
    if column.role is Role.BASELINE and dated:
        return min(dated) - 1, True
    if column.end_target and dated:
        return _end_year(context, dated), column.role is not Role.CAPAIAN
    if reached:
        return max(reached), False
    if len(set(dated)) == 1:
        return dated[0], False
    if caption is not None and len(caption.years) == 1:
        return caption.years[0], False
    if caption is not None and context.year in caption.years:
        return context.year, False
    if caption is not None and not caption.is_range:
        return max(caption.years), True
    return context.year, True
