"""Word files (.docx): one walk over the body gives its tables and paragraphs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.facts import PageContent
from extractor.settings import ReadLimits

__all__ = ["places_in", "read_word"]


def read_word(path: Path, limits: ReadLimits | None = None) -> PageContent:
    """The whole body as one ``PageContent`` without a number, for Word knows no pages.

    Locators count from 1: ``body/p17`` is the 17th paragraph of the body, ``body/tbl2/r3/c4`` the cell that starts in
    row 3 and grid column 4 of the second ``w:tbl`` of the document. What stands inside a cell or text box names it:
    ``body/tbl2/r3/c4/tbl3/r1/c1``, ``body/p17/box1/p1``. Footnotes are ``body/fn2``, endnotes ``body/en1``.
    """
    from extractor.word._body import read_body

    return read_body(path, limits or ReadLimits())


def places_in(path: Path, body: Any, limits: ReadLimits | None = None) -> dict[str, Any]:  # noqa: ANN401 (lxml element)
    """Locator -> element of ``body`` (the ``w:body`` of this file, parsed by whoever will write into it)."""
    from extractor.word import _body

    return _body.places_in(path, body, limits or ReadLimits())
