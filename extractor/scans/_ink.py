"""Ink and ruled lines in the picture of a page, on arrays of grey."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from extractor.facts import Box

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]
Floats = NDArray[np.float64]

AROUND = 61
"""Pixels: the paper's grey is the mean of a square this wide, so that shadows and shading are no ink."""
DARKER = 40
"""Ink is darker than its paper by this many greys."""
BESIDE = 7
"""Pixels from the middle of a rule to the paper beside it: rules up to about 12 pixels (4 points) thick."""
CONTRAST = 28
"""A hairline blurred by turning the picture still differs by this much."""
DARK_GROUND = 170
"""White rules count on shading darker than this."""
STEP = 70
"""Greys between dark shading and the paper beside it; light shading lies inside of rules."""
FULL = 0.9
"""Share of a rule's pixels that must be inked: print is worn, dashes have gaps."""
THICKEST = 2 * BESIDE + 4
"""Pixels that a found rule may cover across: what looks like more is a filled shape."""
LONG_ACROSS, LONG_DOWN = 60, 32
"""Pixels at 200 dpi: longer than any stroke of a letter of running text lies, or stands."""
SMEAR = 11
"""Pixels (4 points): more than between two letters of a word, less than between two lines."""
NEAR = 8
"""Pixels (3 points): a rule that ends this near another one meets it."""
PIECE = 200
"""Rules are given in pieces of this many pixels: paper is never quite flat, and a long rule wanders."""
SMALLEST_SPECK = 6
"""Pixels: fewer in one blot are dust."""


def ink_of(grey: Grey) -> Ink:
    """Where the picture is darker than the paper around, without dust."""
    paper = ndimage.uniform_filter(grey.astype(np.float32), AROUND)
    ink: Ink = grey < paper - DARKER
    blots, count = ndimage.label(ink, np.ones((3, 3)))
    if count:
        sizes = np.bincount(blots.ravel())
        sizes[0] = 0
        ink = (sizes >= SMALLEST_SPECK)[blots]
    return ink


def rules_of(grey: Grey) -> tuple[list[Box], Ink]:
    """Pieces of ruled lines as boxes without width, in pixels; and the pixels they cover."""
    across, down = _on_rule(grey, LONG_ACROSS), _on_rule(grey.T, LONG_DOWN)
    lying = _rules(across)
    standing = _rules(down)
    kept_lying = [rule for rule in lying if rule.length >= 3 * LONG_ACROSS or _meets(rule, standing)]
    kept_standing = [rule for rule in standing if rule.length >= 3 * LONG_DOWN or _meets(rule, lying)]
    boxes = [(start, at, end, at) for rule in kept_lying for start, at, end in rule.pieces]
    boxes += [(at, start, at, end) for rule in kept_standing for start, at, end in rule.pieces]
    covered = _covered(across, kept_lying) | _covered(down, kept_standing).T
    return boxes, covered


@dataclass(frozen=True, slots=True)
class _Rule:
    blot: tuple[slice, slice]
    pieces: list[tuple[float, float, float]]
    """Each (from, height, to), as if it lay."""

    @property
    def start(self) -> float:
        return self.pieces[0][0]

    @property
    def end(self) -> float:
        return self.pieces[-1][2]

    @property
    def length(self) -> float:
        return self.end - self.start


def _meets(rule: _Rule, crossing: list[_Rule]) -> bool:
    """Both ends lie at rules of the other direction, as with narrow cells; strokes of letters meet none."""
    for end, (_, height, _) in ((rule.start, rule.pieces[0]), (rule.end, rule.pieces[-1])):
        if not any(
            other.start - NEAR <= height <= other.end + NEAR
            and any(abs(at - end) <= NEAR for start, at, stop in other.pieces if start - NEAR <= height <= stop + NEAR)
            for other in crossing
        ):
            return False
    return True


def _covered(mask: Ink, rules: list[_Rule]) -> Ink:
    covered = np.zeros_like(mask)
    for rule in rules:
        covered[rule.blot] |= mask[rule.blot]
    return covered


def _on_rule(grey: Grey, long: int) -> Ink:
    """The pixels of lying rules at least ``long``: darker (or on shading lighter) than above and below.

    Where dark shading ends there need not be a rule: its edge is one.
    """
    smooth = ndimage.uniform_filter1d(grey.astype(np.int16), 5, axis=1)
    above, below = np.roll(smooth, BESIDE, axis=0), np.roll(smooth, -BESIDE, axis=0)
    dark = smooth < np.minimum(above, below) - CONTRAST
    light = (smooth > np.maximum(above, below) + CONTRAST) & (np.maximum(above, below) < DARK_GROUND)
    found = _long_runs(dark, long) | _long_runs(light, long)
    beside_rule = ndimage.maximum_filter1d(found, 2 * BESIDE + 5, axis=0)
    found |= _long_runs((np.abs(above - below) > STEP) & ~beside_rule, long)
    found[:BESIDE], found[-BESIDE:] = False, False
    return found


def _long_runs(mask: Ink, long: int) -> Ink:
    thick = mask.copy()  # a rule that slants steps from one row of pixels to the next
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    filled = ndimage.uniform_filter1d(thick.astype(np.float32), long, axis=1, mode="constant") >= FULL
    found: Ink = ndimage.maximum_filter1d(filled, long - 4, axis=1) & thick
    return found


def _rules(mask: Ink) -> list[_Rule]:
    """Each blot of the mask that is as thin as a rule, in pieces."""
    blots, _ = ndimage.label(mask, np.ones((3, 3)))
    rules = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(blots), start=1):
        pieces = []
        for start in range(columns.start, columns.stop, PIECE):
            stop = min(start + PIECE, columns.stop)
            y, x = np.nonzero(blots[rows, start:stop] == number)
            if len(y) and np.ptp(y) <= THICKEST:
                pieces.append((float(start + x.min()), rows.start + float(y.mean()) + 0.5, float(start + x.max() + 1)))
        if pieces:
            rules.append(_Rule((rows, columns), pieces))
    return rules


def blots_in(ink: Ink, box: Box, smallest: int) -> list[Box]:
    """The lines of ink inside ``box`` (pixels): blots at least ``smallest`` wide or high, joined row by row."""
    x0, top, x1, bottom = (round(edge) for edge in box)
    part = ink[top:bottom, x0:x1]
    if not part.size:
        return []  # a cell of a page laid on askew may lie beyond the edge of its picture
    blots, _ = ndimage.label(part, np.ones((3, 3)))
    found = [
        (columns.start, rows.start, columns.stop, rows.stop)
        for rows, columns in ndimage.find_objects(blots)
        if max(columns.stop - columns.start, rows.stop - rows.start) >= smallest
    ]
    lines: list[list[int]] = []
    for left, upper, right, lower in sorted(found, key=lambda blot: blot[1]):
        if lines and upper <= lines[-1][3]:
            last = lines[-1]
            lines[-1] = [min(last[0], left), last[1], max(last[2], right), max(last[3], lower)]
        else:
            lines.append([left, upper, right, lower])
    return [(x0 + line[0], top + line[1], x0 + line[2], top + line[3]) for line in lines]


def runs_sideways(ink: Ink) -> bool:
    """Whether print runs up or down the picture: letters stand closer than lines, so smears along it are fewer."""
    lying = ndimage.label(ndimage.maximum_filter1d(ink, SMEAR, axis=1))[1]
    standing = ndimage.label(ndimage.maximum_filter1d(ink, SMEAR, axis=0))[1]
    return bool(standing < 0.8 * lying)
