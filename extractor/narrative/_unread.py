"""Sentences that look as if they told a value and gave none: counted, so that a reader can look for himself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.facts import Problem
from extractor.narrative._sentences import Sentence
from extractor.narrative._words import MEASURED

_KINDS = frozenset({"TARGET", "REALISASI", "CAPAIAN", "CAPAIAN_HERE", "BASELINE"})
_TELLS = re.compile(r"\b(?:sebesar|mencapai|tercatat|menjadi|adalah)\s+[\d-]", re.IGNORECASE)
_OVER_ALL = re.compile(
    r"rata-rata\s+(?:per)?capaian|(?:per)?capaian\s+rata-rata|secara\s+(?:ke)?seluruh", re.IGNORECASE
)
_NAMES = re.compile(rf"(?<!\w)(?:{MEASURED.pattern})", re.IGNORECASE)


def looks_like_value(sentence: Sentence) -> bool:
    """A measure by name, a percent or decimal number, and a word that announces it.

    Not counted is what was left on purpose: money, differences, other regions, averages over indicators, and the
    100 % of formulas and of what was not reached.
    """
    told = sentence.told
    if told is None or any(cue.label in {"CHANGE", "COMPARISON"} for cue in sentence.cues):
        return False
    if any(value.money for value in told.values) or _OVER_ALL.search(told.masked):
        return False
    measured = any(value.value != 100 and (value.is_percent or not value.is_whole) for value in told.values)
    announced = any(cue.label in _KINDS for cue in sentence.cues) or _TELLS.search(told.masked)
    return measured and bool(announced) and bool(_NAMES.search(told.masked))


class Unread:
    """Gathers such sentences by page."""

    def __init__(self) -> None:
        self._texts: dict[int | None, list[str]] = defaultdict(list)

    def add(self, page: int | None, sentence: Sentence) -> None:
        self._texts[page].append(" ".join(sentence.text.split()))

    def problems(self) -> Iterator[Problem]:
        """One for each page."""
        for page, texts in self._texts.items():
            yield Problem(
                page=page,
                what=f"{len(texts)} kalimat mirip nilai indikator tidak dibaca, misalnya: “{_short(texts[0])}”",
                why="Nama indikator, jenis, atau angkanya tidak dapat dipastikan. Periksa kalimat di halaman ini, "
                "lalu tambahkan nilainya sendiri bila perlu.",
            )


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159].rstrip()}…"
