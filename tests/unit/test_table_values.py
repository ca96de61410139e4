"""What stands in the cells: levels, marks of provisional figures, footnotes, insertions, hidden rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from table_grids import facts, grid, read, values

from extractor.facts import Flag, Grid, Kind, TextLine
from extractor.tables import Context, read_grid

PLAIN = """
No | Indikator Kinerja | Target | Realisasi
1 | Angka Kemiskinan | 6,10 | 5,92
"""


def with_cell(drawing: str, row: int, col: int, **changes: object) -> Grid:
    drawn = grid(drawing)
    cells = tuple(
        replace(cell, **changes) if (cell.row, cell.col) == (row, col) else cell  # type: ignore[arg-type]
        for cell in drawn.cells
    )
    return replace(drawn, cells=cells)


def flags_of(drawn: Grid) -> list[tuple[Flag, ...]]:
    return [reading.flags for reading in read_grid(drawn, Context(report="LKJIP", year=2024)).readings]


def test_roman_numerals_are_levels_where_the_name_speaks_of_one():
    report = read(
        """
        No | Indikator Kinerja | Satuan | Target | Realisasi
        I | Level kapabilitas APIP | - | III | II
        II | Jumlah dokumen perencanaan | dokumen | 4 | 4
        """
    )
    assert [(r.indicator, r.kind, r.value, r.grade) for r in report.readings] == [
        ("Level kapabilitas APIP", Kind.TARGET, Decimal(3), "III"),
        ("Level kapabilitas APIP", Kind.REALISASI, Decimal(2), "II"),
        ("Jumlah dokumen perencanaan", Kind.TARGET, Decimal(4), None),
        ("Jumlah dokumen perencanaan", Kind.REALISASI, Decimal(4), None),
    ]


def test_section_numbers_never_become_levels():
    report = read(
        """
        Indikator Kinerja | Target | Realisasi
        Jumlah laporan | III | 4
        """
    )
    assert values(report, Kind.TARGET) == []


def test_footnote_of_a_cell_that_says_provisional_flags_its_value_only():
    drawn = with_cell(PLAIN, 1, 3, notes=("Angka sementara",))
    assert flags_of(drawn) == [(Flag.YEAR_ASSUMED,), (Flag.YEAR_ASSUMED, Flag.PROVISIONAL)]


def test_header_that_says_provisional_flags_its_column():
    report = read(
        """
        No | Indikator Kinerja | Realisasi 2023 | Realisasi 2024 (angka sementara)
        1 | Angka Kemiskinan | 6,10 | 5,92
        """
    )
    assert [reading.flags for reading in report.readings] == [(), (Flag.PROVISIONAL,)]


def test_legend_below_gives_a_star_another_meaning():
    drawn = grid(PLAIN.replace("5,92", "5,92*"), below=("* Data Dinas Sosial",))
    assert flags_of(drawn) == [(Flag.YEAR_ASSUMED,)] * 2
    drawn = grid(PLAIN.replace("5,92", "5,92*"), below=("*) angka sementara",))
    assert flags_of(drawn)[1] == (Flag.PROVISIONAL, Flag.YEAR_ASSUMED)


YEARS_DOWN = """
Tahun | Angka Kemiskinan (%) | Indeks Gini
2023 | 6,10 | 0,31
2024 | 5,92 | 0,30
"""


def test_insertions_and_hidden_cells_are_flagged_where_years_run_down_too():
    inserted = (TextLine(text="5,92", inserted=True),)
    assert Flag.TRACKED_INSERTION in flags_of(with_cell(YEARS_DOWN, 2, 1, lines=inserted))[2]
    assert Flag.HIDDEN in flags_of(with_cell(YEARS_DOWN, 2, 1, hidden=True))[2]


def test_years_down_with_only_kinds_over_the_columns_take_the_name_from_the_caption():
    report = read(
        """
        Tahun | Target | Realisasi | Capaian (%)
        2023 | 6,10 | 6,24 | 97,70
        2024 | 5,95 | 5,92 | 100,50
        """,
        "Tabel 3.7 Target dan Realisasi Angka Kemiskinan Tahun 2023-2024",
    )
    assert facts(report) == [
        ("Angka Kemiskinan", Kind.TARGET, 2023, Decimal("6.10")),
        ("Angka Kemiskinan", Kind.REALISASI, 2023, Decimal("6.24")),
        ("Angka Kemiskinan", Kind.CAPAIAN, 2023, Decimal("97.70")),
        ("Angka Kemiskinan", Kind.TARGET, 2024, Decimal("5.95")),
        ("Angka Kemiskinan", Kind.REALISASI, 2024, Decimal("5.92")),
        ("Angka Kemiskinan", Kind.CAPAIAN, 2024, Decimal("100.50")),
    ]


def test_years_to_come_running_down_are_planned():
    report = read(
        """
        Tahun | Jumlah Penduduk (jiwa)
        2024 | 101.200
        2025 | 102.300
        """,
        year=2024,
    )
    assert [(r.year, r.kind) for r in report.readings] == [(2024, Kind.REALISASI), (2025, Kind.TARGET)]


def test_one_cell_beside_two_indicators_is_read_once_and_flagged():
    report = read(
        """
        No | Indikator Kinerja | Satuan | Target 2024 | Realisasi 2024
        1 | Persentase jalan mantap | % | 80 | 76
        2 | Persentase jembatan mantap | % | ^ | 80
        """
    )
    assert [(r.indicator, str(r.value), r.flags) for r in report.readings] == [
        ("Persentase jalan mantap", "80", (Flag.SHARED_CELL,)),
        ("Persentase jalan mantap", "76", ()),
        ("Persentase jembatan mantap", "80", ()),
    ]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Cadangan Pangan (Kg)", "Kg"),
        ("Garis Kemiskinan (Rp/kapita/bulan)", "Rp/kapita/bulan"),
        ("Tingkat Pengangguran Terbuka (TPT)", None),
        ("Persentase Penduduk Miskin (P0)", None),
        ("Sisa Lebih Pembiayaan Anggaran (SiLPA)", None),
        ("Angka Partisipasi Murni (7-12 tahun)", None),
    ],
)
def test_a_short_form_in_brackets_is_no_unit(name: str, unit: str | None):
    report = read(f"No | Indikator Kinerja | Realisasi 2024\n1 | {name} | 12,5")
    assert [reading.unit for reading in report.readings] == [unit]
