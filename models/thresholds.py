"""From which probability on suggestions may be taken unseen, for an error that somebody stated."""

from __future__ import annotations

from collections.abc import Sequence

Judged = tuple[float, bool]
"""The probability of a suggestion, and whether it was right."""


def error_from(judged: Sequence[Judged], threshold: float) -> float:
    """The share of wrong ones to expect from this probability on: by Laplace, so few answers promise little."""
    taken = [right for probability, right in judged if probability >= threshold]
    return (taken.count(False) + 1) / (len(taken) + 2)


def threshold_for(judged: Sequence[Judged], error: float) -> float | None:
    """The lowest probability from which on no more than ``error`` are expected wrong; ``None`` if there is none."""
    possible = sorted({probability for probability, _ in judged})
    return next((threshold for threshold in possible if error_from(judged, threshold) <= error), None)


def least_error(judged: Sequence[Judged]) -> float:
    """What can be promised at best."""
    return min((error_from(judged, threshold) for threshold, _ in judged), default=1.0)
