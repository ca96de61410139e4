"""Whose values a row holds: names over several rows, from captions, under sections, never those of others."""

from __future__ import annotations

from table_grids import grid, read, read_all, values

from extractor.facts import Kind


def test_section_right_below_the_header_is_no_part_of_it():
    report = read(
        """
        No | Sasaran / Indikator | Satuan | Target | Realisasi
        I | Sasaran 1: Meningkatnya layanan | | |
        1 | Indeks Kepuasan Masyarakat | Indeks | 85 | 86
        II | Sasaran 2: Menurunnya kemiskinan | | |
        1 | Angka Kemiskinan | % | 6 | 5,9
        """
    )
    assert [(r.indicator, r.group) for r in report.readings if r.kind is Kind.TARGET] == [
        ("Indeks Kepuasan Masyarakat", ("Sasaran 1: Meningkatnya layanan",)),
        ("Angka Kemiskinan", ("Sasaran 2: Menurunnya kemiskinan",)),
    ]


def test_kinds_running_down_take_the_name_from_the_caption():
    report = read(
        """
        Uraian | 2023 | 2024
        Target | 79 | 80
        Realisasi | 79,5 | 81
        Capaian (%) | 100,6 | 101,25
        """,
        "Tabel 3.4 Capaian Indikator Persentase Jalan Mantap Tahun 2023-2024",
    )
    name = "Persentase Jalan Mantap"
    assert values(report, Kind.TARGET) == [(name, 2023, "79"), (name, 2024, "80")]
    assert values(report, Kind.REALISASI) == [(name, 2023, "79.5"), (name, 2024, "81")]
    assert values(report, Kind.CAPAIAN) == [(name, 2023, "100.6"), (name, 2024, "101.25")]
    assert {r.unit for r in report.readings if r.kind is Kind.CAPAIAN} == {"%"}


def test_kinds_running_down_under_a_caption_without_a_name_are_left():
    report = read(
        """
        Uraian | 2023 | 2024
        Target | 79 | 80
        Realisasi | 79,5 | 81
        """,
        "Grafik berikut menunjukkan perkembangannya",
    )
    assert report.readings == ()


def test_name_that_goes_on_below_its_values_with_a_capital():
    report = read(
        """
        No | Indikator Kinerja | Target | Realisasi
        1 | Persentase Rumah Tangga | 90 | 91
         | Berakses Air Minum Layak | |
        2 | Nilai SAKIP | 70 | 71
        """
    )
    assert [(r.indicator, r.group) for r in report.readings if r.kind is Kind.TARGET] == [
        ("Persentase Rumah Tangga Berakses Air Minum Layak", ()),
        ("Nilai SAKIP", ()),
    ]


def test_heading_between_numbered_rows_is_no_rest_of_a_name():
    report = read(
        """
        No | Indikator Kinerja | Target | Realisasi
        1 | Persentase jalan mantap | 90 | 91
         | Urusan Sosial | |
        2 | Nilai SAKIP | 70 | 71
        """
    )
    assert [name for name, *_ in values(report, Kind.TARGET)] == ["Persentase jalan mantap", "Nilai SAKIP"]


def test_ikk_alone_heads_the_names_of_key_indicators():
    report = read(
        """
        No IKK | IKK | Rumus | Data Numerator | Data Denominator | Capaian 2024 (%)
        I.1 | Persentase anak usia dini | A/B x 100 | 1.200 | 1.500 | 80,00
        """,
        report="LPPD",
    )
    assert values(report, Kind.REALISASI) == [("Persentase anak usia dini", 2024, "80.00")]


def test_target_and_money_under_each_year_in_three_header_rows():
    report = read(
        """
        Indikator | Baseline 2023 | Target | < | < | <
        ^ | ^ | 2025 | < | 2026 | <
        ^ | ^ | Target | Rp (juta) | Target | Rp (juta)
        Indeks Kepuasan | 82 | 86 | 1.300 | 88 | 1.400
        """,
        report="RENSTRA",
    )
    assert values(report, Kind.TARGET) == [("Indeks Kepuasan", 2025, "86"), ("Indeks Kepuasan", 2026, "88")]


def test_years_headed_capaian_beside_this_years_realisasi_are_values_where_they_are_of_its_size():
    report = read(
        """
        No | Indikator | Satuan | Capaian | < | Target 2024 | Realisasi 2024
        ^ | ^ | ^ | 2022 | 2023 | ^ | ^
        1 | Angka Kemiskinan | % | 6,5 | 6,1 | 6,0 | 5,9
        """
    )
    assert values(report, Kind.REALISASI) == [
        ("Angka Kemiskinan", 2022, "6.5"),
        ("Angka Kemiskinan", 2023, "6.1"),
        ("Angka Kemiskinan", 2024, "5.9"),
    ]


def test_districts_whose_counts_happen_to_divide_are_no_indicators():
    drawing = """
    No | Kecamatan | Jumlah Penduduk | Jumlah Miskin | %
    1 | Sukamaju | 10.000 | 500 | 5,00
    2 | Harapan | 12.000 | 720 | 6,00
    3 | Bahagia | 20.000 | 800 | 4,00
    """
    assert read(drawing).readings == ()
    rest = grid("\n".join(drawing.strip().splitlines()[1:]))
    assert read_all(rest)[0].readings == ()


def test_total_of_a_breakdown_by_district_is_the_indicator_of_the_caption():
    report = read(
        """
        No | Kecamatan | Jumlah Anak | Memiliki KIA | Persentase
        1 | Sukamaju | 12.450 | 8.110 | 65,14
        2 | Harapan | 9.870 | 7.005 | 70,97
         | JUMLAH/KABUPATEN | 22.320 | 15.115 | 67,72
        """,
        "Tabel 2.3 Persentase Anak yang Memiliki KIA per Kecamatan Tahun 2023",
    )
    assert values(report, Kind.REALISASI) == [("Persentase Anak yang Memiliki KIA", 2023, "67.72")]
    assert report.left_because


def test_numbered_city_at_the_end_of_a_provinces_breakdown_is_no_total():
    report = read(
        """
        No | Kabupaten/Kota | Memiliki KIA (%)
        1 | Kabupaten Senja | 65,14
        2 | Kota Fajar | 70,97
        """,
        "Tabel 2.3 Persentase Anak yang Memiliki KIA menurut Kabupaten/Kota Tahun 2023",
    )
    assert report.readings == ()
