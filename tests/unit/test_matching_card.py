"""The card of the packaged ranker tells what was measured, and the measured scores hold what is promised."""

from __future__ import annotations

from models.card_text import card_markdown
from models.saved import CARD_TEXT, packaged_weights, read_card


def test_card_for_people_says_what_the_card_for_programs_says():
    folder = packaged_weights()
    assert (folder / CARD_TEXT).read_text(encoding="utf-8") == card_markdown(read_card(folder))


def test_packaged_ranker_is_better_than_the_plain_methods_and_sure_of_itself():
    scores = read_card(packaged_weights())["scores"]
    measured = scores["cross_validated"]
    assert measured["f1"] >= 0.94
    assert measured["recall_at_p98"] >= 0.85
    assert measured["ece"] <= 0.03
    assert scores["near_twins_confused"] == 0
    # Also as people labelled who did not look every name up in the catalogue.
    as_given = scores["cross_validated_on_uncorrected_gold"]
    assert as_given["f1"] >= 0.94
    assert as_given["recall_at_p98"] >= 0.85
    assert as_given["ece"] <= 0.03
    assert measured["f1"] > max(scores["tfidf_only"]["f1"], scores["rapidfuzz_only"]["f1"])
