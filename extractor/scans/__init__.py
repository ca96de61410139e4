"""Pages whose text cannot be used are read from their picture.

The door. An engine is needed: rapidocr (the ``ocr`` extra, its models are in its wheel) or, where it is installed,
tesseract with its Indonesian words. Nothing is downloaded and no program but tesseract is started.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.confined import given_time
from extractor.facts import Box, Problem
from extractor.settings import ReadLimits

if TYPE_CHECKING:
    from extractor.pdf.seen import SeenPage

__all__ = ["NEEDS_ENGINE", "has_engine", "look_again"]

NEEDS_ENGINE = "halaman tanpa teks yang dapat dibaca; perlu OCR"
"""What the problem of a page says that an engine could have read."""
ADVICE = 'Pasang pembaca pindaian: pip install "warisan[ocr]", atau tesseract dengan bahasa Indonesia (ind).'


def has_engine() -> bool:
    """Whether scans can be read here; asked without loading any model."""
    from extractor.scans._engine import engine_name

    return engine_name() is not None


def look_again(path: Path, page: int, why: str, sure: bool, pictures: Sequence[Box] = ()) -> SeenPage | Problem | None:
    """What the picture of page ``page`` shows; the problem, where it cannot be read; ``None`` to keep its own text.

    ``pictures``: of a page whose own text is used, the large ones without text on them: a table among them is told.
    ``why``: the measure by which its text was found wanting. Not ``sure``: the page has some text, and is read again
    only if its picture looks like paper, not like a photograph.
    """
    from extractor.scans._engine import chosen_engine
    from extractor.scans._page import is_paper, page_in_picture

    if pictures:
        from extractor.scans._pasted import pasted_table

        return pasted_table(path, page, pictures)
    if not sure and not is_paper(path, page):
        return None
    engine = chosen_engine()
    if engine is None:
        return Problem(page=page, what=NEEDS_ENGINE, why=f"{why}. {ADVICE}")
    with given_time(ReadLimits().ocr_page_seconds):
        return page_in_picture(path, page, why, engine)
