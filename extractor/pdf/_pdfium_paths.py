"""Rules, fills and pictures of a page, walked out of PDFium's page objects (used by ``_pdfium`` alone)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np
from pypdfium2 import raw

from extractor.pdf._drawn import NO_COLOUR, WHITE, DrawnPaths, Floats, ordered_corners, orientation_of
from extractor.pdf._pdfium_calls import plain

THICKEST_RULE = 2.5
"""A filled shape up to this thick is a rule; a thicker one is an area."""
RECTANGLE = 5
"""Segments of a rectangle: a start, three sides and the closing one."""
MOST_OBJECTS_AN_EDGE = 5
"""So many objects for each edge allowed are walked: forms within forms may hold millions that draw nothing."""
DEEPEST_FORM = 8
"""Forms within forms are followed this far: files exist where a form holds itself."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Corners = tuple[float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


_address, _int = ctypes.c_void_p, ctypes.c_int
_count_objects = plain(raw.FPDFPage_CountObjects, _int, _address)
_get_object = plain(raw.FPDFPage_GetObject, _address, _address, _int)
_get_inner = plain(raw.FPDFFormObj_GetObject, _address, _address, ctypes.c_ulong)
_count_inner = plain(raw.FPDFFormObj_CountObjects, _int, _address)
_type = plain(raw.FPDFPageObj_GetType, _int, _address)
_matrix = plain(raw.FPDFPageObj_GetMatrix, _int, _address, _address)
_bounds = plain(raw.FPDFPageObj_GetBounds, _int, _address, _address, _address, _address, _address)
_draw_mode = plain(raw.FPDFPath_GetDrawMode, _int, _address, _address, _address)
_count_segments = plain(raw.FPDFPath_CountSegments, _int, _address)
_segment = plain(raw.FPDFPath_GetPathSegment, _address, _address, _int)
_segment_type = plain(raw.FPDFPathSegment_GetType, _int, _address)
_point = plain(raw.FPDFPathSegment_GetPoint, _int, _address, _address, _address)
_closes = plain(raw.FPDFPathSegment_GetClose, _int, _address)
_fill_colour = plain(raw.FPDFPageObj_GetFillColor, _int, _address, _address, _address, _address, _address)


def read_paths(page: int, show: Callable[[Floats], Floats], most: int) -> tuple[DrawnPaths, frozenset[int]]:
    """Everything drawn on the page that is not text, and the text objects that stand in no form.

    ``show`` turns PDF boxes into displayed ones.
    """
    walk = _Walk(most)
    walk.objects(_count_objects(page), partial(_get_object, page), _UNIT, 0)
    edges = show(_boxes(walk.edges))
    drawn = DrawnPaths(
        edges=edges,
        orientation=orientation_of(edges),
        fill_of=np.array(walk.fill_of, np.int64),
        fills=show(_boxes(walk.fills)),
        fill_colour=np.array(walk.fill_colour, np.int64),
        pictures=show(_boxes(walk.pictures)),
        is_cut=walk.is_full,
    )
    return drawn, frozenset(walk.texts)


def _boxes(boxes: list[Corners]) -> Floats:
    return ordered_corners(np.array(boxes, float).reshape(-1, 4))


