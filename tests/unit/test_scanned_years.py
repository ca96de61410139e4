"""Years read as one line over several columns of a scanned header."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.facts import Cell, Grid, TextLine
from extractor.pdf._years_apart import years_apart


def _grid(*lines: str, row_span: int, col_span: int = 3) -> Grid:
    printed = tuple(TextLine(text=line, box=(100.0, 10.0 * at, 190.0, 10.0 * at + 8)) for at, line in enumerate(lines))
    merged = Cell(
        row=0, col=1, row_span=row_span, col_span=col_span, lines=printed, box=(98.0, 0.0, 192.0, 30.0),
        locator="p3/t1/r1/c2",
    )  # fmt: skip
    name = Cell(row=0, col=0, row_span=row_span, lines=(TextLine(text="Indikator"),))
    edges = (0.0, 98.0, 130.0, 160.0, 192.0)
    return Grid(cells=(name, merged), n_rows=4, n_cols=4, page=3, index=1, column_edges=edges)


def _facts(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.col, cell.row_span, cell.col_span) for cell in grid.cells]


def test_each_year_goes_to_its_column_below_the_title() -> None:
    parted = years_apart(_grid("Perkembangan Realisasi", "2021 2022 2023*", row_span=2))
    assert _facts(parted) == [
        ("Indikator", 0, 0, 2, 1),
        ("Perkembangan Realisasi", 0, 1, 1, 3),
        ("2021", 1, 1, 1, 1),
        ("2022", 1, 2, 1, 1),
        ("2023*", 1, 3, 1, 1),
    ]
    last = parted.cells[-1]
    assert (last.box, last.locator) == ((160.0, 10.0, 192.0, 18.0), "p3/t1/r2/c4")


def test_years_without_a_title_take_the_rows_of_their_cell() -> None:
    parted = years_apart(_grid("2021 2022 2023", row_span=2))
    assert _facts(parted)[1:] == [("2021", 0, 1, 2, 1), ("2022", 0, 2, 2, 1), ("2023", 0, 3, 2, 1)]


@pytest.mark.parametrize(
    ("lines", "row_span"),
    [
        (("Realisasi", "2021 2022"), 2),
        (("Realisasi 2021 2022 2023",), 2),
        (("Realisasi", "2021 2022 2023"), 1),
        (("Target", "Tahun 2021"), 2),
    ],
)
def test_other_cells_stay_as_they_are(lines: tuple[str, ...], row_span: int) -> None:
    grid = _grid(*lines, row_span=row_span)
    assert years_apart(grid) is grid


def test_an_empty_cell_of_rules_that_were_found_gives_way() -> None:
    grid = _grid("Perkembangan Realisasi", "2021 2022 2023", row_span=2)
    with_empty = replace(grid, cells=(*grid.cells, Cell(row=1, col=3)))
    assert years_apart(with_empty) == years_apart(grid)
