"""Rules, fills and pictures of a page, walked out of PDFium's page objects (used by ``_pdfium`` alone)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial
from itertools import compress, pairwise

import numpy as np
from pypdfium2 import raw

from extractor.pdf._drawn import NO_COLOUR, WHITE, Bools, DrawnPaths, Floats, ordered_corners, orientation_of
from extractor.pdf._pdfium_calls import Answers, Wrapped, done, plain, wrapped

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


_address, _int = ctypes.c_size_t, ctypes.c_int
_count_objects = plain(raw.FPDFPage_CountObjects, _int)
_get_object = plain(raw.FPDFPage_GetObject, _address)
_get_inner = plain(raw.FPDFFormObj_GetObject, _address)
_count_inner = plain(raw.FPDFFormObj_CountObjects, _int)
_type = plain(raw.FPDFPageObj_GetType, _int)
_matrix = plain(raw.FPDFPageObj_GetMatrix, _int)
_bounds = plain(raw.FPDFPageObj_GetBounds, _int)
_draw_mode = plain(raw.FPDFPath_GetDrawMode, None)
_count_segments = plain(raw.FPDFPath_CountSegments, _int)
_segment = plain(raw.FPDFPath_GetPathSegment, _address)
_segment_type = plain(raw.FPDFPathSegment_GetType, _int)
_point = plain(raw.FPDFPathSegment_GetPoint, None)
_closes = plain(raw.FPDFPathSegment_GetClose, _int)
_fill_colour = plain(raw.FPDFPageObj_GetFillColor, _int)

_modes = Answers(np.int32, 2, pointed=2)
_extents = Answers(np.float32, 4, pointed=4)


def read_paths(page: Wrapped, show: Callable[[Floats], Floats], most: int) -> tuple[DrawnPaths, frozenset[int]]:
    """Everything drawn on the page that is not text, and the text objects that stand in no form.

    ``show`` turns PDF boxes into displayed ones.
    """
    walk = _Walk(most)
    walk.objects(_count_objects(page), partial(_get_object, page), _UNIT, 0)
    thin = np.concatenate([np.empty((0, 4)), *walk.thin])
    edges = show(ordered_corners(np.concatenate((thin, np.array(walk.edges, float).reshape(-1, 4)))))
    drawn = DrawnPaths(
        edges=edges,
        orientation=orientation_of(edges),
        fill_of=np.concatenate((np.full(len(thin), -1), np.array(walk.fill_of, np.int64))),
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
        self.thin: list[Floats] = []
        """(n, 4) each: the sides of filled shapes thin as a rule."""
        self.fills: list[Corners] = []
        self.fill_colour: list[int] = []
        self.pictures: list[Corners] = []
        self.texts: list[int] = []
        self._objects_left = most * MOST_OBJECTS_AN_EDGE
        self._numbers = (ctypes.c_float * 6)()
        self._at = ctypes.byref(self._numbers)
        self._at_x, self._at_y = (ctypes.byref(self._numbers, at) for at in (0, 4))
        self._colour = (ctypes.c_uint * 4)()
        self._at_colour = [ctypes.byref(self._colour, at) for at in (0, 4, 8, 12)]

    @property
    def is_full(self) -> bool:
        return len(self.edges) + sum(map(len, self.thin)) >= self.most or self._objects_left < 0

    def objects(self, count: int, get: Callable[[Wrapped], int], above: Matrix, depth: int) -> None:
        """All of one kind at a time, each in the order of the file: a call each is all that most of them cost."""
        if self.is_full:
            return
        looked_at = min(count, self._objects_left)
        self._objects_left -= looked_at if looked_at == count else count
        found = [drawn for drawn in map(get, map(ctypes.c_ulong, range(looked_at))) if drawn]
        arguments = list(map(wrapped, found))
        kinds = list(map(_type, arguments))
        if depth == 0:
            self.texts += compress(found, (kind == raw.FPDF_PAGEOBJ_TEXT for kind in kinds))
        self._paths(list(compress(arguments, (kind == raw.FPDF_PAGEOBJ_PATH for kind in kinds))), above)
        for drawn, kind in zip(arguments, kinds, strict=True):
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                self.objects(_count_inner(drawn), partial(_get_inner, drawn), self._matrix(drawn, above), depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_transformed_unit(self._matrix(drawn, above)))

    def _matrix(self, drawn: Wrapped, above: Matrix) -> Matrix:
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

    def _paths(self, paths: list[Wrapped], above: Matrix) -> None:
        """Paths that are drawn; filled shapes thin as a rule, the most frequent by far, by their bounds alone."""
        if not paths:
            return
        done(map(_draw_mode, paths, *_modes.cleared(len(paths))))
        modes = _modes.first(len(paths)) != 0
        filled, stroked = modes[:, 0], modes[:, 1]
        segments = np.fromiter(map(_count_segments, paths), np.int64, len(paths))
        rest = filled | stroked
        if above is _UNIT:
            plain_shapes = np.flatnonzero(filled & ~stroked & (segments == RECTANGLE))[: self.most]
            rest[plain_shapes[self._thin([paths[at] for at in plain_shapes.tolist()])]] = False
        for at in np.flatnonzero(rest).tolist():
            if self.is_full:
                return
            self._path(paths[at], above, bool(filled[at]), bool(stroked[at]), int(segments[at]))

    def _thin(self, shapes: list[Wrapped]) -> Bools:
        """Adds those thin as a rule, and says which they are."""
        known = np.fromiter(map(_bounds, shapes, *_extents.cleared(len(shapes))), bool, len(shapes))
        extents = _extents.first(len(shapes)).astype(float)
        thin: Bools = known & ((extents[:, 2:] - extents[:, :2]).min(axis=1, initial=np.inf) <= THICKEST_RULE)
        x0, y0, x1, y1 = extents[thin].T
        self.thin += [
            np.column_stack(side) for side in ((x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1))
        ]
        return thin

    def _path(self, drawn: Wrapped, above: Matrix, filled: bool, stroked: bool, count: int) -> None:
        area = None if stroked else drawn
        matrix = self._matrix(drawn, above)
        if count == RECTANGLE and self._rectangle(drawn, matrix, area):
            return
        a, b, c, d, e, f = matrix
        numbers, at_x, at_y = self._numbers, self._at_x, self._at_y
        points: list[Point] = []
        closed, controls = False, 0
        for index in range(min(count, self.most + 1)):
            segment = wrapped(_segment(drawn, index))
            kind = _segment_type(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if points:
                    self._outline(points, closed or filled, area)
                points, closed, controls = [], False, 0
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                controls += 1
                if controls % 3:  # of a curve only its end is a corner
                    continue
            _point(segment, at_x, at_y)
            x, y = numbers[0], numbers[1]
            points.append((x * a + y * c + e, x * b + y * d + f))
            closed = closed or filled or bool(_closes(segment))
        if points:
            self._outline(points, closed or filled, area)

    def _rectangle(self, drawn: Wrapped, matrix: Matrix, area: Wrapped | None) -> bool:
        """Adds the four sides, if the five segments are a rectangle along the page: the most frequent path by far."""
        corners = [wrapped(_segment(drawn, index)) for index in range(RECTANGLE - 1)]
        if _segment_type(corners[2]) != raw.FPDF_SEGMENT_LINETO:  # a curve or a second shape
            return False
        a, b, c, d, e, f = matrix
        numbers, at_x, at_y = self._numbers, self._at_x, self._at_y
        points = []
        for corner in corners:
            _point(corner, at_x, at_y)
            x, y = numbers[0], numbers[1]
            points.append((x * a + y * c + e, x * b + y * d + f))
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
        wide = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
        if not wide and not (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0):
            return False
        self.edges += ((x0, y0, x1, y1), (x1, y1, x2, y2), (x2, y2, x3, y3), (x3, y3, x0, y0))
        self.fill_of += [self._fill(area, (x0, y0, x2, y2))] * 4
        return True

    def _outline(self, points: list[Point], closed: bool, area: Wrapped | None) -> None:
        """One closed or open line; ``area``: the path, where it fills without a stroke, else None."""
        if closed and len(points) > 2 and points[0] != points[-1]:
            points = [*points, points[0]]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        fill = self._fill(area, (min(xs), min(ys), max(xs), max(ys)))
        self.edges.extend((*start, *end) for start, end in pairwise(points))
        self.fill_of.extend([fill] * (len(points) - 1))

    def _fill(self, area: Wrapped | None, box: Corners) -> int:
        """The number of the filled area, or -1 where it is none or thin as a rule."""
        thin = abs(box[2] - box[0]) <= THICKEST_RULE or abs(box[3] - box[1]) <= THICKEST_RULE
        if area is None or thin:
            return -1
        self.fills.append(box)
        self.fill_colour.append(self._fill_colour(area))
        return len(self.fills) - 1

    def _fill_colour(self, drawn: Wrapped) -> int:
        if not _fill_colour(drawn, *self._at_colour):
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
