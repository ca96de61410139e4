"""How far two labellers agree on the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotations.mentions.files import LabelledMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two labellings of the same names, compared."""

    names: int
    equal: float
    """Share of names with the same codes."""
    kappa: float
    """Cohen's kappa: agreement beyond what chance would give; 1 is full."""
    f1: float
    """Of the codes given, the one labelling measured against the other; a name that means none has no code."""
    disagreements: tuple[str, ...]
    """The names to talk about."""

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        return {**asdict(self), "disagreements": list(self.disagreements)}


def agreement(one: Sequence[LabelledMention], other: Sequence[LabelledMention]) -> Agreement:
    """Compare the names that both have labelled; a label is the set of codes."""
    second = {line.mention: frozenset(line.codes) for line in other}
    pairs = [(line.mention, frozenset(line.codes), second[line.mention]) for line in one if line.mention in second]
    if not pairs:
        return Agreement(names=0, equal=0.0, kappa=0.0, f1=0.0, disagreements=())
    differing = tuple(name for name, first, then in pairs if first != then)
    equal = 1 - len(differing) / len(pairs)
    firsts, seconds = Counter(first for _, first, _ in pairs), Counter(then for _, _, then in pairs)
    chance = sum(firsts[label] * seconds[label] for label in firsts) / len(pairs) ** 2
    kappa = 1.0 if chance == 1 else (equal - chance) / (1 - chance)
    given = sum(len(first) + len(then) for _, first, then in pairs)
    f1 = 2 * sum(len(first & then) for _, first, then in pairs) / given if given else 1.0
    return Agreement(names=len(pairs), equal=equal, kappa=kappa, f1=f1, disagreements=differing)
