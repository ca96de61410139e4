"""Tables of invented governments become readings: header paths, roles, names, and what is left out and why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from table_grids import grid

from extractor.facts import Cell, Flag, Kind, PageContent, Place, Reading, Status
from extractor.tables import Context, TableReport, problems_of, read_grid, read_tables
from extractor.tables.matrix import cell_place
from extractor.tables.scoring import grid_from_rows


def read(
    header: list[list[str]], rows: list[list[str]], caption: str = "", report: str = "LKJIP", year: int = 2024
) -> TableReport:
    return read_grid(grid_from_rows(header, rows, caption), Context(report=report, year=year))


def facts(report: TableReport) -> list[tuple[str, Kind, int | None, Decimal | None]]:
    return [(r.indicator, r.kind, r.year, r.value) for r in report.readings]


def only(report: TableReport, kind: Kind) -> list[Reading]:
    return [reading for reading in report.readings if reading.kind is kind]


def test_target_realisasi_and_capaian_take_the_year_of_the_caption():
    report = read(
        [["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]],
        [["1", "Meningkatnya mutu layanan", "Persentase jalan mantap", "80", "76", "95"]],
        "Tabel 3.1 Capaian Kinerja Kota Arunika Tahun 2023",
    )
    assert facts(report) == [
        ("Persentase jalan mantap", Kind.TARGET, 2023, Decimal(80)),
        ("Persentase jalan mantap", Kind.REALISASI, 2023, Decimal(76)),
        ("Persentase jalan mantap", Kind.CAPAIAN, 2023, Decimal(95)),
    ]
    assert report.readings[0].group == ("Meningkatnya mutu layanan",)


def test_years_over_two_header_rows():
    report = read(
        [["Indikator", "Tahun 2023", "", "Tahun 2024", ""], ["", "Target", "Realisasi", "Target", "Realisasi"]],
        [["Nilai SAKIP", "70", "71,25", "72", "73,5"]],
    )
    assert [(r.kind, r.year, r.value) for r in report.readings] == [
        (Kind.TARGET, 2023, Decimal(70)),
        (Kind.REALISASI, 2023, Decimal("71.25")),
        (Kind.TARGET, 2024, Decimal(72)),
        (Kind.REALISASI, 2024, Decimal("73.5")),
    ]


def test_capaian_without_realisasi_is_the_value_itself():
    report = read(
        [["No", "Indikator Kinerja Makro", "Capaian Kinerja 2023", "Capaian Kinerja 2024", "Laju (%)"]],
        [["1", "Angka Kemiskinan", "9,52 %", "8,93 %", "(6,20) %"]],
        report="LPPD",
    )
    assert facts(report) == [
        ("Angka Kemiskinan", Kind.REALISASI, 2023, Decimal("9.52")),
        ("Angka Kemiskinan", Kind.REALISASI, 2024, Decimal("8.93")),
    ]


def test_money_columns_after_the_budget_give_no_readings():
    report = read(
        [["PROGRAM", "INDIKATOR", "SATUAN", "TARGET 2024", "REALISASI 2024", "ANGGARAN (Rp)", "REALISASI (Rp)", "%"]],
        [["Program A", "APK PAUD", "%", "62", "64,18", "401.118.220.000", "385.771.009.412", "96,17"]],
    )
    assert [(r.kind, r.value) for r in report.readings] == [
        (Kind.TARGET, Decimal(62)),
        (Kind.REALISASI, Decimal("64.18")),
    ]


def test_column_numbers_averages_and_totals_are_no_data():
    report = read(
        [["No", "Indikator", "Target", "Realisasi"], ["1", "2", "3", "4"]],
        [["1", "Cakupan air minum", "90", "91"], ["", "RATA-RATA CAPAIAN", "95", "96"], ["", "Jumlah", "90", "91"]],
    )
    assert {r.indicator for r in report.readings} == {"Cakupan air minum"}
    assert [row.reason for row in report.left_rows] == ["jumlah atau rata-rata, bukan indikator"] * 2


def test_absences_stay_apart():
    report = read(
        [["Indikator", "Target 2024", "Realisasi 2024"]],
        [["Indeks Gini", "-", "belum rilis"], ["Angka putus sekolah", "0", "N/A"]],
    )
    assert [r.status for r in report.readings] == [
        Status.MISSING,
        Status.NOT_RELEASED,
        Status.ZERO,
        Status.MISSING,
    ]


def test_kind_written_in_the_row():
    report = read(
        [["Indikator", "Satuan", "Keterangan", "2023", "2024"]],
        [["Rata-rata lama sekolah", "Tahun", "Target", "9,5", "9,6"], ["", "", "Realisasi", "9,4", "9,7"]],
    )
    assert [(r.indicator, r.kind, r.year) for r in report.readings] == [
        ("Rata-rata lama sekolah", Kind.TARGET, 2023),
        ("Rata-rata lama sekolah", Kind.TARGET, 2024),
        ("Rata-rata lama sekolah", Kind.REALISASI, 2023),
        ("Rata-rata lama sekolah", Kind.REALISASI, 2024),
    ]


def test_parent_name_stands_before_its_children():
    report = read(
        [["No", "Indikator", "Target 2024"]],
        [["1", "Jumlah Produksi Perkebunan (Ton)", ""], ["", "a. Kakao", "1.069,32"], ["", "b. Kelapa", "8.421,39"]],
    )
    assert facts(report) == [
        ("Jumlah Produksi Perkebunan Kakao", Kind.TARGET, 2024, Decimal("1069.32")),
        ("Jumlah Produksi Perkebunan Kelapa", Kind.TARGET, 2024, Decimal("8421.39")),
    ]


def test_name_cut_over_two_rows_is_put_together():
    report = read(
        [["No", "Indikator", "Target", "Realisasi"]],
        [["1.", "Persentase", "", ""], ["", "penduduk miskin", "12,50", "12,21"]],
    )
    assert {r.indicator for r in report.readings} == {"Persentase penduduk miskin"}


def test_years_in_rows_and_indicators_in_columns():
    report = read(
        [["Tahun", "Jumlah Penduduk Miskin (ribu jiwa)", "Persentase Penduduk Miskin"]],
        [["2023", "161,10", "12,87"], ["2024*", "153,40", "12,21"]],
    )
    assert [(r.year, r.value) for r in only(report, Kind.REALISASI)] == [
        (2023, Decimal("161.10")),
        (2023, Decimal("12.87")),
        (2024, Decimal("153.40")),
        (2024, Decimal("12.21")),
    ]
    assert report.readings[-1].flags == (Flag.PROVISIONAL, Flag.KIND_ASSUMED)


def test_arithmetic_in_the_row_settles_the_separator():
    report = read(
        [["Indikator", "Target", "Realisasi", "Capaian (%)"]],
        [["Hasil penilaian kinerja pemerintahan", "3,000", "2,850", "95"]],
    )
    assert [r.value for r in report.readings] == [Decimal("3.000"), Decimal("2.850"), Decimal(95)]


def test_scale_of_grades_and_area_breakdown_are_left_with_a_reason():
    scale = read([["No", "Rentang Capaian", "Kategori"]], [["1", "≥ 100", "Sangat Baik"], ["2", "80 - 100", "Baik"]])
    area = read(
        [["No", "Kecamatan", "Target 2024", "Realisasi 2024"]],
        [["1", "Sukamaju", "65", "66"], ["2", "Harapan", "70", "69"]],
    )
    assert (scale.readings, area.readings) == ((), ())
    assert scale.left_because
    assert area.left_because


def test_the_place_names_the_table_that_its_locator_names():
    cell = Cell(row=2, col=3, page=5, locator="p5/t2/r3/c4")
    assert cell_place(cell) == Place(page=5, box=None, table=2, row=3, col=4, locator="p5/t2/r3/c4")
    assert cell_place(replace(cell, page=None, locator="body/tbl7/r3/c4")).table == 7
    assert cell_place(replace(cell, page=None, locator="Data!D3")).table is None


def test_cells_are_let_go_once_a_table_is_read_and_the_readings_are_the_same():
    first = grid("No | Indikator | Target 2024 | Realisasi 2024\n1 | Angka melek huruf | 99 | 98,5", page=1)
    unheaded = grid("a | 1,5 | 2,5\nb | 3,5 | 4,5\nc | 5,5 | 6,5", page=2)
    pages = [PageContent(number=one.page, grids=(one,)) for one in (first, unheaded)]
    context = Context(report="LKJIP", year=2024)
    kept, let_go = read_tables(pages, context), read_tables(pages, context, keep_cells=False)
    assert [one.readings for one in let_go] == [one.readings for one in kept]
    assert problems_of(let_go) == problems_of(kept) != []
    assert let_go[0].table.rows == ()
    assert not let_go[0].table.grids[0].cells
