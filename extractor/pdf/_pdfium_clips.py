"""Text that lies wholly outside the area its text object may be drawn in (used by ``_pdfium`` alone).

Programs cut off what does not fit a frame this way; both PDFium's text and pdfplumber's keep it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Sequence

import numpy as np
from pypdfium2 import raw

from extractor.pdf._drawn import Bools, Floats, Ints
from extractor.pdf._pdfium_calls import plain

MOST_AREAS = 3
"""Of areas within areas the last ones are the narrowest."""
RECTANGLE = (4, 5)
"""Segments of a rectangle, closed by a line of its own or not."""

_address, _int = ctypes.c_void_p, ctypes.c_int
_clip = plain(raw.FPDFPageObj_GetClipPath, _address, _address)
_count_areas = plain(raw.FPDFClipPath_CountPaths, _int, _address)
_count_segments = plain(raw.FPDFClipPath_CountPathSegments, _int, _address, _int)
_segment = plain(raw.FPDFClipPath_GetPathSegment, _address, _address, _int, _int)
_point = plain(raw.FPDFPathSegment_GetPoint, _int, _address, _address, _address)

Point = tuple[float, float]


class _Clips:
    """Asks PDFium for the areas; one place for the numbers it writes."""

    def __init__(self) -> None:
        self._numbers = (ctypes.c_float * 2)()
        self._at = ctypes.addressof(self._numbers)

    def corner(self, clip: int, area: int, number: int) -> Point:
        segment = _segment(clip, area, number)
        if not segment:
            return 0.0, 0.0
        _point(segment, self._at, self._at + 4)
        return self._numbers[0], self._numbers[1]

    def hides(self, text_object: int, hull: Sequence[float], margin: float) -> bool:
        """Whether the box ``hull`` lies further than ``margin`` outside a rectangle that the object is cut to."""
        clip = _clip(text_object)
        count = _count_areas(clip) if clip else 0
        for area in range(max(0, count - MOST_AREAS), count):
            (x0, y0), (x1, y1) = self.corner(clip, area, 0), self.corner(clip, area, 2)
            left, right = (x0, x1) if x0 < x1 else (x1, x0)
            low, high = (y0, y1) if y0 < y1 else (y1, y0)
            apart = max(hull[0] - right, left - hull[2], hull[1] - high, low - hull[3])
            # Nearly all text stands inside, whatever the area's shape, so the shape is asked last.
            if apart > margin and self._is_rectangle(clip, area, (x0, y0), (x1, y1)):
                return True
        return False

    def _is_rectangle(self, clip: int, area: int, first: Point, opposite: Point) -> bool:
        """Along the page, too."""
        if _count_segments(clip, area) not in RECTANGLE:
            return False
        x, y = self.corner(clip, area, 1)
        return (x == first[0] and y == opposite[1]) or (y == first[1] and x == opposite[0])


def cut_off(objects: Sequence[int], boxes: Floats, starts: Ints, size: Floats, known: Collection[int]) -> Bools:
    """For each text object whether nothing of it can be seen; ``starts``: its first character among ``boxes``.

    Only ``known`` objects, which stand on the page itself: the areas of those in forms are in the form's own places.
    """
    hulls = np.column_stack(
        (np.minimum.reduceat(boxes[:, :2], starts, axis=0), np.maximum.reduceat(boxes[:, 2:], starts, axis=0))
    ).tolist()
    clips = _Clips()
    return np.array(
        [
            drawn in known and clips.hides(drawn, hull, margin)
            for drawn, hull, margin in zip(objects, hulls, (size / 2).tolist(), strict=True)
        ],
        bool,
    )
