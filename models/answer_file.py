"""The cross-validated answers beside the weights: what thresholds are chosen by, and errors are looked at in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from annotations.mentions import parse_mentions, write_mentions
from models.evaluation import Answered
from models.facts import Candidate, Outcome, Suggestion
from models.thresholds import Judged

ANSWERS = "cross_validated.jsonl"
_DIGITS = 6


def write_answers(answered: Sequence[Answered]) -> str:
    """A line for each labelled name: the label, and the best candidate with its probability."""
    labels = write_mentions(one.labelled for one in answered).splitlines()
    lines = []
    for label, one in zip(labels, answered, strict=True):
        code, probability = one.best
        answer = {
            "answer": code,
            "probability": round(probability, _DIGITS),
            "suggested": one.is_suggested,
            "reasons": list(one.suggestion.reasons),
        }
        lines.append(json.dumps({**json.loads(label), **answer}, ensure_ascii=False) + "\n")
    return "".join(lines)


def read_answers(lines: Iterable[str]) -> list[Answered]:
    lines = [line for line in lines if line.strip()]
    read = [json.loads(line) for line in lines]
    return [
        Answered(labelled=label, suggestion=_suggestion(facts))
        for label, facts in zip(parse_mentions(lines), read, strict=True)
    ]


def packaged_answers() -> list[Answered]:
    """How the packaged ranker's like answered each gold name without having seen it."""
    return read_answers((resources.files("models") / "weights" / ANSWERS).read_text(encoding="utf-8").splitlines())


def judged(answered: Iterable[Answered]) -> list[Judged]:
    """The suggestions made, with whether they were right."""
    return [(round(one.best[1], _DIGITS), one.best_is_right) for one in answered if one.is_suggested]


def _suggestion(facts: Mapping[str, Any]) -> Suggestion:  # Any: JSON
    reasons = tuple(facts["reasons"])
    if facts["suggested"]:
        return Suggestion(
            outcome=Outcome.MATCH, code=facts["answer"], probability=facts["probability"], reasons=reasons
        )
    nearest = Candidate(code=facts["answer"], probability=facts["probability"], reasons=reasons)
    others = () if facts["answer"] is None else (nearest,)
    return Suggestion(
        outcome=Outcome.NONE, code=None, probability=1 - facts["probability"], reasons=reasons, alternatives=others
    )
