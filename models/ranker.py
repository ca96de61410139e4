"""How probable it is that a candidate is the indicator meant: gradient boosted trees, then calibration.

The trees judge each candidate by its evidence; evidence that can only speak for a candidate (or only against it) may
only move the answer that way. The calibration looks at the best candidate beside its nearest rival and turns the
trees' score into "of the answers at 0.95, 95 of 100 are right". A veto is a rule, not a weight: it holds whatever
the trees learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.cautions import all_cautions, careful
from models.features import FEATURES, NameEvidence
from models.index import NameIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression

# What a vetoed candidate may still have: enough to be listed as an alternative, never to be suggested.
VETOED = 0.04
_CONFIRMED = 0.995
_UNSURE = 1e-4


@dataclass(frozen=True, slots=True)
class Ranker:
    """Trained weights. ``models.saved`` saves and loads them."""

    trees: HistGradientBoostingClassifier
    calibration: LogisticRegression

    def judge(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """The trees' score of each row of evidence, before calibration."""
        return score(self.trees, rows)

    def probabilities(
        self, evidence: Sequence[Sequence[NameEvidence]], rows: Sequence[Sequence[float]], index: NameIndex
    ) -> list[list[float]]:
        """For each mention the probability of each of its candidates; ``rows`` holds theirs one after another."""
        scores: list[float] = self.judge(rows).tolist()
        pairs, start = [], 0
        for candidates in evidence:
            end = start + len(candidates)
            own = [bounded(*one) for one in zip(candidates, scores[start:end], rows[start:end], strict=True)]
            pairs.extend(rivals(candidates, own, index))
            start = end
        calibrated = iter(zip(self.calibrate(pairs).tolist(), rows, strict=True))
        return [[_told(one, *next(calibrated), index) for one in candidates] for candidates in evidence]

    def calibrate(self, pairs: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
        """Probabilities for (score, score of the best rival) pairs."""
        if not pairs:
            return np.empty(0)
        probabilities: NDArray[np.float64] = self.calibration.predict_proba(beside_rival(pairs))[:, 1]
        return probabilities


def score(trees: HistGradientBoostingClassifier, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """How the trees judge rows of evidence, on one thread."""
    if not rows:
        return np.empty(0)
    with one_thread():
        judged: NDArray[np.float64] = trees.predict_proba(np.asarray(rows, dtype=np.float64))[:, 1]
        return judged


def one_thread() -> AbstractContextManager[object]:
    """Trees on one thread: sums in the same order each time, and no spinning where other work holds the cores."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(limits=1)  # type: ignore[no-any-return]


def beside_rival(pairs: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """What the calibration looks at: the score, the rival's score, and their distance, as log odds."""
    scores = np.clip(np.asarray(pairs, dtype=np.float64), _UNSURE, 1 - _UNSURE)
    odds = np.log(scores / (1 - scores))
    return np.column_stack([odds[:, 0], odds[:, 1], np.minimum(odds[:, 0] - odds[:, 1], 4.0)])


def rivals(evidence: Sequence[NameEvidence], scores: Sequence[float], index: NameIndex) -> list[tuple[float, float]]:
    """For each candidate its score and that of the best other one that is not its twin."""
    places = [one.near.indicator for one in evidence]
    pairs = []
    for place, score in zip(places, scores, strict=True):
        own = index.twins.get(place, frozenset())
        others = [rival for other, rival in zip(places, scores, strict=True) if other != place and other not in own]
        pairs.append((score, max(others, default=0.0)))
    return pairs


def bounded(one: NameEvidence, probability: float, row: Sequence[float]) -> float:
    """The rules that hold whatever was learned: confirmed wordings, vetoes, headings, lone ambiguous short forms."""
    if one.near.how == "confirmed":
        return max(probability, _CONFIRMED)
    if one.doubts or one.is_title or row[_SHORT] or (row[_MONEY] and row[_HEADING]):
        return min(probability, VETOED)
    return probability


def _told(one: NameEvidence, probability: float, row: Sequence[float], index: NameIndex) -> float:
    """The probability that people are told."""
    if one.near.how == "confirmed":
        return bounded(one, probability, row)
    indicator = index.indicators[one.near.indicator]
    told = all_cautions(one.cautions, indicator, is_supported=bool(row[_UNIT_SAME] or row[_ASKED]))
    return careful(bounded(one, probability, row), told)


_UNIT_SAME = FEATURES.index("unit_same")
_ASKED = FEATURES.index("report_asks")
_MONEY = FEATURES.index("money_without_money")
_HEADING = FEATURES.index("is_heading")
_SHORT = FEATURES.index("short_unsupported")
