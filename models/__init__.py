"""Readings meet indicators: candidates, ranker, calibration, training, evaluation. Reads ``annotations``.

What stands here is the door; it opens lazily, as matching needs scikit-learn.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from models.facts import Alias, Candidate, Catalogue, Indicator, Mention, Outcome, Relation, Suggestion

if TYPE_CHECKING:
    from models.evaluation import Answered, answers, evaluate_mentions, misses, scores
    from models.label_units import unit_fault
    from models.local_indicators import LocalIndicator, Seen, gather_local_indicators
    from models.matcher import Matcher
    from models.plain_methods import RapidfuzzOnly, TfidfOnly
    from models.promotion import Retrained, retrain
    from models.saved import read_ranker

_LATER = {
    **dict.fromkeys(("Answered", "answers", "evaluate_mentions", "misses", "scores"), "models.evaluation"),
    **dict.fromkeys(("LocalIndicator", "Seen", "gather_local_indicators"), "models.local_indicators"),
    "Matcher": "models.matcher",
    "unit_fault": "models.label_units",
    **dict.fromkeys(("RapidfuzzOnly", "TfidfOnly"), "models.plain_methods"),
    **dict.fromkeys(("Retrained", "retrain"), "models.promotion"),
    "read_ranker": "models.saved",
}

__all__ = [
    "Alias",
    "Answered",
    "Candidate",
    "Catalogue",
    "Indicator",
    "LocalIndicator",
    "Matcher",
    "Mention",
    "Outcome",
    "RapidfuzzOnly",
    "Relation",
    "Retrained",
    "Seen",
    "Suggestion",
    "TfidfOnly",
    "answers",
    "evaluate_mentions",
    "gather_local_indicators",
    "misses",
    "read_ranker",
    "retrain",
    "scores",
    "unit_fault",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module attribute may be anything)
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
