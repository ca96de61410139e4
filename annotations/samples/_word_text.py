"""Paragraphs and runs of a Word file, with a bookmark at each mark where the layout is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotations.samples._content import Mark, Pieces, Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

FONT_OF = {True: "Liberation Serif", False: "Liberation Sans"}


@dataclass(slots=True)
class Typist:
    """The document being written, and how far."""

    document: Document
    report: Report
    heading_pages: Mapping[int, int]
    bookmarks: bool
    marks: int = 0
    headings: int = 0
    ids: int = 0
    starts_page: bool = field(default=False)
    """The next block opens a page."""


def new_paragraph(typist: Typist, align: str = "left", *, after: float | None = None) -> WordParagraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = typist.document.add_paragraph()
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    if typist.starts_page:
        paragraph.paragraph_format.page_break_before = True
        typist.starts_page = False
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def type_run(
    paragraph: WordParagraph, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False
) -> Run:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return run


def pieces_in(
    typist: Typist, paragraph: WordParagraph, pieces: Pieces, *, size: float | None = None, bold: bool = False
) -> None:
    for piece in pieces:
        text = piece.text if isinstance(piece, Mark) else piece
        run = type_run(paragraph, text, size=size, bold=bold)
        if isinstance(piece, Mark):
            bookmark(typist, run, f"g{typist.marks}")
            typist.marks += 1


def bookmark(typist: Typist, run: Run, name: str) -> None:
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


def text_width(typist: Typist) -> int:
    section = typist.document.sections[-1]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
