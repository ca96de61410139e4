"""The facts that reading a report gives: where something stands, what it says, what could not be read.

Everything here is frozen and knows nothing of PDF, Word, databases or the catalogue.
Boxes are ``(x0, top, x1, bottom)`` in points of the page *as displayed* (rotation and crop applied),
origin top left. Pages are numbered from 1. Word and Excel have no pages and no boxes: there they are ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

Box = tuple[float, float, float, float]

PLAN_REPORTS = frozenset({"RENSTRA", "RPJMD", "RKPD", "RENJA", "PK", "IKU"})
"""Codes of the reports that speak of years to come."""

UNREAD_INK = "\N{REPLACEMENT CHARACTER}"
"""Stands for print that is there but that nothing could read: its cell is illegible, not empty."""


class Kind(StrEnum):
    """What a value says about its indicator."""

    TARGET = "target"
    REALISASI = "realisasi"
    """The value reached, also where the column is headed "Capaian" but holds the value itself."""
    CAPAIAN = "capaian"
    """Only the ratio of realisasi to target, in percent."""
    BASELINE = "baseline"
    """The starting condition of a plan (kondisi awal, data dasar, tahun dasar)."""


class Status(StrEnum):
    """Whether a value was given, and if not, which of the absences it is. They are never collapsed."""

    GIVEN = "given"
    ZERO = "zero"
    MISSING = "missing"
    """A dash, an empty cell, "kosong", N/A."""
    NOT_RELEASED = "not_released"
    """"belum rilis": the source has not published it yet."""
    NOT_APPLICABLE = "not_applicable"
    ILLEGIBLE = "illegible"
    """There is print, but not one that can be read as a value."""


class Flag(StrEnum):
    """What a reviewer should know before trusting a reading."""

    PROVISIONAL = "provisional"
    VERY_PROVISIONAL = "very_provisional"
    UNAUDITED = "unaudited"
    RANGE = "range"
    INEQUALITY = "inequality"
    AMBIGUOUS_SEPARATOR = "ambiguous_separator"
    CONFLICT_IN_ROW = "conflict_in_row"
    CONFLICT_WITH_TABLE = "conflict_with_table"
    """A sentence gives another value than a table of the same report for the same indicator, year and kind."""
    UNIT_IN_HEADER_ONLY = "unit_in_header_only"
    UNIT_CONFLICT = "unit_conflict"
    YEAR_ASSUMED = "year_assumed"
    """The year stands nowhere near the value: the year of the report was taken."""
    KIND_ASSUMED = "kind_assumed"
    REPAIRED = "repaired"
    """Letters mistaken for digits were put right (``98,4l%``)."""
    SECOND_VALUE = "second_value"
    """The cell holds another number too: ``10% (190 temuan)``."""
    JOINED_ACROSS_PAGES = "joined_across_pages"
    VS_END_TARGET = "vs_end_target"
    """A ratio against the target of the plan's last year, not of its own."""
    SHARED_CELL = "shared_cell"
    """One cell stands beside several indicators: whether it is the value of each, the table does not say."""
    DOUBTED = "doubted"
    """The trained span model takes the value of a sentence for something else than the rules read."""
    TRACKED_INSERTION = "tracked_insertion"
    """The value stands in a tracked, not yet accepted insertion of a Word file."""
    HIDDEN = "hidden"
    """Hidden row, column or text: a reader of the page does not see it."""
    OCR = "ocr"


