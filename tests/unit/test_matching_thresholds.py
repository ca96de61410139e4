"""Thresholds for a stated error, and the answers they are chosen by."""

from __future__ import annotations

from models.answer_file import judged, packaged_answers, read_answers, write_answers
from models.evaluation import scores
from models.saved import packaged_weights, read_card
from models.thresholds import error_from, least_error, threshold_for

JUDGED = [(0.99, True)] * 200 + [(0.9, True)] * 98 + [(0.9, False)] * 2 + [(0.6, False)] * 10


def test_the_threshold_is_the_lowest_that_keeps_the_stated_error() -> None:
    assert threshold_for(JUDGED, 0.01) == 0.9  # 3 of 302
    assert threshold_for(JUDGED, 0.005) == 0.99  # 1 of 202
    assert threshold_for(JUDGED, 0.05) == 0.6  # 13 of 312
    assert threshold_for(JUDGED, 0.001) is None


def test_few_answers_promise_little_even_if_all_are_right() -> None:
    assert error_from([(0.99, True)] * 8, 0.9) == 0.1
    assert least_error([]) == 1.0
    assert least_error(JUDGED) == 1 / 202


def test_wrong_samples_raise_the_threshold() -> None:
    assert threshold_for([*JUDGED, *[(0.9, False)] * 5], 0.01) == 0.99


def test_the_packaged_answers_are_those_of_the_card() -> None:
    answered = packaged_answers()
    assert scores(answered) == read_card(packaged_weights())["scores"]["cross_validated"]
    assert read_answers(write_answers(answered).splitlines()) == answered
    assert len(judged(answered)) < len(answered)
