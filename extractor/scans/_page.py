"""The spine for one scanned page: straighten its picture, find rules, print and ink left over, read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from extractor.facts import UNREAD_INK, Box, Problem
from extractor.pdf import DEFAULT, render_page
from extractor.pdf.seen import SeenLine, SeenPage, cells_of
from extractor.scans._engine import Engine, Picture
from extractor.scans._header_words import mend_header_words
from extractor.scans._ink import Grey, Ink, blots_in, ink_of, rules_of, runs_sideways
from extractor.scans._straight import Straightening, skew_of

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
"""Print of 8 points has letters 20 pixels high, which the models read well; more costs time."""
SCALE = DPI / 72
MOST_PIXELS = 16_000_000
"""A2 at 200 dpi; larger pages are read at less."""
SURE = 0.5
"""Text the engine is less sure of is not taken: the ink is there, and illegible."""
UPRIGHT_IF = 0.85
"""Upright lines are read with at least this mean certainty; upside down they stay well below it."""
LINES_ASKED = 6
"""Lines by which the way up is decided."""
TALL = 2.0
"""A box this much higher than wide may hold print that runs up or down the page."""
SMALLEST_MARK = 7
"""Pixels (2.5 points): smaller blots in a cell are dirt or the dots of a rule."""
USUAL_LINE = 36
"""Pixels: a line of 10 points with its margins; a mark alone is shown to the engine on as much paper."""
LOWEST_DIGIT, LONGEST_DASH = 11, 60
"""Pixels: digits of print of 5 points are higher; dashes are shorter."""
INSIDE = 4
"""Pixels from a cell's rules in which worn rules leave ink."""
TAKEN_OF_BOX = 0.85
"""Share of a found box that the letters themselves take: engines leave a margin."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece of print before it is read."""

    box: Box
    cell: Box | None = None
    """Of ink that the search for print passed over: the cell it stands in, without its rules."""


def page_in_picture(path: Path, page: int, why: str, engine: Engine) -> SeenPage:
    """What is printed on the page, read from its picture. ``why``: the reason its own text is not used."""
    displayed, scale = _displayed(path, page)
    way, picture, boxes = _upright(displayed, scale, engine)
    grey = _grey(picture)
    rules, ruled = rules_of(grey)
    ink = ink_of(grey) & ~_thickened(ruled)
    cells = [_scaled(cell, scale) for cell in cells_of([_scaled(rule, 1 / scale) for rule in rules], DEFAULT)]
    found = _with_left_over([box for whole in boxes for box in _parted(whole, rules, ink)], cells, ink)
    lines, unread = _read(found, picture, ink, scale, engine)
    width, height = way.size()
    return SeenPage(
        width=width,
        height=height,
        lines=tuple(lines),
        rules=tuple(_scaled(rule, 1 / scale) for rule in rules),
        show=way.show,
        problems=_problems(page, why, way, unread, engine),
    )


def is_paper(path: Path, page: int) -> bool:
    """Most of the picture is nearly white: print on paper, not a photograph or a coloured cover."""
    grey = _grey(np.asarray(render_page(path, page, scale=0.5)))
    return float((grey > 200).mean()) > 0.7


def _displayed(path: Path, page: int) -> tuple[Image, float]:
    """The page's picture and its pixels a point."""
    small = render_page(path, page, scale=0.1)
    pixels = small.width * small.height * (SCALE / 0.1) ** 2
    scale = SCALE if pixels <= MOST_PIXELS else SCALE * (MOST_PIXELS / pixels) ** 0.5
    return render_page(path, page, scale=scale), scale


def _grey(picture: Picture) -> Grey:
    grey: Grey = (picture @ np.array([0.299, 0.587, 0.114], np.float32)).astype(np.uint8)
    return grey


def _scaled(box: Box, by: float) -> Box:
    return box[0] * by, box[1] * by, box[2] * by, box[3] * by


def _thickened(mask: Ink) -> Ink:
    from scipy import ndimage

    thick: Ink = ndimage.binary_dilation(mask, np.ones((3, 3)), iterations=2)
    return thick


