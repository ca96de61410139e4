"""Which year a column or a caption means."""

from __future__ import annotations

import pytest
from table_grids import read, values

from extractor.facts import Kind
from extractor.tables.years import CaptionYears, caption_years, column_period, column_year, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("TH.20 18", (2018,)),
        ("Tahun:2023", (2023,)),
        ("Th2023", (2023,)),
        ("Realisasi 202 1", (2021,)),
        ("Kota Wonokerto Tahun 2021 - 2026", (2021, 2026)),
        ("sesuai Perda Nomor 23 Tahun 2014", ()),
        ("Keluarga berpenghasilan 2000 orang", ()),
        ("20.232.024", ()),
    ],
)
def test_years_as_headers_and_captions_print_them(text: str, years: tuple[int, ...]):
    assert years_in(text) == years


def test_letters_inside_a_name_are_no_law():
    assert caption_years(["Kabupaten Supponegoro tahun 2016 – 2021, yaitu :"]) == CaptionYears(
        years=(2016, 2021), is_range=True
    )


@pytest.mark.parametrize(
    ("path", "year"),
    [
        (("Realisasi (n-2)",), 2022),
        (("Capaian Tahun Lalu",), 2023),
        (("Target", "n"), 2024),
        (("N o",), None),
        (("Tahun 2021", "Target"), 2021),
    ],
)
def test_years_told_against_the_reports_own(path: tuple[str, ...], year: int | None):
    assert column_year(path, 2024, None) == year


@pytest.mark.parametrize(
    ("path", "period"),
    [
        (("Realisasi Kinerja Pada Triwulan", "II"), "TW2"),
        (("TRIWU LAN I",), "TW1"),
        (("Realisasi", "Semester II"), "S2"),
        (("Realisasi", "IV"), "TW4"),
        (("Capaian s.d. TW IV",), "TW4"),
        (("Realisasi 2024",), None),
    ],
)
def test_parts_of_the_year(path: tuple[str, ...], period: str | None):
    assert column_period(path) == period


def test_targets_under_a_caption_that_spans_the_plan_are_of_the_reports_year():
    report = read(
        """
        No | Sasaran | Indikator Kinerja | Target
        1 | Layanan prima | Persentase sistem terpadu | 55%
        """,
        "sesuai RPJMD Kota Arunika tahun 2021 - 2026, yaitu :",
    )
    assert values(report, Kind.TARGET) == [("Persentase sistem terpadu", 2024, "55")]


def test_output_names_what_a_kegiatan_gives():
    report = read(
        """
        No | Kegiatan | Output | Target
        1 | Pengadaan perlengkapan kantor | Speaker ruang rapat | 2 Unit
        ^ | ^ | Layar ruang rapat | 1 Unit
        """
    )
    assert [(name, value) for name, _, value in values(report, Kind.TARGET)] == [
        ("Speaker ruang rapat", "2"),
        ("Layar ruang rapat", "1"),
    ]
