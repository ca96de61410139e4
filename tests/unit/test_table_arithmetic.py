"""What a row's numbers say of each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from table_grids import read

from extractor.facts import Flag, Kind, Place, Reading, Source, Status
from extractor.numbers_id import ParsedValue
from extractor.tables.arithmetic import fits, settle_by_arithmetic


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


def test_two_cells_of_one_print_keep_their_own_ways_to_be_read():
    """ "2.500" is sure in the first cell and open in the second: the first is not changed to fit the ratio."""
    sure, open_, ratio = Decimal("2.5"), Decimal(2500), Decimal("0.1")
    readings = [
        Reading(
            indicator="Rasio dokter",
            kind=kind,
            year=2024,
            value=value,
            raw=raw,
            source=Source.TABLE,
            place=Place(page=1, box=None),
        )
        for kind, value, raw in [
            (Kind.TARGET, sure, "2.500"),
            (Kind.REALISASI, open_, "2.500"),
            (Kind.CAPAIAN, ratio, "0,1"),
        ]
    ]
    parsed = [
        ParsedValue(raw=reading.raw, value=reading.value, status=Status.GIVEN, interpretations=values)
        for reading, values in zip(readings, [(sure,), (open_, sure), (ratio,)], strict=True)
    ]
    assert settle_by_arithmetic(readings, parsed)[0].value == sure
