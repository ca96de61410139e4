"""The characters of a page as arrays, and which of them a reader of the page would not see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

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


def on_page(chars: Characters, width: float, height: float) -> Bools:
    """Centre inside the page as displayed: what the crop box cuts off is not read."""
    x = (chars.box[:, 0] + chars.box[:, 2]) / 2
    y = (chars.box[:, 1] + chars.box[:, 3]) / 2
    inside: Bools = (x >= 0) & (y >= 0) & (x <= width) & (y <= height)
    return inside


def white_on_white(chars: Characters, grounds: Floats) -> Bools:
    """White characters with no coloured fill or picture (``grounds``: boxes) behind them."""
    hidden = chars.white.copy()
    for at in np.nonzero(hidden)[0].tolist() if len(grounds) else ():
        x = (chars.box[at, 0] + chars.box[at, 2]) / 2
        y = (chars.box[at, 1] + chars.box[at, 3]) / 2
        behind = (grounds[:, 0] <= x) & (x <= grounds[:, 2]) & (grounds[:, 1] <= y) & (y <= grounds[:, 3])
        hidden[at] = not behind.any()
    return hidden


def drawn_again(chars: Characters) -> Bools:
    """Characters that repeat an earlier one almost at its place: bold by drawing twice.

    Only another text object counts, so the two l of "Hello" and the pieces of a ligature stay.
    """
    repeated = np.zeros(len(chars), bool)
    if len(chars) < 2:
        return repeated
    near = 0.12 * float(np.median(chars.size)) + 1e-6
    x, y, code = chars.box[:, 0], chars.box[:, 3], chars.code.astype(np.int64)
    # Two points nearer than half a square share a square in one of four grids shifted by half a square.
    for shift_x in (0.0, near):
        for shift_y in (0.0, near):
            square_x = np.floor((x + shift_x) / (2 * near)).astype(np.int64) & 0xFFFFF
            square_y = np.floor((y + shift_y) / (2 * near)).astype(np.int64) & 0xFFFFF
            key = (code << 40) | (square_x << 20) | square_y
            order = np.argsort(key, kind="stable")
            first, second = order[:-1], order[1:]
            same = (key[first] == key[second]) & (chars.run[first] != chars.run[second])
            if not same.any():
                continue
            first, second = first[same], second[same]
            close = (np.abs(x[first] - x[second]) < near) & (np.abs(y[first] - y[second]) < near)
            repeated[second[close]] = True
    return repeated


def reading_boxes(box: Floats, turn: NDArray[np.int8] | int) -> Floats:
    """Boxes turned so that the text of each runs left to right, lines downwards."""
    x0, top, x1, bottom = box[:, 0], box[:, 1], box[:, 2], box[:, 3]
    if isinstance(turn, int):
        turn = np.full(len(box), turn, np.int8)
    turned = box.copy()
    for quarter, columns in (
        (1, (-bottom, x0, -top, x1)),
        (2, (-x1, -bottom, -x0, -top)),
        (3, (top, -x1, bottom, -x0)),
    ):
        chosen = turn == quarter
        if chosen.any():
            turned[chosen] = np.column_stack(columns)[chosen]
    return turned
