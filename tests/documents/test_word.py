"""Word files: what stands in the body, once, as it prints, and where."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from word_builder import (
    DOWN,
    NAMESPACES,
    START,
    abstract,
    cell,
    control,
    field,
    level,
    num,
    numbered,
    para,
    row,
    run,
    span,
    table,
    write_word,
)

from extractor.errors import Damaged
from extractor.facts import Grid, PageContent
from extractor.numbers_id import parse_value
from extractor.settings import ReadLimits
from extractor.word import read_word
from extractor.word._styles import Style
from extractor.word._text import TextReader, plain_runs


@pytest.fixture
def read(tmp_path: Path):
    def read_body(body: str, limits: ReadLimits | None = None, **parts: str) -> PageContent:
        return read_word(write_word(tmp_path / "laporan.docx", body, **parts), limits)

    return read_body


def texts(page: PageContent) -> list[str]:
    return [paragraph.text for paragraph in page.paragraphs]


def layout(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(one.text, one.row, one.col, one.row_span, one.col_span) for one in grid.cells]


# Tables


def test_spans_across_and_down_occur_once_at_their_top_left(read) -> None:
    body = table(
        row(cell("Sasaran", properties=START), cell("Tahun 2024", properties=span(2)), properties="<w:tblHeader/>"),
        row(cell(properties=DOWN), "Target", "Realisasi", properties="<w:tblHeader/>"),
        row("IPM", "81,50", "82,04"),
    )
    (grid,) = read(body).grids
    assert layout(grid) == [
        ("Sasaran", 0, 0, 2, 1),
        ("Tahun 2024", 0, 1, 1, 2),
        ("Target", 1, 1, 1, 1),
        ("Realisasi", 1, 2, 1, 1),
        ("IPM", 2, 0, 1, 1),
        ("81,50", 2, 1, 1, 1),
        ("82,04", 2, 2, 1, 1),
    ]
    assert (grid.n_rows, grid.n_cols, grid.header_rows) == (3, 3, 2)
    assert [one.locator for one in grid.cells][-1] == "body/tbl1/r3/c3"


def test_a_row_that_starts_late_keeps_its_columns(read) -> None:
    body = table(row("No", "Indikator", "Nilai"), row("TPT", "4,37", properties='<w:gridBefore w:val="1"/>'))
    (grid,) = read(body).grids
    assert layout(grid)[3:] == [("TPT", 1, 1, 1, 1), ("4,37", 1, 2, 1, 1)]


def test_old_horizontal_merges_widen_their_first_cell(read) -> None:
    first, more = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = table(row(cell("Tahun", properties=first), cell(properties=more), "Ket"), row("2023", "2024", "-"))
    (grid,) = read(body).grids
    assert layout(grid)[:2] == [("Tahun", 0, 0, 1, 2), ("Ket", 0, 2, 1, 1)]


def test_a_merge_that_continues_nothing_is_a_cell(read) -> None:
    (grid,) = read(table(row(cell("a", properties=DOWN), "b"), row("c", "d"))).grids
    assert layout(grid)[0] == ("a", 0, 0, 1, 1)


def test_a_table_marked_wholly_as_header_says_nothing(read) -> None:
    header = "<w:tblHeader/>"
    (grid,) = read(table(row("a", "b", properties=header), row("1", "2", properties=header))).grids
    assert grid.header_rows is None


def test_a_table_in_a_table_is_its_own_grid_and_names_its_cell(read) -> None:
    inner = table(row("Target", "Realisasi"), row("5", "6"))
    body = table(row("No", "Rincian"), row("1", cell("Lihat berikut:", inner, para())))
    outer, nested = read(body).grids
    assert [one.text for one in outer.cells] == ["No", "Rincian", "1", "Lihat berikut:"]
    assert nested.cells[0].locator == "body/tbl1/r2/c2/tbl2/r1/c1"
    assert (nested.index, nested.above) == (2, ("Lihat berikut:",))


def test_one_cell_tables_are_layout_at_any_depth(read) -> None:
    inner = table(row("Indikator", "2024"), row("IPM", "82,04"))
    framed = table(row(cell(table(row(cell("Tabel 1. Capaian", inner, para()))), para())))
    page = read(framed)
    assert texts(page) == ["Tabel 1. Capaian"]
    (grid,) = page.grids
    assert grid.cells[3].text == "82,04"
    assert grid.above == ("Tabel 1. Capaian",)
    assert grid.cells[3].locator == "body/tbl1/r1/c1/tbl2/r1/c1/tbl3/r2/c2"


def test_content_controls_around_blocks_rows_cells_and_runs_are_seen_through(read) -> None:
    body = control(para("Tabel berikut")) + control(
        table(
            row("Indikator", "2024"),
            control(row(control(cell("IPM")), cell(para(control(run("82")), ",04")))),
        )
    )
    page = read(body)
    assert texts(page) == ["Tabel berikut"]
    assert [one.text for one in page.grids[0].cells] == ["Indikator", "2024", "IPM", "82,04"]


def test_a_control_that_shows_its_prompt_is_empty(read) -> None:
    prompt = control(run("Klik untuk mengisi 2024"), "<w:showingPlcHdr/>")
    (grid,) = read(table(row("Indikator", "Nilai"), row("IPM", cell(para(prompt))))).grids
    assert grid.cells[3].text == ""


def test_hidden_rows_and_sideways_headers_are_told(read) -> None:
    up = '<w:textDirection w:val="btLr"/>'
    body = table(row(cell("Satuan", properties=up), "b"), row("IPM", "82", properties="<w:hidden/>"))
    (grid,) = read(body).grids
    assert [one.sideways for one in grid.cells] == [True, False, False, False]
    assert [one.hidden for one in grid.cells] == [False, False, True, True]


def test_print_around_a_grid_stays_with_it(read) -> None:
    heading = '<w:outlineLvl w:val="0"/>'
    section = '<w:outlineLvl w:val="1"/>'
    grid = table(row("a", "b"), row("1", "2"))
    body = (
        para("BAB II", properties=heading)
        + para("2.1 Lama", properties=section)
        + para("BAB III CAPAIAN 2024", properties=heading)
        + para("3.1 Kesehatan", properties=section)
        + para("Tabel 3.1")
        + grid
        + para("*) angka sementara")
        + para("3.2 Pendidikan", properties=section)
        + grid
        + grid
    )
    first, second, third = read(body).grids
    assert first.above == ("BAB II", "2.1 Lama", "BAB III CAPAIAN 2024", "3.1 Kesehatan", "Tabel 3.1")
    assert first.below == ("*) angka sementara",)
    assert second.above == ("BAB III CAPAIAN 2024", "*) angka sementara", "3.2 Pendidikan")
    assert third.above == ("BAB III CAPAIAN 2024", "3.2 Pendidikan")


def test_too_many_columns_are_cut_and_told(read) -> None:
    page = read(table(row(cell("a", properties=span(2**31)), "b"), row("1", "2")), ReadLimits(max_columns=6))
    assert page.grids[0].n_cols == 6
    assert [problem.what for problem in page.problems] == ["tabel body/tbl1"]


# Revisions


def test_tracked_insertions_are_read_and_flagged_and_deletions_left_out(read) -> None:
    changed = para(
        run("8"), f"<w:del>{run('1,50').replace('w:t', 'w:delText')}</w:del>", f"<w:ins>{run('2,04')}</w:ins>"
    )
    (grid,) = read(table(row("IPM", cell(changed)), row("TPT", "4,37"))).grids
    assert [one.text for one in grid.cells] == ["IPM", "82,04", "TPT", "4,37"]
    assert [any(line.inserted for line in one.lines) for one in grid.cells] == [False, True, False, False]


def test_deleted_rows_go_and_inserted_rows_are_flagged(read) -> None:
    body = table(
        row("Indikator", "2024"),
        row("lama", "1", properties="<w:del/>"),
        row("baru", "2", properties="<w:ins/>"),
    )
    (grid,) = read(body).grids
    assert [(one.text, one.lines[0].inserted) for one in grid.cells] == [
        ("Indikator", False),
        ("2024", False),
        ("baru", True),
        ("2", True),
    ]
    assert grid.n_rows == 2


def test_moved_text_is_read_where_it_went(read) -> None:
    body = para(f"<w:moveFrom>{run('pindah')}</w:moveFrom>", "tetap") + para(f"<w:moveTo>{run('pindah')}</w:moveTo>")
    assert texts(read(body)) == ["tetap", "pindah"]


def test_paragraphs_whose_border_was_deleted_are_one(read) -> None:
    body = para("Nilai IPM tahun 2024", properties="<w:rPr><w:del/></w:rPr>") + para("sebesar 82,04.")
    assert texts(read(body)) == ["Nilai IPM tahun 2024 sebesar 82,04."]


# Text


def test_a_footnote_mark_never_becomes_a_digit_and_its_text_stays_with_the_cell(read) -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>", " Angka sementara, BPS 2025")}</w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'
    page = read(table(row("IPM", cell(para("82,04", mark))), row("TPT", cell(para("4,37", own)))), footnotes=notes)
    (grid,) = page.grids
    assert [one.text for one in grid.cells] == ["IPM", "82,04", "TPT", "4,37"]
    assert grid.cells[1].notes == grid.cells[3].notes == ("Angka sementara, BPS 2025",)
    assert [(one.locator, one.text) for one in page.paragraphs] == [("body/fn2", "Angka sementara, BPS 2025")]


def test_a_table_in_a_footnote_does_not_shift_the_tables_of_the_body(read) -> None:
    notes = f'<w:footnote w:id="1">{table(row("x", "y"))}{para()}</w:footnote>'
    page = read(table(row("a", "b"), row("1", "2")), footnotes=notes)
    assert [grid.cells[0].locator for grid in page.grids] == ["body/tbl1/r1/c1"]


def test_typed_superscripts_stay_superscripts(read) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert texts(read(para("81,50", run("1)", raised), " m", run("2", raised)))) == ["81,50¹⁾ m²"]


def test_a_value_with_a_raised_mark_or_a_bullet_is_still_that_value(read) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    numbering = abstract(1, level(0, "bullet", "o")) + num(1, 1)
    marked, bullet = cell(para("81,50", run("1)", raised))), cell(para("82,04", properties=numbered(1)))
    (grid,) = read(table(row("IPM", marked), row("IPM", bullet)), numbering=numbering).grids
    values = [parse_value(grid.cells[at].text).value for at in (1, 3)]
    assert values == [Decimal("81.50"), Decimal("82.04")]


def test_field_results_are_text_and_codes_are_not(read) -> None:
    nested = field(f"= {field('PAGE', run('99'))} + 1", run("100"))
    simple = f'<w:fldSimple w:instr="REF x">{run("Tabel 3")}</w:fldSimple>'
    assert texts(read(para("Hal. ", nested, ", ", simple))) == ["Hal. 100, Tabel 3"]


def test_a_field_that_never_ends_does_not_swallow_the_rest(read) -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    assert texts(read(para("Awal ", broken) + para("Nilai IPM 82,04"))) == ["Awal", "Nilai IPM 82,04"]


def test_tick_boxes_and_chosen_entries_are_text(read) -> None:
    ticked = control(run("☐"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    old = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
        '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    chosen = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Tidak"/>'
        '<w:listEntry w:val="Ada"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    typed = run("ü", '<w:rFonts w:ascii="Wingdings"/>')
    body = para(ticked, " SPM ", old, " NSPK ", chosen, " ", symbol, typed)
    assert texts(read(body)) == ["☒ SPM ☐ NSPK Ada ✓✓"]


def test_text_boxes_are_read_once(read) -> None:
    box = para("Indeks SPBE 3,52")
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{box}"
        "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    page = read(para("Pengantar", shape) + table(row("a", cell(para("b", shape))), row("c", "d")))
    assert [(one.locator, one.text) for one in page.paragraphs] == [
        ("body/p1", "Pengantar"),
        ("body/p1/box1/p1", "Indeks SPBE 3,52"),
    ]
    assert page.grids[0].cells[1].text == "b\nIndeks SPBE 3,52"


def test_formulas_read_in_one_line(read) -> None:
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    formula = f"<m:oMath><m:f>{part('num', '38')}{part('den', '40')}</m:f><m:r><m:t> × 100%</m:t></m:r></m:oMath>"
    assert texts(read(para(formula, " = 95%"))) == ["38/40 × 100% = 95%"]


def test_breaks_tabs_and_hyphens(read) -> None:
    body = table(
        row("a", cell(para(run("5,2"), "<w:r><w:br/></w:r>", run("6,1")))),
        row(
            "b", cell(para(run("non"), "<w:r><w:noBreakHyphen/></w:r>", run("fisik"), "<w:r><w:tab/></w:r>", run("x")))
        ),
    )
    (grid,) = read(body).grids
    assert [line.text for line in grid.cells[1].lines] == ["5,2", "6,1"]
    assert grid.cells[3].text == "non-fisik x"


def test_hidden_text_is_left_out_and_told_but_marks_a_cell_that_holds_nothing_else(read) -> None:
    hidden = run("rahasia", "<w:vanish/>")
    page = read(para("Nilai ", hidden, "82") + table(row("a", cell(para(hidden))), row("c", "d")))
    assert texts(page) == ["Nilai 82"]
    assert [(one.text, one.hidden) for one in page.grids[0].cells[:2]] == [("a", False), ("rahasia", True)]
    assert [problem.what for problem in page.problems] == ["teks tersembunyi di 1 paragraf"]


def test_headers_and_footers_are_beside_the_body(read) -> None:
    page = read(para("Isi"), header=para("LKjIP 2024"), footer=table(row("Dinas Sosial", "5")))
    assert texts(page) == ["Isi"]
    assert page.margins == ("LKjIP 2024", "Dinas Sosial", "5")
    assert page.grids == ()


def test_an_embedded_sheet_is_reported_not_lost_in_silence(read) -> None:
    page = read(para("Tabel 1", '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'))
    assert [problem.what for problem in page.problems] == ["1 lembar Excel tertanam"]


def test_line_facts_carry_weight_and_size(read) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Tebal"><w:rPr><w:b/></w:rPr></w:style>'
    )
    bold = para("Indikator", properties='<w:pStyle w:val="Tebal"/>')
    (grid,) = read(table(row(cell(bold), cell(para(run("5", '<w:sz w:val="16"/>'))))), styles=styles).grids
    assert [(line.bold, line.size) for one in grid.cells for line in one.lines] == [(True, 11.0), (False, 8.0)]


# Numbers that Word computes


def test_computed_numbers_in_all_forms(read) -> None:
    levels = (
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "lowerLetter", "%3)"),
    )
    numbering = abstract(1, *levels) + num(1, 1)
    body = "".join(para("x", properties=numbered(1, at)) for at in (0, 1, 1, 2, 2, 0, 1, 2))
    expected = ["I. x", "1.1 x", "1.2 x", "a) x", "b) x", "II. x", "2.1 x", "a) x"]
    assert texts(read(body, numbering=numbering)) == expected


def test_lists_resume_restart_and_start_late(read) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        abstract(1, level(0, "decimal", "%1.", start=3))
        + abstract(2, level(0, "bullet", "o"))
        + num(1, 1)
        + num(2, 2)
        + num(3, 1, restart)
    )
    body = "".join(para("x", properties=numbered(which)) for which in (1, 1, 2, 1, 3, 3))
    assert texts(read(body, numbering=numbering)) == ["3. x", "4. x", "• x", "5. x", "1. x", "2. x"]


def test_a_number_column_without_text_reads_as_it_prints(read) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    empty = cell(para(properties=numbered(1)))
    (grid,) = read(table(row("No", "Indikator"), row(empty, "IPM"), row(empty, "TPT")), numbering=numbering).grids
    assert [one.text for one in grid.cells] == ["No", "Indikator", "1.", "IPM", "2.", "TPT"]


def test_headings_and_their_numbers_come_from_styles(read) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Judul2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="Judul1"/></w:style>'
    )
    linked = (
        level(0, "decimal", "BAB %1", more='<w:pStyle w:val="Judul1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Judul2"/>'),
    )
    numbering = abstract(1, *linked) + num(1, 1)
    first, second = '<w:pStyle w:val="Judul1"/>', '<w:pStyle w:val="Judul2"/>'
    body = para("PENDAHULUAN", properties=first) + para("Latar", properties=second) + para("Isi")
    page = read(body, styles=styles, numbering=numbering)
    assert [(one.text, one.is_heading) for one in page.paragraphs] == [
        ("BAB 1 PENDAHULUAN", True),
        ("1.1 Latar", True),
        ("Isi", False),
    ]


# The file


def test_strict_files_read_like_others(tmp_path: Path) -> None:
    path = write_word(tmp_path / "biasa.docx", table(row("IPM", "82,04"), row("TPT", "4,37")))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(strict, "w") as package:
        for name in usual.namelist():
            content = usual.read(name).decode()
            content = content.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/",
                "http://purl.oclc.org/ooxml/wordprocessingml/",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
            )
            package.writestr(name, content)
    assert read_word(strict) == read_word(path)


def test_no_entity_is_fetched_or_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("kata sandi")
    doctype = f'<!DOCTYPE x [<!ENTITY luar SYSTEM "file://{secret}"><!ENTITY dalam "ha">]>'
    path = write_word(tmp_path / "luar.docx", para("<w:r><w:t>[&luar;&dalam;]</w:t></w:r>"), doctype=doctype)
    assert texts(read_word(path)) == ["[]"]


def test_a_main_document_that_lies_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    path, outside = write_word(tmp_path / "x.docx", para("<w:r><w:t>Isi</w:t></w:r>")), tmp_path / "luar.docx"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kind}" Target="http://127.0.0.1:9/document.xml" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(outside, "w") as package:
        for name in whole.namelist():
            package.writestr(name, relations if name == "_rels/.rels" else whole.read(name))
    with pytest.raises(Damaged, match="no main document"):
        read_word(outside)


@pytest.mark.parametrize("content", ["<w:document", "<a>" * 400 + "</a>" * 400, "bukan XML"])
def test_broken_or_endlessly_deep_xml_is_damaged(tmp_path: Path, content: str) -> None:
    path = write_word(tmp_path / "x.docx", "")
    broken = tmp_path / "rusak.docx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(broken, "w") as package:
        for name in whole.namelist():
            package.writestr(name, content if name == "word/document.xml" else whole.read(name))
    with pytest.raises(Damaged):
        read_word(broken)


@pytest.mark.parametrize(
    "content",
    [
        run("biasa"),
        run("tebal ", "<w:b/>") + run("82,04 ") + "<w:bookmarkEnd w:id='1'/>",
        run("kecil", '<w:sz w:val="14"/><w:rFonts w:ascii="Arial"/>')
        + run(" besar", '<w:b w:val="0"/><w:sz w:val="40"/>'),
        run("\u200b \u00a0 "),
        "<w:r><w:lastRenderedPageBreak/><w:t>a\u00adb</w:t><w:t> c</w:t></w:r>",
    ],
)
def test_the_short_cut_for_plain_runs_reads_what_the_whole_way_reads(content: str) -> None:
    paragraph = etree.fromstring(f"<w:p {NAMESPACES}><w:pPr/>{content}</w:p>")
    style = Style(bold=True, size=11.0)
    short = plain_runs(paragraph, style, True)
    assert short is not None
    assert short == TextReader().read_any(paragraph, style, True)


def test_a_handbook_of_many_hundred_pages_is_read_whole_and_in_order(tmp_path: Path) -> None:
    """60 chapters, each with a heading, running text and a table: nothing is lost or doubled."""
    chapters = 60
    body = []
    for chapter in range(1, chapters + 1):
        body.append(para(f"Bab {chapter}", properties='<w:pStyle w:val="Heading1"/>'))
        body += [para(f"Alinea {chapter}.{at} tentang urusan pemerintahan.") for at in range(1, 61)]
        rows = [row("No", "Indikator", "Satuan", "2023")]
        rows += [row(str(at), f"Indikator {chapter}.{at}", "%", f"{at},{chapter:02d}") for at in range(1, 16)]
        body.append(table(*rows))
    page = read_word(write_word(tmp_path / "pedoman.docx", "".join(body)))
    texts = [paragraph.text for paragraph in page.paragraphs]
    assert len(texts) == len(set(texts)) == chapters * 61
    assert texts[:2] + texts[-1:] == [
        "Bab 1",
        "Alinea 1.1 tentang urusan pemerintahan.",
        "Alinea 60.60 tentang urusan pemerintahan.",
    ]
    assert len(page.grids) == chapters
    assert {(grid.n_rows, grid.n_cols) for grid in page.grids} == {(16, 4)}
    last = page.grids[-1].cells[-1]
    assert (last.text, last.locator) == ("15,60", "body/tbl60/r16/c4")
