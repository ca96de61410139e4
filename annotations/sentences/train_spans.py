"""Trains the span model that gives a second opinion on the values of sentences, and measures it.

usage: python -m annotations.sentences.train_spans [--folds]

Writes ``extractor/narrative/spans.bin``, about two minutes; the same weights for the same sentences and libraries.
``--folds`` writes nothing and shows how its doubts fall on sentences that it was not trained on.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.sentences import SentenceRecord, load_sentences
from annotations.sentences.composing import compose
from extractor.narrative import values_told
from extractor.narrative.scoring import read_one, same_reading
from extractor.narrative.spans import LABELS, SPANS_KEY, Opinion, SecondOpinion, untrained, values_in

if TYPE_CHECKING:
    from spacy.pipeline import SpanCategorizer
    from spacy.tokens import Doc, Span
    from spacy.training import Example

WEIGHTS = Path(__file__).resolve().parents[2] / "extractor" / "narrative" / "spans.bin"
LEARNED_FROM = ("gold.jsonl", "more.jsonl", "frames.jsonl")
COMPOSED = 5000
REPEATED = 8
"""How often each written sentence is seen for one composed."""
EPOCHS, BATCH, DROP, RATE, SLOWER = 6, 32, 0.3, 0.002, 0.7
"""Passes; sentences a step; share left out of each layer; step width, and its factor after each pass."""


def train(records: Sequence[SentenceRecord], seed: int = 1) -> SpanCategorizer:
    """A model that has seen the records and ``COMPOSED`` sentences; its weights are averages over its last steps."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    chance = random.Random(seed)
    examples = [_example(record) for record in (*records, *compose(COMPOSED, seed))]
    model = untrained(examples[0].reference.vocab)
    model.initialize(lambda: examples[:1500], labels=list(LABELS))
    seen = [*examples[: len(records)] * REPEATED, *examples[len(records) :]]
    optimizer = Adam(RATE, use_averages=True)
    for _ in range(EPOCHS):
        chance.shuffle(seen)
        for start in range(0, len(seen), BATCH):
            model.update(seen[start : start + BATCH], sgd=optimizer, drop=DROP)
        optimizer.learn_rate *= SLOWER
    with model.model.use_params(optimizer.averages):
        weights = model.to_bytes(exclude=["vocab"])
    trained: SpanCategorizer = untrained(examples[0].reference.vocab).from_bytes(weights)
    return trained


def _example(record: SentenceRecord) -> Example:
    from spacy.training import Example

    seen, labelled = values_told(record["text"]), values_told(record["text"])
    labelled.spans[SPANS_KEY] = _spans(labelled, record["gold"])
    return Example(seen, labelled)


def _spans(doc: Doc, gold: Iterable[dict[str, Any]]) -> list[Span]:  # Any: JSON values
    """The values of the text that are labelled, each with its kind; the same value twice takes two labels."""
    from spacy.tokens import Span

    left, spans = list(gold), {}
    for value, (_, _, first, last) in values_in(doc):
        hit = next((label for label in left if _is(value.value, value.unit, label)), None)
        if hit is not None and (first, last) not in spans:
            left.remove(hit)
            spans[first, last] = Span(doc, first, last, hit["kind"].upper())
    return list(spans.values())


def _is(value: Decimal, unit: str | None, label: dict[str, Any]) -> bool:
    if label.get("value") is None:
        return unit == "predikat" and bool(label.get("grade"))
    return unit != "predikat" and Decimal(str(label["value"])) == abs(value) * (1 if value >= 0 else -1)


def judged(model: SpanCategorizer, records: Iterable[SentenceRecord]) -> list[tuple[bool, bool]]:
    """For each reading of the rules: whether it is right, and whether the model doubts it."""
    second, found = SecondOpinion(model), []
    for record in records:
        opinions = second.on(values_told(record["text"]))
        left = list(record["gold"])
        for reading in read_one(record["text"]):
            hit = next((label for label in left if same_reading(label, reading)), None)
            if hit is not None:
                left.remove(hit)
            at = record["text"].find(reading.raw)
            opinion: Opinion | None = next((told for (start, _), told in opinions.items() if start == at), None)
            if opinion is not None:
                found.append((hit is not None, opinion.doubts(reading.kind)))
    return found


def _tell(name: str, found: Sequence[tuple[bool, bool]]) -> None:
    right = [doubted for is_right, doubted in found if is_right]
    wrong = [doubted for is_right, doubted in found if not is_right]
    print(f"{name}: doubts {sum(right)} of {len(right)} right readings, {sum(wrong)} of {len(wrong)} wrong ones")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    records = [record for name in LEARNED_FROM for record in load_sentences(name)]
    if parser.parse_args().folds:
        found = []
        for fold in range(4):
            model = train([record for at, record in enumerate(records) if at % 4 != fold])
            found += judged(model, records[fold::4])
        _tell("sentences of other folds", found)
        return
    model = train(records)
    WEIGHTS.write_bytes(model.to_bytes(exclude=["vocab"]))
    _tell("held-out sentences", judged(model, load_sentences("held_out.jsonl")))
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
