"""Filled areas: which of their borders a reader would call a rule.

Word exports the shading of a table cell as many pieces of one colour, one for each line and margin. pdfplumber takes
every border of every piece for a rule and cuts the cell to slivers. Here the pieces count only where rules leave a
question open: bands of another colour that part rows, or tables made of fills alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractor.facts import Box
from extractor.pdf._cells import cell_of_each
from extractor.pdf._drawn import Bools, DrawnPaths, Floats, Ints, distinct, orientation_of

SAME_PLACE = 3.0
FULL = 0.85
"""Pieces that cover more than this share of a cell are its ground, not bands in it."""
MOST_PIECES = 1200
"""More fills than this on a page are a drawing."""
TOUCH = 0.25
TOGETHER = 64
"""Fills compared with others at a time."""
SLIVER = 8.0
"""A piece thinner than this is a margin."""


def visible_edges(drawn: DrawnPaths, tables: list[list[Box]]) -> Bools:
    """Edges to keep: all rules, and borders of fills that part something in the ``tables`` that rules alone make."""
    kept = np.ones(len(drawn.edges), bool)
    if not len(drawn.fills) or not tables:
        return kept
    dropped = np.zeros(len(drawn.fills), bool)
    low, high = drawn.fills[:, :2], drawn.fills[:, 2:]
    for cells in tables:
        if len({x0 for x0, _, _, _ in cells}) == 1:  # rules alone make no columns: the fills may
            continue
        cell_of = cell_of_each(cells, (low + high) / 2)
        inside = np.flatnonzero(cell_of >= 0)
        across, down = _reach(np.array(cells)[cell_of[inside]], drawn.fills[inside])
        dropped[inside] = True
        # The ground of a whole cell parts nothing, nor does one piece more; most cells with fills hold nothing else.
        pieces = np.bincount(cell_of[inside[~(across & down)]])
        for number in np.flatnonzero(pieces > 1).tolist():
            own = np.flatnonzero(cell_of == number)
            dropped[own] = ~_parting(cells[number], drawn.fills[own], drawn.fill_colour[own])
    bounded = drawn.fill_of >= 0
    kept[bounded] = ~dropped[drawn.fill_of[bounded]]
    return kept


def _reach(cells: Floats, fills: Floats) -> tuple[Bools, Bools]:
    """Whether each fill goes from side to side of its cell, and from top to bottom."""
    met = np.abs(fills - cells) < SAME_PLACE
    return met[:, 0] & met[:, 2], met[:, 1] & met[:, 3]


def _parting(cell: Box, fills: Floats, colours: Ints) -> Bools:
    """Which fills in a cell part it into rows or columns."""
    x0, top, x1, bottom = cell
    across, down = _reach(np.array(cell), fills)
    rest = ~(across & down) & ~_nested(fills, colours)
    if not rest.any():
        return rest
    pieces = fills[rest]
    # Side by side from top to bottom: cells. Pieces of one colour on top of each other: lines of one cell.
    if down[rest].all() and (pieces[:, 2] - pieces[:, 0]).min() >= SLIVER and rest.sum() > 1:
        return rest if _show_edges(pieces, colours[rest]) else np.zeros(len(fills), bool)
    covered = float(((pieces[:, 2] - pieces[:, 0]) * (pieces[:, 3] - pieces[:, 1])).sum())
    if len(set(colours[rest].tolist())) == 1 and (covered > FULL * (x1 - x0) * (bottom - top) or len(pieces) < 2):
        return np.zeros(len(fills), bool)
    return rest & (across | down)


def _show_edges(fills: Floats, colours: Ints) -> bool:
    """Whether a reader sees where one of the fills side by side ends: by its colour, or by a gap."""
    order = np.argsort(fills[:, 0])
    gap = fills[order][1:, 0] - fills[order][:-1, 2]
    return bool(((np.diff(colours[order]) != 0) | (gap > TOUCH)).any())


def _nested(fills: Floats, colours: Ints) -> Bools:
    """Fills that lie within another one of the same colour: not to be seen."""
    if len(fills) > 400:  # a drawing, not a cell
        return np.zeros(len(fills), bool)
    x0, top, x1, bottom = fills.T
    within = (x0[:, None] >= x0 - 0.5) & (top[:, None] >= top - 0.5) & (x1[:, None] <= x1 + 0.5)
    within &= (bottom[:, None] <= bottom + 0.5) & (colours[:, None] == colours)
    mutual = within & within.T
    within &= ~mutual | (np.arange(len(fills))[:, None] > np.arange(len(fills))[None, :])
    np.fill_diagonal(within, False)
    found: Bools = within.any(axis=1)
    return found


def with_whole_grounds(drawn: DrawnPaths) -> DrawnPaths:
    """Pieces that together are the ground of one cell, margins and lines, as one fill."""
    if not 1 < len(drawn.fills) <= MOST_PIECES:
        return drawn
    thin = drawn.fills[:, 2] - drawn.fills[:, 0] < SLIVER
    of_margins = set(drawn.fill_colour[thin].tolist())
    pieces = np.flatnonzero([colour in of_margins for colour in drawn.fill_colour.tolist()])
    if len(pieces) < 2:  # without margins there are no pieces of one cell
        return drawn
    piece_of = np.full(len(drawn.fills), -1)
    fills = drawn.fills[pieces]
    piece_of[pieces] = _cell_by_cell(fills, _touching(fills, drawn.fill_colour[pieces]))
    grounds = _grounds(drawn.fills, piece_of, thin)
    if not grounds:
        return drawn
    merged = np.isin(piece_of, list(grounds))
    kept = ~((drawn.fill_of >= 0) & merged[drawn.fill_of])
    whole = np.array(list(grounds.values()))
    x0, top, x1, bottom = whole.T
    sides = ((x0, top, x1, top), (x1, top, x1, bottom), (x0, bottom, x1, bottom), (x0, top, x0, bottom))
    edges = np.concatenate((drawn.edges[kept], *(np.column_stack(side) for side in sides)))
    numbers = np.arange(len(whole)) + len(drawn.fills)
    return replace(
        drawn,
        edges=edges,
        orientation=orientation_of(edges),
        fill_of=np.concatenate((drawn.fill_of[kept], np.tile(numbers, 4))),
        fills=np.concatenate((drawn.fills, whole)),
        fill_colour=np.concatenate(
            (drawn.fill_colour, [int(drawn.fill_colour[piece_of == number][0]) for number in grounds])
        ),
    )


def _touching(fills: Floats, colours: Ints) -> Ints:
    """The number of the patch each fill belongs to: fills of one colour that touch."""
    one, other = _neighbours(fills, colours)
    patch = np.arange(len(fills))
    while True:  # the lowest number spreads to all that touch, and through what they already know
        lowest = np.minimum(patch[one], patch[other])
        spread = patch.copy()
        np.minimum.at(spread, one, lowest)
        np.minimum.at(spread, other, lowest)
        spread = spread[spread]
        if (spread == patch).all():
            return patch
        patch = spread


def _neighbours(fills: Floats, colours: Ints) -> tuple[Ints, Ints]:
    """Pairs of fills of one colour that touch along a side; compared only with those that begin above their end."""
    order = np.argsort(fills[:, 1], kind="stable")
    x0, top, x1, bottom = fills[order].T
    colour = colours[order]
    pairs: list[tuple[Ints, Ints]] = []
    for start in range(0, len(fills), TOGETHER):
        own = slice(start, start + TOGETHER)
        last = int(np.searchsorted(top, bottom[own].max() + TOUCH))
        other = slice(start, last)
        beside = np.maximum(x0[own, None] - x1[other], x0[other] - x1[own, None])
        over = np.maximum(top[own, None] - bottom[other], top[other] - bottom[own, None])
        near = (np.maximum(beside, over) < TOUCH) & (np.minimum(beside, over) < -TOUCH)
        first, second = np.nonzero(near & (colour[own, None] == colour[other]))
        pairs.append((order[first + start], order[second + start]))
    return np.concatenate([one for one, _ in pairs]), np.concatenate([other for _, other in pairs])


def _cell_by_cell(fills: Floats, patch: Ints) -> Ints:
    """Patches anew, those of several cells side by side parted where the margins of two cells meet."""
    parted = patch.copy()
    thin = np.flatnonzero(fills[:, 2] - fills[:, 0] < SLIVER)
    meeting = np.abs(fills[thin, 2, None] - fills[thin, 0]) < TOUCH
    meeting &= patch[thin, None] == patch[thin]
    ends = thin[meeting.any(axis=1)]
    for number in distinct(patch[ends]).tolist():
        own = patch == number
        meet = distinct(fills[ends[patch[ends] == number], 2])
        crossed = (fills[own, 0] < meet[:, None] - 1) & (fills[own, 2] > meet[:, None] + 1)
        cuts = meet[~crossed.any(axis=1)]
        if len(cuts):
            cell = np.searchsorted(cuts, (fills[own, 0] + fills[own, 2]) / 2)
            parted[own] += cell * len(fills)
    return parted


def _grounds(fills: Floats, piece_of: Ints, thin: Bools) -> dict[int, list[float]]:
    """By the number of the cell the rectangle that its pieces make, of cells with margins."""
    order = piece_of.argsort(kind="stable")
    numbers = piece_of[order]
    starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    ordered = fills[order]
    low = np.minimum.reduceat(ordered[:, :2], starts, axis=0)
    high = np.maximum.reduceat(ordered[:, 2:], starts, axis=0)
    area = np.add.reduceat((ordered[:, 2] - ordered[:, 0]) * (ordered[:, 3] - ordered[:, 1]), starts)
    # Pieces that leave holes or lie on each other make no ground: only the others are looked at one by one.
    full = np.abs(area - (high - low).prod(axis=1)) < 0.03 * (high - low).prod(axis=1)
    wanted = full & np.logical_or.reduceat(thin[order], starts) & (numbers[starts] >= 0)
    grounds = {}
    for number in numbers[starts[wanted]].tolist():
        ground = _ground(fills[piece_of == number])
        if ground is not None:
            grounds[number] = ground
    return grounds


def _ground(pieces: Floats) -> list[float] | None:
    """The rectangle that the pieces make, if they are lines of one width between margins."""
    if len(pieces) < 2:
        return None
    x0, top = pieces[:, :2].min(axis=0)
    x1, bottom = pieces[:, 2:].max(axis=0)
    area = ((pieces[:, 2] - pieces[:, 0]) * (pieces[:, 3] - pieces[:, 1])).sum()
    if not 0.97 < area / ((x1 - x0) * (bottom - top)) < 1.03:
        return None
    wide = pieces[pieces[:, 2] - pieces[:, 0] >= SLIVER]
    lines = wide[(wide[:, 0] > x0 + 1) | (wide[:, 2] < x1 - 1)]
    if len(wide) == len(pieces) or not len(lines) or np.ptp(lines[:, 0]) > 1 or np.ptp(lines[:, 2]) > 1:
        return None
    return [float(x0), float(top), float(x1), float(bottom)]
