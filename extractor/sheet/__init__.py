"""Excel files: each sheet gives its tables and the text around them."""

from __future__ import annotations

from pathlib import Path

from extractor.facts import PageContent
from extractor.settings import ReadLimits

__all__ = ["read_sheets"]


def read_sheets(path: Path, limits: ReadLimits | None = None) -> list[PageContent]:
    """One ``PageContent`` a sheet, in the order of the file, with the sheet's name and locators such as ``Sheet1!D7``.

    Reads .xlsx and .xlsm, old .xls and binary .xlsb. Formulas give the value stored with them; percent formats give
    the percentage with all its stored digits ("95,19%"); the decimal sign is a comma.
    """
    from extractor.sheet._book import read_book
    from extractor.sheet._content import content_of

    return [content_of(sheet) for sheet in read_book(path, limits or ReadLimits())]
