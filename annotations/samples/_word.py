"""A report as a Word file through python-docx, and that file's PDF through LibreOffice.

Pages of marks and headings are asked of the laid out PDF: a first copy carries a bookmark at each of them, which
LibreOffice exports as named destinations. The copy that is kept carries none.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.samples._content import (
    Block,
    Boxes,
    Cell,
    Contents,
    Cover,
    Heading,
    Items,
    Letterhead,
    PageBreak,
    Paragraph,
    Pieces,
    Report,
    Signature,
    Table,
)
from annotations.samples._libreoffice import destinations, to_pdf
from annotations.samples._word_table import fill_cell, write_table
from annotations.samples._word_text import FONT_OF, Typist, bookmark, new_paragraph, pieces_in, text_width, type_run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

_WRITTEN = datetime(2025, 3, 1, 8, 0, 0)


_ZIP_DATE = (2025, 3, 1, 8, 0, 0)


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
        places = destinations(to_pdf(marked, Path(folder)))
        heading_pages = {int(name[1:]): page for name, page in places.items() if name.startswith("h")}
        _write(report, path, heading_pages=heading_pages, bookmarks=False)
        if pdf is not None:
            copy = Path(folder, f"{pdf.stem}.docx")
            shutil.copyfile(path, copy)
            shutil.copyfile(to_pdf(copy, Path(folder)), pdf)
    pages = {int(name[1:]): page for name, page in places.items() if name.startswith("g")}
    return [pages[number] for number in range(len(pages))]


def _write(report: Report, path: Path, *, heading_pages: Mapping[int, int], bookmarks: bool) -> None:
    import docx
    from docx.shared import Pt

    document = docx.Document()
    typist = Typist(document, report, heading_pages, bookmarks)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT_OF[report.serif], Pt(11)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.15
    _dress(document, report)
    for block in report.blocks:
        _block(typist, block)
    document.save(str(path))
    _fix_dates(path)


def _dress(document: Document, report: Report) -> None:
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
    type_run(header, report.header, size=8, italic=True)
    footer = section.footer.paragraphs[0]
    type_run(footer, report.footer + "\t\t", size=8)
    _page_number(footer)


def _page_number(paragraph: WordParagraph) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = type_run(paragraph, "", size=8)
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _block(typist: Typist, block: Block) -> None:
    match block:
        case Heading():
            _heading(typist, block)
        case Paragraph():
            _text(typist, block)
        case Items():
            _items(typist, block)
        case Table():
            write_table(typist, block)
        case PageBreak(landscape):
            _break(typist, landscape=landscape)
        case Contents(title, tables):
            _contents(typist, title, tables=tables)
        case Cover():
            _cover(typist, block)
        case Letterhead():
            _letterhead(typist, block)
        case Boxes():
            _boxes(typist, block)
        case Signature():
            _signature(typist, block)


def _text(typist: Typist, block: Paragraph) -> None:
    from docx.shared import Cm

    paragraph = new_paragraph(typist, block.align)
    if block.align == "justify" and block.indent:
        paragraph.paragraph_format.first_line_indent = Cm(1.1)
    pieces_in(typist, paragraph, block.pieces, size=block.size, bold=block.bold)


def _items(typist: Typist, block: Items) -> None:
    for place, item in enumerate(block.items):
        _item(typist, item, _numbered(block.numbering, place))


def _letterhead(typist: Typist, block: Letterhead) -> None:
    for line in block.lines:
        type_run(new_paragraph(typist, "center", after=0), line, size=13, bold=True)
    type_run(new_paragraph(typist, "center"), block.address, size=9)


def _heading(typist: Typist, block: Heading) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = new_paragraph(typist, "center" if block.level == 1 else "left")
    paragraph.style = typist.document.styles[f"Heading {block.level}"]
    run = type_run(paragraph, block.text, size=13 if block.level == 1 else 11, bold=True)
    run.font.name, run.font.color.rgb = FONT_OF[typist.report.serif], RGBColor(0, 0, 0)
    paragraph.paragraph_format.space_after = Pt(6)
    bookmark(typist, run, f"h{typist.headings}")
    typist.headings += 1


def _item(typist: Typist, pieces: Pieces, label: str) -> None:
    from docx.shared import Cm

    paragraph = new_paragraph(typist, "justify", after=3)
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1.2), Cm(-0.7)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.2))
    type_run(paragraph, f"{label}\t")
    pieces_in(typist, paragraph, pieces)


def _numbered(numbering: str, place: int) -> str:
    return numbering.replace("1", str(place + 1)).replace("a", chr(ord("a") + place))


def _break(typist: Typist, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = typist.document.sections[-1]
    lies = (section.page_width or 0) > (section.page_height or 0)
    if lies == landscape:
        typist.starts_page = True
        return
    new = typist.document.add_section(WD_SECTION.NEW_PAGE)
    new.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    new.page_width, new.page_height = section.page_height, section.page_width
    new.different_first_page_header_footer = False


def _contents(typist: Typist, title: str, *, tables: bool) -> None:
    """Typed by hand with tabs and dots, as in most real files. Tables are listed without pages known."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    type_run(new_paragraph(typist, "center"), title, size=13, bold=True)
    if tables:
        entries = [(block.caption, "") for block in typist.report.blocks if isinstance(block, Table) and block.caption]
    else:
        headings = [block for block in typist.report.blocks if isinstance(block, Heading)]
        entries = [
            ("    " * (heading.level - 1) + heading.text, str(typist.heading_pages.get(number, 0)))
            for number, heading in enumerate(headings)
        ]
    for words, page in entries:
        paragraph = new_paragraph(typist, "left", after=1)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            text_width(typist), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        type_run(paragraph, f"{words}\t{page}" if page else words, size=10)
    typist.starts_page = True


