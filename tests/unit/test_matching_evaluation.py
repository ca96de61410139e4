"""The measuring tool measures right; training refuses too little and gives the same bytes twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from annotations.mentions import MentionFault, counter_examples, gold_mentions, parse_mentions
from models import Candidate, Mention, Outcome, Suggestion
from models.errors import FaultyModel, TooLittleToLearn
from models.evaluation import answers, evaluate_mentions, misses
from models.examples import catalogue_examples, labelled_examples
from models.index import build_index
from models.saved import load_ranker, packed
from models.training import ask, fit, train
from store.catalogue_files import load_catalogue


class Oracle:
    """Answers what it was told to."""

    def __init__(self, told: dict[str, tuple[str | None, float]]) -> None:
        self.told = told

    def match(self, mentions: Sequence[Mention]) -> list[Suggestion]:
        return [self._answer(mention.name) for mention in mentions]

    def _answer(self, name: str) -> Suggestion:
        code, probability = self.told[name]
        if probability >= 0.5:
            return Suggestion(outcome=Outcome.MATCH, code=code, probability=probability, reasons=())
        nearest = Candidate(code=code or "x", probability=probability, reasons=())
        return Suggestion(
            outcome=Outcome.NONE, code=None, probability=1 - probability, reasons=(), alternatives=(nearest,)
        )


LINES = [
    json.dumps({"mention": name, "codes": codes})
    for name, codes in [("a", ["x"]), ("b", ["y", "z"]), ("c", []), ("d", []), ("e", ["x"])]
]


def test_scores_of_known_answers():
    told = {"a": ("x", 0.9), "b": ("z", 0.9), "c": ("x", 0.9), "d": ("y", 0.1), "e": ("x", 0.4)}
    scores = evaluate_mentions(LINES, Oracle(told))
    # 2 of 3 suggestions right, 2 of 3 meant names found; 3 of 3 nearest right.
    assert scores["n"] == 5
    assert (scores["precision"], scores["recall"], scores["f1"]) == pytest.approx((0.6667, 0.6667, 0.6667), abs=1e-4)
    assert scores["top1"] == 1.0
    # at 0.9: 3 answers, 2 right; at 0.4: 1 answer, right; at 0.1: 1 answer, wrong
    assert scores["ece"] == pytest.approx((3 * abs(0.9 - 2 / 3) + abs(0.4 - 1) + abs(0.1 - 0)) / 5, abs=1e-4)
    assert scores["recall_at_p98"] == 0.0


def test_perfect_answers_have_perfect_scores():
    told = {"a": ("x", 1.0), "b": ("y", 1.0), "c": (None, 0.0), "d": (None, 0.0), "e": ("x", 1.0)}
    scores = evaluate_mentions(LINES, Oracle(told))
    assert {name: scores[name] for name in ("f1", "recall_at_p98", "ece")} == {
        "f1": 1.0,
        "recall_at_p98": 1.0,
        "ece": 0.0,
    }


def test_misses_name_print_wanted_and_given():
    told = {"a": ("y", 0.9), "b": ("z", 0.9), "c": (None, 0.0), "d": (None, 0.0), "e": ("x", 0.2)}
    told_misses = misses(answers(parse_mentions(LINES), Oracle(told)))
    assert [miss.split(":")[0] for miss in told_misses] == ["'a'", "'e'"]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"mention": " ", "codes": []}', '{"mention": "a", "codes": "x"}', '{"mention": "a"}']
)
def test_faulty_gold_line_is_named(line: str):
    with pytest.raises(MentionFault) as raised:
        parse_mentions([LINES[0], line])
    assert raised.value.facts["line"] == 2


def test_gold_codes_are_indicators_and_corrections_say_why():
    codes = {one.code for one in load_catalogue().indicators}
    gold = gold_mentions()
    assert len(gold) > 400
    assert all(set(line.codes) <= codes for line in gold)
    assert all(line.note for line in gold if line.was is not None)
    assert not {line.mention for line in counter_examples()} & {line.mention for line in gold}


def test_training_refuses_too_little():
    with pytest.raises(TooLittleToLearn, match="200"):
        train(load_catalogue(), gold_mentions()[:20])


def test_training_twice_gives_the_same_bytes():
    catalogue = load_catalogue()
    index = build_index(catalogue)
    some = catalogue_examples(catalogue, index)[::15] + labelled_examples(gold_mentions()[::4], index)
    one, other = (packed(fit(ask(some, catalogue, index), index)) for _ in range(2))
    assert one == other


PROGRAM = """
import hashlib
from models.examples import catalogue_examples
from models.index import build_index
from models.saved import packed
from models.training import ask, fit_all
from store.catalogue_files import load_catalogue
catalogue = load_catalogue()
index = build_index(catalogue)
some = ask(catalogue_examples(catalogue, index)[::25], catalogue, index)
one, other = fit_all([some, some], index, processes={processes})
assert packed(one) == packed(other)
print(hashlib.sha256(packed(one)).hexdigest())
"""


def test_training_gives_the_same_bytes_whatever_order_the_process_keeps_sets_in_and_however_many_processes():
    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM.replace("{processes}", processes)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, processes in (("1", "1"), ("2", "2"))
    ]
    assert told[0] == told[1]


def test_weights_of_other_evidence_are_refused():
    with pytest.raises(FaultyModel, match="warisan train"):
        load_ranker(b"", ["another feature"])
