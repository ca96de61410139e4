"""Empty strips too thin for print between cells: margins that were drawn as shapes of their own."""

from __future__ import annotations

import numpy as np

from extractor.facts import Box
from extractor.pdf._drawn import Floats, distinct

THIN_COLUMN, THIN_ROW = 8.0, 4.5


def without_slivers(cells: list[Box], points: Floats) -> list[Box]:
    """The cells with thin strips closed wherever no character of ``points`` stands in them."""
    edges = np.array(cells)
    columns, rows = distinct(edges[:, [0, 2]]), distinct(edges[:, [1, 3]])
    if np.diff(columns).min() >= THIN_COLUMN and np.diff(rows).min() >= THIN_ROW:
        return cells
    left, right = edges[:, [0, 2]].min(), edges[:, [0, 2]].max()
    top, bottom = edges[:, [1, 3]].min(), edges[:, [1, 3]].max()
    x, y = points[:, 0], points[:, 1]
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    across = _closed(columns, x[inside], THIN_COLUMN)
    down = _closed(rows, y[inside], THIN_ROW)
    if not across and not down:
        return cells
    moved = [(across.get(x0, x0), down.get(y0, y0), across.get(x1, x1), down.get(y1, y1)) for x0, y0, x1, y1 in cells]
    return [cell for cell in moved if cell[0] < cell[2] and cell[1] < cell[3]]


def _closed(edges: Floats, print_at: Floats, thin: float) -> dict[float, float]:
    """Where edges move to: both sides of an empty thin strip to one place, outer edges staying where they are."""
    counts, _ = np.histogram(print_at, edges) if len(edges) > 1 else (np.zeros(0), None)
    strip = (np.diff(edges) < thin) & (counts == 0)
    if not strip.any():
        return {}
    cluster = np.concatenate(([0], np.cumsum(~strip)))
    places = [edges[cluster == number] for number in range(int(cluster[-1]) + 1)]
    moved = {}
    for number, together in enumerate(places):
        if len(together) > 1:
            place = together[0] if number == 0 else together[-1] if number == len(places) - 1 else together.mean()
            moved.update(dict.fromkeys(together.tolist(), float(place)))
    return moved
