"""A report file goes in, readings come out. Knows no database, no web, no catalogue.

What stands here is the door; the rest of the package is its inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.facts import (
    Box,
    Cell,
    Flag,
    Grid,
    Identity,
    Kind,
    PageContent,
    Paragraph,
    Place,
    Problem,
    Reading,
    ReportReadings,
    Source,
    Status,
    TextLine,
)

__all__ = [
    "Box",
    "Cell",
    "Flag",
    "Grid",
    "Identity",
    "Kind",
    "PageContent",
    "Paragraph",
    "Place",
    "Problem",
    "Reading",
    "ReportReadings",
    "Source",
    "Status",
    "TextLine",
    "page_ranges",
    "read_range",
    "read_ready_pages",
    "read_report",
    "refuse_unreadable",
]

if TYPE_CHECKING:
    from extractor.reading import page_ranges, read_range, read_ready_pages, read_report, refuse_unreadable


def __getattr__(name: str) -> Any:  # noqa: ANN401 (module attribute)
    """What reads files is loaded when first asked for: facts alone cost nothing."""
    if name in {"page_ranges", "read_range", "read_ready_pages", "read_report", "refuse_unreadable"}:
        from extractor import reading

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
