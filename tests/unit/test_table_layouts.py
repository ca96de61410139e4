"""The layouts that the regulations ask for, and how offices print them: which cell is whose, of which kind and year."""

from __future__ import annotations

from table_grids import facts, grid, read, read_all, values

from extractor.facts import Flag, Kind


def test_renstra_table_with_years_counted_from_one():
    report = read(
        """
        NO | Indikator Kinerja sesuai Tugas | Target NSPK | Target IKK | Target Renstra Tahun ke- | < \
| Realisasi Capaian Tahun ke- | < | Rasio Capaian pada Tahun ke- | <
        ^ | ^ | ^ | ^ | 1 | 2 | 1 | 2 | 1 | 2
        (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10)
        1 | Persentase PMKS tertangani | 100 | V | 40 | 45 | 38 | 44 | 0,95 | 0,98
        """,
        "Tabel T-C.23 Pencapaian Kinerja Pelayanan Tahun 2023-2024",
        report="RENSTRA",
        year=2025,
    )
    name = "Persentase PMKS tertangani"
    assert values(report, Kind.TARGET) == [(name, 2023, "40"), (name, 2024, "45")]
    assert values(report, Kind.REALISASI) == [(name, 2023, "38"), (name, 2024, "44")]
    assert values(report, Kind.CAPAIAN) == [(name, 2023, "0.95"), (name, 2024, "0.98")]
    assert {r.unit for r in report.readings if r.kind is Kind.CAPAIAN} == {"rasio"}


def test_year_numbers_of_a_header_repeated_overleaf_are_no_values():
    header = """
    No | Indikator Kinerja | Target Tahun ke- | < | Realisasi Tahun ke- | <
    ^ | ^ | 1 | 2 | 1 | 2
    """.strip()
    edges = (60, 90, 250, 300, 350, 400, 450)
    first = grid(header + "\n1 | Persentase A | 40 | 45 | 38 | 44", page=1, edges=edges, above=("Tahun 2023-2024",))
    second = grid(header + "\n2 | Persentase B | 50 | 55 | 58 | 54", page=2, edges=edges)
    (report,) = read_all(first, second)
    assert values(report, Kind.TARGET) == [
        ("Persentase A", 2023, "40"),
        ("Persentase A", 2024, "45"),
        ("Persentase B", 2023, "50"),
        ("Persentase B", 2024, "55"),
    ]


def test_renja_evaluation_leaves_what_is_only_expected():
    report = read(
        """
        Kode | Program/Kegiatan | Indikator Kinerja | Target Renstra Tahun 2026 \
| Target dan Realisasi Kinerja Tahun 2023 (n-2) | < | < | Target Renja Tahun 2024 (n-1) \
| Perkiraan Realisasi Capaian Target Renstra s/d Tahun 2024 | <
        ^ | ^ | ^ | ^ | Target Renja | Realisasi Renja | Tingkat Realisasi (%) | ^ \
| Realisasi Capaian s/d Tahun 2024 | Tingkat Capaian (%)
        1 | 2 | 3 | 4 | 6 | 7 | 8=(7/6) | 9 | 10=(5+7+9) | 11=(10/4)
        1.06.02 | Program Pemberdayaan Sosial | Persentase PSKS aktif | 90 % | 75 % | 76 % | 101,33 | 80 % \
| 76 % | 84,44
        """,
        report="RENJA",
        year=2025,
    )
    name = "Persentase PSKS aktif"
    assert values(report, Kind.TARGET) == [(name, 2026, "90"), (name, 2023, "75"), (name, 2024, "80")]
    assert values(report, Kind.REALISASI) == [(name, 2023, "76")]
    assert values(report, Kind.CAPAIAN) == [(name, 2023, "101.33")]


def test_quarters_of_kinerja_and_rupiah_beside_the_whole_year():
    report = read(
        """
        No | Program | Indikator Kinerja | Target Kinerja dan Anggaran Renja Tahun 2024 | < \
| Realisasi Kinerja Pada Triwulan | < | < | < | Realisasi Capaian Kinerja dan Anggaran Renja Tahun 2024 | <
        ^ | ^ | ^ | ^ | ^ | I | < | II | < | ^ | ^
        ^ | ^ | ^ | K | Rp | K | Rp | K | Rp | K | Rp
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11
        1 | Program Pelayanan | Indeks Kepuasan | 84 | 120.000.000 | 20 | 10.000.000 | 41 | 40.000.000 | 85 \
| 110.000.000
        """,
        report="RKPD",
    )
    assert [(r.kind, r.year, str(r.value)) for r in report.readings] == [
        (Kind.TARGET, 2024, "84"),
        (Kind.REALISASI, 2024, "85"),
    ]


