"""The only module that starts tesseract: for machines that have it and not rapidocr. It misreads more numbers."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.facts import Box
from extractor.scans._engine import Picture

PROGRAM = "tesseract"
SECONDS = 300
"""Time for one page: it takes about ten seconds on an idle machine."""
SPARSE, ONE_LINE = "11", "7"
"""Its page segmentation modes: print anywhere on the page, and one line."""
WHITE_AROUND = 12
"""Pixels; it misses letters that touch the edge of a picture."""
LANGUAGES = ("ind", "eng")
_PAGE, _BLOCK, _PARAGRAPH, _LINE, _LEFT, _TOP, _WIDTH, _HEIGHT, _SURE, _TEXT = 1, 2, 3, 4, 6, 7, 8, 9, 10, 11
"""Columns of its table; a row with _SURE below 0 is no word."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Two runs a page: where print stands, then all lines of it at once."""

    language: str | None
    """``None``: whatever it takes by itself."""
    name: str = "tesseract"
    finds_sideways: bool = False

    @classmethod
    def with_best_language(cls) -> Tesseract:
        known = _run([PROGRAM, "--list-langs"]).split()
        return cls(next((language for language in LANGUAGES if language in known), None))

    def find(self, picture: Picture) -> list[Box]:
        with tempfile.TemporaryDirectory(prefix="warisan-ocr-") as folder:
            page = Path(folder) / "page.png"
            _save(picture, page, 0)
            words = self._words(page, SPARSE)
        lines: dict[tuple[str, ...], list[Box]] = {}
        for word in words:
            left, top, wide, high = (float(word[at]) for at in (_LEFT, _TOP, _WIDTH, _HEIGHT))
            lines.setdefault((word[_BLOCK], word[_PARAGRAPH], word[_LINE]), []).append(
                (left, top, left + wide, top + high)
            )
        return [
            (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
            for boxes in lines.values()
        ]

    def read(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        if not crops:
            return []
        with tempfile.TemporaryDirectory(prefix="warisan-ocr-") as folder:
            names = []
            for number, crop in enumerate(crops):
                names.append(str(Path(folder) / f"{number}.png"))
                _save(crop, Path(names[-1]), WHITE_AROUND)
            listed = Path(folder) / "lines.txt"
            listed.write_text("\n".join(names), encoding="utf-8")
            words = self._words(listed, ONE_LINE)
        texts: list[list[str]] = [[] for _ in crops]
        sure: list[list[float]] = [[] for _ in crops]
        for word in words:
            texts[int(word[_PAGE]) - 1].append(word[_TEXT])
            sure[int(word[_PAGE]) - 1].append(float(word[_SURE]) / 100)
        return [(" ".join(text), min(scores, default=0.0)) for text, scores in zip(texts, sure, strict=True)]

    def _words(self, source: Path, mode: str) -> list[list[str]]:
        language = ["-l", self.language] if self.language else []
        table = _run([PROGRAM, str(source), "stdout", *language, "--psm", mode, "--dpi", "200", "tsv"])
        rows = [line.split("\t") for line in table.splitlines()[1:]]
        return [row for row in rows if len(row) > _TEXT and float(row[_SURE]) >= 0 and row[_TEXT].strip()]


def _save(picture: Picture, path: Path, around: int) -> None:
    from PIL import Image, ImageOps

    ImageOps.expand(Image.fromarray(picture), around, fill=(255, 255, 255)).save(path)


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
    return done.stdout.decode("utf-8", "replace")
