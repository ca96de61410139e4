"""Several indicators in one ruled row, and one indicator over several rows of print."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from table_grids import facts, grid, values

from extractor.facts import Grid, Kind, TextLine
from extractor.tables import Context, TableReport, read_grid

HEADER = "No | Sasaran | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)"


def placed(header: str, *columns: list[tuple[float, str]]) -> TableReport:
    """One ruled row below a header; each column gives its lines as (height in lines, text)."""
    drawn = grid(header + "\n" + " | ".join("x" for _ in columns))
    lines = {
        col: tuple(TextLine(text=text, box=(50.0 * col, 12 * at, 50.0 * col + 40, 12 * at + 10)) for at, text in column)
        for col, column in enumerate(columns)
    }
    cells = tuple(replace(cell, lines=lines[cell.col]) if cell.row == 1 else cell for cell in drawn.cells)
    return read_grid(replace(drawn, cells=cells), Context(report="LKJIP", year=2024))


def of_lines(drawing: str) -> Grid:
    """A drawn grid with the lines where they would be printed: one row a line."""
    drawn = grid(drawing)
    cells = tuple(
        replace(
            cell,
            lines=tuple(
                replace(line, box=(50.0 * cell.col, 12.0 * cell.row, 50.0 * cell.col + 40, 12.0 * cell.row + 10))
                for line in cell.lines
            ),
        )
        for cell in drawn.cells
    )
    return replace(drawn, cells=cells)


def test_numbers_of_rows_tell_how_many_values_are_stacked():
    report = placed(
        "No | Indikator Kinerja | Satuan | Target | Capaian (%)",
        [(0, "1"), (4, "2"), (8, "3")],
        [(0, "Rasio Volume"), (1, "sampah terangkut"), (4, "Rasio luas layanan"), (8, "Rasio makam"), (9, "baru")],
        [(0, "m3"), (4, "Kec."), (8, "Titik makam/"), (9, "M2")],
        [(0, "1.733.980 m3"), (4, "13"), (8, "15 TPU"), (9, "/263.136")],
        [(0, "5"), (4, "84,61"), (8, "73,3")],
    )
    assert [name for name, *_ in values(report, Kind.CAPAIAN)] == [
        "Rasio Volume sampah terangkut",
        "Rasio luas layanan",
        "Rasio makam baru",
    ]
    assert values(report, Kind.TARGET) == [
        ("Rasio Volume sampah terangkut", 2024, "1733980"),
        ("Rasio luas layanan", 2024, "13"),
        ("Rasio makam baru", 2024, "15"),
    ]
    assert [r.unit for r in report.readings if r.kind is Kind.TARGET] == ["m3", "Kec.", "TPU"]


def test_names_without_gaps_are_cut_where_the_first_word_comes_again():
    report = placed(
        "No | Indikator Sasaran | Target | Realisasi",
        [(0, "1"), (2, "2")],
        [
            (0, "Retribusi Pelayanan"),
            (1, "Persampahan"),
            (2, "dan Kebersihan"),
            (3, "Retribusi Pelayanan"),
            (4, "Makam"),
        ],
        [(0, "549.481"), (2, "52.809")],
        [(0, "555.760"), (2, "33.245")],
    )
    assert values(report, Kind.TARGET) == [
        ("Retribusi Pelayanan Persampahan dan Kebersihan", 2024, "549481"),
        ("Retribusi Pelayanan Makam", 2024, "52809"),
    ]


def test_every_line_a_row_of_its_own_with_values_beside_any_of_them():
    drawn = of_lines(
        """
        Sasaran | Indikator | | | |
        Strategis | Kinerja | Satuan | Target | Realisasi | Capaian
        2.10 | 2.10.4 RTH | % | 0.820 | 0.162 | 19.76 %
        Terwujudnya | persatuan | | | |
        ruang yang | wilayah kota (rata- | | | |
        berhasil guna | rata) | | | |
        serta mampu | | % | 5 | 5 | 100
        mendukung | 2.10.5 | | | |
        lingkungan | Presentase | | | |
        hidup yang | penanganan | | | |
        lestari | sampah (%) | | | |
        2.11 | 2.11.1 Luas | Ha | 4 | 3 | 75
        Tersedianya | makam baru | | | |
        """
    )
    report = read_grid(drawn, Context(report="LKJIP", year=2024))
    assert facts(report) == [
        ("2.10.4 RTH persatuan wilayah kota (rata-rata)", Kind.TARGET, 2024, Decimal("0.820")),
        ("2.10.4 RTH persatuan wilayah kota (rata-rata)", Kind.REALISASI, 2024, Decimal("0.162")),
        ("2.10.4 RTH persatuan wilayah kota (rata-rata)", Kind.CAPAIAN, 2024, Decimal("19.76")),
        ("2.10.5 Presentase penanganan sampah (%)", Kind.TARGET, 2024, Decimal(5)),
        ("2.10.5 Presentase penanganan sampah (%)", Kind.REALISASI, 2024, Decimal(5)),
        ("2.10.5 Presentase penanganan sampah (%)", Kind.CAPAIAN, 2024, Decimal(100)),
        ("2.11.1 Luas makam baru", Kind.TARGET, 2024, Decimal(4)),
        ("2.11.1 Luas makam baru", Kind.REALISASI, 2024, Decimal(3)),
        ("2.11.1 Luas makam baru", Kind.CAPAIAN, 2024, Decimal(75)),
    ]


def test_plain_rows_of_one_line_stay_rows():
    report = read_grid(
        of_lines(
            """
            No | Indikator Kinerja | Satuan | Target
            1 | Persentase jalan mantap | persen | 80
            2 | Jumlah pelanggan | orang | 400
            3 | Luas taman | hektare | 12
            | Sasaran lingkungan | |
            4 | Indeks air | poin | 61,5
            5 | Indeks udara | poin | 80,1
            6 | Volume sampah | ton | 90
            """
        ),
        Context(report="LKJIP", year=2024),
    )
    assert len(report.readings) == 6
