"""A small linear model for columns whose header words no rule knows. It is trained by ``annotations.columns.train``;
here its weights are only added up, so that reading a report loads no learning library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

WEIGHTS = Path(__file__).with_suffix(".json")
NONE = "none"
"""The label of a column that gives no readings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnModel:
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    """For each feature one weight a label."""
    threshold: float
    """Least probability at which a kind is taken, chosen for precision on wordings it was not trained on."""

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        sums = list(self.bias)
        for name, amount in features.items():
            for at, weight in enumerate(self.weights.get(name, ())):
                sums[at] += amount * weight
        highest = max(sums)
        powers = [exp(one - highest) for one in sums]
        return {label: power / sum(powers) for label, power in zip(self.labels, powers, strict=True)}


@lru_cache(maxsize=1)
def column_model() -> ColumnModel:
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return ColumnModel(
        labels=tuple(told["labels"]),
        bias=tuple(told["bias"]),
        weights={name: tuple(weights) for name, weights in told["weights"].items()},
        threshold=told["threshold"],
    )
