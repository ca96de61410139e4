"""A report as a Word file through python-docx, and that file's PDF through LibreOffice.

Pages of marks and headings are asked of the laid out PDF: a first copy carries a bookmark at each of them, which
LibreOffice exports as named destinations. The copy that is kept carries none.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from annotations.samples._content import (
    Block,
    Boxes,
    Cell,
    Contents,
    Cover,
    Heading,
    Items,
    Letterhead,
    Mark,
    PageBreak,
    Paragraph,
    Pieces,
    Report,
    Signature,
    Table,
)

_WRITTEN = datetime(2025, 3, 1, 8, 0, 0)
_ZIP_DATE = (2025, 3, 1, 8, 0, 0)
_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_FONT_OF = {True: "Liberation Serif", False: "Liberation Sans"}


@dataclass(slots=True)
class _Typist:
    """The document being written. python-docx is untyped where we use it: hence ``Any``."""

    document: Any
    report: Report
    heading_pages: Mapping[int, int]
    bookmarks: bool
    marks: int = 0
    headings: int = 0
    ids: int = 0
    starts_page: bool = field(default=False)
    """The next block opens a page."""


def print_word(report: Report, path: Path, *, pdf: Path | None = None, unpaged: bool = False) -> list[int]:
    """Write the Word file, and its PDF where asked; return the page of every mark in that PDF.

    ``unpaged``: nothing is laid out: the table of contents prints 0 and no page is returned.
    """
    if unpaged:
        _write(report, path, heading_pages={}, bookmarks=False)
        return []
    with tempfile.TemporaryDirectory() as folder:
        marked = Path(folder, "marked.docx")
        _write(report, marked, heading_pages={}, bookmarks=True)
        places = _destinations(_to_pdf(marked, Path(folder)))
        heading_pages = {int(name[1:]): page for name, page in places.items() if name.startswith("h")}
        _write(report, path, heading_pages=heading_pages, bookmarks=False)
        if pdf is not None:
            copy = Path(folder, f"{pdf.stem}.docx")
            shutil.copyfile(path, copy)
            shutil.copyfile(_to_pdf(copy, Path(folder)), pdf)
    pages = {int(name[1:]): page for name, page in places.items() if name.startswith("g")}
    return [pages[number] for number in range(len(pages))]


def _to_pdf(source: Path, folder: Path) -> Path:
    """Through LibreOffice with a profile of its own and a fixed date."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", _EXPORT]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1740787200", "HOME": str(folder)}
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, env=environment)
    return folder / f"{source.stem}.pdf"


def _destinations(pdf: Path) -> dict[str, int]:
    """Names of the PDF's destinations and their pages, from 1."""
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    found = {}
    for index in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, size)
        buffer = ctypes.create_string_buffer(max(size.value, 2))
        place = raw.FPDF_GetNamedDest(document, index, buffer, size)
        name = buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
        found[name] = raw.FPDFDest_GetDestPageIndex(document, place) + 1
    document.close()
    return found


def _write(report: Report, path: Path, *, heading_pages: Mapping[int, int], bookmarks: bool) -> None:
    import docx
    from docx.shared import Pt

    document: Any = docx.Document()
    typist = _Typist(document, report, heading_pages, bookmarks)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT_OF[report.serif], Pt(11)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.15
    _dress(document, report)
    for block in report.blocks:
        _block(typist, block)
    document.save(str(path))
    _fix_dates(path)


