"""What is drawn on a page, as arrays, before anything is understood. Boxes are those of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FREE, HORIZONTAL, VERTICAL = 0, 1, 2
"""Orientation of an edge."""
WHITE, NO_COLOUR = 0xFFFFFF, -1
"""Colours of fills; nearly white is ``WHITE``."""
DIAGONAL = -1
"""The turn of characters that run neither along nor across the page: watermarks and stamps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """One entry a character, in the order of the file. Equally long arrays."""

    box: Floats
    """(n, 4): x0, top, x1, bottom on the page as displayed."""
    code: NDArray[np.uint32]
    """Unicode code point."""
    size: Floats
    bold: Bools
    turn: NDArray[np.int8]
    """Quarter turns: 0 upright, 1 runs up the page, 2 upside down, 3 runs down, ``DIAGONAL``."""
    run: Ints
    """Number of the text object in the file that drew it."""
    invisible: Bools
    """Drawn with neither fill nor stroke: the text layer that OCR puts under a scan."""
    white: Bools

    def __len__(self) -> int:
        return len(self.code)

    def take(self, which: NDArray[np.int64] | Bools) -> Characters:
        """Those that ``which`` (a mask or positions) chooses."""
        if which.dtype == bool and which.all():
            return self
        return Characters(
            box=self.box[which],
            code=self.code[which],
            size=self.size[which],
            bold=self.bold[which],
            turn=self.turn[which],
            run=self.run[which],
            invisible=self.invisible[which],
            white=self.white[which],
        )


NO_CHARACTERS = Characters(
    box=np.empty((0, 4)),
    code=np.empty(0, np.uint32),
    size=np.empty(0),
    bold=np.empty(0, bool),
    turn=np.empty(0, np.int8),
    run=np.empty(0, np.int64),
    invisible=np.empty(0, bool),
    white=np.empty(0, bool),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPaths:
    """All but the text. Boxes are (n, 4)."""

    edges: Floats
    """Straight pieces of outlines and strokes."""
    orientation: NDArray[np.int8]
    """Of each edge: ``HORIZONTAL``, ``VERTICAL`` or ``FREE``."""
    fill_of: Ints
    """Of each edge the number of the filled area it bounds, or -1: it is a rule, or a filled shape thin as a rule."""
    fills: Floats
    """Filled areas without outline."""
    fill_colour: Ints
    """Of each: red, green and blue in one number; ``NO_COLOUR`` where a pattern fills it."""
    pictures: Floats
    is_cut: bool = False

    @property
    def grounds(self) -> Floats:
        """Coloured areas and pictures: white text can be seen on them."""
        return np.concatenate((self.fills[self.fill_colour != WHITE], self.pictures))


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """One page as the file draws it."""

    number: int
    width: float
    height: float
    characters: Characters
    drawn: DrawnPaths
    unmapped: int = 0
    """Characters of fonts that do not say which letters they print."""
    doubt: str | None = None
    """Why its letters may not be the ones printed, empty where there is no reason; ``None`` where nobody asked."""
    cut: tuple[str, ...] = ()
    """What was left out because there is too much of it, in Indonesian."""


def orientation_of(edges: Floats) -> NDArray[np.int8]:
    """Along, across or neither; a rule may slant by a pixel of the program that drew it."""
    wide, high = edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1]
    across = (high <= 0.5) & (wide > high)
    down = (wide <= 0.5) & (high > wide)
    return np.where(across, HORIZONTAL, np.where(down, VERTICAL, FREE)).astype(np.int8)


Number = TypeVar("Number", bound=np.generic)


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The different values, rising: ``numpy.unique`` without what makes it slow for the few values of a page."""
    ordered = np.sort(values, axis=None)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def ordered_corners(corners: Floats) -> Floats:
    """Two opposite corners in any order -> (x0, y0, x1, y1)."""
    ordered = np.empty_like(corners)
    np.minimum(corners[:, :2], corners[:, 2:], out=ordered[:, :2])
    np.maximum(corners[:, :2], corners[:, 2:], out=ordered[:, 2:])
    return ordered
