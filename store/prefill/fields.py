"""From the words of a requirement ("capaian tahun n-1; capaian tahun n; laju perubahan (%)") to columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extractor.facts import Kind
from store.prefill.facts import Ask, Column, UnitRule

NAMES_INDICATOR = re.compile(
    r"^(nama )?indikator( kinerja( makro)?)?$|^komponen$|^ikk hasil$|^jenis pelayanan dasar$|^sub indikator$", re.I
)
"""Fields that ask for the indicator's own name: they are the name column, not a column beside it."""

_YEAR = re.compile(r"(?<![\w])(?P<word>tahun\s+)?n(?:\s*(?P<sign>[+-])\s*(?P<count>\d+))?(?![\w.])", re.I)
_SERIES = re.compile(r"n-(?P<back>\d+)\.\.n", re.I)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A field that matches ``pattern`` becomes ``column`` (its year offset taken from the words)."""

    pattern: re.Pattern[str]
    make: Callable[[str, int], Column]


def _value(*kinds: Kind, unit_rule: UnitRule = UnitRule.ANY) -> Callable[[str, int], Column]:
    return lambda asked, offset: Column(asked=asked, ask=Ask.VALUE, kinds=kinds, offset=offset, unit_rule=unit_rule)


def _computed(ask: Ask, unit_rule: UnitRule = UnitRule.ANY) -> Callable[[str, int], Column]:
    return lambda asked, offset: Column(asked=asked, ask=ask, offset=offset, unit_rule=unit_rule)


def _catalogue(field: str) -> Callable[[str, int], Column]:
    return lambda asked, offset: Column(asked=asked, ask=Ask.CATALOGUE, catalogue_field=field)


def _manual(asked: str, offset: int) -> Column:
    return Column(asked=asked, ask=Ask.MANUAL, offset=offset)


def _start_of_plan(asked: str, offset: int) -> Column:
    return Column(asked=asked, ask=Ask.VALUE, kinds=(Kind.BASELINE,), any_year=True)


_RULES = tuple(
    _Rule(re.compile(pattern, re.I), make)
    for pattern, make in (
        (r"^satuan$", _catalogue("unit")),
        (r"^rumus( perhitungan)?$", _catalogue("formula")),
        (r"^no ikk$", _catalogue("ikk_number")),
        (r"^kode indikator tpb$", _catalogue("sdg_code")),
        (r"^kode referensi$", _catalogue("code")),
        (r"^bobot$", _catalogue("weight")),
        (r"^urusan$", _catalogue("urusan")),
        (r"^(perangkat daerah( penanggung jawab)?|penanggung jawab|produsen data)$", _catalogue("opd")),
        # What concerns money spent on a programme, or an output, is no value of the indicator itself.
        (r"^(alokasi |realisasi )?anggaran$|^(target|realisasi) output$", _manual),
        (r"^anggaran sebelum perubahan|^pagu", _manual),
        (r"^anggaran (sesudah|setelah) perubahan", _value(Kind.TARGET)),
        (r"^jumlah total yang harus dilayani", _value(Kind.TARGET, unit_rule=UnitRule.COUNT)),
        (r"^jumlah terlayani", _value(Kind.REALISASI, unit_rule=UnitRule.COUNT)),
        (r"^belum terlayani", _computed(Ask.REMAINDER, UnitRule.COUNT)),
        (r"^sisa$", _computed(Ask.REMAINDER)),
        (r"^capaian \(%\) 80%", _computed(Ask.RATIO, UnitRule.PERCENT)),
        (r"^(capaian|% capaian|rasio capaian)( \(%\))?$|^%$", _computed(Ask.RATIO)),
        (r"^laju", _computed(Ask.CHANGE)),
        (r"^perubahan$|^kenaikan/penurunan$", _computed(Ask.DIFFERENCE)),
        # Estimates, other governments' values, and values against the end of a plan are not kept in the store.
        (r"perkiraan|pembanding|akhir|s\.d\.|tahun 1-5|triwulan|tingkat capaian", _manual),
        (r"^kondisi awal", _start_of_plan),
        (r"^baseline", _value(Kind.BASELINE, Kind.REALISASI)),
        (r"^target( rkpd| dampak)?( tahun n| n)?([+-]\d+)?$", _value(Kind.TARGET)),
        (r"^realisasi( dampak)?( tahun n| n)?([+-]\d+)?$", _value(Kind.REALISASI)),
        (
            r"^(nilai|capaian|capaian kinerja|kondisi|saldo 31 des|opini)( tahun)?( n)?([+-]\d+)?$",
            _value(Kind.REALISASI),
        ),
        (r"^tahun n([+-]\d+)?$|^(skor|nilai|indeks)$", _value(Kind.REALISASI)),
    )
)


def columns_of(fields: str) -> tuple[str, tuple[Column, ...]]:
    """The heading of the name column, and the columns beside it, in the order asked.

    What no rule knows is left to people under its own words: a region's own form works too.
    """
    name_title, columns = "Indikator", []
    named = False
    for asked in (part.strip() for part in fields.split(";")):
        if not asked:
            continue
        if NAMES_INDICATOR.match(asked):
            name_title, named = (asked if not named else name_title), True
            continue
        columns.extend(_expanded(asked))
    return _capital(name_title), tuple(_without_repeats(columns))


def _expanded(asked: str) -> list[Column]:
    if re.match(r"^realisasi TW I-IV$", asked, re.I):
        quarters = zip(("I", "II", "III", "IV"), ("TW1", "TW2", "TW3", "TW4"), strict=True)
        return [
            Column(asked=asked, ask=Ask.VALUE, kinds=(Kind.REALISASI,), period=period, title=f"Realisasi TW {roman}")
            for roman, period in quarters
        ]
    series = _SERIES.search(asked)
    if series:
        years = range(-int(series["back"]), 1)
        return [
            Column(
                asked=asked, ask=Ask.VALUE, kinds=(Kind.REALISASI,), offset=year, title=f"realisasi {_relative(year)}"
            )
            for year in years
        ]
    return [column_of(asked)]


def _relative(offset: int) -> str:
    return f"n{offset:+d}" if offset else "n"


def column_of(asked: str) -> Column:
    """One column from its words; what no rule knows is written by people."""
    year = _YEAR.search(asked)
    offset = int(f"{year['sign']}{year['count']}") if year and year["sign"] else 0
    for rule in _RULES:
        if rule.pattern.search(asked):
            return rule.make(asked, offset)
    return _manual(asked, offset)


def _without_repeats(columns: list[Column]) -> list[Column]:
    """A series ("perkembangan n-4..n") leaves out the year that has its own column already."""
    own = {
        (column.kinds, column.offset) for column in columns if not _SERIES.search(column.asked) and not column.period
    }
    return [
        column for column in columns if not _SERIES.search(column.asked) or (column.kinds, column.offset) not in own
    ]


def with_last_year(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Adds last year's value behind each value of this year that stands alone: a compiler compares before he writes."""
    has_last_year = {
        (column.ask, column.unit_rule)
        for column in columns
        if column.offset == -1 and (column.ask is Ask.RATIO or Kind.REALISASI in column.kinds)
    }
    result: list[Column] = []
    for column in columns:
        result.append(column)
        is_reached = column.ask is Ask.VALUE and column.kinds[0] is Kind.REALISASI
        is_share = column.ask is Ask.RATIO and column.unit_rule is UnitRule.PERCENT
        alone = (column.ask, column.unit_rule) not in has_last_year
        if (is_reached or is_share) and column.offset == 0 and not column.period and alone:
            words = " ".join(_YEAR.sub("", column.asked).split())
            result.append(replace(column, offset=-1, is_reference=True, title=f"{words} n-1 (tahun lalu)"))
    return tuple(result)


def for_money(columns: tuple[Column, ...], is_money: bool) -> tuple[Column, ...]:
    """Where a table asks for a value *or* for budget and spending, each indicator takes the columns of its sort.

    "nilai tahun n; anggaran; realisasi; %": a budget line has a budget, the number of villages has a value.
    """
    words = {column.asked for column in columns}
    if not {"anggaran", "realisasi"} <= words or not any(word.startswith("nilai") for word in words):
        return columns
    if is_money:
        return tuple(
            replace(column, ask=Ask.VALUE, kinds=(Kind.TARGET,)) if column.asked == "anggaran" else column
            for column in columns
            if not column.asked.startswith("nilai")
        )
    return tuple(column for column in columns if column.asked.startswith("nilai"))


def heading(column: Column, year: int) -> str:
    """The column's heading with its year: ``capaian tahun n-1`` -> ``Capaian tahun 2024``."""

    def dated(found: re.Match[str]) -> str:
        offset = int(f"{found['sign']}{found['count']}") if found["sign"] else 0
        return f"{found['word'] or ''}{year + offset}"

    return _capital(_YEAR.sub(dated, column.title or column.asked))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
