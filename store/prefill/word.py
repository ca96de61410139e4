"""The form as a Word document: title page, what is still missing, list of tables, chapters, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.prefill.facts import Form, FormTable, Missing
from store.prefill.marks import manifest_of, put_into_word
from store.prefill.printed import long_day
from store.prefill.word_table import (
    GROUP_SHADE,
    HEADER_SHADE,
    LANDSCAPE_FROM,
    NEEDED_SHADE,
    SUGGESTED_SHADE,
    Layout,
    Marks,
    layouts,
    table_xml,
)
from store.word_pages import AUTHOR, MARGIN_CM, PAGE_CM, add_table, append_to, blank_document, field
from store.word_xml import TWIPS_PER_CM, Look, cell, clean, paragraph, row, run, table

if TYPE_CHECKING:
    from docx.document import Document

_LEGEND = (
    ("84,00", "", "nilai yang sudah dikonfirmasi; komentarnya menyebut laporan, halaman, dan siapa yang mengonfirmasi"),
    ("usulan: 84,00", SUGGESTED_SHADE, "dibaca dari laporan, belum dikonfirmasi siapa pun"),
    ("…", NEEDED_SHADE, "belum ada nilainya; tulis di dalam kotak isian"),
    ("dihitung", "", "terhitung setelah nilai pembentuknya dikonfirmasi"),
)


def form_document(form: Form) -> Document:
    """The spine: what stands in the file, in order."""
    document = blank_document(f"{form.report} {form.region_name} Tahun {form.year}")
    marks = Marks(add_comment=lambda text: int(document.comments.add_comment(clean(text), AUTHOR, "W").comment_id))
    _title_page(document, form)
    _missing_sheet(document, form)
    _list_of_tables(document, form)
    _chapters(document, form, marks)
    if marks.has_provisional:
        document.add_paragraph("*) angka sementara")
    _detail_annex(document, form)
    put_into_word(document, manifest_of(form))
    return document


def _title_page(document: Document, form: Form) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    lines = (
        (f"PEMERINTAH {form.region_name.upper()}", 16, 120),
        (form.report_name.upper(), 20, 60),
        (f"TAHUN {form.year}", 18, 24),
        (f"Draf per {long_day(form.made_at)}", 11, 60),
        (f"Dasar: {form.legal_basis}" if form.legal_basis else "", 10, 24),
        (f"Disampaikan kepada: {form.addressed_to}" if form.addressed_to else "", 10, 6),
    )
    for text, size, before in lines:
        if not text:
            continue
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = Pt(before)
        written = line.add_run(clean(text))
        written.font.size, written.bold = Pt(size), size > 11


def _missing_sheet(document: Document, form: Form) -> None:
    document.add_heading("Yang masih perlu diisi", 1).paragraph_format.page_break_before = True
    document.add_paragraph("Lembar kerja penyusun. Hapus lembar ini sebelum laporan diserahkan.")
    counts = form.counts()
    document.add_paragraph(
        f"{counts['filled'] + counts['absent'] + counts['computed']} isian sudah terisi ({counts['filled']} nilai "
        f"terkonfirmasi, {counts['computed']} hasil hitungan, {counts['absent']} dinyatakan tidak ada nilainya), "
        f"{counts['suggested']} usulan menunggu konfirmasi, {counts['needed']} nilai masih perlu diminta, "
        f"{counts['waiting']} akan terhitung, dan {counts['manual']} isian lain (uraian, "
        "anggaran kegiatan, pembilang dan penyebut) ditulis perangkat daerah."
    )
    _legend(document)
    missing = form.missing()
    add_table(document, _count_table(missing))
    for sentence in form.problems:
        document.add_paragraph(clean(sentence), style="List Bullet")
    if form.left_out:
        document.add_paragraph(
            f"{len(form.left_out)} indikator yang lazim diminta laporan ini tidak dimuat karena "
            f"{form.region_name} belum pernah melaporkannya; daftarnya ada di berkas JSON."
        )
    if any(item.needed for item in missing):
        document.add_paragraph("Rincian tiap indikator ada pada lampiran kerja di akhir berkas ini.")


def _detail_annex(document: Document, form: Form) -> None:
    missing = form.missing()
    if not any(item.needed for item in missing):
        return
    _turn_page(document, landscape=False, always=True)
    document.add_heading("Lampiran kerja: rincian yang masih perlu diisi", 1)
    add_table(document, _detail_table(missing))


def _legend(document: Document) -> None:
    widths = [round(width * TWIPS_PER_CM) for width in (3.2, 13.4)]
    look = Look(half_points=18)
    rows = (
        row(
            cell(paragraph(run(sample, look), align="center"), width=widths[0], shade=shade)
            + cell(paragraph(run(meaning, look)), width=widths[1])
        )
        for sample, shade, meaning in _LEGEND
    )
    add_table(document, table("".join(rows), widths))


def _simple_row(texts: tuple[str, ...], widths: list[int], *, header: bool = False, shade: str = "") -> str:
    look = Look(half_points=18, bold=header or bool(shade))
    shade = HEADER_SHADE if header else shade
    cells = (
        cell(
            paragraph(run(text, look), align="right" if text.isdigit() else "left"),
            width=width,
            shade=shade,
        )
        for text, width in zip(texts, widths, strict=True)
    )
    return row("".join(cells), header=header)


def _count_table(missing: tuple[Missing, ...]) -> str:
    widths = [round(width * TWIPS_PER_CM) for width in (7.4, 2.3, 2.5, 2.1, 2.3)]
    titles = ("Perangkat daerah", "Perlu diisi", "Usulan", "Belum rilis", "Isian lain")
    rows = [_simple_row(titles, widths, header=True)]
    for item in missing:
        numbers = (item.needed, item.suggested, item.not_released, item.manual)
        if any(numbers):
            rows.append(_simple_row((item.opd, *map(str, numbers)), widths))
    total = (
        sum(part) for part in zip(*((i.needed, i.suggested, i.not_released, i.manual) for i in missing), strict=True)
    )
    rows.append(_simple_row(("Jumlah", *map(str, total)), widths, shade=GROUP_SHADE))
    return table("".join(rows), widths)


def _detail_table(missing: tuple[Missing, ...]) -> str:
    """One row an indicator and table: the columns still wanted, side by side."""
    widths = [round(width * TWIPS_PER_CM) for width in (8.2, 6.4, 2.0)]
    rows = [_simple_row(("Indikator", "Yang diminta", "Tabel"), widths, header=True)]
    for item in missing:
        wanted: dict[tuple[str, str, str], list[str]] = {}
        for form_table, slot in item.slots:
            wanted.setdefault((form_table.number, slot.code, slot.indicator), []).append(slot.title)
        if not wanted:
            continue
        look = Look(half_points=18, bold=True)
        title = paragraph(run(f"{item.opd}: {item.needed} nilai", look), keep_next=True)
        rows.append(row(cell(title, width=sum(widths), span=3, shade=GROUP_SHADE)))
        rows += [_simple_row((name, ", ".join(titles), number), widths) for (number, _, name), titles in wanted.items()]
    return table("".join(rows), widths)


def _list_of_tables(document: Document, form: Form) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    document.add_heading("Daftar tabel", 1).paragraph_format.page_break_before = True
    for index, form_table in enumerate(form.tables, 1):
        line = document.add_paragraph()
        line.paragraph_format.tab_stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.paragraph_format.left_indent, line.paragraph_format.right_indent = Cm(0), Cm(0.2)
        line.add_run(clean(form_table.caption) + "\t")
        append_to(line, field(f"PAGEREF tabel{index} \\h", ""))


def _chapters(document: Document, form: Form, marks: Marks) -> None:
    last_chapter = None
    for index, form_table in enumerate(form.tables, 1):
        for layout in layouts(form_table):
            _turn_page(document, landscape=layout.count >= LANDSCAPE_FROM)
            if form_table.chapter and form_table.chapter != last_chapter:
                last_chapter = form_table.chapter
                document.add_heading(clean(last_chapter), 1)
            _caption(document, form_table, layout, index)
            width = PAGE_CM[1 if layout.count >= LANDSCAPE_FROM else 0] - 2 * MARGIN_CM
            add_table(document, table_xml(form_table, layout, width, marks))


def _turn_page(document: Document, *, landscape: bool, always: bool = False) -> None:
    """A new section where the paper turns; tables of one direction follow each other."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    section = document.sections[-1]
    is_landscape = section.orientation == WD_ORIENT.LANDSCAPE
    if not always and landscape == is_landscape and len(document.sections) > 1:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _flatten_last_break(document)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    wide, high = (PAGE_CM[1], PAGE_CM[0]) if landscape else PAGE_CM
    section.page_width, section.page_height = Cm(wide), Cm(high)


def _flatten_last_break(document: Document) -> None:
    """The paragraph that ends a section takes no room: behind a full page it would make an empty one."""
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    element = document.element.body.findall(qn("w:p"))[-1]
    if element.find(qn("w:pPr") + "/" + qn("w:sectPr")) is not None and not element.findall(qn("w:r")):
        spacing = Paragraph(element, document).paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing = Pt(1)
        before = element.getprevious()
        if before is not None and before.tag == element.tag and len(before) <= 1:
            # Nothing but the empty line behind a table: this paragraph parts it from what follows.
            before.getparent().remove(before)


def _caption(document: Document, form_table: FormTable, layout: Layout, index: int) -> None:
    text = f"{form_table.caption} (lanjutan: uraian)" if layout.continues else form_table.caption
    line = document.add_paragraph(style="Caption")
    line.paragraph_format.keep_with_next = True
    if not layout.continues:
        append_to(line, f'<w:bookmarkStart w:id="{index}" w:name="tabel{index}"/>')
    line.add_run(clean(text))
    if not layout.continues:
        append_to(line, f'<w:bookmarkEnd w:id="{index}"/>')
