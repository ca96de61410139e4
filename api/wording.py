"""Words for people for the codes of the domain: kinds, absences, flags. Used by the terminal and the pages alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from api.language import say
from extractor.facts import Flag, Kind, Status

_KINDS = {
    Kind.TARGET: ("target", "target"),
    Kind.REALISASI: ("realisasi", "realised"),
    Kind.CAPAIAN: ("capaian", "achievement"),
    Kind.BASELINE: ("kondisi awal", "baseline"),
}

_STATUSES = {
    Status.GIVEN: ("ada nilai", "given"),
    Status.ZERO: ("nol", "zero"),
    Status.MISSING: ("kosong", "missing"),
    Status.NOT_RELEASED: ("belum rilis", "not released yet"),
    Status.NOT_APPLICABLE: ("tidak berlaku", "not applicable"),
    Status.ILLEGIBLE: ("tidak terbaca", "illegible"),
}

_FLAGS = {
    Flag.PROVISIONAL: ("angka sementara", "provisional"),
    Flag.VERY_PROVISIONAL: ("angka sangat sementara", "very provisional"),
    Flag.UNAUDITED: ("belum diaudit", "unaudited"),
    Flag.RANGE: ("rentang nilai", "a range"),
    Flag.INEQUALITY: ("batas (≥ atau ≤)", "a bound (≥ or ≤)"),
    Flag.AMBIGUOUS_SEPARATOR: ("titik/koma meragukan", "ambiguous separator"),
    Flag.CONFLICT_IN_ROW: ("tidak cocok dalam baris", "conflict in its row"),
    Flag.CONFLICT_WITH_TABLE: ("lain dari tabel", "differs from a table"),
    Flag.UNIT_IN_HEADER_ONLY: ("satuan dari kepala kolom", "unit from the header"),
    Flag.UNIT_CONFLICT: ("satuan bertentangan", "units conflict"),
    Flag.YEAR_ASSUMED: ("tahun diperkirakan", "year assumed"),
    Flag.SHARED_CELL: ("satu sel untuk beberapa indikator", "one cell for several indicators"),
    Flag.KIND_ASSUMED: ("jenis diperkirakan", "kind assumed"),
    Flag.REPAIRED: ("huruf dibetulkan jadi angka", "letters repaired to digits"),
    Flag.DOUBTED: ("model kalimat ragu", "doubted by the sentence model"),
    Flag.SECOND_VALUE: ("ada nilai kedua", "a second value"),
    Flag.JOINED_ACROSS_PAGES: ("baris lintas halaman", "row across pages"),
    Flag.VS_END_TARGET: ("terhadap target akhir", "against the end target"),
    Flag.TRACKED_INSERTION: ("sisipan belum disetujui", "tracked insertion"),
    Flag.HIDDEN: ("tersembunyi", "hidden"),
    Flag.OCR: ("hasil pindai", "scanned"),
}


def kind_in_words(kind: str) -> str:
    return say(*_KINDS[Kind(kind)])


def status_in_words(status: str) -> str:
    return say(*_STATUSES[Status(status)])


def flags_in_words(flags: Iterable[str]) -> list[str]:
    """Flags that this version does not know keep their code: nothing is dropped."""
    return [say(*_FLAGS[Flag(flag)]) if flag in _FLAGS else flag for flag in flags]


def number_in_words(value: Decimal | None) -> str:
    """As it is written in Indonesia: 1234.50 becomes 1.234,50. Exact: no digit is added or taken away."""
    if value is None:
        return ""
    plain = format(value, "f")
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + ("," + fraction if fraction else "")


def value_in_words(value: Decimal | None, grade: str | None, status: str) -> str:
    """The value, or the grade, or the absence by its name: ``55,56``, ``BB``, ``belum rilis``."""
    if value is not None:
        return f"{number_in_words(value)} ({grade})" if grade else number_in_words(value)
    return grade or status_in_words(status)