def _cover(typist: Typist, cover: Cover) -> None:
    from docx.shared import Cm, Pt

    first = new_paragraph(typist, "center")
    first.paragraph_format.space_before = Pt(40)
    first.add_run().add_picture(io.BytesIO(_shield(cover.colour)), width=Cm(2.6))
    for line in cover.title:
        type_run(new_paragraph(typist, "center", after=2), line, size=20, bold=True)
    year = new_paragraph(typist, "center")
    year.paragraph_format.space_before = Pt(190)
    type_run(year, cover.year, size=17, bold=True)
    for place, line in enumerate(cover.government):
        paragraph = new_paragraph(typist, "center", after=2)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(60)
        type_run(paragraph, line, size=15, bold=True)
    typist.starts_page = True


def _shield(colour: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (130, 160), "white")
    ImageDraw.Draw(picture).polygon([(5, 5), (125, 5), (125, 100), (65, 155), (5, 100)], fill=colour, outline="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _boxes(typist: Typist, chart: Boxes) -> None:
    """An organisation chart, drawn with a borderless-looking table as many offices do."""
    columns = 4
    below = [chart.below[start : start + columns] for start in range(0, len(chart.below), columns)]
    table = typist.document.add_table(rows=1 + len(below), cols=columns)
    table.style = "Table Grid"
    top = table.cell(0, 0).merge(table.cell(0, columns - 1))
    fill_cell(typist, top, Cell(pieces=(chart.top,), align="center"), 8.5)
    for r, texts in enumerate(below, 1):
        for c, text in enumerate(texts):
            fill_cell(typist, table.cell(r, c), Cell(pieces=(text,), align="center"), 8.5)
    new_paragraph(typist)


def _signature(typist: Typist, block: Signature) -> None:
    from docx.shared import Cm, Pt

    for place, (words, bold) in enumerate(
        ((block.place_and_date, False), (block.office, True), (block.name, True), (block.number, False))
    ):
        if not words:
            continue
        paragraph = new_paragraph(typist, "center", after=0)
        paragraph.paragraph_format.left_indent = Cm(8)
        if place == 2:
            paragraph.paragraph_format.space_before = Pt(48)
        type_run(paragraph, words, bold=bold)


def _fix_dates(path: Path) -> None:
    """Zip entries carry the time of writing; a rebuild must give the same bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED, 9)
