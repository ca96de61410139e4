"""The role that the words of a header path give a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.tables.vocabulary import (
    ANSWER_HEADERS,
    BASELINE_WORDS,
    CAPAIAN_WORDS,
    END_TARGET_WORDS,
    GROUP_WORDS,
    INDICATOR_WORDS,
    MONEY,
    MONTHS,
    NOTE_HEADERS,
    NUMBER_HEADERS,
    RATIO_WORDS,
    REALISASI_WORDS,
    TARGET_WORDS,
    UNIT_HEADERS,
    VALUE_WORDS,
    YEAR_HEADERS,
    Role,
    bare_header,
    left_reason,
)
from extractor.tables.years import column_period, years_in

ANSWERS = "jawaban daftar periksa"
_TARGET_AND_MONEY = re.compile(
    r"(?:target|kinerja|fisik|capaian).{0,12}(?:dan|serta)\w{0,12}(?:pagu|anggaran|keuangan|dana)"
)
"""A level over both: "Target dan Pagu Indikatif Tahun". The level below says which of the two a column is."""


def role_of_path(path: Sequence[str]) -> tuple[Role, str]:
    if not path:
        return Role.UNKNOWN, "kolom tanpa kepala"
    shorts = [bare_header(level) for level in path]
    if shorts[-1] in ANSWER_HEADERS:
        return Role.LEFT, ANSWERS
    if (role := _short_header(shorts[-1])) is not None:
        return role, f"kepala '{path[-1]}'"
    if any("perkiraan" in short or "prognosis" in short for short in shorts):
        return Role.LEFT, "perkiraan"
    if any(left_reason(short) == "anggaran" and not _TARGET_AND_MONEY.search(short) for short in shorts):
        return Role.LEFT, "anggaran"
    for depth in range(len(shorts) - 1, -1, -1):
        decided = _role_of_level(shorts[depth], path[depth], is_leaf=depth == len(shorts) - 1)
        if decided is not None:
            return decided
    if MONTHS.match(shorts[-1]) and not any(years_in(level) for level in path):
        return Role.LEFT, "nilai sebulan"
    if any(years_in(level) for level in path):
        return Role.VALUE, "kolom tahun"
    if any(word in shorts[-1] for word in VALUE_WORDS):
        return Role.VALUE, f"kepala '{path[-1]}'"
    if column_period(path):
        return Role.VALUE, "kolom triwulan"
    if re.fullmatch(r"\(?\d\)?", path[-1].strip()) and len(path) > 1:
        return Role.VALUE, "kolom tahun ke-"
    return Role.UNKNOWN, f"kepala '{path[-1]}' tidak dikenal"


def _role_of_level(short: str, text: str, *, is_leaf: bool) -> tuple[Role, str] | None:
    """The role that one level of a header path gives, or ``None`` where it says nothing."""
    said = f"kepala '{text}'"
    if short.startswith(("indikator", "tujuansasaranindikator", "noindikator")) and not re.search(
        r"target|realisasi", short
    ):
        return (Role.INDICATOR, said) if is_leaf else None
    if "ratarata" in short or "rerata" in short:
        return Role.LEFT, "rata-rata"
    if any(word in short for word in ("skala", "rentang", "interval", "skor", "kategori")) and "capaian" in short:
        return Role.LEFT, "skala penilaian"
    if is_leaf and short.startswith(INDICATOR_WORDS[1:6]):
        return Role.INDICATOR, said
    if is_leaf and (reason := left_reason(short)) is not None and not _is_value_level(short):
        return Role.LEFT, reason
    if (role := kind_of_level(short, text)) is not None:
        return role, said
    if is_leaf and "indikator" in short:
        return Role.INDICATOR, said
    if is_leaf and short in {"%", "persen", "persentase", "prosentase"}:
        return Role.CAPAIAN, said
    if is_leaf and any(word in short for word in INDICATOR_WORDS) and not years_in(text):
        return Role.INDICATOR, said
    if is_leaf and any(word in short for word in GROUP_WORDS):
        return Role.GROUP, said
    return None


def _short_header(short: str) -> Role | None:
    if short in NUMBER_HEADERS:
        return Role.NUMBER
    if short in UNIT_HEADERS:
        return Role.UNIT
    if short in {"t", "r", "k"}:
        return {"t": Role.TARGET, "r": Role.REALISASI, "k": None}[short]
    if short in YEAR_HEADERS:
        return Role.YEAR_IN_ROW
    if short in NOTE_HEADERS or MONEY.match(short):
        return Role.LEFT
    return None


def _is_value_level(short: str) -> bool:
    """A level that names a kind outright is a value column even if it also holds a word like "penilaian"."""
    return short.startswith(("target", "realisasi", "capaian", "pencapaian")) and not short.startswith(
        ("targetsdgs", "targetikk", "targetindikator", "targetspm", "targetnspk")
    )


def kind_of_level(short: str, text: str) -> Role | None:
    """Target, realisasi, capaian or baseline, if this header level says so."""
    is_ratio = any(word in short for word in RATIO_WORDS) or ("%" in text and any(w in short for w in CAPAIAN_WORDS))
    if is_ratio and "realisasicapaian" not in short and not short.startswith("target"):
        return Role.CAPAIAN
    if any(word in short for word in END_TARGET_WORDS):
        return Role.TARGET
    target = min((short.find(word) for word in TARGET_WORDS if word in short), default=-1)
    realisasi = min((short.find(word) for word in REALISASI_WORDS if word in short), default=-1)
    if target >= 0 and realisasi >= 0:
        if "targetdanrealisasi" in short or "realisasidantarget" in short:
            return None
        return Role.TARGET if target < realisasi else Role.REALISASI
    if realisasi >= 0:
        return Role.REALISASI
    if any(word in short for word in BASELINE_WORDS) or ("kondisi" in short and years_in(text)):
        return Role.BASELINE
    if target >= 0:
        return Role.TARGET
    if any(word in short for word in CAPAIAN_WORDS):
        return Role.UNDECIDED_CAPAIAN
    return None
