"""What a sample report is made of: text with marked values, cells, tables, headings; independent of PDF and Word.

A *mark* is a piece of print together with the readings it holds. Renderers print the pieces and tell the place of every
mark, so the gold follows from what was printed and never from a second list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One reading that a perfect reader finds at this print."""

    code: str
    indicator: str
    unit: str | None
    year: int
    kind: str
    value: Decimal | None
    grade: str | None = None
    raw: str = ""
    status: str = "given"
    context: str = ""
    source: str = "table"


@dataclass(frozen=True, slots=True)
class Mark:
    """Print that holds a reading."""

    text: str
    gold: Gold


Piece = str | Mark
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; ``\\n`` in its pieces is a line break."""

    pieces: Pieces = ()
    across: int = 1
    down: int = 1
    bold: bool = False
    align: str = "left"
    fill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table. ``trap``: it looks like an indicator table, and no reading may come from it."""

    caption: str = ""
    widths: tuple[float, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    repeat_header: bool = True
    trap: bool = False
    size: float = 9


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    pieces: Pieces
    align: str = "justify"
    indent: bool = True
    bold: bool = False
    size: float = 11


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered or lettered list."""

    items: tuple[Pieces, ...]
    numbering: str = "1."


@dataclass(frozen=True, slots=True)
class Boxes:
    """An organisation chart: one box above, the others below it."""

    top: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    place_and_date: str
    office: str
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The title page: lines in large print, the government below, the crest as a plain shield."""

    title: tuple[str, ...]
    government: tuple[str, ...]
    year: str
    colour: str = "#1f4e79"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    lines: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, or the list of tables."""

    title: str = "DAFTAR ISI"
    tables: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    landscape: bool = False
    """The pages from here on lie on their side."""


Block = Heading | Paragraph | Items | Boxes | Signature | Cover | Letterhead | Contents | PageBreak | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, ready to be printed."""

    name: str
    """File name without its ending: ``lppd-2024``."""
    report: str
    year: int
    header: str
    footer: str
    serif: bool = True
    blocks: tuple[Block, ...] = field(default=())


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def marks(block: Block) -> Iterator[Mark]:
    """The marks of a block in the order of print."""
    groups: Sequence[Pieces] = ()
    if isinstance(block, Paragraph):
        groups = (block.pieces,)
    elif isinstance(block, Items):
        groups = block.items
    elif isinstance(block, Table):
        groups = tuple(cell.pieces for row in block.rows for cell in row)
    for pieces in groups:
        yield from (piece for piece in pieces if isinstance(piece, Mark))


def placed(block: Block) -> Block:
    """The block with the context and source of its readings filled in from where they stand."""
    if isinstance(block, Table):
        rows = tuple(
            tuple(replace(cell, pieces=_within(cell.pieces, block.caption)) for cell in row) for row in block.rows
        )
        return replace(block, rows=rows)
    if isinstance(block, Paragraph):
        return replace(block, pieces=_within(block.pieces, text_of(block.pieces), "narrative"))
    if isinstance(block, Items):
        return replace(block, items=tuple(_within(item, text_of(item), "narrative") for item in block.items))
    return block


def _within(pieces: Pieces, context: str, source: str = "table") -> Pieces:
    return tuple(
        piece
        if isinstance(piece, str)
        else replace(piece, gold=replace(piece.gold, context=context, source=source, raw=piece.gold.raw or piece.text))
        for piece in pieces
    )


def all_marks(report: Report) -> Iterator[Mark]:
    for block in report.blocks:
        yield from marks(block)


def gold_line(gold: Gold, page: int | None) -> dict[str, Any]:
    """The keys of one gold line; the value is a number with the digits printed."""
    return {
        "page": page,
        "indicator": gold.indicator,
        "unit": gold.unit,
        "year": gold.year,
        "kind": gold.kind,
        "value": gold.value,
        "grade": gold.grade,
        "raw": gold.raw,
        "context": gold.context,
        "code": gold.code,
        "status": gold.status,
        "source": gold.source,
    }
