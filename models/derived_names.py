"""Names that reports print and the catalogue implies: a part under its parent's full name, words as a short form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from models.facts import Catalogue
from models.lexicon import lexicon

# "(bobot 30)" is how much a part counts, not what it is called.
_BOBOT = re.compile(r"\s*\(bobot [^)]*\)")
_IN_BRACKETS = re.compile(r"\s*\(([A-Za-z0-9-]{2,8})\)")
_FULL_WORD = 4
_WORD = re.compile(r"[^\W\d_]+")


def derived_names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(code, name) of what no indicator is called so far."""
    names: dict[str, list[str]] = {one.code: [one.name] for one in catalogue.indicators}
    for alias in catalogue.aliases:
        if alias.code in names and alias.region is None:
            names[alias.code].append(alias.text)
    known = {name.casefold() for own in names.values() for name in own}
    for code, own in names.items():
        parent = names.get(code.rpartition(".")[0], ())
        for text in dict.fromkeys((*_under_parent(own[0], parent), *_shortened(own))):
            if text.casefold() not in known:
                known.add(text.casefold())
                yield code, text


def _under_parent(name: str, parent: Iterable[str]) -> Iterator[str]:
    """ "Evaluasi Internal - Kualitas" as "Evaluasi Akuntabilitas Kinerja Internal - Kualitas"."""
    _, dash, part = name.partition(" - ")
    if dash:
        yield from (f"{_BOBOT.sub('', other)} - {part}" for other in parent if " " in other)


def _shortened(names: Iterable[str]) -> Iterator[str]:
    """ "Penyelenggaraan Mal Pelayanan Publik" as "Penyelenggaraan MPP"."""
    names = tuple(names)
    shorts = {short for name in names for short in _IN_BRACKETS.findall(name)}
    shorts |= {name for name in names if name.isalpha() and 2 < len(name) <= 8}
    for name in names:
        for short in sorted(shorts):
            shortened = _with_short_form(_IN_BRACKETS.sub("", name), short)
            if shortened is not None:
                yield shortened


def _with_short_form(name: str, short: str) -> str | None:
    """The words whose initials are the short form, replaced by it; ``None`` if there are none, or nothing else."""
    words = list(_WORD.finditer(name))
    letters = short.casefold()
    for start in range(len(words) - len(letters) + 1):
        run = words[start : start + len(letters)]
        if [word.group()[0].casefold() for word in run] == list(letters):
            rest = name[: run[0].start()], name[run[-1].end() :]
            said = any(_tells(word, short) for part in rest for word in _WORD.findall(part))
            return f"{rest[0]}{short}{rest[1]}".strip() if said else None
    return None


def _tells(word: str, short: str) -> bool:
    """Beside a short form of several meanings only a full word tells which is meant: "APS SD" may be either."""
    return len(word) >= _FULL_WORD or short.casefold() not in lexicon().ambiguous_short
