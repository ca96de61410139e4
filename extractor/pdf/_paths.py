"""Rules, fills and pictures of a page, walked out of PDFium's page objects (used by ``_pdfium`` alone)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractor.pdf._characters import Floats

FREE, HORIZONTAL, VERTICAL = 0, 1, 2
"""Orientation of an edge; ``FREE`` is neither."""
DEEPEST_FORM = 8
"""Forms within forms are followed this far: files exist where a form holds itself."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPaths:
    """Boxes as displayed, (n, 4)."""

    edges: Floats
    """Straight pieces of outlines and strokes."""
    orientation: NDArray[np.int8]
    grounds: Floats
    """Coloured areas, shadings and pictures: white text can be seen on them."""
    pictures: Floats
    is_cut: bool = False


def _plain(function: Any, result: Any, *arguments: Any) -> Any:  # ctypes functions have no useful type
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_address, _int = ctypes.c_void_p, ctypes.c_int
_get_object = _plain(raw.FPDFPage_GetObject, _address, _address, _int)
_get_inner = _plain(raw.FPDFFormObj_GetObject, _address, _address, ctypes.c_ulong)
_count_inner = _plain(raw.FPDFFormObj_CountObjects, _int, _address)
_type = _plain(raw.FPDFPageObj_GetType, _int, _address)
_matrix = _plain(raw.FPDFPageObj_GetMatrix, _int, _address, _address)
_draw_mode = _plain(raw.FPDFPath_GetDrawMode, _int, _address, _address, _address)
_count_segments = _plain(raw.FPDFPath_CountSegments, _int, _address)
_segment = _plain(raw.FPDFPath_GetPathSegment, _address, _address, _int)
_segment_type = _plain(raw.FPDFPathSegment_GetType, _int, _address)
_point = _plain(raw.FPDFPathSegment_GetPoint, _int, _address, _address, _address)
_closes = _plain(raw.FPDFPathSegment_GetClose, _int, _address)
_fill_colour = _plain(raw.FPDFPageObj_GetFillColor, _int, _address, _address, _address, _address, _address)


def read_paths(page: Any, show: Callable[[Floats], Floats], most: int) -> DrawnPaths:
    """Everything drawn on the page that is not text. ``show`` turns PDF boxes into displayed ones."""
    walk = _Walk(most)
    handle = ctypes.cast(page, ctypes.c_void_p).value or 0
    walk.objects(raw.FPDFPage_CountObjects(page), lambda index: _get_object(handle, index), _UNIT, 0)
    edges = show(_boxes(walk.edges))
    return DrawnPaths(
        edges=edges,
        orientation=_orientation(edges),
        grounds=show(_boxes(walk.grounds)),
        pictures=show(_boxes(walk.pictures)),
        is_cut=len(walk.edges) >= most,
    )


def _boxes(boxes: list[tuple[float, float, float, float]]) -> Floats:
    """Corners in any order -> (x0, y0, x1, y1)."""
    corners = np.array(boxes, float).reshape(-1, 4)
    return np.column_stack(
        (
            np.minimum(corners[:, 0], corners[:, 2]),
            np.minimum(corners[:, 1], corners[:, 3]),
            np.maximum(corners[:, 0], corners[:, 2]),
            np.maximum(corners[:, 1], corners[:, 3]),
        )
    )


def _orientation(edges: Floats) -> NDArray[np.int8]:
    """Along, across or neither; a rule may slant by a pixel of the program that drew it."""
    wide, high = edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1]
    across = (high <= 0.5) & (wide > high)
    down = (wide <= 0.5) & (high > wide)
    return np.where(across, HORIZONTAL, np.where(down, VERTICAL, FREE)).astype(np.int8)


class _Walk:
    """Gathers while it goes through the objects of a page and of the forms on it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.edges: list[tuple[float, float, float, float]] = []
        self.grounds: list[tuple[float, float, float, float]] = []
        self.pictures: list[tuple[float, float, float, float]] = []
        self._numbers = (ctypes.c_float * 6)()
        self._at = ctypes.addressof(self._numbers)
        self._flags = (ctypes.c_int * 2)()
        self._at_flags = ctypes.addressof(self._flags)
        self._colour = (ctypes.c_uint * 4)()

    def objects(self, count: int, get: Callable[[int], int | None], above: Matrix, depth: int) -> None:
        for index in range(count):
            drawn = get(index)
            if not drawn or len(self.edges) >= self.most:
                continue
            kind = _type(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                continue
            matrix = self._matrix(drawn, above)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(drawn, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                self.objects(_count_inner(drawn), lambda at, form=drawn: _get_inner(form, at), matrix, depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                box = _transformed_unit(matrix)
                self.pictures.append(box)
                self.grounds.append(box)

    def _matrix(self, drawn: int, above: Matrix) -> Matrix:
        if not _matrix(drawn, self._at):
            return above
        a, b, c, d, e, f = self._numbers
        if above is _UNIT:
            return a, b, c, d, e, f
        p, q, r, s, t, u = above
        return (
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        )

    def _path(self, drawn: int, matrix: Matrix) -> None:
        _draw_mode(drawn, self._at_flags, self._at_flags + 4)
        filled, stroked = self._flags
        if not filled and not stroked:
            return
        a, b, c, d, e, f = matrix
        numbers, at = self._numbers, self._at
        points: list[Point] = []
        everything: list[Point] = []
        closed, controls = False, 0
        for index in range(_count_segments(drawn)):
            segment = _segment(drawn, index)
            kind = _segment_type(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if points:
                    self._outline(points, closed or bool(filled))
                points, closed, controls = [], False, 0
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                controls += 1
                if controls % 3:  # of a curve only its end is a corner
                    continue
            _point(segment, at, at + 4)
            x, y = numbers[0], numbers[1]
            point = (x * a + y * c + e, x * b + y * d + f)
            points.append(point)
            everything.append(point)
            closed = closed or bool(_closes(segment))
        if points:
            self._outline(points, closed or bool(filled))
        if filled and len(everything) > 2:
            self._ground(drawn, everything)

    def _outline(self, points: list[Point], closed: bool) -> None:
        if closed and len(points) > 2 and points[0] != points[-1]:
            points = [*points, points[0]]
        self.edges.extend((*start, *end) for start, end in zip(points, points[1:], strict=False))

    def _ground(self, drawn: int, points: list[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] < 4 or box[3] - box[1] < 4:  # a rule; no text fits on it
            return
        at = ctypes.addressof(self._colour)
        known = _fill_colour(drawn, at, at + 4, at + 8, at + 12)
        red, green, blue, alpha = self._colour
        if not known or (alpha > 0 and min(red, green, blue) < 250):
            self.grounds.append(box)


def _transformed_unit(matrix: Matrix) -> tuple[float, float, float, float]:
    """Where a picture (the unit square under ``matrix``) stands."""
    a, b, c, d, e, f = matrix
    xs = (e, e + a, e + c, e + a + c)
    ys = (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)
