"""Tables pasted as pictures into a page of text: nothing of them is read, and that is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from extractor.facts import Box, Problem
from extractor.pdf import DEFAULT, render_page
from extractor.pdf.seen import cells_of
from extractor.scans._ink import rules_of

PASTED_TABLE = "gambar di halaman ini mungkin berisi tabel; isinya tidak dibaca"
"""What the problem of such a page says."""
DPI = 200
MARGIN = 24
"""Pixels of paper around the picture: its outer rules stand at its very edge."""
FEWEST_CELLS = 6
"""Three rows of two columns: frames around logos and photographs have fewer."""
FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
TILED_FROM = 0.8
"""Share of the ruled area that its cells take; the bars and lines of a chart enclose little of it."""
PAPER_FROM = 0.55
"""Share of the picture that is nearly white or lightly shaded; photographs stay below."""


def pasted_table(path: Path, page: int, pictures: Sequence[Box]) -> Problem | None:
    """The problem where one of the pictures (points of the displayed page) shows a ruled table."""
    scale = DPI / 72
    shown = np.asarray(render_page(path, page, scale=scale).convert("L"))
    for x0, top, x1, bottom in pictures:
        part = shown[max(0, round(top * scale)) : round(bottom * scale), max(0, round(x0 * scale)) : round(x1 * scale)]
        if part.size and _shows_table(np.ascontiguousarray(part), scale):
            place = f"Gambar di {top:.0f} titik dari tepi atas, selebar {x1 - x0:.0f} titik, bergaris seperti tabel."
            return Problem(page=page, what=PASTED_TABLE, why=f"{place} Periksa, lalu tambahkan nilainya sendiri.")
    return None


def _shows_table(grey: np.ndarray, scale: float) -> bool:
    if float((grey > 180).mean()) < PAPER_FROM:
        return False
    rules, _ = rules_of(np.pad(grey, MARGIN, constant_values=255))
    cells = cells_of([(x0 / scale, y0 / scale, x1 / scale, y1 / scale) for x0, y0, x1, y1 in rules], DEFAULT)
    if not cells:
        return False
    hull = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    if sum(map(_area, cells)) < TILED_FROM * _area(hull):
        return False
    rows = {round(cell[1]) for cell in cells}
    columns = {round(cell[0]) for cell in cells}
    return len(cells) >= FEWEST_CELLS and len(rows) >= FEWEST_ROWS and len(columns) >= FEWEST_COLUMNS


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
