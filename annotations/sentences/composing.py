"""Makes sentences by the thousand, each number with what it is, to train on: clauses times names, places and values.

They teach a model how values are announced; they say nothing of how well it reads what people write.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from annotations.sentences import SentenceRecord

_CHOICE = re.compile(r"\[([^]]*)\]")


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    """Heads, things, places, clauses: ``composing.json``."""
    words: dict[str, list[str]] = json.loads(resources.files(__package__).joinpath("composing.json").read_text("utf-8"))
    return words


def compose(count: int, seed: int = 1) -> Iterator[SentenceRecord]:
    """``count`` sentences; the same ones for the same seed. Two of five hold no value."""
    chance = random.Random(seed)
    for number in range(count):
        told = chance.random() < 0.6
        text, gold = _filled(chance.choice(_words()["told" if told else "not_told"]), chance)
        yield {"id": f"c{number}", "text": text, "gold": gold}


def _filled(clause: str, chance: random.Random) -> tuple[str, list[dict[str, str | int | None]]]:
    """A clause with its slots filled: ``{T}`` target, ``{R}`` realisasi, ``{C}`` capaian, ``{B}`` baseline, ``{x}`` a
    number and ``{n}`` a count that are no value, ``{N}`` the name, ``{M}`` another, ``{P}`` a place, ``{Y}`` a year,
    ``{o}`` an office; ``[a|b]`` is a choice."""
    kinds = {"T": "target", "R": "realisasi", "C": "capaian", "B": "baseline"}
    name = _name(chance)
    percent = name.startswith(("Persentase", "Cakupan", "Prevalensi", "Proporsi", "Tingkat", "Laju", "Kontribusi"))
    unit = chance.choice((" persen", "%", " %")) if percent else chance.choice(("", "", "", " poin", " tahun"))
    year = chance.randint(2015, 2025)
    gold: list[dict[str, str | int | None]] = []
    parts: list[str] = []
    chosen = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), clause)
    for piece in _pieces(chosen):
        if piece in kinds:
            printed, value = _value(chance, ratio=piece == "C")
            parts.append(printed + (chance.choice((" persen", "%", " %")) if piece == "C" else unit))
            gold.append({"indicator": name, "year": None, "kind": kinds[piece], "value": value})
        elif piece == "x":
            parts.append(_value(chance, ratio=False)[0])
        elif piece == "n":
            parts.append(str(chance.randint(2, 480)))
        elif piece == "N":
            parts.append(name if chance.random() < 0.7 else name[0].lower() + name[1:])
        elif piece == "M":
            parts.append(_name(chance))
        elif piece == "P":
            parts.append(chance.choice(_words()["places"]))
        elif piece == "o":
            parts.append(chance.choice(_words()["offices"]))
        elif piece == "Y":
            parts.append(str(year))
            year += 1
        else:
            parts.append(piece)
    text = " ".join("".join(parts).split())
    return text[:1].upper() + text[1:], gold


def _pieces(clause: str) -> Iterator[str]:
    for part in clause.split("{"):
        slot, closed, rest = part.partition("}")
        if closed:
            yield slot
            yield rest
        else:
            yield part


def _name(chance: random.Random) -> str:
    words = _words()
    parts = [chance.choice(words["heads"]), chance.choice(words["things"])]
    if chance.random() < 0.35:
        parts.append(chance.choice(words["which"]))
    if chance.random() < 0.12:
        parts.append("(" + "".join(chance.choice("ABIKLMPRSTU") for _ in range(chance.randint(3, 5))) + ")")
    return chance.choice(words["whole"]) if chance.random() < 0.25 else " ".join(parts)


def _value(chance: random.Random, *, ratio: bool) -> tuple[str, str]:
    """A number as printed and as it is."""
    if not ratio and chance.random() < 0.15:
        whole = chance.randint(1_000, 2_000_000)
        return f"{whole:,}".replace(",", "."), str(whole)
    places = chance.choice((0, 1, 2, 2, 2)) if not ratio else chance.choice((0, 2, 2))
    number = chance.uniform(60, 130) if ratio else chance.uniform(0.2, 100)
    value = f"{number:.{places}f}"
    return value.replace(".", ",") if chance.random() < 0.9 else value, value
