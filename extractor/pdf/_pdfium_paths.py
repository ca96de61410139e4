"""Rules, fills and pictures of a page, walked out of PDFium's page objects (used by ``_pdfium`` alone)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from pypdfium2 import raw

from extractor.pdf._drawn import NO_COLOUR, WHITE, Bools, DrawnPaths, Floats, Ints, ordered_corners, orientation_of
from extractor.pdf._pdfium_calls import Answers, Wrapped, done, plain, wrapped

THICKEST_RULE = 2.5
"""A filled shape up to this thick is a rule; a thicker one is an area."""
LINE, RECTANGLE = 2, 5
"""Segments of a line, and of a rectangle: a start, three sides and the closing one."""
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
_matrices = Answers(np.float32, 6)
_points = Answers(np.float32, 2, pointed=2)
_extents = Answers(np.float32, 4, pointed=4)


def read_paths(page: Wrapped, show: Callable[[Floats], Floats], most: int) -> tuple[DrawnPaths, frozenset[int]]:
    """Everything drawn on the page that is not text, and the text objects that stand in no form.

    ``show`` turns PDF boxes into displayed ones.
    """
    walk = _Walk(most)
    count = walk.allowed(_count_objects(page))
    walk.objects(list(map(_get_object, repeat(page), range(count))), _UNIT, 0)
    edges = show(ordered_corners(np.concatenate((*walk.many_edges, np.array(walk.edges, float).reshape(-1, 4)))))
    drawn = DrawnPaths(
        edges=edges,
        orientation=orientation_of(edges),
        fill_of=np.concatenate((*walk.fill_of_many, np.array(walk.fill_of, np.int64))),
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
        self.many_edges: list[Floats] = []
        """(n, 4) each: edges of shapes of one kind, found at once."""
        self.fill_of_many: list[Ints] = []
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
        return len(self.edges) + sum(map(len, self.many_edges)) >= self.most or self._objects_left < 0

    def allowed(self, count: int) -> int:
        """How many of ``count`` more objects may be looked at."""
        few = max(0, min(count, self._objects_left))
        self._objects_left -= count
        return few

    def objects(self, found: list[int], above: Matrix, depth: int) -> None:
        """All of one kind at a time, each in the order of the file: a call each is all that most of them cost."""
        arguments = list(map(wrapped, found))
        kinds = np.fromiter(map(_type, arguments), np.int64, len(found))
        if depth == 0:
            self.texts += [found[at] for at in np.flatnonzero(kinds == raw.FPDF_PAGEOBJ_TEXT).tolist()]
        self._paths([arguments[at] for at in np.flatnonzero(kinds == raw.FPDF_PAGEOBJ_PATH).tolist()], above)
        for at in np.flatnonzero(kinds == raw.FPDF_PAGEOBJ_IMAGE).tolist():
            self.pictures.append(_transformed_unit(self._matrix(arguments[at], above)))
        for at in np.flatnonzero(kinds == raw.FPDF_PAGEOBJ_FORM).tolist() if depth < DEEPEST_FORM else ():
            form = arguments[at]
            count = self.allowed(_count_inner(form))
            inner = list(map(_get_inner, repeat(form), map(ctypes.c_ulong, range(count))))
            self.objects(inner, self._matrix(form, above), depth + 1)

    def _matrix(self, drawn: Wrapped, above: Matrix) -> Matrix:
        if not _matrix(drawn, self._at):
            return above
        own: Matrix = tuple(self._numbers)
        return own if above is _UNIT else _followed(own, above)

    def _paths(self, paths: list[Wrapped], above: Matrix) -> None:
        """Paths that are drawn; the kinds that tables are made of all at once, any others one by one."""
        if not paths or self.is_full:
            return
        paths = paths[: self.most]
        done(map(_draw_mode, paths, *_modes.cleared(len(paths))))
        modes = _modes.first(len(paths)) != 0
        filled, stroked = modes[:, 0], modes[:, 1]
        segments = np.fromiter(map(_count_segments, paths), np.int64, len(paths))
        rest, area = filled | stroked, filled & ~stroked
        if above is _UNIT:
            rest = self._without(rest, paths, area & (segments == RECTANGLE), self._thin)
        rest = self._without(rest, paths, rest & stroked & (segments == LINE), partial(self._lines, above))
        shapes = rest & (segments == RECTANGLE)
        rest = self._without(rest, paths, shapes, partial(self._rectangles, above, area[shapes]))
        for at in np.flatnonzero(rest).tolist():
            if self.is_full:
                return
            self._path(paths[at], above, bool(filled[at]), paths[at] if area[at] else None, int(segments[at]))

    @staticmethod
    def _without(rest: Bools, paths: list[Wrapped], chosen: Bools, add: Callable[[list[Wrapped]], Bools]) -> Bools:
        """``rest`` without those of the ``chosen`` paths that ``add`` could add."""
        places = np.flatnonzero(chosen)
        if len(places):
            rest[places[add([paths[at] for at in places.tolist()])]] = False
        return rest

    def _thin(self, shapes: list[Wrapped]) -> Bools:
        """Adds filled shapes thin as a rule by their bounds: the most frequent path by far, so no corner is asked."""
        known = np.fromiter(map(_bounds, shapes, *_extents.cleared(len(shapes))), bool, len(shapes))
        extents = _extents.first(len(shapes)).astype(float)
        thin: Bools = known & ((extents[:, 2:] - extents[:, :2]).min(axis=1) <= THICKEST_RULE)
        x0, y0, x1, y1 = extents[thin].T
        self._add_many((x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1))
        return thin

    def _lines(self, above: Matrix, lines: list[Wrapped]) -> Bools:
        """Adds strokes from one point to another."""
        drawn = _goes_straight(lines, 1)
        (x0, y0), (x1, y1) = (corner[:, drawn] for corner in _corners(lines, above, 2))
        self._add_many((x0, y0, x1, y1))
        return drawn

    def _rectangles(self, above: Matrix, is_area: Bools, shapes: list[Wrapped]) -> Bools:
        """Adds the four sides of shapes whose five segments are a rectangle along the page.

        ``is_area``: which of them fill without a stroke.
        """
        corners = _corners(shapes, above, RECTANGLE - 1)
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
        wide = (y0 == y1) & (x1 == x2) & (y2 == y3) & (x3 == x0)
        high = (x0 == x1) & (y1 == y2) & (x2 == x3) & (y3 == y0)
        drawn: Bools = (wide | high) & _goes_straight(shapes, 2)
        thick = np.minimum(np.abs(x2 - x0), np.abs(y2 - y0)) > THICKEST_RULE
        fill = np.full(len(shapes), -1)
        for at in np.flatnonzero(drawn & thick & is_area).tolist():
            fill[at] = self._add_fill(shapes[at], (float(x0[at]), float(y0[at]), float(x2[at]), float(y2[at])))
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (corner[:, drawn] for corner in corners)
        self._add_many((x0, y0, x1, y1), (x1, y1, x2, y2), (x2, y2, x3, y3), (x3, y3, x0, y0), fill=fill[drawn])
        return drawn

    def _add_many(self, *edges: tuple[Floats, Floats, Floats, Floats], fill: Ints | None = None) -> None:
        for edge in edges:
            self.many_edges.append(np.column_stack(edge))
            self.fill_of_many.append(np.full(len(edge[0]), -1) if fill is None else fill)

    def _path(self, drawn: Wrapped, above: Matrix, filled: bool, area: Wrapped | None, count: int) -> None:
        """Adds the outlines of any path; ``area``: itself, where it fills without a stroke."""
        a, b, c, d, e, f = self._matrix(drawn, above)
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
        thin = min(abs(box[2] - box[0]), abs(box[3] - box[1])) <= THICKEST_RULE
        return -1 if area is None or thin else self._add_fill(area, box)

    def _add_fill(self, area: Wrapped, box: Corners) -> int:
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


def _goes_straight(paths: list[Wrapped], segment: int) -> Bools:
    """Whether that segment of each path is a line: no curve, and no start of a second shape."""
    kinds = map(_segment_type, map(wrapped, map(_segment, paths, repeat(segment))))
    straight: Bools = np.fromiter(kinds, np.int64, len(paths)) == raw.FPDF_SEGMENT_LINETO
    return straight


def _corners(paths: list[Wrapped], above: Matrix, count: int) -> list[Floats]:
    """The first ``count`` corners of each path: (2, n) x and y on the page, a corner after the other."""
    known = np.fromiter(map(_matrix, paths, _matrices.cleared(len(paths))[0]), bool, len(paths))
    matrices = _matrices.first(len(paths)).astype(float)
    matrices[~known] = _UNIT
    a, b, c, d, e, f = matrices.T if above is _UNIT else _followed(matrices.T, above)
    corners = []
    for segment in range(count):
        done(map(_point, map(wrapped, map(_segment, paths, repeat(segment))), *_points.cleared(len(paths))))
        x, y = _points.first(len(paths)).astype(float).T
        corners.append(np.stack((x * a + y * c + e, x * b + y * d + f)))
    return corners


def _followed(matrix: Any, above: Matrix) -> Any:  # noqa: ANN401  a matrix of numbers or of arrays
    """First ``matrix``, then the one of the form it stands in."""
    a, b, c, d, e, f = matrix
    p, q, r, s, t, u = above
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _transformed_unit(matrix: Matrix) -> Corners:
    """Where a picture (the unit square under ``matrix``) stands."""
    a, b, c, d, e, f = matrix
    xs = (e, e + a, e + c, e + a + c)
    ys = (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)
