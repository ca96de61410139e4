"""Printed names made comparable where no indicator is known."""

from __future__ import annotations

import re

LEAST_LETTERS = 10
"""Shorter names ("Jumlah", "Target") stand in every table and say nothing."""
LEAST_WORDS = 2

_NUMBERING = re.compile(r"^\s*(?:\(?\d+(?:\.\d+)*[.)]?|\(?[a-z][.)])\s+", re.I)
_NOT_WORD = re.compile(r"[^\w%]+")
_TOTALS = frozenset({"jumlah", "total", "subtotal", "rata", "capaian", "kinerja"})


def plain_name(name: str, unit: str | None) -> str:
    """Small letters, no numbering, no punctuation; the unit parts namesakes ("Produksi padi" in ton and in hectare)."""
    text = " ".join(_NOT_WORD.sub(" ", _NUMBERING.sub("", name.lower())).split())
    return f"{text} [{unit.strip().lower()}]" if unit and unit.strip() else text


def tells_something(name: str) -> bool:
    words = [word for word in _NOT_WORD.sub(" ", _NUMBERING.sub("", name.lower())).split() if word.isalpha()]
    telling = [word for word in words if word not in _TOTALS]
    return len(telling) >= LEAST_WORDS and sum(map(len, telling)) >= LEAST_LETTERS
