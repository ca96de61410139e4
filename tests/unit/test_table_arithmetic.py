"""What a row's numbers say of each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from table_grids import read

from extractor.facts import Flag
from extractor.tables.arithmetic import fits


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian", "formula"),
    [
        ("1733980", "79912", "5", "realisasi/target"),
        ("90", "98,9", "109", "realisasi/target"),
        ("7", "10", "142,85", "realisasi/target"),
        ("95,00", "89,41", "105,88", "(2 target - realisasi)/target"),
        ("20", "16", "125", "target/realisasi"),
        ("80", "95", "100", "realisasi/target, dibatasi 100"),
        ("0", "0", "100", "target nol"),
        ("0,6", "0,5", "90", None),
        ("80", "76", "99", None),
    ],
)
def test_formula_that_a_capaian_follows_rounded_or_cut_off_as_printed(
    target: str, realisasi: str, capaian: str, formula: str | None
):
    assert fits(*(Decimal(text.replace(",", ".")) for text in (target, realisasi, capaian))) == formula


def flags(row: str) -> set[Flag]:
    report = read("Indikator Kinerja | Target 2024 | Realisasi 2024 | Capaian (%)\n" + row)
    return {flag for reading in report.readings for flag in reading.flags}


def test_conflict_only_where_no_formula_fits():
    assert Flag.CONFLICT_IN_ROW in flags("Jumlah pelatihan | 80 | 76 | 99")
    assert flags("Jumlah pelatihan | 80 | 76 | 95") == set()


def test_no_conflict_where_nothing_can_be_divided():
    assert flags("Jumlah kasus rabies | 0 | 3 | 0") == set()
