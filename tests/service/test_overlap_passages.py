"""Copied passages: what counts as one, what does not, and how both places are shown."""

from __future__ import annotations

import pytest
from prefill_world import REGION, add_document, new_session

from extractor.facts import Cell, Grid, PageContent, Paragraph, TextLine
from store.overlap import Copying, copied_passages, overlap_report, side_by_side
from store.overlap.keeping import keep_pieces
from store.overlap.pieces import pieces_of

FERRY = (
    "Perahu pustaka singgah di delapan dermaga kecil dan meminjamkan 412 buku kepada anak-anak pulau selama musim "
    "teduh, sedangkan pada musim angin barat layanan dialihkan ke balai warga."
)
MILL = (
    "Penggilingan padi bergerak milik koperasi berkeliling ke sebelas dusun sehingga ongkos angkut gabah turun dan "
    "petani tidak lagi menjual basah kepada tengkulak dari seberang sungai."
)
LAW = (
    "Peraturan Pemerintah Nomor 99 Tahun 2033 tentang Tata Cara Pelaporan Kepulauan sebagaimana telah diubah beberapa "
    "kali, terakhir dengan Peraturan Pemerintah Nomor 12 Tahun 2034."
)


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def page_of(*texts, rows=(), number=4):
    paragraphs = tuple(
        Paragraph(text=text, page=number, locator=f"p{number}/b{position}") for position, text in enumerate(texts, 1)
    )
    cells = tuple(
        Cell(row=y, col=x, lines=(TextLine(text=text),), page=number, locator=f"p{number}/t1/r{y + 1}/c{x + 1}")
        for y, texts_of_row in enumerate(rows)
        for x, text in enumerate(texts_of_row)
    )
    grid = Grid(cells=cells, n_rows=len(rows), n_cols=len(rows[0]) if rows else 0, page=number, index=1)
    return PageContent(number=number, paragraphs=paragraphs, grids=(grid,) if rows else ())


def add(session, report, *texts, year=2024, rows=(), number=4, **more):
    document = add_document(session, report, year, **more)
    keep_pieces(session, document.id, list(pieces_of([page_of(*texts, rows=rows, number=number)])))
    return document


def found(session, region=REGION, year=None):
    session.flush()
    return copied_passages(session, region, year)


def test_a_copied_paragraph_has_both_places(session):
    add(session, "LPPD", "Bab pertama.", FERRY, number=7)
    add(session, "LKPJ", FERRY, MILL, number=31)
    (passage,) = found(session).passages
    assert [(one.publication, one.page, one.locators) for one in passage.places] == [
        ("LPPD 2024", 7, ("p7/b2",)),
        ("LKPJ 2024", 31, ("p31/b1",)),
    ]
    assert (passage.copying, passage.places[1].text, passage.words) == (Copying.SAME, FERRY, len(FERRY.split()))


def test_the_same_words_with_other_numbers_are_last_years_text(session):
    add(session, "LPPD", FERRY, year=2023)
    add(session, "LPPD", FERRY.replace("412", "537"), year=2024)
    (passage,) = found(session).passages
    assert (passage.copying, passage.similarity, passage.slips) == (Copying.RENEWED, 1, ())
    assert found(session).counts.between_years == 1


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("421", "dua digit tertukar"),
        ("41", ""),
        ("4.120", "geser koma atau satuan (kelipatan 10)"),
        ("4112", "satu digit kelebihan"),
        ("419", "satu digit berbeda"),
        ("388", ""),
    ],
)
def test_a_number_typed_again_with_a_slip_is_told(session, typed, hint):
    add(session, "LPPD", FERRY)
    add(session, "LKPJ", FERRY.replace("412", typed))
    (passage,) = found(session).passages
    assert [slip.hint for slip in passage.slips] == ([hint] if hint else [])


def test_edited_words_stand_side_by_side(session):
    changed = FERRY.replace("delapan dermaga kecil", "sembilan dermaga").replace("meminjamkan", "sempat meminjamkan")
    add(session, "LPPD", FERRY)
    add(session, "RB", changed)
    (passage,) = found(session).passages
    assert passage.copying == Copying.EDITED
    changes = side_by_side(*(one.text for one in passage.places))
    assert [(part.one, part.other) for part in changes if not part.is_equal] == [
        ("delapan", "sembilan"),
        ("kecil", ""),
        ("", "sempat"),
    ]
    assert " ".join(part.one for part in changes if part.one) == FERRY


@pytest.mark.parametrize("text", [LAW, "Hal ini terlihat pada tabel berikut.", "Tabel 3.1 Capaian ........... 45"])
def test_law_short_sentences_and_contents_are_no_copies(session, text):
    for report in ("LPPD", "LKPJ", "RB"):
        add(session, report, text)
    assert found(session).passages == ()


