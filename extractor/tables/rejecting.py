"""Tables that look like indicator tables and are not: scales, breakdowns by area, budgets, averages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.tables.column_facts import VALUE_ROLES, Column
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.labels import clean_name, is_budget_account, looks_like_indicator, name_in_caption
from extractor.tables.matrix import bare
from extractor.tables.vocabulary import AREA_HEADER, Role
from extractor.tables.years import caption_years

PER_AREA = "rincian per wilayah atau unit, bukan nilai daerah"
_SCALE = re.compile(r"skala|rentang|interval|intervalnilai|nilaiangka|kategoripenilaian|rentangcapaian|skor.*kategori")
_MONEY = re.compile(r"^\(?(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d{1,2})?\)?(?:,-)?$")


def area_column(columns: Sequence[Column]) -> Column | None:
    """The column of districts, villages, offices, where the table breaks a value down by them."""
    return next((column for column in columns if column.path and AREA_HEADER.match(bare(column.path[-1]))), None)


def looks_like_money(text: str) -> bool:
    return bool(_MONEY.match(text.replace("\n", "").strip()))


def reason_to_leave(headed: HeadedTable, columns: Sequence[Column]) -> str | None:
    """Why the whole table gives no readings, or ``None`` where it is an indicator table."""
    values = [column for column in columns if column.role in VALUE_ROLES]
    transposed = any(column.role is Role.YEAR_IN_ROW for column in columns)
    header = [bare(level) for column in columns for level in column.path]
    if any(_SCALE.search(word) for word in header) and not any(column.role is Role.TARGET for column in columns):
        return "skala atau kriteria penilaian"
    if any("tingkatefisiensi" in word or "penyerapananggar" in word for word in header):
        return "efisiensi anggaran"
    if area_column(columns) is not None and not any("indikator" in word for word in header):
        return PER_AREA
    if not values and not transposed:
        return "tidak ada kolom nilai"
    indicator = [column for column in columns if column.role is Role.INDICATOR]
    kinds_down = any(column.role is Role.KIND_IN_ROW for column in columns)
    captioned = kinds_down and looks_like_indicator(name_in_caption(" ".join(headed.table.above[-1:])))
    if not indicator and not transposed and not captioned:
        return "tidak ada kolom nama indikator"
    if indicator and _is_program_budget(headed, indicator[0], values):
        return "anggaran program atau kegiatan"
    if indicator and not transposed:
        named = bare(" ".join(indicator[0].path))
        budget = sum(column.reason == "anggaran" for column in columns)
        if budget >= max(2, len(values)) and not any(word in named for word in ("indikator", "ikk")):
            return "anggaran program atau kegiatan"
        if not any(word in named for word in _NAME_HEADERS) and not _says_kind_or_year(headed, values):
            return "daftar tanpa tahun, target, atau realisasi"
    return None


_NAME_HEADERS = ("indikator", "ikk", "komponen", "uraian", "layanan")


def _says_kind_or_year(headed: HeadedTable, values: Sequence[Column]) -> bool:
    """A list of assets or staff heads its numbers "Jumlah" and names no year; an indicator table a year or a kind."""
    kinds = any(not column.kind_assumed and column.role is not Role.UNDECIDED_CAPAIAN for column in values)
    dated = any(not column.year_assumed and column.year is not None for column in values)
    return kinds or dated or caption_years((*headed.table.above[-3:], *headed.titles)) is not None


def _is_program_budget(headed: HeadedTable, indicator: Column, values: Sequence[Column]) -> bool:
    """Money in every value column, under names that are no budget accounts."""
    money = [
        text
        for column in values
        if column.role is not Role.CAPAIAN
        for text in column_text(headed, column.col)
        if text.strip()
    ]
    if not money or sum(map(looks_like_money, money)) < 0.7 * len(money):
        return False
    names = [clean_name(text) for text in column_text(headed, indicator.col) if text.strip()]
    accounts = sum(map(is_budget_account, names))
    return accounts < 0.5 * len(names)
