"""Makes scans for tests: pictures of pages, laid on askew, saved as a PDF of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from extractor.facts import Box
from extractor.pdf import render_page

DPI = 200


def scan(source: Path, target: Path, *, skew: float = 0.0, turn: int = 0, noise: float = 0.0) -> Path:
    """The first page of ``source`` as a scan: turned by ``skew`` degrees, then by quarters, against the clock."""
    grey = render_page(source, 1, scale=DPI / 72).convert("L")
    if skew:
        grey = grey.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    if turn:
        grey = grey.rotate(turn, expand=True)
    pixels = np.asarray(grey, float)
    if noise:
        pixels = pixels + np.random.default_rng(7).normal(0, noise, pixels.shape) - noise
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(target, format="PDF", resolution=DPI)
    return target


class Expecting:
    """An engine that finds print at given boxes and reads given texts; it notes what it was asked."""

    name = "uji"
    finds_sideways = True

    def __init__(self, found: Sequence[Box] = (), texts: Sequence[tuple[str, float]] = ()) -> None:
        self.found, self.texts = list(found), list(texts)
        self.crops: list[np.ndarray] = []

    def find(self, picture: np.ndarray) -> list[Box]:
        return list(self.found)

    def read(self, crops: Sequence[np.ndarray]) -> list[tuple[str, float]]:
        self.crops.extend(crops)
        return [self.texts.pop(0) if self.texts else ("", 0.0) for _ in crops]
