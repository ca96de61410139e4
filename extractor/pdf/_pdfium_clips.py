"""Text that lies wholly outside the area its text object may be drawn in (used by ``_pdfium`` alone).

Programs cut off what does not fit a frame this way; both PDFium's text and pdfplumber's keep it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Sequence
from itertools import repeat

import numpy as np
from pypdfium2 import raw

from extractor.pdf._drawn import Bools, Floats, Ints
from extractor.pdf._pdfium_calls import Answers, Wrapped, done, plain, wrapped

MOST_AREAS = 3
"""Of areas within areas the last ones are the narrowest."""
RECTANGLE = (4, 5)
"""Segments of a rectangle, closed by a line of its own or not."""

_address, _int = ctypes.c_size_t, ctypes.c_int
_clip = plain(raw.FPDFPageObj_GetClipPath, _address)
_count_areas = plain(raw.FPDFClipPath_CountPaths, _int)
_count_segments = plain(raw.FPDFClipPath_CountPathSegments, _int)
_segment = plain(raw.FPDFClipPath_GetPathSegment, _address)
_point = plain(raw.FPDFPathSegment_GetPoint, None)

_corners = Answers(np.float32, 2, pointed=2)


def cut_off(objects: Sequence[int], boxes: Floats, starts: Ints, size: Floats, known: Collection[int]) -> Bools:
    """For each text object whether nothing of it can be seen; ``starts``: its first character among ``boxes``.

    Hidden is what lies more than half its ``size`` outside a rectangle that it is cut to. Only ``known`` objects, which
    stand on the page itself: the areas of those in forms are in the form's own places.
    """
    hidden = np.zeros(len(objects), bool)
    of, clips, areas = _areas(objects, known)
    if not of:
        return hidden
    first, opposite = _corner(clips, areas, 0), _corner(clips, areas, 2)
    low, high = np.minimum(first, opposite), np.maximum(first, opposite)
    begin = np.minimum.reduceat(boxes[:, :2], starts, axis=0)[of]
    end = np.maximum.reduceat(boxes[:, 2:], starts, axis=0)[of]
    apart = np.maximum(begin - high, low - end).max(axis=1)
    # Nearly all text stands inside, whatever the area's shape, so the shape is asked last.
    for at in np.flatnonzero(apart > size[of] / 2).tolist():
        if _is_rectangle(clips[at], areas[at], first[at], opposite[at]):
            hidden[of[at]] = True
    return hidden


def _areas(objects: Sequence[int], known: Collection[int]) -> tuple[list[int], list[Wrapped], list[int]]:
    """The areas that text objects are cut to: number of the object, its clip path, number of the area there."""
    of, clips, areas = [], [], []
    for number, drawn in enumerate(objects):
        clip = _clip(wrapped(drawn)) if drawn in known else 0
        if not clip:
            continue
        path = wrapped(clip)
        count = _count_areas(path)
        for area in range(max(0, count - MOST_AREAS), count):
            of.append(number)
            clips.append(path)
            areas.append(area)
    return of, clips, areas


def _corner(clips: Sequence[Wrapped], areas: Sequence[int], number: int) -> Floats:
    """(n, 2): the corner of each area; (0, 0) where there is none."""
    at = _corners.cleared(len(clips))
    done(map(_point, map(wrapped, map(_segment, clips, areas, repeat(number))), *at))
    return _corners.first(len(clips)).astype(float)


def _is_rectangle(clip: Wrapped, area: int, first: Floats, opposite: Floats) -> bool:
    """Along the page, too."""
    if _count_segments(clip, area) not in RECTANGLE:
        return False
    x, y = _corner([clip], [area], 1)[0].tolist()
    return bool((x == first[0] and y == opposite[1]) or (y == first[1] and x == opposite[0]))
