"""Layouts beyond the regulations' forms, named after what was once read wrong in them; values known by construction."""

from __future__ import annotations

from table_grids import grid, read, read_all, values

from extractor.facts import Flag, Kind


def test_people_served_are_counts_beside_a_target_in_percent():
    """Thousands of people once became "3,204 %" for the target's percent sign."""
    report = read(
        """
        No | Jenis Pelayanan Dasar | Indikator | Target | Jumlah yang Harus Dilayani | Jumlah yang Terlayani \
| Belum Terlayani | Capaian
        1 | Pelayanan ibu hamil | Jumlah ibu hamil yang dilayani | 100% | 3.204 | 3.101 | 103 | 96,79%
        """,
        "Capaian SPM Kesehatan Tahun 2024",
        report="SPM",
    )
    assert [(str(r.value), r.unit) for r in report.readings] == [
        ("100", "%"),
        ("3204", "orang"),
        ("3101", "orang"),
        ("96.79", "%"),
    ]


def test_target_over_realisasi_in_one_cell():
    report = read("""
    No | Indikator Kinerja | Satuan | Target / Realisasi 2024 | Capaian (%)
    1 | Angka kemiskinan | % | 9,40 / 9,11 | 103,09
    2 | Indeks pelayanan publik | indeks | 3,70 / 3,88 | 104,86
    """)
    assert values(report, Kind.TARGET) == [
        ("Angka kemiskinan", 2024, "9.40"),
        ("Indeks pelayanan publik", 2024, "3.70"),
    ]
    assert values(report, Kind.REALISASI) == [
        ("Angka kemiskinan", 2024, "9.11"),
        ("Indeks pelayanan publik", 2024, "3.88"),
    ]
    assert len({reading.place.locator for reading in report.readings}) == len(report.readings)


def test_letters_before_two_values_under_a_year_say_their_kinds():
    report = read("""
    No | Indikator Kinerja | Satuan | 2023 | 2024
    1 | Angka kemiskinan | % | T: 9,80 / R: 9,62 | T: 9,40 / R: 9,11
    2 | Indeks pelayanan publik | indeks | T = 3,50 / R = 3,61 | T = 3,70 / R = 3,88
    """)
    name, other = "Angka kemiskinan", "Indeks pelayanan publik"
    assert values(report, Kind.TARGET) == [
        (name, 2023, "9.80"),
        (name, 2024, "9.40"),
        (other, 2023, "3.50"),
        (other, 2024, "3.70"),
    ]
    assert values(report, Kind.REALISASI) == [
        (name, 2023, "9.62"),
        (name, 2024, "9.11"),
        (other, 2023, "3.61"),
        (other, 2024, "3.88"),
    ]


def test_a_cell_of_two_lines_under_one_kind_is_not_split():
    report = read("""
    No | Indikator Kinerja | Satuan | Target 2024 | Realisasi 2024
    1 | Nilai akuntabilitas | nilai | 70 | 71,5 / (BB)
    """)
    assert values(report, Kind.REALISASI) == [("Nilai akuntabilitas", 2024, "71.5")]


def test_years_down_under_indicators_over_target_and_realisasi():
    """The header's upper row was taken for a title, and every column for the caption's indicator."""
    report = read(
        """
        Tahun | Persentase rumah layak huni (%) | < | Jumlah taman kota (unit) | <
        ^ | Target | Realisasi | Target | Realisasi
        2023 | 85 | 84,6 | 6 | 7
        2024 | 88 | 88,2 | 7 | 7
        """,
        "Perkembangan Indikator",
    )
    homes, parks = "Persentase rumah layak huni (%)", "Jumlah taman kota (unit)"
    assert values(report, Kind.TARGET) == [
        (homes, 2023, "85"),
        (parks, 2023, "6"),
        (homes, 2024, "88"),
        (parks, 2024, "7"),
    ]
    assert values(report, Kind.REALISASI) == [
        (homes, 2023, "84.6"),
        (parks, 2023, "7"),
        (homes, 2024, "88.2"),
        (parks, 2024, "7"),
    ]


