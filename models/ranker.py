"""How probable it is that a candidate is the indicator meant, from its evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from models.features import FEATURES


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weighs the evidence by hand-set weights."""

    @classmethod
    def packaged(cls) -> Ranker:
        return cls()

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        return [_probability(dict(zip(FEATURES, row, strict=True))) for row in rows]


def _probability(seen: dict[str, float]) -> float:
    if seen["money_without_money"]:
        return 0.1
    if seen["confirmed"]:
        return 0.99
    doubts = seen["doubts_source"] + seen["doubts_both"] + seen["doubts_catalogue"]
    score = -9.0 + 5 * seen["cosine"] + 5 * seen["shared"] + 4 * seen["source_covered"] + 2 * seen["letters"]
    score += 4 * seen["exact"] + 4 * seen["abbreviation"] - 3 * doubts - 2 * seen["part_of_government"]
    score += 2 * seen["number_agrees"] + seen["unit_same"] - 2 * seen["unit_other"] - seen["value_impossible"]
    score -= 2 * seen["head_other"] + 3 * seen["is_output"] + 2 * seen["ambiguous"]
    return 1 / (1 + math.exp(-score))