def rows_of(*numbers):
    names = ("Sumur bor dusun seberang", "Jembatan kayu pasar pagi", "Tambatan perahu nelayan", "Gudang garam rakyat")
    return [
        ("No", "Uraian pekerjaan", "Volume"),
        *((str(n), a, b) for n, (a, b) in enumerate(zip(names, numbers, strict=True), 1)),
    ]


def test_a_copied_table_is_found_and_the_same_form_with_other_numbers_is_not(session):
    add(session, "LPPD", rows=rows_of("12", "340", "56", "78"))
    add(session, "SPM", rows=rows_of("12", "340", "56", "78"))
    add(session, "LKPJ", rows=rows_of("33", "911", "27", "64"))
    (passage,) = found(session).passages
    assert [one.publication for one in passage.places] == ["LPPD 2024", "SPM 2024"]
    assert (passage.is_table, passage.rows, passage.places[0].locators) == (True, 4, ("p4/t1",))


def test_a_form_that_explains_itself_is_no_copy_where_its_values_are_new(session):
    def form(*values):
        formula = (
            "Jumlah dermaga kayu yang diperbaiki tahun ini ---------------- x 100% Jumlah seluruh dermaga kayu kota"
        )
        names = (
            "Persentase dermaga kayu yang layak",
            "Persentase suar pantai yang menyala",
            "Persentase tambatan aman",
        )
        return [
            (f"{n}.a.{n}", name, formula, value) for n, (name, value) in enumerate(zip(names, values, strict=True), 1)
        ]

    add(session, "LPPD", rows=form("52,33%", "61,04%", "-"), year=2023)
    add(session, "LPPD", rows=form("58,14%", "63,90%", "-"), year=2024)
    assert found(session).passages == ()
    add(session, "LKPJ", rows=form("47,25%", "66,18%", "71,5%"), year=2024)
    add(session, "RB", rows=form("47,25%", "66,18%", "71,5%"), year=2024)
    assert [place.report for one in found(session).passages for place in one.places] == ["LKPJ", "RB"]


def test_a_paragraph_in_many_documents_is_one_passage(session):
    for year in range(2015, 2025):
        add(session, "LPPD", FERRY, year=year)
    counts = found(session).counts
    assert (counts.passages, counts.copies, counts.between_years) == (1, 9, 1)
    pairs = [(pair.one, pair.other, pair.passages) for pair in found(session).by_report]
    assert pairs == [("LPPD", "LPPD", 1)]


def test_neighbouring_sentences_of_the_same_reports_are_one_passage(session):
    add(session, "LPPD", FERRY, MILL)
    add(session, "LKPJ", FERRY, "Judul kecil", MILL)
    (passage,) = found(session).passages
    assert passage.places[0].locators == ("p4/b1", "p4/b2")


def test_each_government_is_compared_with_itself(session):
    add(session, "LPPD", FERRY)
    add(session, "LPPD", FERRY, region="35.07")
    assert found(session, None).passages == ()
    add(session, "LKPJ", FERRY, region="35.07")
    (passage,) = found(session, None).passages
    assert passage.region == "35.07"


def test_the_word_file_of_a_report_is_no_copy_of_it(session):
    add(session, "LPPD", FERRY, MILL, file_name="lppd.pdf")
    add(session, "LPPD", FERRY, MILL, file_name="lppd.docx")
    copied = found(session)
    assert (copied.passages, copied.same_report_twice) == ((), (("lppd.pdf", "lppd.docx"),))


def test_an_older_edition_is_no_copy(session):
    first = add(session, "LPPD", FERRY, year=2023)
    add(session, "LPPD", FERRY, year=2024, supersedes=first.id)
    assert found(session).passages == ()


def test_a_year_shows_what_its_reports_have_part_in(session):
    add(session, "LPPD", FERRY, year=2022)
    add(session, "LPPD", FERRY, year=2023)
    add(session, "LKPJ", MILL, year=2024)
    add(session, "RB", MILL, year=2024)
    assert [one.places[0].report for one in found(session, year=2024).passages] == ["LKPJ"]
    assert found(session, year=2031).counts.passages == 0


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ((), "Salinan baru dapat dicari bila teks dua dokumen atau lebih tersimpan."),
        ((FERRY,), "Salinan baru dapat dicari bila teks dua dokumen atau lebih tersimpan."),
        ((FERRY, MILL), "Tidak ada paragraf atau tabel salinan di antara 2 dokumen."),
    ],
)
def test_nothing_to_compare_is_said(session, texts, message):
    for report, text in zip(("LPPD", "LKPJ"), texts, strict=False):
        add(session, report, text)
    session.flush()
    assert overlap_report(session, REGION).passages.messages == (message,)


def test_documents_without_text_are_told(session):
    add_document(session, "LPPD", 2024)
    assert found(session).messages[0].startswith("Teks 1 dokumen belum disimpan")