def _upright(displayed: Image, scale: float, engine: Engine) -> tuple[Straightening, Picture, list[Box]]:
    """The way to straighten the page, its picture straightened, and where print was found on that."""
    ink = ink_of(_grey(np.asarray(displayed)))
    way = Straightening(width=displayed.width / scale, height=displayed.height / scale, angle=skew_of(ink))
    picture = np.asarray(way.picture(displayed))
    boxes = engine.find(picture)
    quarters = 0
    if _is_sideways(boxes) if engine.finds_sideways else runs_sideways(ink):
        quarters, picture = 1, np.ascontiguousarray(np.rot90(picture))
        boxes = engine.find(picture)
    if _is_upside_down(picture, boxes, engine):
        high, wide = picture.shape[:2]
        quarters, picture = quarters + 2, np.ascontiguousarray(np.rot90(picture, 2))
        boxes = [(wide - x1, high - bottom, wide - x0, high - top) for x0, top, x1, bottom in boxes]
    return replace(way, quarters=quarters), picture, boxes


def _is_sideways(boxes: Sequence[Box]) -> bool:
    standing = [box for box in boxes if box[3] - box[1] > TALL * (box[2] - box[0])]
    return sum(map(_long_side, standing)) * 2 > sum(map(_long_side, boxes))


def _is_upside_down(picture: Picture, boxes: Sequence[Box], engine: Engine) -> bool:
    """By which way up the longest lines are read with more certainty; asked only where they are read with little."""
    lying = [box for box in boxes if box[2] - box[0] > box[3] - box[1]]
    crops = [_crop(picture, _Found(box)) for box in sorted(lying, key=_long_side, reverse=True)[:LINES_ASKED]]
    sure = _certainty(crops, 0, engine)
    return sure < UPRIGHT_IF and _certainty(crops, 2, engine) > sure


def _certainty(crops: Sequence[Picture], quarters: int, engine: Engine) -> float:
    read = engine.read([np.ascontiguousarray(np.rot90(crop, quarters)) for crop in crops])
    return sum(score for _, score in read) / len(read) if read else 1.0


