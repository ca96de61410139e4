"""Readings meet indicators: candidates, ranker, calibration, training, evaluation. Reads ``annotations``.

What stands here is the door; it opens lazily, as matching needs scikit-learn.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from models.facts import Alias, Candidate, Catalogue, Indicator, Mention, Outcome, Relation, Suggestion

if TYPE_CHECKING:
    from models.matcher import Matcher

_LATER = {"Matcher": "models.matcher"}

__all__ = [
    "Alias",
    "Candidate",
    "Catalogue",
    "Indicator",
    "Matcher",
    "Mention",
    "Outcome",
    "Relation",
    "Suggestion",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module attribute may be anything)
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