def _dress(document: Any, report: Report) -> None:
    """Paper, margins, running header and footer, properties."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    properties = document.core_properties
    properties.author, properties.title = "Pemerintah Kota Purwaloka", report.header
    properties.created = properties.modified = _WRITTEN
    properties.last_modified_by, properties.revision = "Pemerintah Kota Purwaloka", 1
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Cm(3),
        Cm(2.3),
        Cm(2.6),
        Cm(2.4),
    )
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(header, report.header, size=8, italic=True)
    footer = section.footer.paragraphs[0]
    _run(footer, report.footer + "\t\t", size=8)
    _page_number(footer)


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = _run(paragraph, "", size=8)
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _run(paragraph: Any, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False) -> Any:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return run


def _block(typist: _Typist, block: Block) -> None:
    match block:
        case Heading():
            _heading(typist, block)
        case Paragraph():
            paragraph = _paragraph(typist, block.align)
            if block.align == "justify" and block.indent:
                from docx.shared import Cm

                paragraph.paragraph_format.first_line_indent = Cm(1.1)
            _pieces(typist, paragraph, block.pieces, size=block.size, bold=block.bold)
        case Items(items, numbering):
            for place, item in enumerate(items):
                _item(typist, item, _numbered(numbering, place))
        case Table():
            _table(typist, block)
        case PageBreak(landscape):
            _break(typist, landscape=landscape)
        case Contents(title, tables):
            _contents(typist, title, tables=tables)
        case Cover():
            _cover(typist, block)
        case Letterhead(lines=lines, address=address):
            for line in lines:
                _run(_paragraph(typist, "center", after=0), line, size=13, bold=True)
            _run(_paragraph(typist, "center"), address, size=9)
        case Boxes():
            _boxes(typist, block)
        case Signature():
            _signature(typist, block)


def _paragraph(typist: _Typist, align: str = "left", *, after: float | None = None, inside: Any = None) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = (inside or typist.document).add_paragraph()
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    if typist.starts_page and inside is None:
        paragraph.paragraph_format.page_break_before = True
        typist.starts_page = False
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _heading(typist: _Typist, block: Heading) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = _paragraph(typist, "center" if block.level == 1 else "left")
    paragraph.style = typist.document.styles[f"Heading {block.level}"]
    run = _run(paragraph, block.text, size=13 if block.level == 1 else 11, bold=True)
    run.font.name, run.font.color.rgb = _FONT_OF[typist.report.serif], RGBColor(0, 0, 0)
    paragraph.paragraph_format.space_after = Pt(6)
    _bookmark(typist, run, f"h{typist.headings}")
    typist.headings += 1


def _item(typist: _Typist, pieces: Pieces, label: str) -> None:
    from docx.shared import Cm

    paragraph = _paragraph(typist, "justify", after=3)
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1.2), Cm(-0.7)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.2))
    _run(paragraph, f"{label}\t")
    _pieces(typist, paragraph, pieces)


def _numbered(numbering: str, place: int) -> str:
    return numbering.replace("1", str(place + 1)).replace("a", chr(ord("a") + place))


def _pieces(typist: _Typist, paragraph: Any, pieces: Pieces, *, size: float | None = None, bold: bool = False) -> None:
    for piece in pieces:
        text = piece.text if isinstance(piece, Mark) else piece
        run = _run(paragraph, text, size=size, bold=bold)
        if isinstance(piece, Mark):
            _bookmark(typist, run, f"g{typist.marks}")
            typist.marks += 1


def _bookmark(typist: _Typist, run: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not typist.bookmarks:
        return
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(typist.ids))
    start.set(qn("w:name"), name)
    run._r.addprevious(start)
    run._r.addnext(end)
    typist.ids += 1


def _table(typist: _Typist, block: Table) -> None:
    from docx.shared import Pt

    if block.caption:
        caption = _paragraph(typist, "center", after=3)
        caption.paragraph_format.keep_with_next = True
        _run(caption, block.caption, size=10, bold=True)
    rows = (*block.header, *block.rows)
    width = _width(typist)
    table = typist.document.add_table(rows=len(rows), cols=len(block.widths))
    table.style, table.autofit = "Table Grid", False
    share = width / sum(block.widths)
    # python-docx finds a cell by walking its row each time: the rows are walked once.
    grid = [list(row.cells) for row in table.rows]
    for column, share_of in zip(table.columns, block.widths, strict=True):
        column.width = int(share * share_of)
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + down, c + across) for down in range(cell.down) for across in range(cell.across)}
            place = grid[r][c]
            if cell.down > 1 or cell.across > 1:
                place = place.merge(grid[r + cell.down - 1][c + cell.across - 1])
            _fill(typist, place, cell, block.size)
            c += cell.across
    for r, row in enumerate(grid):
        for place, share_of in zip(row, block.widths, strict=True):
            if place._tc.grid_span == 1:
                place.width = int(share * share_of)
        if r < len(block.header) and block.repeat_header:
            _repeat(table.rows[r])
    for note in block.notes or ("",):
        paragraph = _paragraph(typist, "left")
        if note:
            _run(paragraph, note, size=8.5, italic=True)
        paragraph.paragraph_format.space_before = Pt(2)


def _width(typist: _Typist) -> int:
    section = typist.document.sections[-1]
    return int(section.page_width - section.left_margin - section.right_margin)


def _fill(typist: _Typist, place: Any, cell: Cell, size: float) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    # A stacked cell holds one paragraph a line, as people type them.
    lines = _lines(cell.pieces)
    for number, line in enumerate(lines):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, cell.align.upper())
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
        _pieces(typist, paragraph, line, size=size, bold=cell.bold)
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if cell.fill:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", cell.fill.lstrip("#"))):
            shade.set(qn(f"w:{name}"), value)
        place._tc.get_or_add_tcPr().append(shade)


def _lines(pieces: Pieces) -> list[Pieces]:
    lines: list[list[Any]] = [[]]
    for piece in pieces:
        if isinstance(piece, Mark):
            lines[-1].append(piece)
            continue
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(part)
    return [tuple(line) for line in lines]


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _break(typist: _Typist, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = typist.document.sections[-1]
    lies = section.page_width > section.page_height
    if lies == landscape:
        typist.starts_page = True
        return
    new = typist.document.add_section(WD_SECTION.NEW_PAGE)
    new.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    new.page_width, new.page_height = section.page_height, section.page_width
    new.different_first_page_header_footer = False


def _contents(typist: _Typist, title: str, *, tables: bool) -> None:
    """Typed by hand with tabs and dots, as in most real files. Tables are listed without pages known."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    _run(_paragraph(typist, "center"), title, size=13, bold=True)
    if tables:
        entries = [(block.caption, "") for block in typist.report.blocks if isinstance(block, Table) and block.caption]
    else:
        headings = [block for block in typist.report.blocks if isinstance(block, Heading)]
        entries = [
            ("    " * (heading.level - 1) + heading.text, str(typist.heading_pages.get(number, 0)))
            for number, heading in enumerate(headings)
        ]
    for words, page in entries:
        paragraph = _paragraph(typist, "left", after=1)
        paragraph.paragraph_format.tab_stops.add_tab_stop(_width(typist), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _run(paragraph, f"{words}\t{page}" if page else words, size=10)
    typist.starts_page = True


def _cover(typist: _Typist, cover: Cover) -> None:
    from docx.shared import Cm, Pt

    first = _paragraph(typist, "center")
    first.paragraph_format.space_before = Pt(40)
    first.add_run().add_picture(io.BytesIO(_shield(cover.colour)), width=Cm(2.6))
    for line in cover.title:
        _run(_paragraph(typist, "center", after=2), line, size=20, bold=True)
    year = _paragraph(typist, "center")
    year.paragraph_format.space_before = Pt(190)
    _run(year, cover.year, size=17, bold=True)
    for place, line in enumerate(cover.government):
        paragraph = _paragraph(typist, "center", after=2)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(60)
        _run(paragraph, line, size=15, bold=True)
    typist.starts_page = True


def _shield(colour: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (130, 160), "white")
    ImageDraw.Draw(picture).polygon([(5, 5), (125, 5), (125, 100), (65, 155), (5, 100)], fill=colour, outline="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _boxes(typist: _Typist, chart: Boxes) -> None:
    """An organisation chart, drawn with a borderless-looking table as many offices do."""
    columns = 4
    below = [chart.below[start : start + columns] for start in range(0, len(chart.below), columns)]
    table = typist.document.add_table(rows=1 + len(below), cols=columns)
    table.style = "Table Grid"
    top = table.cell(0, 0).merge(table.cell(0, columns - 1))
    rows = [Cell(pieces=(text,), align="center") for text in (chart.top,)]
    _fill(typist, top, rows[0], 8.5)
    for r, texts in enumerate(below, 1):
        for c, text in enumerate(texts):
            _fill(typist, table.cell(r, c), Cell(pieces=(text,), align="center"), 8.5)
    _paragraph(typist)


def _signature(typist: _Typist, block: Signature) -> None:
    from docx.shared import Cm, Pt

    for place, (words, bold) in enumerate(
        ((block.place_and_date, False), (block.office, True), (block.name, True), (block.number, False))
    ):
        if not words:
            continue
        paragraph = _paragraph(typist, "center", after=0)
        paragraph.paragraph_format.left_indent = Cm(8)
        if place == 2:
            paragraph.paragraph_format.space_before = Pt(48)
        _run(paragraph, words, bold=bold)


def _fix_dates(path: Path) -> None:
    """Zip entries carry the time of writing; a rebuild must give the same bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED, 9)
