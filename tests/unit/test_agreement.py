"""A value in a table and in a sentence of one report: noted where equal, flagged where it is another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.agreement import compare_with_tables, plain_name
from extractor.facts import Flag, Kind, Place, Reading, Source

TABLE = Reading(
    indicator="Persentase Desa Mandiri (PDM)",
    kind=Kind.REALISASI,
    year=2023,
    value=Decimal("46.73"),
    unit="%",
    raw="46,73",
    source=Source.TABLE,
    place=Place(page=12, box=None, locator="p12/t1/r3/c4"),
)
SENTENCE = replace(
    TABLE,
    indicator="prosentase desa mandiri",
    source=Source.NARRATIVE,
    place=Place(page=14, box=None, locator="p14/b2/s1"),
    notes=("kalimat: ...",),
)


def compared(sentence: Reading, *tables: Reading) -> Reading:
    (reading,) = compare_with_tables([sentence], tables)
    return reading


def test_equal_values_are_one_with_two_places() -> None:
    reading = compared(SENTENCE, TABLE)
    assert reading == replace(SENTENCE, notes=("kalimat: ...", "sama dengan tabel p12/t1/r3/c4"))


def test_another_value_in_the_table_is_flagged_and_both_are_kept() -> None:
    reading = compared(SENTENCE, replace(TABLE, value=Decimal("15.56"), raw="15,56\n%"))
    assert (reading.value, reading.flags) == (Decimal("46.73"), (Flag.CONFLICT_WITH_TABLE,))
    assert reading.notes[-1] == "tabel p12/t1/r3/c4 menulis “15,56 %”"


def test_a_rounded_value_agrees_and_a_wrong_last_digit_does_not() -> None:
    assert compared(replace(SENTENCE, value=Decimal("46.7")), TABLE).flags == ()
    assert compared(replace(SENTENCE, value=Decimal("46.72")), TABLE).flags == (Flag.CONFLICT_WITH_TABLE,)


@pytest.mark.parametrize(
    "table",
    [
        replace(TABLE, year=2022, value=Decimal(1)),
        replace(TABLE, kind=Kind.TARGET, value=Decimal(1)),
        replace(TABLE, period="TW1", value=Decimal(1)),
        replace(TABLE, indicator="Persentase Desa Tertinggal", value=Decimal(1)),
        replace(TABLE, value=Decimal("0.4673"), unit=None),
        replace(TABLE, value=Decimal(46), unit="desa"),
        replace(TABLE, value=None, grade="B"),
    ],
)
def test_what_is_not_the_same_thing_is_left_alone(table: Reading) -> None:
    assert compared(SENTENCE, table) == SENTENCE


def test_tables_that_differ_among_themselves_contradict_nobody_but_an_equal_one_counts() -> None:
    low, high = replace(TABLE, value=Decimal(1)), replace(TABLE, value=Decimal(2))
    assert compared(SENTENCE, low, high) == SENTENCE
    assert compared(SENTENCE, low, TABLE).notes[-1] == "sama dengan tabel p12/t1/r3/c4"


def test_grades_are_compared_too() -> None:
    graded = replace(TABLE, value=None, grade="BB", raw="BB")
    assert compared(replace(SENTENCE, value=None, grade="BB"), graded).flags == ()
    assert compared(replace(SENTENCE, value=None, grade="A"), graded).flags == (Flag.CONFLICT_WITH_TABLE,)


def test_ages_tell_names_apart_that_differ_in_nothing_else() -> None:
    school = replace(TABLE, indicator="Angka partisipasi sekolah penduduk usia 7-12 tahun", value=Decimal(99))
    other = replace(SENTENCE, indicator="Angka partisipasi sekolah penduduk usia 13-15 tahun")
    assert compared(other, school) == other


def test_names_vary_in_case_spelling_and_brackets() -> None:
    assert plain_name("Prosentase  Desa\nMandiri (PDM)") == "persentase desa mandiri"
    assert plain_name("(PDM)") == "pdm"
