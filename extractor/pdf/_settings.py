"""What can be set about reading a PDF file, with the reason for each default."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSettings:
    """Distances are in points of the page."""

    snap: float = 3.0
    """Rules closer than this are one rule. This and the next three are pdfplumber's defaults."""
    join: float = 3.0
    """Pieces of a rule with a smaller gap between them are one piece."""
    reach: float = 3.0
    """A rule that ends this near another one meets it."""
    shortest_rule: float = 3.0
    most_characters: int = 60_000
    """Characters read of one page; more than this is a drawing made of letters, and is reported."""
    most_edges: int = 60_000
    """Pieces of rules read of one page; more than this is a map or a chart, and is reported."""
    most_pages: int = 5_000
    most_lines_crossing: int = 4_000_000
    """Pairs of rules compared on one page."""
    parallel_from: int = 80
    """Fewer pages than this are read faster by one process: a new one starts in about half a second."""
    ahead_from: int = 24
    """The same, where this process has more to do with the pages than reading them."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            value = getattr(self, setting.name)
            if value <= 0:
                raise ValueError(f"{setting.name} must be above 0, not {value}")
