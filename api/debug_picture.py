"""The picture of what was understood on one page: cells, columns with their role, readings, and why rows were left.

Left the page with numbered boxes, right the same numbers in words. It answers "why was this number not read?".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.errors import CannotWrite, NoPictureOfFile, PageMissing
from api.language import say
from api.wording import flags_in_words, kind_in_words, value_in_words
from extractor.facts import Box, Cell, Kind, PageContent, Problem, Reading, Source

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from extractor.tables import Column, TableReport

SCALE = 2.0
"""Pixels a point: small print stays readable."""
PANEL_WIDTH = 960
MARGIN = 16
LINE = 24

Colour = tuple[int, int, int]
CELL: Colour = (150, 170, 200)
LEFT: Colour = (190, 60, 60)
QUIET: Colour = (90, 90, 90)
INK: Colour = (20, 20, 20)
KIND_COLOURS: dict[Kind, Colour] = {
    Kind.TARGET: (30, 90, 200),
    Kind.REALISASI: (0, 130, 60),
    Kind.CAPAIAN: (170, 80, 0),
    Kind.BASELINE: (120, 40, 150),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Everything that was made of one page."""

    page: PageContent
    tables: tuple[TableReport, ...]
    """Tables with at least one cell on the page."""
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One box on the page and its line in the panel; without a box only the line."""

    text: str
    colour: Colour
    box: Box | None = None
    label: str = ""
    """What stands at the box: the number of its line."""


def write_debug_picture(path: Path, page: int, output: Path) -> None:
    """Draws the page of a PDF with everything that was understood, as PNG."""
    from extractor.sniff import FileKind, sniff

    if sniff(path) is not FileKind.PDF:
        raise NoPictureOfFile(name=path.name)
    picture = draw_page(path, understand(path, page))
    try:
        picture.save(output, format="PNG")
    except OSError as error:
        raise CannotWrite(path=output, detail=error.strerror or error) from error


def understand(path: Path, number: int) -> Understood:
    """Reads the file as ``extract`` does and keeps what touches the page: tables may begin pages before."""
    from extractor.pdf import count_pages, read_pages
    from extractor.reading import read_report
    from extractor.tables import Context, read_tables

    pages = count_pages(path)
    if number > pages:
        raise PageMissing(name=path.name, page=number, pages=pages)
    found = read_report(path)
    contents = list(read_pages(path))
    identity = found.identity
    tables = read_tables(contents, Context(report=identity.report, year=identity.year, region=identity.region))
    return Understood(
        page=next(content for content in contents if content.number == number),
        tables=tuple(table for table in tables if any(cell.page == number for cell in _cells(table))),
        readings=tuple(reading for reading in found.readings if reading.place.page == number),
        problems=tuple(problem for problem in found.problems if problem.page == number),
    )


def draw_page(path: Path, understood: Understood) -> Image:
    """The page with its boxes, and the panel that explains them."""
    from PIL import Image, ImageDraw

    from extractor.pdf import render_page

    number = understood.page.number or 1
    page = render_page(path, number, scale=SCALE)
    marks = list(all_marks(understood))
    height = max(page.height, 2 * MARGIN + LINE * sum(len(_folded(mark.text)) for mark in marks))
    picture = Image.new("RGB", (page.width + PANEL_WIDTH, height), "white")
    picture.paste(page, (0, 0))
    pen = ImageDraw.Draw(picture)
    for cell in _cells_on_page(understood):
        if cell.box is not None:
            pen.rectangle(_pixels(cell.box), outline=CELL)
    for mark in marks:
        _draw_box(pen, mark)
    _draw_panel(pen, marks, page.width + MARGIN)
    return picture


def all_marks(understood: Understood) -> Iterator[Mark]:
    """What the panel says, in its order: the tables with columns and left rows, the readings, the problems."""
    number = understood.page.number
    yield Mark(text=say(f"Halaman {number}", f"Page {number}"), colour=INK)
    for place, table in enumerate(understood.tables, start=1):
        yield from _table_marks(table, place, number)
    if not understood.tables:
        yield Mark(text=say("Tidak ada tabel di halaman ini.", "No table on this page."), colour=QUIET)
    for place, reading in enumerate(understood.readings, start=1):
        yield _reading_mark(reading, place)
    for problem in understood.problems:
        yield Mark(text=f"! {problem.what}: {problem.why}", colour=LEFT)


def _table_marks(table: TableReport, place: int, page: int | None) -> Iterator[Mark]:
    box = next((grid.box for grid in table.table.grids if grid.page == page), None)
    pages = sorted({grid.page for grid in table.table.grids if grid.page is not None})
    over = f" ({say('halaman', 'pages')} {pages[0]}-{pages[-1]})" if len(pages) > 1 else ""
    title = say(f"Tabel {place}", f"Table {place}") + over
    if table.left_because:
        yield Mark(text=f"{title}: {say('dilewati', 'left')}: {table.left_because}", colour=LEFT, box=box)
    else:
        counts = say(f"{len(table.readings)} bacaan", f"{len(table.readings)} readings")
        yield Mark(text=f"{title}: {counts}", colour=INK, box=box)
    for column in table.columns:
        yield Mark(text=_column_in_words(column), colour=QUIET)
    for left in table.left_rows:
        cells = [cell for cell in table.table.rows[left.row] if cell is not None and cell.page == page]
        if cells:
            text = f"   {say('baris dilewati', 'row left')}: {left.reason}: {' '.join(left.text.split())[:70]}"
            yield Mark(text=text, colour=LEFT, box=_around(cells))


def _column_in_words(column: Column) -> str:
    facts = [str(column.role.value)]
    if column.year is not None:
        facts.append(f"{column.year}{'?' if column.year_assumed else ''}")
    if column.period:
        facts.append(column.period)
    header = " ".join(column.header.split()) or say("(tanpa kepala)", "(no header)")
    reason = f" - {column.reason}" if column.reason else ""
    return f"   {say('kolom', 'column')} {column.col + 1}: {header} -> {' '.join(facts)}{reason}"


def _reading_mark(reading: Reading, place: int) -> Mark:
    year = str(reading.year or "?") + (f" {reading.period}" if reading.period else "")
    value = value_in_words(reading.value, reading.grade, reading.status)
    facts = f"{kind_in_words(reading.kind)} {year} = {value} {reading.unit or ''}".rstrip()
    extra = [*flags_in_words(reading.flags), *reading.notes]
    source = say(" (kalimat)", " (sentence)") if reading.source is Source.NARRATIVE else ""
    text = f"{place}. {facts}{source} | {reading.indicator}" + (f" [{'; '.join(extra)}]" if extra else "")
    return Mark(text=text, colour=KIND_COLOURS[reading.kind], box=reading.place.box, label=str(place))


def _draw_box(pen: ImageDraw, mark: Mark) -> None:
    if mark.box is None:
        return
    x0, top, x1, bottom = _pixels(mark.box)
    pen.rectangle((x0, top, x1, bottom), outline=mark.colour, width=3 if mark.label else 2)
    if mark.label:
        font = _font(18)
        width = int(pen.textlength(mark.label, font=font)) + 6
        pen.rectangle((x1 - width, top, x1, top + 20), fill=mark.colour)
        pen.text((x1 - width + 3, top), mark.label, fill="white", font=font)


def _draw_panel(pen: ImageDraw, marks: Sequence[Mark], left: int) -> None:
    y = MARGIN
    for mark in marks:
        for line in _folded(mark.text):
            pen.text((left, y), line, fill=mark.colour, font=_font(18))
            y += LINE


def _folded(text: str) -> list[str]:
    """The text in lines that fit the panel, later lines indented."""
    from textwrap import wrap

    return wrap(text, width=100, subsequent_indent="      ", drop_whitespace=True, replace_whitespace=True) or [""]


def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.load_default(size=size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow without FreeType cannot draw text of a size"
    return font


def _pixels(box: Box) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(edge * SCALE) for edge in box)
    return x0, top, max(x0, x1), max(top, bottom)


def _cells(table: TableReport) -> Iterator[Cell]:
    for grid in table.table.grids:
        yield from grid.cells


def _cells_on_page(understood: Understood) -> Iterator[Cell]:
    for grid in understood.page.grids:
        yield from grid.cells


def _around(cells: Sequence[Cell]) -> Box | None:
    boxes = [cell.box for cell in cells if cell.box is not None]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
