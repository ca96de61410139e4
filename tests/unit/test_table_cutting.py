"""Several tables in one grid, and one table in several grids."""

from __future__ import annotations

from decimal import Decimal

from table_grids import facts, grid, read_all, values

from extractor.facts import Kind

CLOSE_BELOW = """
Uraian | < | Satuan | 2023 | 2024
Indeks Pembangunan Manusia | < | Indeks | 77,25 | 78,01
*) Angka sementara / Tabel 1.4 Kemiskinan Tahun 2022-2023 | < | < | < | <
Tahun | Jumlah Penduduk Miskin (ribu jiwa) | < | Angka Kemiskinan (%) | <
2022 | 23,97 | < | 5,71 | <
2023 | 23,21 | < | 5,48 | <
"""


def test_table_whose_caption_stands_inside_the_grid_of_the_table_above():
    upper, lower = read_all(grid(CLOSE_BELOW))
    assert [(r.indicator, r.year) for r in upper.readings] == [
        ("Indeks Pembangunan Manusia", 2023),
        ("Indeks Pembangunan Manusia", 2024),
    ]
    assert facts(lower) == [
        ("Jumlah Penduduk Miskin (ribu jiwa)", Kind.REALISASI, 2022, Decimal("23.97")),
        ("Angka Kemiskinan (%)", Kind.REALISASI, 2022, Decimal("5.71")),
        ("Jumlah Penduduk Miskin (ribu jiwa)", Kind.REALISASI, 2023, Decimal("23.21")),
        ("Angka Kemiskinan (%)", Kind.REALISASI, 2023, Decimal("5.48")),
    ]


def test_header_repeated_with_other_words_keeps_the_years_above_it():
    drawing = """
    Indikator Sasaran | 2023 | < | < | 2024 | < | <
    ^ | Target | Realisasi | Capaian (%) | Target | Realisasi | Capaian (%)
    Rasio kematian bayi | 6 | 4,4 | 126,7 | 5,8 | 4,0 | 131,03
    c) | | | | | |
    Indikator Sasaran | 2023 | < | < | 2024 | < | <
    ^ | Target | Realisasi | Capaian | Target | Realisasi | Capaian
    Cakupan persalinan | 85 | 95,95 | 112,88 | 86 | 92,46 | 107,51
    """
    upper, lower = read_all(grid(drawing))
    assert values(upper, Kind.TARGET) == [("Rasio kematian bayi", 2023, "6"), ("Rasio kematian bayi", 2024, "5.8")]
    assert values(lower, Kind.TARGET) == [("Cakupan persalinan", 2023, "85"), ("Cakupan persalinan", 2024, "86")]


def test_continuation_overleaf_whose_section_rows_halve_a_column():
    first = grid(
        """
        No | Indikator Kinerja | Satuan | Target | Realisasi
        1 | Indeks daya saing | Indeks | 3,10 | 3,15
        """,
        page=7,
        edges=(60, 90, 300, 360, 440, 520),
    )
    second = grid(
        """
        VI. SASARAN : | < | Terwujudnya jaminan kesehatan semesta | < | < | <
        2 | Persentase penduduk dengan jaminan kesehatan | < | Persen | 95 | 97
        """,
        page=8,
        edges=(60, 90, 170, 300, 360, 440, 520),
    )
    (report,) = read_all(first, second)
    assert values(report, Kind.REALISASI) == [
        ("Indeks daya saing", 2024, "3.15"),
        ("Persentase penduduk dengan jaminan kesehatan", 2024, "97"),
    ]


def test_third_page_with_the_columns_of_the_first_after_one_with_more():
    edges = (60.0, 90.0, 300.0, 360.0, 440.0)
    halved = (60.0, 90.0, 170.0, 300.0, 360.0, 440.0)
    header = "No | Indikator | Satuan | Target 2024"
    (report,) = read_all(
        grid(header + "\n1 | Indeks inovasi | Indeks | 50", page=7, edges=edges),
        grid("Sasaran : | < | Layanan prima | < | <\n2 | Nilai kepatuhan | < | Nilai | 80", page=8, edges=halved),
        grid(header + "\n3 | Indeks layanan | Indeks | 3,1", page=9, edges=edges),
    )
    assert [name for name, *_ in values(report, Kind.TARGET)] == ["Indeks inovasi", "Nilai kepatuhan", "Indeks layanan"]


def test_ratio_or_value_is_decided_for_the_whole_column_also_where_the_next_page_has_more_columns():
    known = grid(
        """
        Indikator | Target 2024 | Realisasi 2024
        Indeks inovasi | 50 | 60
        Nilai kepatuhan | 80 | 84
        """,
        page=6,
    )
    first = grid(
        """
        No | Indikator Kinerja | Satuan | Capaian Kinerja 2024
        1 | Indeks inovasi | Indeks | 120
        """,
        page=7,
        edges=(60, 90, 300, 360, 440),
    )
    second = grid(
        "2 | Nilai kepatuhan | < | Nilai | 105",
        page=8,
        edges=(60, 90, 170, 300, 360, 440),
    )
    joined = read_all(known, first, second)[-1]
    assert values(joined, Kind.CAPAIAN) == [("Indeks inovasi", 2024, "120"), ("Nilai kepatuhan", 2024, "105")]
