"""A report file goes in, readings come out. Knows no database, no web, no catalogue.

What stands here is the door; the rest of the package is its inside.
"""

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
]
