"""The only module that sees rapidocr: PP-OCR models run by onnxruntime, both from wheels."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np

from extractor.facts import Box
from extractor.scans._engine import Picture

MOST_LINES = 5_000
"""A page of close print has about 900."""
LONGEST_SIDE = 1_600
"""Pixels in which print is searched: 140 dpi of A4. It is read at full size; what the search misses, ink tells."""


class RapidOcr:
    """Finds lines with the detection model, reads them with the recognition model of the wheel."""

    name = "rapidocr"
    finds_sideways = True

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        options = {
            "Global.log_level": "error",
            "Global.max_side_len": LONGEST_SIDE,
            "Det.max_candidates": MOST_LINES,
        }
        # Any: rapidocr gives one of four results by its options
        self._engine: Any = RapidOCR(params=options)
        self._one_at_a_time = Lock()

    def find(self, picture: Picture) -> list[Box]:
        with self._one_at_a_time:
            found = self._engine(_blue_first(picture), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        corners = np.asarray(found.boxes, float)
        edges = np.column_stack((corners.min(axis=1), corners.max(axis=1)))
        return [(x0, top, x1, bottom) for x0, top, x1, bottom in edges.tolist()]

    def read(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        if not crops:
            return []
        with self._one_at_a_time:
            read = self._engine.recognize_txt([_blue_first(crop) for crop in crops])
        return [(text.strip(), float(score)) for text, score in zip(read.txts, read.scores, strict=True)]


def _blue_first(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[:, :, ::-1])
