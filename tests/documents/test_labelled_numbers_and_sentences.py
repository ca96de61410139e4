"""The labelled cells and sentences of ../shared, where they are at hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.narrative.scoring import evaluate_sentences
from extractor.number_scoring import evaluate_numbers

EXAMPLES = Path(__file__).parents[3] / "shared" / "examples"


def records(name: str) -> list[dict[str, Any]]:
    path = EXAMPLES / name
    if not path.exists():
        pytest.skip(f"../shared/examples/{name} is not here")
    return [json.loads(line, parse_float=Decimal) for line in path.read_text("utf-8").splitlines() if line.strip()]


def test_labelled_cells_are_read_exactly() -> None:
    score = evaluate_numbers(records("numbers.jsonl"))
    assert score.exact >= 0.98, score.misses


def test_labelled_sentences_are_read_and_negatives_are_left() -> None:
    score = evaluate_sentences(records("sentences.jsonl"))
    assert score.f1 >= 0.90, score.misses
    assert score.false_on_negatives <= 2, score.misses