def test_two_tables_side_by_side_under_one_header():
    left, right = read_all(
        grid(
            """
            No | Indikator | Target | Realisasi | No | Indikator | Target | Realisasi
            1 | Persentase jalan mantap | 80 | 76 | 3 | Indeks layanan | 3,1 | 3,2
            2 | Cakupan air minum | 70 | 77 | 4 | Nilai SAKIP | 70 | 71
            """
        )
    )
    assert values(left, Kind.TARGET) == [("Persentase jalan mantap", 2024, "80"), ("Cakupan air minum", 2024, "70")]
    assert values(right, Kind.TARGET) == [("Indeks layanan", 2024, "3.1"), ("Nilai SAKIP", 2024, "70")]


def test_tujuan_and_sasaran_each_with_indicator_and_targets():
    goal, objective = read_all(
        grid(
            """
            Tujuan | Indikator Tujuan | Satuan | Target 2025 | Sasaran | Indikator Sasaran | Satuan | Target 2025
            Mutu manusia | Indeks Pembangunan Manusia | poin | 75,1 | Pendidikan | Harapan Lama Sekolah | tahun | 13,1
            ^ | ^ | ^ | ^ | ^ | Rata-rata Lama Sekolah | tahun | 9,1
            """
        ),
        report="RENSTRA",
    )
    assert values(goal, Kind.TARGET) == [("Indeks Pembangunan Manusia", 2025, "75.1")]
    assert values(objective, Kind.TARGET) == [
        ("Harapan Lama Sekolah", 2025, "13.1"),
        ("Rata-rata Lama Sekolah", 2025, "9.1"),
    ]
    assert objective.readings[1].group == ("Pendidikan",)


def test_target_before_its_revision_is_left():
    report = read(
        """
        No | Indikator Kinerja | Satuan | Target | < | Realisasi | Capaian (%)
        ^ | ^ | ^ | Murni | Perubahan | ^ | ^
        1 | Jumlah layanan | layanan | 40 | 50 | 45 | 90
        """
    )
    assert [(r.kind, str(r.value), r.flags == ()) for r in report.readings if r.kind is Kind.TARGET] == [
        (Kind.TARGET, "50", False)
    ]
    assert [column.reason for column in report.columns if "Murni" in column.path] == ["target sebelum perubahan"]


def test_budget_after_its_revision_is_the_target_of_accounts():
    report = read(
        """
        No | Uraian | Anggaran Setelah Perubahan (Rp) | Realisasi (Rp) | %
        1 | Pendapatan Daerah | 1.000.000.000,00 | 990.000.000,00 | 99,00
        2 | Belanja Daerah | 1.100.000.000,00 | 1.000.000.000,00 | 90,91
        """,
        report="LKPJ",
    )
    assert values(report, Kind.TARGET) == [
        ("Pendapatan Daerah", 2024, "1000000000.00"),
        ("Belanja Daerah", 2024, "1100000000.00"),
    ]
    assert {r.unit for r in report.readings if r.kind is Kind.REALISASI} == {"Rp"}


def test_percents_under_target_and_realisasi_are_no_ratios():
    report = read(
        """
        No | Jenis Pelayanan Dasar | Target | < | Realisasi | < | Capaian (%)
        ^ | ^ | Jumlah Sasaran (orang) | % | Jumlah Terlayani (orang) | % | ^
        1 | Pelayanan kesehatan ibu hamil | 1.250 | 100 | 1.200 | 96 | 96
        """,
        report="SPM",
    )
    assert [(r.kind, str(r.value), r.unit) for r in report.readings] == [
        (Kind.TARGET, "1250", "orang"),
        (Kind.TARGET, "100", "%"),
        (Kind.REALISASI, "1200", "orang"),
        (Kind.REALISASI, "96", "%"),
        (Kind.CAPAIAN, "96", "%"),
    ]


