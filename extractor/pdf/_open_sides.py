"""Tables whose frame is open: rules that all end at one place, with print beyond the last rule that crosses them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractor.pdf._drawn import Bools, Floats, Ints
from extractor.pdf._rules import Rules, clusters

FEWEST_RULES = 3
SAME_PLACE = 3.0
OVERHANG = 8.0
"""Rules that reach less far beyond the last one crossing them leave no room for a column."""
MOST_COMPARED = 1_000_000
"""Pairs of rules; more are a drawing."""
ONE_LINE = 2.0
"""A row without any rule across is at most this many font sizes high: more is the text between two tables."""


def close_open_sides(rules: Rules, points: Floats, size: float) -> Rules:
    """Adds the missing outer rules. ``points``: (x, y) of the characters on the page; ``size``: of most of them."""
    if not len(rules.vertical) or not len(rules.horizontal) or not len(points):
        return rules
    sides = _missing_ends(rules.horizontal, rules.vertical, points, ONE_LINE * size)
    lids = _missing_ends(rules.vertical, rules.horizontal, points[:, ::-1], np.inf)
    if not sides and not lids:
        return rules
    return Rules(vertical=_with(rules.vertical, sides), horizontal=_with(rules.horizontal, lids))


def _with(rules: Floats, added: list[tuple[float, float, float]]) -> Floats:
    every = np.concatenate((rules, np.array(added, float).reshape(-1, 3)))
    return every[np.lexsort((every[:, 1], every[:, 0]))]


def _missing_ends(along: Floats, crossing: Floats, points: Floats, gap: float) -> list[tuple[float, float, float]]:
    """Crossing rules to add where rules ``along`` begin or end together: (position, from, to)."""
    added = []
    for mirror in (1, -1):  # seen in a mirror, beginnings are ends
        if mirror < 0:
            along = along * (1, -1, -1)
            along, crossing, points = along[:, [0, 2, 1]], crossing * (-1, 1, 1), points * (-1, 1)
        of, ends = clusters(along[:, 2], SAME_PLACE)
        for number in _open_ends(along, crossing, of, ends):
            end = float(ends[number])
            further = along[(along[:, 1] < end - SAME_PLACE) & (along[:, 2] > end + SAME_PLACE), 0]
            strips = _Strips.of(along[of == number], crossing, end, further)
            added += [(mirror * at, first, last) for at, first, last in strips.missing(crossing, points, gap)]
    return added


def _open_ends(along: Floats, crossing: Floats, of: Ints, ends: Floats) -> list[int]:
    """The numbers of the ``ends`` where enough rules end (``of``: each rule's) and no one rule closes them all.

    Most tables are closed.
    """
    count = np.bincount(of)
    several = np.flatnonzero((count >= FEWEST_RULES) & (count <= MOST_COMPARED // len(crossing)))
    if not len(several):
        return []
    order = of.argsort(kind="stable")
    last = np.cumsum(count)[several] - 1
    low, high = along[order[last - count[several] + 1], 0], along[order[last], 0]
    at, begin, end = crossing.T
    closed = (np.abs(at - ends[several, None]) <= SAME_PLACE) & (begin <= low[:, None] + SAME_PLACE)
    closed &= end >= high[:, None] - SAME_PLACE
    found: list[int] = several[~closed.any(axis=1)].tolist()
    return found


@dataclass(frozen=True, slots=True)
class _Strips:
    """The stretches between rules that end together, one after the other."""

    end: float
    edges: Floats
    """Where the rules lie: one more than there are strips."""
    nearest: Floats
    """Of each strip the last inner rule across it; NaN where there is none."""
    crossed: Bools
    """Some rule goes across the strip: the table's other side, if no inner one."""

    @classmethod
    def of(cls, together: Floats, crossing: Floats, end: float, further: Floats) -> _Strips:
        """``further``: where rules lie that go on beyond ``end``, which is no side of the table there."""
        edges = together[:, 0]
        begin = np.maximum(together[:-1, 1], together[1:, 1])
        x, low, high = crossing[:, 0, None], crossing[:, 1, None], crossing[:, 2, None]
        shared = np.minimum(high, edges[1:]) - np.maximum(low, edges[:-1])
        # Across is what goes most of the way from a rule to the next: not a table of its own between the two.
        meets = (low <= edges[:-1] + SAME_PLACE) | (high >= edges[1:] - SAME_PLACE)
        across = meets & (shared > np.maximum(np.diff(edges) / 2, SAME_PLACE))
        across &= (x > begin - SAME_PLACE) & (x < end - SAME_PLACE)
        across &= np.searchsorted(further, edges[1:]) == np.searchsorted(further, edges[:-1])
        inner = across & (x > begin + SAME_PLACE)
        nearest = np.where(inner, x, -np.inf).max(axis=0)
        crossed: Bools = np.logical_or.reduce(across, axis=0)
        return cls(end, edges, np.where(np.isfinite(nearest), nearest, np.nan), crossed)

    def missing(self, crossing: Floats, points: Floats, gap: float) -> list[tuple[float, float, float]]:
        """The outer rule of each table in these strips that lacks it and has print there."""
        x, y = points[:, 0], points[:, 1]
        strip = np.searchsorted(self.edges, y) - 1
        strip[strip >= len(self.crossed)] = -1
        x, strip = x[strip >= 0], strip[strip >= 0]
        there = crossing[np.abs(crossing[:, 0] - self.end) <= SAME_PLACE]
        middle = (self.edges[1:] + self.edges[:-1]) / 2
        open_ = ~((there[:, 1, None] <= middle) & (there[:, 2, None] >= middle)).any(axis=0)
        open_ &= self.end - self.nearest >= OVERHANG
        beyond = strip[(x > self.nearest[strip]) & (x < self.end) & open_[strip]]
        at = float(there[0, 0]) if len(there) else self.end
        found = []
        for first, last in self._tables(x, strip, gap):
            parted = 2 * np.isfinite(self.nearest[first:last]).sum() >= last - first >= FEWEST_RULES - 1
            if parted and ((beyond >= first) & (beyond < last)).any():
                found.append((at, float(self.edges[first]), float(self.edges[last])))
        return found

    def _tables(self, x: Floats, strip: Ints, gap: float) -> list[tuple[int, int]]:
        """First strip and one past the last of each table: text between two tables is no row of one."""
        full = np.bincount(strip[x < self.end], minlength=len(self.crossed)) > 0
        whole = self.crossed | (full & (np.diff(self.edges) <= gap))
        changes = np.flatnonzero(np.diff(np.concatenate(([False], whole, [False]))))
        found = []
        for first, last in changes.reshape(-1, 2).tolist():
            crossed = np.flatnonzero(self.crossed[first:last]) + first
            if len(crossed):
                found.append((int(crossed[0]), int(crossed[-1]) + 1))
        return found
