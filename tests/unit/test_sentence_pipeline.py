"""The spaCy pipeline that sentences pass: sentence ends, cues, what it never sees, and the labels in spaCy's format."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotations.sentences import load_sentences
from annotations.sentences.spacy_format import SPANS_KEY, to_docbin
from extractor.facts import Flag, Paragraph
from extractor.narrative import read_sentences
from extractor.narrative._language import CUES, language


@pytest.mark.parametrize(
    "text",
    [
        "Sesuai Perda No. 18 tentang Rp. 2.660 a.n. Kab. Karangjati dan Prov. Sukaraya s.d. Desember.",
        "1. Persentase desa mandiri sebesar 12 persen.",
        "Disusun oleh H. Budi dan Dra. Sari.",
        "Nilainya 71,25 (tahun 2022).",
    ],
)
def test_abbreviations_and_list_numbers_end_no_sentence(text: str) -> None:
    assert [sentence.text for sentence in language()(text).sents] == [text]


def test_sentences_end_at_stops_before_capitals_digits_and_quotes() -> None:
    text = 'IPM naik. TPT turun 2,1 persen. 12 desa maju! "Baik." (Sumber: BPS) dll. Selesai?'
    assert [sentence.text for sentence in language()(text).sents] == [
        "IPM naik.",
        "TPT turun 2,1 persen.",
        "12 desa maju!",
        '"Baik."',
        "(Sumber: BPS) dll. Selesai?",
    ]


def test_the_longest_cue_of_a_kind_holds_and_a_change_stands_beside_it() -> None:
    text = "Dalam rencana strategis target harus dilayani turun sebesar 12 persen dari rata-rata provinsi."
    (cues,) = language()(text).user_data[CUES]
    assert [(cue.label, text[cue.start : cue.end]) for cue in sorted(cues, key=lambda cue: cue.start)] == [
        ("OTHER", "rencana strategis"),
        ("TARGET", "target"),
        ("TARGET", "harus dilayani"),
        ("CHANGE", "turun sebesar"),
        ("COMPARISON", "rata-rata provinsi"),
    ]


def test_text_without_values_never_reaches_the_pipeline() -> None:
    code = (
        "import sys\n"
        "from extractor.facts import Paragraph\n"
        "from extractor.narrative import read_sentences\n"
        "text = 'Pelayanan publik semakin baik dan dekat dengan warga.'\n"
        "assert read_sentences([Paragraph(text=text, page=1)], report_year=2022) == ([], [])\n"
        "assert 'spacy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_vocabulary_that_grew_large_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = language()
    paragraph = Paragraph(text="TPT tahun 2022 sebesar 5,1 persen.", page=1)
    monkeypatch.setattr("extractor.narrative._language.MOST_WORDS", 10)
    assert len(read_sentences([paragraph], report_year=None)[0]) == 1
    assert language() is not before


def test_places_survive_the_hyphens_of_line_ends() -> None:
    text = "Angka Harapan Hi-\ndup tahun 2022 men-\ncapai 71,4 tahun."
    boxes = ((0, (0.0, 0.0, 1.0, 1.0)), (18, (0.0, 1.0, 1.0, 2.0)), (38, (0.0, 2.0, 1.0, 3.0)))
    (reading,) = read_sentences([Paragraph(text=text, page=1, line_boxes=boxes)], report_year=None)[0]
    assert reading.indicator == "Angka Harapan Hidup"
    assert reading.place.box == (0.0, 2.0, 1.0, 3.0)


@example("0I0")
@given(st.text(alphabet=" \n\t.,;:!?()-%§•”“abcIPM TPT0123456789Rp\xad\u00a0\x1c½°", max_size=120))
@settings(max_examples=150, deadline=None)
def test_no_text_stops_the_reading_and_what_was_read_stands_in_it(text: str) -> None:
    for reading in read_sentences([Paragraph(text=f"IPM 2022 sebesar {text}", page=1)], report_year=2022)[0]:
        assert set(reading.raw) <= set(f" IPM 2022 sebesar {text}")


def test_digits_put_right_are_flagged_and_shown_as_printed() -> None:
    """A number read through a scanner's letter for a digit must not look as if it had been printed so."""
    text = "Persentase jalan mantap tahun 2022 mencapai 98,4l persen."
    (reading,) = read_sentences([Paragraph(text=text, page=1)], report_year=2022)[0]
    assert (reading.value, reading.raw) == (Decimal("98.41"), "98,4l persen")
    assert Flag.REPAIRED in reading.flags


def test_labels_come_back_from_spacy_s_format() -> None:
    corpus = to_docbin(load_sentences())
    docs = list(corpus.get_docs(language().vocab))
    assert [doc.text for doc in docs] == [record["text"] for record in load_sentences()]
    wanted = [label for record in load_sentences() for label in record["gold"] if label.get("value")]
    values = [span for doc in docs for span in doc.spans.get(SPANS_KEY, ()) if span.label_.startswith("VALUE_")]
    assert len(values) > 0.85 * len(wanted)


def test_a_label_stands_where_its_value_is_printed() -> None:
    record = {
        "id": "x",
        "text": "Jumlah pemilih tahun 2022 sebanyak 12.345 orang dari target 12.000 orang.",
        "gold": [
            {"indicator": "Jumlah pemilih", "value": "12345", "year": 2022, "kind": "realisasi"},
            {"indicator": "Jumlah pemilih", "value": "12000", "year": 2022, "kind": "target"},
        ],
    }
    (doc,) = to_docbin([record]).get_docs(language().vocab)
    assert {(span.label_, span.text) for span in doc.spans[SPANS_KEY]} == {
        ("VALUE_REALISASI", "12.345"),
        ("VALUE_TARGET", "12.000"),
        ("INDICATOR", "Jumlah pemilih"),
        ("YEAR", "2022"),
    }
