"""What finds and reads print in pictures: rapidocr, else tesseract, else nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractor.facts import Box

Picture = NDArray[np.uint8]
"""(height, width, 3): red, green, blue."""


class Engine(Protocol):
    """Two questions to one engine. Boxes are in pixels."""

    @property
    def name(self) -> str: ...

    @property
    def finds_sideways(self) -> bool:
        """Whether lines that run up or down the page are found as such."""

    def find(self, picture: Picture) -> list[Box]:
        """Where lines of print stand."""

    def read(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        """The text of each crop, which holds one upright line, and how sure it is: 0 to 1."""


def engine_name() -> str | None:
    """The engine that would be chosen."""
    if find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None:
        return "rapidocr"
    return "tesseract" if shutil.which("tesseract") is not None else None


@cache
def chosen_engine() -> Engine | None:
    """One engine a process: its models take a second to load and 200 MB."""
    name = engine_name()
    if name == "rapidocr":
        from extractor.scans._rapidocr import RapidOcr

        return RapidOcr()
    if name == "tesseract":
        from extractor.scans._tesseract import Tesseract

        return Tesseract.with_best_language()
    return None
