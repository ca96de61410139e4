"""The pieces of WordprocessingML that forms are made of, as text; escaped here and nowhere else.

python-docx opens, saves and keeps styles, sections and comments; cells are written as XML because building
thousands of them object by object takes half a minute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TWIPS_PER_CM = 567

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a piece of text is printed."""

    half_points: int = 18
    bold: bool = False
    italic: bool = False
    colour: str = ""


PLAIN = Look()
CELL_STYLES = {16: "WarisanSelKecil", 18: "WarisanSel"}
"""Paragraph styles of cells, by their size in half points."""


def clean(text: str) -> str:
    """Without characters that XML forbids: one control character in a name makes Word refuse the file."""
    return _NOT_XML.sub("", text)


def properties(look: Look) -> str:
    marks = "<w:b/>" * look.bold + "<w:i/>" * look.italic
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    size = f'<w:sz w:val="{look.half_points}"/><w:szCs w:val="{look.half_points}"/>'
    return f"<w:rPr>{marks}{colour}{size}</w:rPr>"


def run(text: str, look: Look) -> str:
    lines = escape(clean(text)).split("\n")
    body = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{properties(look)}{body}</w:r>"


def control_title(title: str, tag: str) -> str:
    """What Word shows above a control; ends in a mark of the tag, for LibreOffice 7.4 keeps titles and drops tags."""
    return f"{clean(title)[:54]} #{sha256(tag.encode()).hexdigest()[:8]}"


def control(text: str, look: Look, *, tag: str, title: str, number: int) -> str:
    """A plain-text content control; Word allows 64 characters in tag and title.

    LibreOffice 7.4 keeps the title of plain-text controls only, and prints them in the size of the paragraph's style.
    """
    content = run(text, look)
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(control_title(title, tag))}/>"
        f"<w:tag w:val={quoteattr(tag)}/>"
        f'<w:id w:val="{number}"/><w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def commented(content: str, comment_id: int) -> str:
    return (
        f'<w:commentRangeStart w:id="{comment_id}"/>{content}<w:commentRangeEnd w:id="{comment_id}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{comment_id}"/></w:r>'
    )


def paragraph(content: str, look: Look = PLAIN, *, align: str = "left", keep_next: bool = False) -> str:
    keep = "<w:keepNext/>" * keep_next
    style = f'<w:pStyle w:val="{CELL_STYLES[look.half_points]}"/>'
    spacing = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{style}{keep}{spacing}<w:jc w:val="{align}"/></w:pPr>{content}</w:p>'


def cell(content: str, *, width: int, span: int = 1, shade: str = "") -> str:
    """``content``: paragraphs. ``width`` in twips."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shading}</w:tcPr>{content}</w:tc>'


def row(cells: str, *, header: bool = False) -> str:
    """A row is never broken over two pages; a header row is repeated on each."""
    repeat = "<w:tblHeader/>" * header
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"


def table(rows: str, widths: list[int]) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
