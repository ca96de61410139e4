"""Tables whose frame is open: rules that all end at one place, with print beyond the last rule that crosses them."""

from __future__ import annotations

import numpy as np

from extractor.pdf._drawn import Floats
from extractor.pdf._rules import Rules, cluster_means

FEWEST_RULES = 3
FEWEST_CHARACTERS = 3
SAME_PLACE = 3.0


def close_open_sides(rules: Rules, points: Floats) -> Rules:
    """Adds the missing outer rules. ``points``: (x, y) of the characters on the page."""
    if not len(rules.vertical) or not len(rules.horizontal) or not len(points):
        return rules
    sides = _missing_ends(rules.horizontal, rules.vertical, points)
    lids = _missing_ends(rules.vertical, rules.horizontal, points[:, ::-1])
    if not sides and not lids:
        return rules
    return Rules(vertical=_with(rules.vertical, sides), horizontal=_with(rules.horizontal, lids))


def _with(rules: Floats, added: list[tuple[float, float, float]]) -> Floats:
    every = np.concatenate((rules, np.array(added, float).reshape(-1, 3)))
    return every[np.lexsort((every[:, 1], every[:, 0]))]


def _missing_ends(along: Floats, crossing: Floats, points: Floats) -> list[tuple[float, float, float]]:
    """Crossing rules to add where rules ``along`` end together: (position, from, to)."""
    start, end = cluster_means(along[:, 1], SAME_PLACE), cluster_means(along[:, 2], SAME_PLACE)
    added = []
    for low, high in sorted(set(zip(start.tolist(), end.tolist(), strict=True))):
        together = along[(start == low) & (end == high), 0]
        if len(together) < FEWEST_RULES:
            continue
        inner = crossing[(crossing[:, 0] > low + SAME_PLACE) & (crossing[:, 0] < high - SAME_PLACE)]
        inner = inner[(inner[:, 1] < together.max()) & (inner[:, 2] > together.min())]
        if not len(inner):
            continue
        # A rule of the same length elsewhere on the page (over a footer) is no part of the table.
        met = together[(together >= inner[:, 1].min() - SAME_PLACE) & (together <= inner[:, 2].max() + SAME_PLACE)]
        if len(met) < FEWEST_RULES:
            continue
        first, last = float(met.min()), float(met.max())
        beside = crossing[(crossing[:, 1] < last - SAME_PLACE) & (crossing[:, 2] > first + SAME_PLACE)]
        for end_at, nearest in ((low, inner[:, 0].min()), (high, inner[:, 0].max())):
            there = beside[np.abs(beside[:, 0] - end_at) <= SAME_PLACE]
            between = (points[:, 0] - end_at) * (points[:, 0] - nearest) < 0
            along_it = points[between & (points[:, 1] > first) & (points[:, 1] < last), 1]
            for _, begin, finish in there.tolist():  # a shaded header has sides even where the rows have none
                along_it = along_it[(along_it < begin) | (along_it > finish)]
            if len(along_it) >= FEWEST_CHARACTERS:
                added.append((end_at, first, last))
    return added
