"""The words that matching knows, read once from ``lexicon.json`` and kept as facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier:
    """Words of which two near twins hold different ones: "hamil" and "bersalin"."""

    name: str
    rule: str
    """``both``: a word on one side only vetoes; ``source``: only where the print has it; ``differ``: only two
    different words veto."""
    values: Mapping[str, tuple[str, ...]]
    """What it says -> the wordings that say so."""
    strict: bool = False
    """Compared with the one name that matched; otherwise with all names of the indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What ``lexicon.json`` holds; its keys are described there."""

    words: Mapping[str, str]
    phrases: Mapping[str, str]
    heads: frozenset[str]
    head_kinds: Mapping[str, str]
    """Head word -> ``share``, ``count`` or ``score``."""
    dropped: frozenset[str]
    qualifiers: tuple[Qualifier, ...]
    ambiguous_short: Mapping[str, frozenset[str]]
    """Short form that means several things -> words of which one must stand near."""
    unit_scopes: tuple[str, ...]
    other_levels: tuple[str, ...]
    """Governments above: at the end of a name they say that it is theirs."""
    value_words: frozenset[str]
    """Words before a name that only say that its value follows."""
    not_indicator_starts: tuple[str, ...]
    titles: frozenset[str]
    """First words of a heading that names an office, a field or a program."""
    outputs: tuple[str, ...]
    indicator_heads: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """Read once: the words do not change while the program runs."""
    text = (resources.files("models") / "lexicon.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return Lexicon(
        words=read["words"],
        phrases=read["phrases"],
        heads=frozenset(read["heads"]),
        head_kinds={word: kind for kind, words in read["head_kinds"].items() for word in words},
        dropped=frozenset(read["dropped"]),
        qualifiers=tuple(
            Qualifier(
                name=name,
                rule=entry["rule"],
                values={what: tuple(wordings) for what, wordings in entry["values"].items()},
                strict=entry.get("strict", False),
            )
            for name, entry in read["qualifiers"].items()
        ),
        ambiguous_short={short: frozenset(near) for short, near in read["ambiguous_short"].items() if short != "about"},
        unit_scopes=tuple(read["unit_scopes"]),
        other_levels=tuple(read["other_levels"]),
        value_words=frozenset(read["value_words"]),
        not_indicator_starts=tuple(read["not_indicators"]["starts"]),
        titles=frozenset(read["not_indicators"]["titles"]),
        outputs=tuple(read["not_indicators"]["outputs"]),
        indicator_heads=tuple(read["indicator_heads"]),
    )
