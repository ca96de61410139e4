"""Whether near twins of the catalogue are ever taken for one another."""

from __future__ import annotations

from dataclasses import dataclass

from models.evaluation import Answers
from models.facts import Catalogue, Mention, Outcome

# Relations between indicators whose values must never be exchanged; the grade of a score may stand for the score.
_NEVER_MIXED = frozenset(
    {"near_but_different", "complement", "component_of", "composed_of", "count_of", "growth_of", "ratio_of", "part_of"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """A name of one indicator for which its near twin was suggested."""

    name: str
    meant: str
    suggested: str
    probability: float


def near_twin_pairs(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(one.code_a, one.code_b) for one in catalogue.relations if one.relation in _NEVER_MIXED]


def confusions(catalogue: Catalogue, matcher: Answers) -> list[Confusion]:
    """Ask every name of every indicator that has a near twin; list those answered with the twin."""
    pairs = near_twin_pairs(catalogue)
    twins: dict[str, set[str]] = {}
    for one, other in pairs:
        twins.setdefault(one, set()).add(other)
        twins.setdefault(other, set()).add(one)
    asked = [(code, name) for code, name in _names(catalogue) if code in twins]
    shared = _shared_names(catalogue)
    found = []
    for (code, name), answer in zip(asked, matcher.match([Mention(name=name) for _, name in asked]), strict=True):
        if (
            answer.outcome is Outcome.MATCH
            and answer.code in twins[code]
            and answer.code not in shared[name.casefold()]
        ):
            found.append(Confusion(name=name, meant=code, suggested=answer.code or "", probability=answer.probability))
    return found


def _names(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in catalogue.indicators] + [(one.code, one.text) for one in catalogue.aliases]


def _shared_names(catalogue: Catalogue) -> dict[str, set[str]]:
    """Name -> the codes it is written for: a name that the catalogue gives to both cannot tell them apart."""
    codes: dict[str, set[str]] = {}
    for code, name in _names(catalogue):
        codes.setdefault(name.casefold(), set()).add(code)
    return codes
