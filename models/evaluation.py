"""How good the suggestions are, measured on labelled names, and the two plain methods to compare with.

A suggestion counts where its outcome is a match. It is right if its code is one of the name's codes (the same value
under another code does not count). Precision is over the suggestions made, so one made for a name that means no
indicator lowers it; recall is over the names that mean one; F1 is their harmonic mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from annotations.mentions import LabelledMention, parse_mentions
from models.facts import Mention, Outcome, Suggestion

_BINS = 10


class Answers(Protocol):
    """What can be measured: a matcher, or a plain method to compare it with."""

    def match(self, mentions: Sequence[Mention]) -> list[Suggestion]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A labelled name with the suggestion made for it."""

    labelled: LabelledMention
    suggestion: Suggestion

    @property
    def best(self) -> tuple[str | None, float]:
        """The likeliest code and its probability, suggested or not."""
        if self.suggestion.outcome is Outcome.MATCH:
            return self.suggestion.code, self.suggestion.probability
        nearest = self.suggestion.alternatives[:1]
        return (nearest[0].code, nearest[0].probability) if nearest else (None, 0.0)

    @property
    def best_is_right(self) -> bool:
        return self.best[0] in self.labelled.codes

    @property
    def is_suggested(self) -> bool:
        return self.suggestion.outcome is Outcome.MATCH

    @property
    def is_miss(self) -> bool:
        """Wrongly suggested, or not suggested though it means an indicator."""
        return not self.best_is_right if self.is_suggested else bool(self.labelled.codes)

    def told(self) -> str:
        """One line for ``--misses``."""
        wanted = ", ".join(self.labelled.codes) or "none"
        given = self.suggestion.code or self.suggestion.outcome.value
        reasons = "; ".join(self.suggestion.reasons)
        return f"{self.labelled.mention!r}: {wanted} -> {given} {self.suggestion.probability:.2f} ({reasons})"


def evaluate_mentions(lines: Iterable[str], matcher: Answers) -> dict[str, float]:
    """The scores of ``matcher`` on the lines of a mention file; ``answers`` gives the misses."""
    return scores(answers(parse_mentions(lines), matcher))


def answers(labelled: Sequence[LabelledMention], matcher: Answers) -> list[Answered]:
    """Ask about each name, on its own: gold names stand in no table."""
    mentions = [Mention(name=line.mention, unit=line.unit) for line in labelled]
    suggestions = matcher.match(mentions)
    return [Answered(labelled=line, suggestion=one) for line, one in zip(labelled, suggestions, strict=True)]


def misses(answered: Sequence[Answered]) -> list[str]:
    return [one.told() for one in answered if one.is_miss]


def scores(answered: Sequence[Answered]) -> dict[str, float]:
    """n, recall, precision, f1, top1, recall_at_p98, ece: see the head of this module."""
    meant = sum(bool(one.labelled.codes) for one in answered)
    suggested = sum(one.is_suggested for one in answered)
    right = sum(one.is_suggested and one.best_is_right for one in answered)
    recall = right / meant if meant else 0.0
    precision = right / suggested if suggested else 0.0
    found = {
        "recall": recall,
        "precision": precision,
        "f1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "top1": sum(one.best_is_right for one in answered) / meant if meant else 0.0,
        "recall_at_p98": recall_at_precision(answered, 0.98),
        "ece": expected_calibration_error(answered),
    }
    return {"n": len(answered), **{name: round(value, 4) for name, value in found.items()}}


def recall_at_precision(answered: Sequence[Answered], precision: float) -> float:
    """The share of meant names found when only the surest answers are taken, as long as so many are right."""
    meant = sum(bool(one.labelled.codes) for one in answered)
    ordered = sorted(answered, key=lambda one: -one.best[1])
    best, right = 0.0, 0
    for taken, one in enumerate(ordered, 1):
        right += one.best_is_right
        is_tie = taken < len(ordered) and ordered[taken].best[1] == one.best[1]
        if not is_tie and right / taken >= precision:
            best = right / meant if meant else 0.0
    return best


def expected_calibration_error(answered: Sequence[Answered]) -> float:
    """Mean distance between the probability of the best candidate and how often it is right, over ten bins."""
    return sum(
        len(inside) * abs(_mean([one.best[1] for one in inside]) - _mean([one.best_is_right for one in inside]))
        for inside in reliability_bins(answered)
    ) / max(1, len(answered))


def reliability_bins(answered: Sequence[Answered]) -> list[list[Answered]]:
    """The answers by probability, in ten equal steps; empty steps are left out."""
    bins: list[list[Answered]] = [[] for _ in range(_BINS)]
    for one in answered:
        bins[min(_BINS - 1, int(one.best[1] * _BINS))].append(one)
    return [inside for inside in bins if inside]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
