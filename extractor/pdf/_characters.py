"""Which characters a reader of the page would not see, and how turned text reads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractor.pdf._drawn import Bools, Characters, DrawnPaths, Floats, orientation_of


def on_page(chars: Characters, width: float, height: float) -> Bools:
    """Centre inside the page as displayed: what the crop box cuts off is not read."""
    x = (chars.box[:, 0] + chars.box[:, 2]) / 2
    y = (chars.box[:, 1] + chars.box[:, 3]) / 2
    inside: Bools = (x >= 0) & (y >= 0) & (x <= width) & (y <= height)
    return inside


def centres(chars: Characters) -> Floats:
    """(n, 2): where each character stands; of its height the font size above its lowest point counts.

    So does pdfplumber. Boxes reach higher, by as much as the font leaves room for accents.
    """
    box, half = chars.box, chars.size / 2
    x, turn = (box[:, 0] + box[:, 2]) / 2, chars.turn
    if not turn.any():
        return np.column_stack((x, box[:, 3] - half))
    y = (box[:, 1] + box[:, 3]) / 2
    x = np.where(turn == 1, box[:, 2] - half, np.where(turn == 3, box[:, 0] + half, x))
    y = np.where(turn == 0, box[:, 3] - half, np.where(turn == 2, box[:, 1] + half, y))
    return np.column_stack((x, y))


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
    place = np.clip(np.round((x - x.min()) * 64), 0, 0xFFFFF).astype(np.int64)
    reach = int(64 * near + 1)
    # Two points nearer than half a band share a band in one of two sets of bands shifted by half; there they are
    # neighbours by their place along it.
    for shift in (0.0, near):
        band = np.floor((y + shift) / (2 * near)).astype(np.int64) & 0xFFFFF
        key = (code << 40) | (band << 20) | place
        steps = np.diff(np.sort(key))
        if not (steps <= reach).any():  # nearly every page: nothing is drawn twice
            continue
        order = np.argsort(key, kind="stable")
        key = key[order]
        same = np.flatnonzero((key[1:] >> 20 == key[:-1] >> 20) & (key[1:] - key[:-1] <= reach))
        first, second = order[same], order[same + 1]
        close = (np.abs(x[first] - x[second]) < near) & (np.abs(y[first] - y[second]) < near)
        close &= chars.run[first] != chars.run[second]
        repeated[np.maximum(first, second)[close]] = True
    return repeated


def reading_boxes(box: Floats, turn: NDArray[np.int8] | int) -> Floats:
    """Boxes turned so that the text of each runs left to right, lines downwards."""
    if isinstance(turn, int):
        turn = np.full(len(box), turn, np.int8)
    if not turn.any():
        return box
    x0, top, x1, bottom = box[:, 0], box[:, 1], box[:, 2], box[:, 3]
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


def turned_paths(drawn: DrawnPaths, turn: int) -> DrawnPaths:
    """Rules and fills turned as ``reading_boxes`` turns text."""
    if turn == 0:
        return drawn
    edges = reading_boxes(drawn.edges, turn)
    return replace(drawn, edges=edges, orientation=orientation_of(edges), fills=reading_boxes(drawn.fills, turn))
