"""The limits within which files are read: one object, checked once."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """How much of one file is read before it is refused. Every limit is a positive whole number."""

    max_file_mb: int = 200
    """Size of the file itself, in MB of 1,000,000 bytes."""
    max_unpacked_mb: int = 2_000
    """What all parts of a Word or Excel file may unpack to together (pictures included)."""
    max_part_mb: int = 400
    """What a single XML part may unpack to: the tree in memory is about ten times as large."""
    max_ratio: int = 400
    """Unpacked to packed size of an XML part beyond 50 MB. Real ones stay below 100."""
    max_entries: int = 20_000
    """Parts in a Word or Excel file."""
    max_pages: int = 3_000
    """Pages of a PDF."""
    max_columns: int = 500
    """Columns of one Word table; a span beyond it is cut and reported."""
    max_cells: int = 3_000_000
    """Cells of one Word or Excel file."""
    seconds: int = 45
    """Time that one part of a file may take: looking at it, a range of pages, finding the values. Real ones take about
    a second; pages read by OCR and old Word files have time of their own."""
    ocr_page_seconds: int = 120
    """Time that one page may take which is read by OCR."""
    memory_mb: int = 1_024
    """Memory that reading one part of a file may take."""
    libreoffice_seconds: int = 180
    """Time that LibreOffice may take to turn one old file into a PDF."""

    def __post_init__(self) -> None:
        for limit in fields(self):
            given = getattr(self, limit.name)
            if not isinstance(given, int) or given < 1:
                raise ValueError(f"{limit.name} must be a whole number above 0, not {given!r}")