def test_counts_served_are_people_where_no_unit_is_printed():
    report = read(
        """
        No | Jenis Pelayanan Dasar | Jumlah yang Harus Dilayani | Jumlah yang Terlayani | Capaian (%)
        1 | Rehabilitasi sosial anak terlantar | 1.250 | 1.000 | 80
        """,
        report="SPM",
    )
    assert [(r.kind, str(r.value), r.unit) for r in report.readings] == [
        (Kind.TARGET, "1250", "orang"),
        (Kind.REALISASI, "1000", "orang"),
        (Kind.REALISASI, "80", "%"),
    ]


def test_questions_of_an_evaluation_checklist_are_left():
    report = read(
        """
        No | Komponen/Sub Komponen/Kriteria | Bobot | Y/T | Nilai 2024
        1 | PERENCANAAN KINERJA | 30 | | 22,5
        a | Terdapat pedoman teknis perencanaan kinerja | | Y | 1
        b | Terdapat dokumen perencanaan jangka panjang | | T | 0
        """,
        report="LHE-AKIP",
    )
    assert values(report, Kind.REALISASI) == [("PERENCANAAN KINERJA", 2024, "22.5")]
    assert [row.reason for row in report.left_rows] == ["pertanyaan daftar periksa"] * 2


def test_totals_of_an_evaluation_stand_under_their_own_names():
    report = read(
        """
        No | Komponen yang dinilai | Bobot | Nilai | <
        ^ | ^ | ^ | 2023 | 2024
        1 | Perencanaan Kinerja | 30 | 22,10 | 23,40
         | Nilai Akuntabilitas Kinerja | 100 | 68,20 | 72,80
         | Predikat | | B | BB
        """,
        report="LHE-AKIP",
    )
    assert values(report, Kind.REALISASI)[2:] == [
        ("Nilai Akuntabilitas Kinerja", 2023, "68.20"),
        ("Nilai Akuntabilitas Kinerja", 2024, "72.80"),
        ("Predikat", 2023, "B"),
        ("Predikat", 2024, "BB"),
    ]


def test_values_of_province_and_nation_are_left_beside_the_citys_own():
    report = read(
        """
        No | Indikator | Realisasi Kota Arunika | Realisasi Kota Senja | Realisasi Provinsi | Realisasi Nasional
        1 | Angka Kemiskinan | 5,9 | 6,6 | 8,1 | 9,3
        """
    )
    assert values(report, Kind.REALISASI) == [("Angka Kemiskinan", 2024, "5.9")]


def test_percent_signs_in_a_column_of_their_own_are_units():
    report = read(
        """
        No | Indikator Kinerja | Target | < | Realisasi | <
        1 | Persentase jalan mantap | 80 | % | 76 | %
        2 | Cakupan air minum | 70 | % | 77 | %
        """
    )
    assert [(str(r.value), r.unit) for r in report.readings] == [("80", "%"), ("76", "%"), ("70", "%"), ("77", "%")]


def test_years_not_reached_yet_give_nothing():
    report = read(
        """
        No | Indikator | Satuan | Target | < | Realisasi | <
        ^ | ^ | ^ | 2024 | 2025 | 2024 | 2025
        1 | Angka Kemiskinan | % | 8,7 | 8,5 | 8,6 |
        """
    )
    assert values(report, Kind.TARGET) == [("Angka Kemiskinan", 2024, "8.7"), ("Angka Kemiskinan", 2025, "8.5")]
    assert values(report, Kind.REALISASI) == [("Angka Kemiskinan", 2024, "8.6")]


def test_names_right_of_their_values():
    report = read(
        """
        Target | Realisasi | Capaian (%) | Indikator Kinerja
        80 | 76 | 95 | Persentase jalan mantap
        70 | 77 | 110 | Cakupan air minum
        """
    )
    assert [name for name, *_ in facts(report)] == ["Persentase jalan mantap"] * 3 + ["Cakupan air minum"] * 3


def test_last_quarter_of_a_running_sum_is_the_year():
    report = read(
        """
        No | Indikator | Satuan | Target Tahunan | Capaian s.d. TW I | Capaian s.d. TW IV
        1 | Jumlah layanan | layanan | 40 | 11 | 41
        """,
        "Capaian Kinerja s.d. Triwulan IV Tahun 2024",
    )
    assert [(r.kind, r.period, str(r.value)) for r in report.readings] == [
        (Kind.TARGET, None, "40"),
        (Kind.REALISASI, None, "41"),
    ]


