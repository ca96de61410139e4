"""pdfplumber as second reader: for pages that PDFium refuses, and where its letters are in doubt.

It is twenty times slower and imported only when such a page comes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from extractor.pdf._drawn import DIAGONAL, NO_COLOUR, Characters, DrawnPaths, RawPage, orientation_of

PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
"""A page as the file writes it; those in compressed objects are not seen."""
OFF_AXIS = 0.2
"""Sine of the angle from which text is a watermark."""


class NotReadEither(Exception):
    """pdfplumber could not read the page."""


def count_all_pages(path: Path, count: int) -> int:
    """How many pages there are, where the first reader found ``count``: files may say fewer than they hold.

    The second reader is asked only where more pages are written in the file; old versions of pages are too.
    """
    if len(PAGE.findall(path.read_bytes())) <= count:
        return count
    import pdfplumber

    try:
        with pdfplumber.open(path) as document:
            return max(count, len(document.pages))
    except Exception:  # pdfminer raises whatever the damage happens to cause; the first reader's count stands
        return count


def plumbed_page(path: Path, number: int) -> RawPage:
    """The page as pdfplumber sees it, in the same arrays. Letters that it cannot name are U+FFFD."""
    import pdfplumber

    try:
        with pdfplumber.open(path) as document:
            page = document.pages[number - 1]
            x0, top, x1, bottom = page.cropbox
            return RawPage(
                number=number,
                width=float(x1 - x0),
                height=float(bottom - top),
                characters=_characters(page.chars, float(x0), float(top)),
                drawn=_paths(page, float(x0), float(top)),
            )
    except Exception as error:  # pdfminer raises whatever the damage happens to cause
        raise NotReadEither(repr(error)) from error


def _characters(chars: list[dict[str, Any]], left: float, above: float) -> Characters:
    known = [char["text"] if not char["text"].startswith("(cid:") else "\ufffd" for char in chars]
    letters = [(char, letter) for char, text in zip(chars, known, strict=True) for letter in text]
    box = np.array([[char[key] for key in ("x0", "top", "x1", "bottom")] for char, _ in letters], float).reshape(-1, 4)
    matrix = np.array([char["matrix"][:2] for char, _ in letters], float).reshape(-1, 2)
    length = np.maximum(np.hypot(matrix[:, 0], matrix[:, 1]), 1e-9)
    cosine, sine = matrix[:, 0] / length, matrix[:, 1] / length
    turn = np.round(np.degrees(np.arctan2(sine, cosine)) / 90).astype(np.int8) % 4
    turn = np.where(np.minimum(np.abs(sine), np.abs(cosine)) > OFF_AXIS, DIAGONAL, turn)
    return Characters(
        box=box - np.array([left, above, left, above]),
        code=np.array([ord(letter) for _, letter in letters], np.uint32),
        size=np.array([char["size"] for char, _ in letters], float),
        bold=np.array(["bold" in char["fontname"].lower() for char, _ in letters], bool),
        turn=turn.astype(np.int8),
        run=np.arange(len(letters)),
        invisible=np.zeros(len(letters), bool),
        white=np.zeros(len(letters), bool),
    )


def _paths(page: Any, left: float, above: float) -> DrawnPaths:  # noqa: ANN401  pdfplumber has no types
    shift = np.array([left, above, left, above])
    corners = ("x0", "top", "x1", "bottom")
    edges = np.array([[edge[key] for key in corners] for edge in page.edges], float).reshape(-1, 4) - shift
    pictures = np.array([[image[key] for key in corners] for image in page.images], float).reshape(-1, 4) - shift
    return DrawnPaths(
        edges=edges,
        orientation=orientation_of(edges),
        fill_of=np.full(len(edges), -1),
        fills=np.empty((0, 4)),
        fill_colour=np.full(0, NO_COLOUR),
        pictures=pictures,
    )
