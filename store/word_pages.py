"""Word documents that the store writes: paper, styles, page numbers, fields, tables between paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.word_xml import CELL_STYLES, NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document

PAGE_CM = (21.0, 29.7)
MARGIN_CM = 2.2
AUTHOR = "Warisan"
FONT = "Arial"


def blank_document(title: str) -> Document:
    """An empty A4 document in Arial, its pages numbered under its title."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 14), ("Heading 2", 12), ("Caption", 10)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Caption"].font.bold = True
    for half_points, name in CELL_STYLES.items():
        cell_style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell_style.base_style, cell_style.font.size = document.styles["Normal"], Pt(half_points / 2)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE_CM[0]), Cm(PAGE_CM[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(MARGIN_CM))
    facts = document.core_properties
    facts.author, facts.language = AUTHOR, "id-ID"
    facts.title = title
    _footer(section, title)
    return document


def _footer(section: Any, title: str) -> None:  # noqa: ANN401 (python-docx ships no types)
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.style.font.size = Pt(9)
    line.add_run(f"{title} - halaman ")
    append_to(line, field("PAGE", "1"))


def field(instruction: str, shown: str) -> str:
    """A field that Word and LibreOffice bring up to date when they open the file."""
    return (
        f'<w:r {NAMESPACE}><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r {NAMESPACE}><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r {NAMESPACE}><w:fldChar w:fldCharType="separate"/></w:r><w:r {NAMESPACE}><w:t>{shown}</w:t></w:r>'
        f'<w:r {NAMESPACE}><w:fldChar w:fldCharType="end"/></w:r>'
    )


def append_to(word_paragraph: Any, xml: str) -> None:  # noqa: ANN401 (python-docx ships no types)
    from docx.oxml import parse_xml

    for element in list(parse_xml(f"<w:p {NAMESPACE}>{xml}</w:p>")):
        word_paragraph._p.append(element)


def add_table(document: Document, xml: str) -> None:
    """Before the section's end mark, with the empty paragraph that Word wants after a table."""
    from docx.oxml import parse_xml

    after = document.add_paragraph()
    after.paragraph_format.space_after = 0
    after._p.addprevious(parse_xml(xml))