def test_sum_since_the_plan_began_is_left_beside_the_years_own_value():
    report = read(
        """
        Indikator Kinerja | Hasil Th 2023 | Hasil Th 2024 | Tercapai/ Tidak | Target Th 2024 | Hasil s.d. 2024
        Luas taman | 2,8 | 1,7 | X | 2,0 | 4,5
        """
    )
    assert values(report, Kind.REALISASI) == [("Luas taman", 2023, "2.8"), ("Luas taman", 2024, "1.7")]


def test_row_that_only_looks_like_a_header_overleaf_stays_a_row():
    edges = (60, 90, 250, 310, 370)
    first = grid("No | Indikator | Satuan | Target 2024\n1 | Indeks inovasi | Indeks | 50", page=1, edges=edges)
    second = grid("2 | Nilai kepatuhan | Nilai | 80\n3 | Indeks layanan | Indeks | 3", page=2, edges=edges)
    (report,) = read_all(first, second)
    assert [name for name, *_ in values(report, Kind.TARGET)] == ["Indeks inovasi", "Nilai kepatuhan", "Indeks layanan"]


def test_table_drawn_inside_a_frame():
    report = read(
        """
         | | | |
         | No | Indikator Kinerja | Target | Realisasi
         | 1 | Persentase jalan mantap | 80 | 76
         | | | |
        """
    )
    assert values(report, Kind.REALISASI) == [("Persentase jalan mantap", 2024, "76")]


HEADLESS = """
(1) | (2) | (3) | (4) | (5) | (6) | (7)
1.02.02 | PROGRAM KESEHATAN | Angka Kematian Ibu | per 100.000 KH | 105 | 121,4 | 84,38
^ | ^ | Angka Kematian Bayi | per 1.000 KH | 7,5 | 6,91 | 107,87
^ | ^ | Prevalensi stunting balita | % | 14 | 11,26 | 119,57
"""


def test_table_without_a_header_whose_numbers_prove_its_columns():
    report = read(HEADLESS, report="LKPJ")
    assert values(report, Kind.TARGET) == [
        ("Angka Kematian Ibu", 2024, "105"),
        ("Angka Kematian Bayi", 2024, "7.5"),
        ("Prevalensi stunting balita", 2024, "14"),
    ]
    assert values(report, Kind.CAPAIAN)[0] == ("Angka Kematian Ibu", 2024, "84.38")
    assert all({Flag.KIND_ASSUMED, Flag.YEAR_ASSUMED} <= set(reading.flags) for reading in report.readings)


def test_table_without_a_header_whose_numbers_prove_nothing_is_left():
    assert read(HEADLESS.replace("84,38", "17,2").replace("107,87", "31")).readings == ()


def test_budget_without_a_header_is_left():
    report = read(
        """
        1 | Program Pemberdayaan Sosial | 1.200.000.000 | 1.100.000.000 | 91,67
        2 | Program Rehabilitasi Sosial | 800.000.000 | 720.000.000 | 90,00
        3 | Program Perlindungan Sosial | 500.000.000 | 480.000.000 | 96,00
        """
    )
    assert report.readings == ()


def test_target_of_the_plans_end_takes_the_year_that_other_tables_name():
    named = grid(
        """
        No | Indikator | Realisasi 2024 | Target Renstra 2026
        1 | Indeks inovasi | 50 | 60
        """
    )
    unnamed = grid(
        """
        No | Indikator | Target 2024 | Realisasi 2024 | Target Akhir Renstra
        1 | Nilai kepatuhan | 80 | 84 | 90
        """
    )
    assert values(read_all(named, unnamed)[-1], Kind.TARGET) == [
        ("Nilai kepatuhan", 2024, "80"),
        ("Nilai kepatuhan", 2026, "90"),
    ]


def test_progress_of_works_beside_money_is_left():
    report = read(
        """
        Indikator | Kegiatan | Pagu Anggaran (Rp) | Realisasi Keuangan (Rp) | Realisasi Fisik (%)
        Persentase jalan mantap | Pemeliharaan jalan | 1.200.000.000 | 1.100.000.000 | 100
        """
    )
    assert report.readings == ()
