"""The model card for people, made from the card that programs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SCORES = (
    ("cross_validated", "this ranker, cross-validated"),
    ("cross_validated_on_uncorrected_gold", "the same, against the labels before correction"),
    ("tfidf_only", "TF-IDF over names and aliases only"),
    ("rapidfuzz_only", "rapidfuzz token_sort_ratio only"),
)
_COLUMNS = ("n", "recall", "precision", "f1", "top1", "recall_at_p98", "ece")


def card_markdown(card: Mapping[str, Any]) -> str:  # Any: JSON values
    """What it is, what it learned from, how good it is, where not to trust it."""
    learned, scores = card["trained_on"], card["scores"]
    rows = [
        f"| {told} | " + " | ".join(str(scores[name][column]) for column in _COLUMNS) + " |" for name, told in _SCORES
    ]
    return "\n".join(
        [
            "# Model card: the ranker of printed names",
            "",
            f"**What:** {card['what']}. It judges which indicator of the catalogue a printed name means, or that it "
            "means none. Vetoes of near twins are rules (`models/lexicon.json`), not weights.",
            "",
            f"**Learned from:** {learned['catalogue_indicators']} indicators with {learned['catalogue_aliases']} "
            f"aliases (each asked as it is, in another print, with the name hidden, with the indicator hidden), "
            f"{learned['gold_names']} gold names, {learned['counter_examples']} counter-examples, "
            f"{learned['decisions']} decisions of reviewers. Never from unconfirmed suggestions.",
            "",
            f"**Measured** on the gold names, in {card['folds']} folds: no variant of a tested name and no name of "
            f"its indicator was in training. Matched from probability {card['match_from']}. F1 is of the suggestions "
            "made: one for a name that means no indicator counts against precision.",
            "",
            "| | " + " | ".join(_COLUMNS) + " |",
            "|---|" + "---|" * len(_COLUMNS),
            *rows,
            "",
            f"Near twins of relations.csv confused: {scores['near_twins_confused']} of {scores['near_twin_pairs']} "
            "pairs (every catalogue name of both sides asked).",
            "",
            "**Do not trust it** for indicators of other governments' levels, for names of two words that are no "
            "abbreviation, or where the catalogue itself gives one name to two indicators: there the report decides, "
            "and the alternatives are listed.",
            "",
            "`models/weights/ranker.card.json` holds the same for programs. `warisan train` writes both anew.",
            "",
        ]
    )
