"""How a picture must be turned so that its text runs from left to right, and the way back to the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractor.facts import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SKEW = 5.0
"""Degrees; paper laid on a scanner by hand stays below it."""
LEAST_SKEW = 0.05
"""Degrees; below it a rule across A4 leaves its row by less than two pixels, and turning would only blur."""
FEWEST_POINTS = 200
MOST_POINTS = 150_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Straightening:
    """The page as displayed, turned by ``angle`` degrees and then by ``quarters`` quarter turns, against the clock."""

    width: float
    height: float
    """Of the page as displayed, in points."""
    angle: float = 0.0
    quarters: int = 0

    def picture(self, displayed: Image) -> Image:
        """The picture straightened, on white paper as large as it needs."""
        from PIL.Image import Resampling

        turned = displayed
        if self.angle:
            turned = turned.rotate(self.angle, Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))
        return turned.rotate(90 * self.quarters, expand=True) if self.quarters else turned

    def size(self) -> tuple[float, float]:
        """Width and height of the straightened page, in points."""
        wide, high = self._skewed_size()
        return (high, wide) if self.quarters % 2 else (wide, high)

    def show(self, box: Box) -> Box:
        """A box of the straightened page where it stands on the page as displayed.

        Its middle is moved and its size kept: a box around the slanting one would lie over its neighbours.
        """
        wide, high = self.size()
        x, y = (box[0] + box[2]) / 2 - wide / 2, (box[1] + box[3]) / 2 - high / 2
        half_wide, half_high = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        for _ in range(self.quarters % 4):
            x, y = -y, x  # a quarter turn with the clock, y downwards
            half_wide, half_high = half_high, half_wide
        angle = math.radians(self.angle)
        x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
        x, y = x + self.width / 2, y + self.height / 2
        shown = (x - half_wide, y - half_high, x + half_wide, y + half_high)
        return round(shown[0], 2), round(shown[1], 2), round(shown[2], 2), round(shown[3], 2)

    def _skewed_size(self) -> tuple[float, float]:
        angle = math.radians(self.angle)
        cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
        return self.width * cosine + self.height * sine, self.width * sine + self.height * cosine


def skew_of(ink: NDArray[np.bool_]) -> float:
    """Degrees by which the picture must be turned against the clock for lines and rules to lie along its sides.

    At the right angle ink gathers on few rows and few columns: the sum of squares of both profiles is greatest.
    """
    y, x = np.nonzero(ink)
    if len(x) < FEWEST_POINTS:
        return 0.0
    if len(x) > MOST_POINTS:
        chosen = np.random.default_rng(0).choice(len(x), MOST_POINTS, replace=False)
        x, y = x[chosen], y[chosen]
    best, straight = 0.0, _sharpness(x, y, 0.0)
    for reach, step in ((MOST_SKEW, 0.25), (0.25, 0.05), (0.05, 0.01)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(x, y, float(angle))))
    if abs(best) < LEAST_SKEW or abs(best) > MOST_SKEW or _sharpness(x, y, best) < 1.02 * straight:
        return 0.0
    return round(best, 2)


def _sharpness(x: NDArray[np.int64], y: NDArray[np.int64], angle: float) -> float:
    slope = math.tan(math.radians(angle))
    total = 0.0
    for across in (y - x * slope, x + y * slope):
        places = np.round(across).astype(np.int64)
        counts = np.bincount(places - places.min()).astype(float)
        total += float((counts * counts).sum())
    return total
