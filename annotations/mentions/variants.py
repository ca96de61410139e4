"""Other prints of a name, by rules seen in real reports: spellings, numbering, breaks, typing and scanning faults.

The same name and number always give the same variant: the choice comes from a hash, not from a random state.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

_SPELLINGS = (
    ("Persentase", ("Prosentase", "Presentase", "Persentasi", "%")),
    ("Indeks", ("Indek", "Index", "INDEKS")),
    ("Rasio", ("Ratio",)),
    ("Prevalensi", ("Pervalensi",)),
    ("rumah tangga", ("RT",)),
    ("warga negara", ("WN",)),
    ("ibu hamil", ("bumil",)),
    ("yang", ("yg",)),
    ("dalam", ("dlm", "didalam")),
    ("risiko", ("resiko",)),
    ("di bawah", ("dibawah",)),
    ("per kapita", ("perkapita",)),
    ("Rata-rata", ("Rata rata", "Rerata", "Rata - Rata")),
    ("dan", ("&",)),
    ("perangkat daerah", ("OPD", "SKPD", "PD")),
)
_PREFIXES = ("1. ", "2) ", "a. ", "1.1 ", "1.2.1* ", "- ", "(3) ", "Capaian ", "Nilai ", "Angka ")
_SUFFIXES = (" (%)", " Kabupaten", " Kota", " Daerah", " kabupaten/kota", "*)", " (persen)", " (SPM)", " (poin)", " **")
_ALIKE = {"I": "l", "i": "l", "l": "I", "o": "0", "h": "b", "m": "rn"}


def variants(name: str, many: int) -> list[str]:
    """Up to ``many`` different prints of ``name``, none of them the name itself."""
    made: list[str] = []
    for number in range(many * 2):
        changed = " ".join(name.split())
        for step in range(1 + _pick(name, number, "steps", 2)):
            rule = _RULES[_pick(name, number, f"rule{step}", len(_RULES))]
            changed = rule(changed, f"{name}/{number}/{step}")
        if changed != name and changed not in made:
            made.append(changed)
        if len(made) == many:
            break
    return made


def _pick(*parts: str | int) -> int:
    """A number below the last part, the same for the same parts."""
    *key, below = parts
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:8], "big") % int(below)


def _spell(name: str, key: str) -> str:
    fitting = [(word, others) for word, others in _SPELLINGS if re.search(rf"\b{word}\b", name)]
    if not fitting:
        return name.upper()
    word, others = fitting[_pick(key, "word", len(fitting))]
    return re.sub(rf"\b{word}\b", others[_pick(key, "other", len(others))], name, count=1)


def _prefix(name: str, key: str) -> str:
    return _PREFIXES[_pick(key, "prefix", len(_PREFIXES))] + name


def _suffix(name: str, key: str) -> str:
    return name + _SUFFIXES[_pick(key, "suffix", len(_SUFFIXES))]


def _break_line(name: str, key: str) -> str:
    """A narrow column: at a space, by a hyphen, or in the middle of a word."""
    place = 3 + _pick(key, "place", max(1, len(name) - 6))
    if name[place : place + 1] == " ":
        return name[:place] + "\n" + name[place + 1 :]
    if not name[place - 1 : place + 1].isalpha():
        return name
    return name[:place] + ("-\n", " ", "\n")[_pick(key, "break", 3)] + name[place:]


def _mistype(name: str, key: str) -> str:
    places = [place for place, letter in enumerate(name) if letter.isalpha()]
    if len(places) < 8:
        return name
    place = places[2 + _pick(key, "place", len(places) - 3)]
    way = _pick(key, "way", 4)
    if way == 0:
        return name[:place] + name[place + 1 :]
    if way == 1:
        return name[:place] + name[place] + name[place:]
    if way == 2:
        return name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]
    return name[:place] + _ALIKE.get(name[place], name[place]) + name[place + 1 :]


def _glue(name: str, key: str) -> str:
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if not spaces:
        return name
    place = spaces[_pick(key, "space", len(spaces))]
    return name[:place] + ("", "_")[_pick(key, "glue", 2)] + name[place + 1 :]


def _drop_brackets(name: str, key: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name) or name


def _drop_word(name: str, key: str) -> str:
    """Short words come and go: "yang", "dan", "terhadap"."""
    words = name.split()
    loose = [place for place, word in enumerate(words) if word in ("yang", "dan", "terhadap", "dalam", "pada", "oleh")]
    if not loose:
        return name
    gone = loose[_pick(key, "word", len(loose))]
    return " ".join(words[:gone] + words[gone + 1 :])


def _fold(name: str, key: str) -> str:
    return (name.lower(), name.upper(), name.title())[_pick(key, "case", 3)]


_RULES: tuple[Callable[[str, str], str], ...] = (
    _spell,
    _spell,
    _prefix,
    _suffix,
    _break_line,
    _mistype,
    _mistype,
    _glue,
    _drop_brackets,
    _drop_word,
    _fold,
)
