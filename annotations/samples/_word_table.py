"""Tables of a Word file: merged cells, repeated headers, one paragraph a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.samples._content import Cell, Mark, Pieces, Table
from annotations.samples._word_text import Typist, new_paragraph, pieces_in, text_width, type_run

if TYPE_CHECKING:
    from docx.table import _Cell as WordCell
    from docx.table import _Row as WordRow


def write_table(typist: Typist, block: Table) -> None:
    from docx.shared import Emu, Pt

    if block.caption:
        caption = new_paragraph(typist, "center", after=3)
        caption.paragraph_format.keep_with_next = True
        type_run(caption, block.caption, size=10, bold=True)
    rows = (*block.header, *block.rows)
    width = text_width(typist)
    table = typist.document.add_table(rows=len(rows), cols=len(block.widths))
    table.style, table.autofit = "Table Grid", False
    share = width / sum(block.widths)
    # python-docx finds a cell by walking its row each time: the rows are walked once.
    grid = [list(row.cells) for row in table.rows]
    for column, share_of in zip(table.columns, block.widths, strict=True):
        column.width = Emu(int(share * share_of))
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
            fill_cell(typist, place, cell, block.size)
            c += cell.across
    for r, places in enumerate(grid):
        for place, share_of in zip(places, block.widths, strict=True):
            if place._tc.grid_span == 1:
                place.width = Emu(int(share * share_of))
        if r < len(block.header) and block.repeat_header:
            _repeat(table.rows[r])
    for note in block.notes or ("",):
        paragraph = new_paragraph(typist, "left")
        if note:
            type_run(paragraph, note, size=8.5, italic=True)
        paragraph.paragraph_format.space_before = Pt(2)


def fill_cell(typist: Typist, place: WordCell, cell: Cell, size: float) -> None:
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
        pieces_in(typist, paragraph, line, size=size, bold=cell.bold)
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


def _repeat(row: WordRow) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