def test_footnote_marks_end_no_name_and_hide_no_unit():
    report = read("""
    No | Indikator | Target 2024 | Realisasi 2024 | Capaian (%)
    1 | Produksi ikan tangkap (ton)¹ | 12.500 | 13.125,5* | 105,00
    2 | Panjang drainase (m) 2) | 4.000 | 3.800 | 95
    3 | Rasio guru (SD) | 0,05 | 0,05 | 100
    """)
    assert [(r.indicator, r.unit) for r in report.readings if r.kind is Kind.REALISASI] == [
        ("Produksi ikan tangkap (ton)", "ton"),
        ("Panjang drainase (m)", "m"),
        ("Rasio guru (SD)", None),
    ]


def test_kinerja_beside_rupiah_is_the_value_of_the_year_not_a_ratio():
    report = read(
        """
        No | Sasaran | Indikator Kinerja | Target 2024 | < | Realisasi TW III | < | Realisasi TW IV | < \
| Capaian s.d. TW IV | <
        ^ | ^ | ^ | K | Rp | K | Rp | K | Rp | K | Rp
        1 | Layanan | Indeks kepuasan | 85 | 1.000.000.000 | 84 | 600.000.000 | 86 | 950.000.000 | 86 | 950.000.000
        """,
        "Evaluasi Rencana Aksi Tahun 2024",
    )
    assert values(report, Kind.REALISASI) == [("Indeks kepuasan", 2024, "86")]
    assert values(report, Kind.CAPAIAN) == []
    assert Flag.KIND_ASSUMED in report.readings[-1].flags


def test_two_tables_side_by_side_with_an_empty_column_between():
    (left, right) = read_all(
        grid("""
        No | Indikator | Realisasi 2024 | | No | Indikator | Realisasi 2024
        1 | Angka melek huruf | 99,1 | | 3 | Rata-rata lama sekolah | 9,4
        2 | Angka partisipasi kasar | 101,2 | | 4 | Harapan lama sekolah | 13,1
        """)
    )
    assert values(left, Kind.REALISASI) == [
        ("Angka melek huruf", 2024, "99.1"),
        ("Angka partisipasi kasar", 2024, "101.2"),
    ]
    assert values(right, Kind.REALISASI) == [
        ("Rata-rata lama sekolah", 2024, "9.4"),
        ("Harapan lama sekolah", 2024, "13.1"),
    ]


HEADER = "No | Indikator Kinerja | Satuan | Target 2024 | Realisasi 2024 | Capaian (%)"
EDGES = (60.0, 90.0, 250.0, 300.0, 360.0, 420.0, 480.0)


def test_a_row_saying_lanjutan_over_a_repeated_header_is_no_row():
    first = grid(f"{HEADER}\n1 | Aset bersertifikat | % | 60 | 58 | 96,67", page=1, edges=EDGES)
    second = grid(
        f"Lanjutan Tabel 3.1 | < | < | < | < | <\n{HEADER}\n2 | Arsip terkelola | berkas | 1.200 | 1.310 | 109,17",
        page=2,
        edges=EDGES,
    )
    found = [one for report in read_all(first, second) for one in values(report, Kind.REALISASI)]
    assert found == [("Aset bersertifikat", 2024, "58"), ("Arsip terkelola", 2024, "1310")]


def test_a_name_cut_by_the_page_is_put_together_before_the_next_row():
    first = grid(f"{HEADER}\n2 | Persentase perangkat daerah yang | % | 70 | 77 | 110", page=1, edges=EDGES)
    second = grid(
        " | menyusun laporan tepat waktu | | | |\n3 | Arsip terkelola | berkas | 1.200 | 1.310 | 109,17",
        page=2,
        edges=EDGES,
    )
    found = [one for report in read_all(first, second) for one in values(report, Kind.TARGET)]
    assert found == [
        ("Persentase perangkat daerah yang menyusun laporan tepat waktu", 2024, "70"),
        ("Arsip terkelola", 2024, "1200"),
    ]


def test_outcomes_with_their_parts_give_the_outcome_alone():
    report = read(
        """
        No | Urusan | IKK Outcome | Rumus | Data yang Digunakan | < | Capaian Kinerja (%) | Sumber
        ^ | ^ | ^ | ^ | Pembilang | Penyebut | ^ | ^
        1 | Pendidikan | Partisipasi warga usia 7-12 tahun | Jumlah A / Jumlah B | 41.203 | 42.118 | 97,83 | Dapodik
        """,
        "Capaian IKK Outcome Tahun 2024",
        report="LPPD",
    )
    assert [(r.kind, r.year, str(r.value)) for r in report.readings] == [(Kind.REALISASI, 2024, "97.83")]
