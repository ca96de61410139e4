"""Grids for the tests of table reading, drawn as text: one string a row, cells parted by "|"."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts import Cell, Grid, Kind, PageContent, Reading, TextLine
from extractor.tables import Context, TableReport, read_grid, read_tables

Fact = tuple[str, Kind, int | None, Decimal | None]


def grid(
    drawing: str,
    *,
    above: tuple[str, ...] = (),
    below: tuple[str, ...] = (),
    page: int | None = None,
    edges: tuple[float, ...] = (),
) -> Grid:
    """A cell "<" continues the one on its left, "^" the one above, " / " breaks a line; empty cells stay empty."""
    texts = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    width = max(map(len, texts))
    texts = [row + [""] * (width - len(row)) for row in texts]
    cells = []
    for row, line in enumerate(texts):
        for col, text in enumerate(line):
            if text in {"<", "^"}:
                continue
            right = next((n for n in range(col + 1, width) if line[n] != "<"), width) - col
            down = next((n for n in range(row + 1, len(texts)) if texts[n][col] != "^"), len(texts)) - row
            lines = tuple(TextLine(text=part.strip()) for part in text.split(" / ") if part.strip())
            cells.append(
                Cell(row=row, col=col, row_span=down, col_span=right, lines=lines, page=page, locator=f"r{row}/c{col}")
            )
    box = (edges[0], 100.0, edges[-1], 700.0) if edges else None
    return Grid(
        cells=tuple(cells),
        n_rows=len(texts),
        n_cols=width,
        page=page,
        index=1,
        above=above,
        below=below,
        column_edges=edges,
        box=box,
    )


def read(drawing: str, caption: str = "", report: str = "LKJIP", year: int = 2024) -> TableReport:
    """One drawn table of an invented city, read alone."""
    context = Context(report=report, year=year, region="Kota Arunika")
    return read_grid(grid(drawing, above=(caption,) if caption else ()), context)


def read_all(*grids: Grid, report: str = "LKJIP", year: int = 2024, region: str = "Kota Arunika") -> list[TableReport]:
    """Grids of pages that follow each other."""
    pages = [PageContent(number=one.page, grids=(one,)) for one in grids]
    return read_tables(pages, Context(report=report, year=year, region=region))


def facts(report: TableReport) -> list[Fact]:
    return [(r.indicator, r.kind, r.year, r.value) for r in report.readings]


def values(report: TableReport, kind: Kind) -> list[tuple[str, int | None, str]]:
    """Name, year and value as text of the readings of one kind."""
    return [(r.indicator, r.year, _printed(r)) for r in report.readings if r.kind is kind]


def _printed(reading: Reading) -> str:
    if reading.value is not None:
        return str(reading.value)
    return reading.grade or reading.status.value