class _Walk:
    """Gathers while it goes through the objects of a page and of the forms on it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.edges: list[Corners] = []
        self.fill_of: list[int] = []
        self.fills: list[Corners] = []
        self.fill_colour: list[int] = []
        self.pictures: list[Corners] = []
        self.texts: list[int] = []
        self._objects_left = most * MOST_OBJECTS_AN_EDGE
        self._numbers = (ctypes.c_float * 6)()
        self._at = ctypes.addressof(self._numbers)
        self._flags = (ctypes.c_int * 2)()
        self._at_flags = ctypes.addressof(self._flags)
        self._colour = (ctypes.c_uint * 4)()

    @property
    def is_full(self) -> bool:
        return len(self.edges) >= self.most or self._objects_left < 0

    def objects(self, count: int, get: Callable[[int], int | None], above: Matrix, depth: int) -> None:
        for drawn in map(get, range(count)):
            self._objects_left -= 1
            if self.is_full:
                return
            if not drawn:
                continue
            kind = _type(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if depth == 0:
                    self.texts.append(drawn)
                continue
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(drawn, above)
                continue
            matrix = self._matrix(drawn, above)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                self.objects(_count_inner(drawn), partial(_get_inner, drawn), matrix, depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_transformed_unit(matrix))

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

    def _path(self, drawn: int, above: Matrix) -> None:
        _draw_mode(drawn, self._at_flags, self._at_flags + 4)
        filled, stroked = self._flags
        if not filled and not stroked:
            return
        area = 0 if stroked else drawn
        count = _count_segments(drawn)
        if count == RECTANGLE and area and above is _UNIT and self._thin(drawn):
            return
        matrix = self._matrix(drawn, above)
        if count == RECTANGLE and self._rectangle(drawn, matrix, area):
            return
        a, b, c, d, e, f = matrix
        numbers, at = self._numbers, self._at
        points: list[Point] = []
        closed, controls = False, 0
        for index in range(min(count, self.most + 1)):
            segment = _segment(drawn, index)
            kind = _segment_type(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if points:
                    self._outline(points, closed or bool(filled), area)
                points, closed, controls = [], False, 0
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                controls += 1
                if controls % 3:  # of a curve only its end is a corner
                    continue
            _point(segment, at, at + 4)
            x, y = numbers[0], numbers[1]
            points.append((x * a + y * c + e, x * b + y * d + f))
            closed = closed or bool(filled) or bool(_closes(segment))
        if points:
            self._outline(points, closed or bool(filled), area)

    def _thin(self, drawn: int) -> bool:
        """Adds a filled shape thin as a rule by its bounds: the most frequent path by far, so no corner is asked."""
        at = self._at
        if not _bounds(drawn, at, at + 4, at + 8, at + 12):
            return False
        x0, y0, x1, y1, _, _ = self._numbers
        if x1 - x0 > THICKEST_RULE and y1 - y0 > THICKEST_RULE:
            return False
        self.edges += ((x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1))
        self.fill_of += (-1, -1, -1, -1)
        return True

    def _rectangle(self, drawn: int, matrix: Matrix, area: int) -> bool:
        """Adds the four sides, if the five segments are a rectangle along the page: the most frequent path by far."""
        if _segment_type(_segment(drawn, 2)) != raw.FPDF_SEGMENT_LINETO:  # a curve or a second shape
            return False
        a, b, c, d, e, f = matrix
        numbers, at = self._numbers, self._at
        points = []
        for index in range(RECTANGLE - 1):
            _point(_segment(drawn, index), at, at + 4)
            x, y = numbers[0], numbers[1]
            points.append((x * a + y * c + e, x * b + y * d + f))
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
        wide = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
        if not wide and not (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0):
            return False
        self.edges += ((x0, y0, x1, y1), (x1, y1, x2, y2), (x2, y2, x3, y3), (x3, y3, x0, y0))
        self.fill_of += [self._fill(area, (x0, y0, x2, y2))] * 4
        return True

    def _outline(self, points: list[Point], closed: bool, area: int) -> None:
        """One closed or open line; ``area``: the path, where it fills without a stroke, else 0."""
        if closed and len(points) > 2 and points[0] != points[-1]:
            points = [*points, points[0]]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        fill = self._fill(area, (min(xs), min(ys), max(xs), max(ys)))
        self.edges.extend((*start, *end) for start, end in pairwise(points))
        self.fill_of.extend([fill] * (len(points) - 1))

    def _fill(self, area: int, box: Corners) -> int:
        """The number of the filled area, or -1 where it is none or thin as a rule."""
        thin = abs(box[2] - box[0]) <= THICKEST_RULE or abs(box[3] - box[1]) <= THICKEST_RULE
        if not area or thin:
            return -1
        self.fills.append(box)
        self.fill_colour.append(self._fill_colour(area))
        return len(self.fills) - 1

    def _fill_colour(self, drawn: int) -> int:
        at = ctypes.addressof(self._colour)
        if not _fill_colour(drawn, at, at + 4, at + 8, at + 12):
            return NO_COLOUR
        red, green, blue, alpha = self._colour
        if alpha == 0 or min(red, green, blue) >= 250:
            return WHITE
        return (red << 16) | (green << 8) | blue


def _transformed_unit(matrix: Matrix) -> Corners:
    """Where a picture (the unit square under ``matrix``) stands."""
    a, b, c, d, e, f = matrix
    xs = (e, e + a, e + c, e + a + c)
    ys = (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)
