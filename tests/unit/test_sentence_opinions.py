"""The trained span model's second opinion on values of sentences."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest
from spacy.attrs import NORM, SHAPE

from annotations.sentences import load_sentences
from annotations.sentences.composing import compose
from annotations.sentences.train_spans import judged
from extractor.facts import Flag, Kind, Paragraph, Reading
from extractor.narrative import read_sentences, values_told
from extractor.narrative._language import language
from extractor.narrative._network import Network
from extractor.narrative.spans import OPINIONS, Opinion, untrained, values_in


@pytest.fixture(scope="module")
def model():
    weights = resources.files("extractor.narrative").joinpath("spans.bin").read_bytes()
    return untrained(language().vocab).from_bytes(weights)


def _read(text: str) -> list[Reading]:
    return read_sentences([Paragraph(text=text, page=1)], report_year=2023)[0]


def test_numpy_gives_what_spacy_gives(model):
    docs = [doc for doc in (values_told(record["text"]) for record in load_sentences("gold.jsonl")) if _has_value(doc)]
    spans = [[(first, last) for _, (_, _, first, last) in values_in(doc)] for doc in docs]
    ours = Network(model.model).shares([doc.to_array([NORM, SHAPE]) for doc in docs], [sorted(set(s)) for s in spans])
    _, theirs = model.predict(docs)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def _has_value(doc) -> bool:
    return any(True for _ in values_in(doc))


def test_a_document_gets_the_same_opinions_alone_and_among_others():
    texts = [record["text"] for record in load_sentences("held_out.jsonl")[:8]]
    for text, together in zip(texts, language().pipe(texts), strict=True):
        alone = language()(text).user_data.get(OPINIONS, {})
        for place, opinion in together.user_data.get(OPINIONS, {}).items():
            assert dict(opinion.kinds) == pytest.approx(dict(alone[place].kinds), abs=1e-5)


def test_each_reading_of_a_sentence_says_what_the_model_takes_it_for():
    (reading,) = _read("Angka Harapan Hidup Kabupaten Karangjati tahun 2022 tercatat sebesar 71,40 tahun.")
    assert any(note.startswith("model kalimat: realisasi ") for note in reading.notes)
    assert Flag.DOUBTED not in reading.flags


def test_weights_doubt_wrong_readings_more_often_than_right_ones(model):
    found = judged(model, load_sentences("held_out.jsonl"))
    right = [doubted for is_right, doubted in found if is_right]
    assert len(right) > 40
    assert sum(right) / len(right) < 0.15


@pytest.mark.parametrize(
    ("shares", "line", "doubted"),
    [
        ((0.97, 0.01, 0.01, 0.0), "model kalimat: target 0,97", False),
        ((0.01, 0.95, 0.01, 0.0), "model kalimat: target 0,01; lebih mirip realisasi 0,95", True),
        ((0.0, 0.02, 0.0, 0.0), "model kalimat: target 0,00; lebih mirip bukan nilai 0,98", True),
    ],
)
def test_opinions_explain_themselves(shares, line, doubted):
    kinds = (Kind.TARGET, Kind.REALISASI, Kind.CAPAIAN, Kind.BASELINE)
    opinion = Opinion(tuple(zip(kinds, shares, strict=True)))
    assert opinion.sentence(Kind.TARGET) == line
    assert opinion.doubts(Kind.TARGET) is doubted


def test_composed_sentences_are_the_same_for_the_same_seed_and_print_their_values():
    composed = list(compose(60, seed=3))
    assert composed == list(compose(60, seed=3))
    assert composed != list(compose(60, seed=4))
    assert any(record["gold"] for record in composed)
    assert any(not record["gold"] for record in composed)
    assert not any("{" in record["text"] or "[" in record["text"] for record in composed)
