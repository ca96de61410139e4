"""Found, missed and spurious: what measuring on labelled files counts, and the three shares made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How much of what is labelled was found, and how much came that no label asks for."""

    n: int
    """Labelled readings."""
    found: int
    spurious: int
    misses: tuple[str, ...]
    """One line each on what was missed or spurious."""

    @property
    def recall(self) -> float:
        return self.found / self.n if self.n else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.spurious) if self.found + self.spurious else 1.0

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0