class Source(StrEnum):
    """Where in a report a reading stands."""

    TABLE = "table"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in its file."""

    page: int | None
    box: Box | None
    table: int | None = None
    """1-based number of the table on its page (PDF), in the body (Word) or on its sheet (Excel)."""
    row: int | None = None
    """1-based row in the table as it stands in the file."""
    col: int | None = None
    locator: str = ""
    """Finds it again: ``p12/t1/r3/c4``, ``p12/s5``, ``body/tbl2/r3/c4``, ``Sheet1!D7``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of one indicator, as one report prints it at one place."""

    indicator: str
    """The indicator's name as printed, line breaks and numbering removed."""
    group: tuple[str, ...] = ()
    """What stands above it: sasaran, urusan, program, parent indicator; outermost first."""
    kind: Kind
    year: int | None
    period: str | None = None
    """``None`` for the whole year, else ``TW1``..``TW4``, ``S1``, ``S2``."""
    value: Decimal | None
    grade: str | None = None
    unit: str | None = None
    raw: str
    """The characters of the cell or sentence part that were read as the value."""
    status: Status = Status.GIVEN
    flags: tuple[Flag, ...] = ()
    source: Source
    place: Place
    section: str | None = None
    """The caption of the table or the nearest heading."""
    notes: tuple[str, ...] = ()
    """One line each on what was decided by which evidence, in the reader's language."""

    def to_json(self) -> dict[str, Any]:
        """The keys of one ``warisan extract --json`` line. The value stays exact: it is written as text."""
        return {
            "page": self.place.page,
            "indicator": self.indicator,
            "group": list(self.group),
            "kind": self.kind.value,
            "year": self.year,
            "period": self.period,
            "value": None if self.value is None else format(self.value, "f"),
            "grade": self.grade,
            "unit": self.unit,
            "raw": self.raw,
            "status": self.status.value,
            "flags": [flag.value for flag in self.flags],
            "source": self.source.value,
            "box": None if self.place.box is None else [round(edge, 2) for edge in self.place.box],
            "locator": self.place.locator,
            "section": self.section,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be read, where, why, and with that what the reader can do."""

    page: int | None
    what: str
    why: str

    def to_json(self) -> dict[str, Any]:
        return {"page": self.page, "what": self.what, "why": self.why}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One printed line of text inside a cell or on the page."""

    text: str
    box: Box | None = None
    size: float | None = None
    """Font size in points, where known."""
    bold: bool = False
    inserted: bool = False
    """Stands in a tracked insertion."""
    ocr: bool = False
    """Read from a picture: letters may be mistaken without a sign of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; a merged cell occurs once, at its top left position."""

    row: int
    """0-based, in the grid that holds it."""
    col: int
    row_span: int = 1
    col_span: int = 1
    lines: tuple[TextLine, ...] = ()
    box: Box | None = None
    page: int | None = None
    locator: str = ""
    sideways: bool = False
    """The text runs up or down the page (rotated headers)."""
    hidden: bool = False
    notes: tuple[str, ...] = ()
    """Texts of the footnotes whose marks stand in the cell; the marks themselves are not in its text."""

    _text: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The lines as one text, put together once: reading a table asks for it hundreds of times."""
        if self._text is None:
            object.__setattr__(self, "_text", "\n".join(line.text for line in self.lines))
        return self._text or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as it stands: cells by row and column, and the print just above it.

    ``cells`` are sorted by (row, col). Word, Excel and PDF all give this same fact.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    page: int | None
    index: int
    """1-based number of the table on its page, in the body or on its sheet."""
    box: Box | None = None
    above: tuple[str, ...] = ()
    """Text lines or paragraphs directly above, nearest last: captions, headings, "Satuan: ...". At most 8."""
    below: tuple[str, ...] = ()
    """Text directly below, nearest first: legends such as "*) angka sementara". At most 4."""
    column_edges: tuple[float, ...] = ()
    """x of the n_cols + 1 column borders, for joining over pages; empty without geometry."""
    header_rows: int | None = None
    """Rows that the file itself marks as header (Word's repeat-header); ``None`` where it does not say."""
    ruled: bool = True
    """False where the grid was found by the alignment of the text alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text outside tables."""

    text: str
    page: int | None
    box: Box | None = None
    locator: str = ""
    """``p12/b3`` in PDF, ``body/p17`` in Word."""
    is_heading: bool = False
    line_boxes: tuple[tuple[int, Box], ...] = ()
    """(offset of the line's first character in ``text``, box), so that a sentence part finds its place."""
    ocr: bool = False
    """Read from a picture, as a whole or in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """One page (PDF), or the whole body (Word: number ``None``), or one sheet (Excel: number ``None``)."""

    number: int | None
    width: float | None = None
    height: float | None = None
    grids: tuple[Grid, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    problems: tuple[Problem, ...] = ()
    name: str | None = None
    """Name of the sheet, for Excel."""
    margins: tuple[str, ...] = ()
    """Texts of running headers and footers: they tell the report, its year and unit; they are never rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which report this is, with the print that says so."""

    report: str | None
    """A code of ``store/catalogue/reports.csv`` (LKPJ, LPPD, RLPPD, SPM, LKJIP, RB, LHE, RKPD, ...)."""
    year: int | None
    """The year reported on (for plans: the first year planned)."""
    region: str | None
    """The government's name as printed: "Kota Malang"."""
    unit: str | None = None
    """The perangkat daerah, where the report is of one."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """For each of report, year, region, unit: the words that decided it, and where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReadings:
    """All that one file gave."""

    identity: Identity
    pages: int | None
    pages_read: int | None
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        """The last line of ``warisan extract --json``."""
        return {
            "document": {
                "report": self.identity.report,
                "year": self.identity.year,
                "region": self.identity.region,
                "unit": self.identity.unit,
                "evidence": dict(self.identity.evidence),
                "pages": self.pages,
                "pages_read": self.pages_read,
                "readings": len(self.readings),
                "problems": [problem.to_json() for problem in self.problems],
            }
        }
