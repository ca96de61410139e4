"""Why a person should look although the name fits: words in brackets or limits that the catalogue does not know.

A name can be the very same as the catalogue's and still be asked with a narrower or other meaning: "Rasio kemandirian
keuangan (PAD/Pendapatan)" gives a formula of its own, "mencapai UCI ≥90%" a limit. And what the catalogue itself has
from memory, no source confirming it, is less sure than what somebody has read in print: of the gold names that
resemble such an indicator most, labellers gave a fifth another code or none. None of this is a veto: it lowers how
sure the suggestion is, and says why.
"""

from __future__ import annotations

from models.facts import Indicator
from models.index import NameIndex
from models.lexicon import lexicon
from models.names import PrintedName
from models.settings import settings

UNCONFIRMED = "memory"
_SHORTEST_WORD = 3


def strangers(name: PrintedName, indicator: int, index: NameIndex) -> tuple[frozenset[str], ...]:
    """What no name of this indicator says: short forms, words in brackets, limits."""
    own = index.said_by[indicator]
    return (
        name.short_forms - own,
        frozenset(word for word in _telling(name) if word not in own),
        name.thresholds - index.thresholds[indicator],
    )


def _telling(name: PrintedName) -> list[str]:
    """The words in brackets that carry meaning; a short form of the whole is none."""
    words = [word for aside in name.asides if " " in aside for word in aside.split()]
    known = lexicon()
    return [word for word in words if len(word) >= _SHORTEST_WORD and word not in known.dropped | known.heads]


def cautions(name: PrintedName, indicator: int, index: NameIndex) -> tuple[str, ...]:
    """What the name itself gives reason for, in Indonesian, one sentence part each."""
    _, aside, thresholds = strangers(name, indicator, index)
    told = []
    if aside:
        told.append(f"'{'/'.join(sorted(aside)[:2])}' dalam kurung tidak ada di katalog")
    if thresholds:
        told.append(f"batas {'/'.join(sorted(thresholds))} tidak ada di katalog")
    return tuple(told)


def all_cautions(said_by_name: tuple[str, ...], indicator: Indicator, *, is_supported: bool) -> tuple[str, ...]:
    """Those of the name, and that the catalogue has the indicator from memory, unless unit or report speak for it."""
    doubted = indicator.confidence == UNCONFIRMED and not is_supported
    return (*said_by_name, "indikator ini di katalog belum terkonfirmasi sumber") if doubted else said_by_name


def careful(probability: float, told: tuple[str, ...]) -> float:
    """The name is right with this probability, and with another one what the name does not show is right too."""
    return probability * (1 - settings().doubt_of_caution) ** len(told)
