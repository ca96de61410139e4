"""Columns that stand beside one of their kind: percents under a kind, units apart, revised targets, other regions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.tables.column_facts import VALUE_ROLES, Column, Context
from extractor.tables.header_roles import kind_of_level
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.matrix import bare
from extractor.tables.vocabulary import Role, bare_header

PERCENTS = frozenset({"%", "persen", "persentase", "prosentase"})


def percent_under_kinds(columns: list[Column]) -> list[Column]:
    """ "Target: Jumlah | %" beside "Realisasi: Jumlah | %": the percents are of their own kind, no ratios."""
    kinds = {column.col: kind for column in columns if (kind := _kind_above_percent(column)) is not None}
    if Role.TARGET not in kinds.values():
        return columns
    return [
        replace(column, role=kinds[column.col], reason="persen di bawah target dan realisasi")
        if column.col in kinds
        else column
        for column in columns
    ]


def _kind_above_percent(column: Column) -> Role | None:
    if column.role is not Role.CAPAIAN or len(column.path) < 2 or bare_header(column.path[-1]) not in PERCENTS:
        return None
    kind = kind_of_level(bare_header(column.path[-2]), column.path[-2])
    return kind if kind in {Role.TARGET, Role.REALISASI} else None


def units_apart(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """A narrow column of its own that holds only "%" is the unit of the values on its left."""
    result: list[Column] = []
    for column in columns:
        texts = [text.strip() for text in column_text(headed, column.col) if text.strip()]
        beside = result[-1] if result else None
        if column.role in VALUE_ROLES and texts and beside is not None and all(text == "%" for text in texts):
            column = replace(column, role=Role.LEFT, reason="hanya satuan")
            if beside.role in VALUE_ROLES:
                result[-1] = replace(beside, percent_header=True)
        result.append(column)
    return result


_BEFORE = re.compile(
    r"^(?:target)?(?:murni|semula|awal|sebelum(?:perubahan)?|induk)(?:20\d\d)?$|targetmurni|sebelumperubahan"
)
_AFTER = re.compile(
    r"^(?:target)?(?:perubahan|menjadi|revisi|setelah(?:perubahan)?|sesudah(?:perubahan)?|penyesuaian)(?:20\d\d)?$|"
    r"targetperubahan|(?:setelah|sesudah)perubahan|targetrevisi"
)


def revised_targets(columns: list[Column]) -> list[Column]:
    """ "Target: Murni | Perubahan": what was reached is measured against the revised target; the first is left."""
    marked = {column.col: _revision(column) for column in columns}
    if not {"before", "after"} <= set(marked.values()):
        return columns
    result = []
    for column in columns:
        if marked[column.col] == "before":
            column = replace(column, role=Role.LEFT, reason="target sebelum perubahan")
        elif marked[column.col] == "after":
            column = replace(column, role=Role.TARGET, reason="target setelah perubahan")
        result.append(column)
    return result


def _revision(column: Column) -> str | None:
    """Whether a column holds the target before or after its revision."""
    if not column.path or not any("target" in bare(level) for level in column.path):
        return None
    leaf = bare(column.path[-1])
    if _AFTER.search(leaf):
        return "after"
    return "before" if _BEFORE.search(leaf) else None


_NATION = re.compile(r"nasional|indonesia", re.IGNORECASE)
_STANDARD = re.compile(r"standar|target", re.IGNORECASE)
_REGION = re.compile(r"\b(?:prov(?:insi|\.)|kab(?:upaten|\.)|kota)\b\s*(?P<name>[\w .]*)", re.IGNORECASE)


def other_regions(columns: list[Column], context: Context) -> list[Column]:
    """ "Realisasi Kota | Provinsi | Nasional": values of others stand there only to compare with."""
    own = {_place(column, context) for column in columns if column.role in VALUE_ROLES}
    if "own" not in own:
        return columns
    return [
        replace(column, role=Role.LEFT, reason="nilai wilayah lain, pembanding")
        if column.role in VALUE_ROLES and _place(column, context) == "other"
        else column
        for column in columns
    ]


def _place(column: Column, context: Context) -> str:
    """Whose values a column holds: the report's own, or another region's."""
    header = " ".join(column.path)
    if _NATION.search(header) and not _STANDARD.search(header):
        return "other"
    found = _REGION.search(header)
    if found is None or context.region is None:
        return "own"
    words, name = _letters(context.region), _letters(found.group())
    if not _letters(found["name"]):
        # "Provinsi" alone: another region in the report of a city or kabupaten.
        return "other" if name.startswith("prov") and not words.startswith("prov") else "own"
    same = _letters(found["name"]) in words or words in name
    return "own" if same else "other"


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def said_units(columns: Sequence[Column]) -> list[Column]:
    """The unit in brackets at the end of a header: "Realisasi (Rp)", "Jumlah (jiwa)"."""
    return [replace(column, unit=_unit_said(column)) for column in columns]


_BRACKETS = re.compile(r"\(([^()]{1,24})\)\s*$")
_UNIT = re.compile(
    r"^(?:(?:ribu|juta|miliar|milyar|triliun)\s*)?(?:rp\.?|rupiah|%|persen|orang|jiwa|kk|unit|buah|ton|kg|kw|ha|km2?|m[23]?|"
    r"kasus|dokumen|desa|kelurahan|kecamatan|poin|indeks|tahun|hari|jam|menit|laporan|lembaga|ekor|liter|keluarga|"
    r"rumah tangga|kegiatan|paket|sekolah|siswa|peserta|ribu|juta|miliar|triliun|us\$)$",
    re.IGNORECASE,
)


def _unit_said(column: Column) -> str | None:
    for level in reversed(column.path):
        found = _BRACKETS.search(level)
        if found and _UNIT.match(found.group(1).strip()):
            return found.group(1).strip()
    return "orang" if column.counts_people else None
