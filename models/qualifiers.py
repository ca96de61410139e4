"""What tells near twins apart: miskin and miskin ekstrem, melek and buta huruf, bayi and balita.

A name's qualities are looked up in the lexicon; two names are then compared quality by quality. What stands on one
side only, or differs, vetoes as the quality's rule says, and is told in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from models.lexicon import Qualifier, lexicon
from models.names import PrintedName


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualities:
    """What a name says of each qualifier, by the qualifier's name."""

    said: Mapping[str, frozenset[str]]
    ages: frozenset[str]
    scopes: frozenset[str]
    """Words that narrow it to a part of the government: "dinas", "kecamatan"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One quality in which a printed name and a catalogue name are not alike."""

    quality: str
    words: frozenset[str]
    side: str
    """``source``: only the print has it; ``catalogue``: only the catalogue; ``both``: they differ."""

    def told(self) -> str:
        where = {"source": "hanya di sumber", "catalogue": "hanya di katalog", "both": "berbeda"}[self.side]
        return f"'{'/'.join(sorted(self.words))}' {where}"


def qualities(name: PrintedName) -> Qualities:
    """Look a name's words up among the qualifiers."""
    padded = f" {name.text} "
    said = {}
    for qualifier in lexicon().qualifiers:
        if values := _said(qualifier, padded):
            said[qualifier.name] = values
    scopes = frozenset(scope for scope in lexicon().unit_scopes if f" {scope} " in padded)
    return Qualities(said=MappingProxyType(said), ages=name.ages, scopes=scopes)


def _said(qualifier: Qualifier, padded: str) -> frozenset[str]:
    return frozenset(
        value for value, wordings in qualifier.values.items() if any(f" {wording} " in padded for wording in wordings)
    )


def doubts(source: Qualities, catalogue: Qualities) -> tuple[Doubt, ...]:
    """The qualities that veto ``catalogue`` as an answer to ``source``."""
    found = []
    for name in source.said.keys() | catalogue.said.keys():
        here, there = source.said.get(name, frozenset()), catalogue.said.get(name, frozenset())
        if here != there and (doubt := _doubt(name, here, there)) is not None:
            found.append(doubt)
    if source.ages and catalogue.ages and not source.ages & catalogue.ages:
        found.append(Doubt(quality="ages", words=source.ages | catalogue.ages, side="both"))
    return tuple(sorted(found, key=lambda doubt: doubt.quality))


def _doubt(name: str, here: frozenset[str], there: frozenset[str]) -> Doubt | None:
    rule = rules()[name]
    if here and there:
        # One of several words in common is no contradiction: "SD dan SMP" and "SD".
        differs = not here & there if rule == "differ" else True
        return Doubt(quality=name, words=here ^ there, side="both") if differs else None
    side = "source" if here else "catalogue"
    if rule == "differ" or (rule == "source" and side == "catalogue"):
        return None
    return Doubt(quality=name, words=here or there, side=side)


@cache
def rules() -> Mapping[str, str]:
    """Qualifier -> its rule."""
    return MappingProxyType({qualifier.name: qualifier.rule for qualifier in lexicon().qualifiers})
