"""Retraining as one step: measure the new ranker, keep it only if the gold scores do not fall, write its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.mentions import LabelledMention, counter_examples, gold_mentions
from models.answer_file import ANSWERS, write_answers
from models.evaluation import Answered, answers, scores
from models.facts import Catalogue
from models.matcher import Matcher
from models.near_twins import confusions, near_twin_pairs
from models.plain_methods import RapidfuzzOnly, TfidfOnly
from models.saved import packaged_weights, read_card, save_ranker
from models.settings import settings
from models.training import FOLDS_OF_GOLD, GOLD_WEIGHT, cross_validate, train

# A score may differ in the last digit by the order of equal answers.
_SLACK = 0.001
_HIGHER_IS_BETTER = ("f1", "recall_at_p98")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrained:
    """What became of a retraining."""

    is_promoted: bool
    new: Mapping[str, float]
    previous: Mapping[str, float]
    why: str
    """One sentence in Indonesian."""

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        return {"promoted": self.is_promoted, "why": self.why, "old": dict(self.previous), "new": dict(self.new)}


def retrain(
    catalogue: Catalogue, folder: Path, decisions: Sequence[LabelledMention] = (), previous: Path | None = None
) -> Retrained:
    """Train on gold and confirmed decisions; written into ``folder`` only if the gold scores do not fall.

    ``previous`` is the folder of the ranker in use; the packaged one if it is not given.
    """
    in_use = read_card(previous or packaged_weights()).get("scores", {}).get("cross_validated", {})
    gold = gold_mentions()
    answered = cross_validate(catalogue, gold, decisions)
    new = scores(answered)
    fallen = [name for name in _HIGHER_IS_BETTER if new[name] < in_use.get(name, 0.0) - _SLACK]
    if fallen:
        told = ", ".join(f"{name} {in_use[name]} menjadi {new[name]}" for name in fallen)
        return Retrained(is_promoted=False, new=new, previous=in_use, why=f"Tidak dipakai: nilai turun ({told}).")
    ranker = train(catalogue, [*gold, *decisions])
    save_ranker(ranker, folder, card(catalogue, Matcher.load(catalogue, ranker), answered, len(decisions)))
    (folder / ANSWERS).write_text(write_answers(answered), encoding="utf-8")
    return Retrained(is_promoted=True, new=new, previous=in_use, why="Dipakai: nilai pada data acuan tidak turun.")


def card(
    catalogue: Catalogue, matcher: Matcher, answered: Sequence[Answered], decisions: int
) -> dict[str, Any]:  # Any: JSON values
    """What a reader should know of these weights: trained on what, measured how, how good."""
    gold = gold_mentions()
    as_given = [replace(one, labelled=_as_given(one.labelled)) for one in answered]
    return {
        "what": "gradient boosted trees on evidence of name, unit, value, report and table; logistic calibration",
        "trained_on": {
            "catalogue_indicators": len(catalogue.indicators),
            "catalogue_aliases": len(catalogue.aliases),
            "gold_names": len(gold),
            "counter_examples": len(counter_examples()),
            "decisions": decisions,
            "gold_weight": GOLD_WEIGHT,
        },
        "match_from": settings().match_from,
        "folds": FOLDS_OF_GOLD,
        "scores": {
            "cross_validated": scores(answered),
            "cross_validated_on_uncorrected_gold": scores(as_given),
            "tfidf_only": scores(answers(gold, TfidfOnly(catalogue))),
            "rapidfuzz_only": scores(answers(gold, RapidfuzzOnly(catalogue))),
            "near_twin_pairs": len(near_twin_pairs(catalogue)),
            "near_twins_confused": len(confusions(catalogue, matcher)),
        },
    }


def _as_given(line: LabelledMention) -> LabelledMention:
    """The label before corrections."""
    return line if line.was is None else replace(line, codes=line.was)
