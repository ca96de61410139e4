"""What tells near twins apart: miskin and miskin ekstrem, melek and buta huruf, bayi and balita.

A name's qualities are looked up in the lexicon; a printed name is then compared with an indicator quality by
quality. What stands on one side only, or differs, vetoes as the quality's rule says, and is told in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from models.lexicon import Qualifier, lexicon
from models.names import PrintedName

_NOTHING: frozenset[str] = frozenset()
_DIGITS_OF_PROVINCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualities:
    """What a name says of each qualifier, by the qualifier's name."""

    said: Mapping[str, frozenset[str]]
    aside: Mapping[str, frozenset[str]]
    """Said only in brackets: it may answer the other side, but does not contradict its silence."""
    ages: frozenset[str]
    scopes: frozenset[str]
    """Words that narrow it to a part of the government: "dinas", "kecamatan"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What all names of one indicator together say."""

    may: Mapping[str, frozenset[str]]
    """Qualifier -> what at least one of its names says."""
    must: Mapping[str, frozenset[str]]
    """Qualifier -> what all of its names say."""
    ages: frozenset[str]


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
    said = _said(name.text)
    aside = {quality: values for quality, values in _said(" ".join(name.asides)).items() if quality not in said}
    padded = f" {_behind_count(name.text)} "
    scopes = frozenset(scope for scope in lexicon().unit_scopes if f" {scope} " in padded)
    scopes |= frozenset(level for level in lexicon().other_levels if padded.endswith(f" {level} "))
    return Qualities(said=said, aside=aside, ages=name.ages, scopes=scopes)


def qualities_in(name: PrintedName, region: str | None) -> Qualities:
    """In a province's own report "provinsi" narrows nothing; its code has two digits, a city's four."""
    found = qualities(name)
    is_province = region is not None and len(region.replace(".", "")) == _DIGITS_OF_PROVINCE
    return replace(found, scopes=found.scopes - {"provinsi"}) if is_province else found


def _behind_count(text: str) -> str:
    """Without what is counted: "kelurahan" in "Persentase kelurahan siaga" is no part of the government."""
    first, _, rest = text.partition(" ")
    if lexicon().head_kinds.get(first) not in ("share", "count"):
        return text
    counted = next((scope for scope in lexicon().unit_scopes if f"{rest} ".startswith(f"{scope} ")), "")
    return rest.removeprefix(counted)


def _said(text: str) -> dict[str, frozenset[str]]:
    words = text.split()
    found: dict[str, set[str]] = {}
    for place, word in enumerate(words):
        for wording, quality, value in _by_first_word().get(word, ()):
            if tuple(words[place : place + len(wording)]) == wording:
                found.setdefault(quality, set()).add(value)
    return {quality: frozenset(values) for quality, values in found.items()}


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word of a wording -> (its words, qualifier, what it says)."""
    grouped: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for qualifier in lexicon().qualifiers:
        for value, wordings in qualifier.values.items():
            for wording in wordings:
                words = tuple(wording.split())
                grouped.setdefault(words[0], []).append((words, qualifier.name, value))
    return MappingProxyType({word: tuple(entries) for word, entries in grouped.items()})


def exact_keys(name: PrintedName) -> tuple[str, ...]:
    """Under which a name is the very same as another: its core with what its brackets add, then the core alone.

    "Laju Inflasi (Capaian Dampak)" is found by its own print, not by "Laju Inflasi".
    """
    aside = _said(" ".join(name.asides))
    said = _said(name.text)
    added = sorted(value for quality, values in aside.items() if quality not in said for value in values)
    return (f"{name.core} ({', '.join(added)})", name.core) if added else (name.core,)


def without_value_word(core: str) -> str | None:
    """ "Nilai Indeks Ketahanan Pangan", "Capaian IPG": the first word only says that a value follows."""
    first, _, rest = core.partition(" ")
    if first not in lexicon().value_words or not rest:
        return None
    return rest if " " not in rest or rest.split()[0] in lexicon().heads else None


def allowed(names: Sequence[Qualities]) -> Allowed:
    """What an indicator's names say, together."""
    every = {quality for name in names for quality in (*name.said, *name.aside)}
    each = {
        quality: [name.said.get(quality) or name.aside.get(quality, _NOTHING) for name in names] for quality in every
    }
    return Allowed(
        may={quality: frozenset().union(*values) for quality, values in each.items()},
        must={quality: frozenset.intersection(*values) for quality, values in each.items()},
        ages=frozenset().union(*(name.ages for name in names)),
    )


def doubts(source: Qualities, entry: Qualities, indicator: Allowed) -> tuple[Doubt, ...]:
    """The qualities that veto this name of this indicator as an answer to ``source``."""
    found = []
    for name in source.said.keys() | entry.said.keys():
        qualifier = qualifiers()[name]
        doubt = _strict(qualifier, source, entry) if qualifier.strict else _loose(qualifier, source, indicator)
        if doubt is not None:
            found.append(doubt)
    ages = entry.ages or indicator.ages
    if source.ages and ages and not source.ages & ages:
        found.append(Doubt(quality="ages", words=source.ages | ages, side="both"))
    return tuple(sorted(found, key=lambda doubt: doubt.quality))


def _strict(qualifier: Qualifier, source: Qualities, entry: Qualities) -> Doubt | None:
    """Compare with the one name that matched."""
    here, there = source.said.get(qualifier.name, _NOTHING), entry.said.get(qualifier.name, _NOTHING)
    here = here or source.aside.get(qualifier.name, _NOTHING)
    there = there or entry.aside.get(qualifier.name, _NOTHING)
    if here == there:
        return None
    if here and there:
        # One of several words in common is no contradiction where only difference counts.
        alike = qualifier.rule == "differ" and here & there
        return None if alike else Doubt(quality=qualifier.name, words=here ^ there, side="both")
    return _one_sided(qualifier, here, there)


def _loose(qualifier: Qualifier, source: Qualities, indicator: Allowed) -> Doubt | None:
    """Compare with all names of the indicator: a word that any of them has is no stranger."""
    here = source.said.get(qualifier.name, _NOTHING) or source.aside.get(qualifier.name, _NOTHING)
    may, must = indicator.may.get(qualifier.name, _NOTHING), indicator.must.get(qualifier.name, _NOTHING)
    strange, lacking = here - may, must - here
    if here and may and (strange or lacking):
        alike = qualifier.rule == "differ" and here & may
        return None if alike else Doubt(quality=qualifier.name, words=(strange or here) | lacking, side="both")
    return _one_sided(qualifier, strange, lacking if not here else _NOTHING)


def _one_sided(qualifier: Qualifier, here: frozenset[str], there: frozenset[str]) -> Doubt | None:
    if qualifier.rule == "differ" or not (here or there):
        return None
    if qualifier.rule == "source" and not here:
        return None
    return Doubt(quality=qualifier.name, words=here or there, side="source" if here else "catalogue")


@cache
def qualifiers() -> Mapping[str, Qualifier]:
    """The lexicon's qualifiers by name."""
    return MappingProxyType({qualifier.name: qualifier for qualifier in lexicon().qualifiers})