def _long_side(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _parted(box: Box, rules: Sequence[Box], ink: Ink) -> list[Box]:
    """The pieces of a line between the standing rules that cut it: engines join the texts of neighbouring cells."""
    middle = (box[1] + box[3]) / 2
    cuts = sorted(
        {
            round(x0)
            for x0, top, x1, bottom in rules
            if x0 == x1 and top - 2 <= middle <= bottom + 2 and box[0] + INSIDE < x0 < box[2] - INSIDE
        }
    )
    edges = [box[0], *cuts, box[2]]
    pieces = [(left, box[1], right, box[3]) for left, right in pairwise(edges)]
    return [piece for piece in pieces if _has_ink(ink, piece)] if cuts else [box]


def _has_ink(ink: Ink, box: Box) -> bool:
    return bool(blots_in(ink, _inside_picture(box, ink), SMALLEST_MARK))


def _inside_picture(box: Box, ink: Ink) -> Box:
    high, wide = ink.shape
    return max(0.0, box[0]), max(0.0, box[1]), min(float(wide), box[2]), min(float(high), box[3])


def _with_left_over(boxes: Sequence[Box], cells: Sequence[Box], ink: Ink) -> list[_Found]:
    """The found boxes and the ink in cells that none of them holds: single digits and dashes are easily passed over.

    Ink at the end of a found line is the rest of that line.
    """
    rest = ink.copy()
    for box in boxes:
        left, upper, right, lower = (max(0, round(edge)) for edge in box)
        rest[max(0, upper - 2) : lower + 2, max(0, left - 2) : right + 2] = False
    whole, alone = list(boxes), []
    for x0, top, x1, bottom in cells:
        inner = (x0 + INSIDE, top + INSIDE, x1 - INSIDE, bottom - INSIDE)
        if inner[2] <= inner[0] or inner[3] <= inner[1]:
            continue
        own = [at for at, box in enumerate(whole) if _holds((x0, top, x1, bottom), box)]
        for blot in blots_in(rest, _inside_picture(inner, ink), SMALLEST_MARK):
            line = next((at for at in own if _continues(whole[at], blot)), None)
            if line is None:
                alone.append(_Found(blot, inner))
            else:
                whole[line] = _around(whole[line], blot)
    return [*map(_Found, whole), *alone]


def _holds(cell: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _continues(line: Box, blot: Box) -> bool:
    """The blot stands on the line, less than a letter away, or is a stroke that reaches out of it."""
    high = line[3] - line[1]
    aside = max(line[0] - blot[2], blot[0] - line[2])
    apart = max(line[1] - blot[3], blot[1] - line[3])
    union = max(line[3], blot[3]) - min(line[1], blot[1])
    return aside < 0.7 * high and apart < 0.15 * high and union <= 1.4 * high


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _read(
    found: Sequence[_Found], picture: Picture, ink: Ink, scale: float, engine: Engine
) -> tuple[list[SeenLine], list[Box]]:
    """Each piece as a line, and the boxes of those that could not be read."""
    crops: list[Picture] = []
    asked: list[tuple[int, int]] = []
    for number, piece in enumerate(found):
        for turn in _turns(piece.box):
            crops.append(_crop(picture, piece))
            if turn:
                crops[-1] = np.ascontiguousarray(np.rot90(crops[-1], -1 if turn == 1 else 1))
            asked.append((number, turn))
    best: dict[int, tuple[float, str, int]] = {}
    for (number, turn), (text, score) in zip(asked, engine.read(crops), strict=True):
        if number not in best or score > best[number][0]:
            best[number] = (score, text, turn)
    lines: list[SeenLine] = []
    unread: list[Box] = []
    for number, piece in enumerate(found):
        score, text, turn = best[number]
        text, score = _by_shape(piece, ink, text, score)
        if score < SURE or not text:
            unread.append(_scaled(piece.box, 1 / scale))
            text, turn = UNREAD_INK, 0
        lines.append(
            SeenLine(text=mend_header_words(text), box=_letters(_scaled(piece.box, 1 / scale), turn), turn=turn)
        )
    return lines, unread


def _turns(box: Box) -> tuple[int, ...]:
    wide, high = box[2] - box[0], box[3] - box[1]
    return (0, 1, 3) if high > TALL * wide and high > 3 * SMALLEST_MARK else (0,)


def _crop(picture: Picture, piece: _Found) -> Picture:
    """The piece with the margin that engines expect around print; found boxes have it."""
    x0, top, x1, bottom = piece.box
    if piece.cell is not None:
        around = max(0.35 * (bottom - top), (USUAL_LINE - (bottom - top)) / 2)
        x0, top = max(piece.cell[0], x0 - around), max(piece.cell[1], top - around)
        x1, bottom = min(piece.cell[2], x1 + around), min(piece.cell[3], bottom + around)
    left, upper = max(0, round(x0)), max(0, round(top))
    return np.ascontiguousarray(picture[upper : max(round(bottom), upper + 1), left : max(round(x1), left + 1)])


def _by_shape(piece: _Found, ink: Ink, text: str, score: float) -> tuple[str, float]:
    """What the shape of a single mark says against the engine: lower than any digit, it is a dash or dirt."""
    marks = blots_in(ink, _inside_picture(piece.box, ink), SMALLEST_MARK) if len(text) <= 2 else []
    if len(marks) != 1:
        return text, score
    wide, high = marks[0][2] - marks[0][0], marks[0][3] - marks[0][1]
    if high >= LOWEST_DIGIT:
        return text, score
    if 2 * high <= wide <= LONGEST_DASH:
        return "-", 1.0
    return (text, score) if piece.cell is None else ("", 0.0)


def _letters(box: Box, turn: int) -> Box:
    """The found box without its margin across the line."""
    x0, top, x1, bottom = box
    if turn:
        cut = (x1 - x0) * (1 - TAKEN_OF_BOX) / 2
        return x0 + cut, top, x1 - cut, bottom
    cut = (bottom - top) * (1 - TAKEN_OF_BOX) / 2
    return x0, top + cut, x1, bottom - cut


def _problems(page: int, why: str, way: Straightening, unread: Sequence[Box], engine: Engine) -> tuple[Problem, ...]:
    told = [f"{why}; dibaca dari gambarnya dengan {engine.name}"]
    if way.quarters:
        told.append(f"halaman diputar {way.quarters * 90 % 360} derajat")
    if way.angle:
        told.append(f"kemiringan {abs(way.angle):.1f} derajat diluruskan".replace(".", ","))
    problems = [Problem(page=page, what="halaman dibaca dengan OCR", why=", ".join(told))]
    if unread:
        what = f"{len(unread)} bagian tercetak tidak terbaca"
        problems.append(Problem(page=page, what=what, why="OCR tidak cukup yakin; lihat halaman aslinya"))
    return tuple(problems)
