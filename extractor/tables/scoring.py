"""Measures table reading on labelled tables: a grid given as rows of texts, the readings wanted beside it.

The format is one JSON object a line: ``caption``, ``header`` (rows), ``rows``, ``gold`` with ``row``, ``col``,
``indicator``, ``kind``, ``year``, ``value``, ``grade``, ``range``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from extractor.facts import Cell, Grid, Reading, Status, TextLine
from extractor.scores import Score
from extractor.tables.column_facts import Context
from extractor.tables.matrix import bare
from extractor.tables.readings import read_grid

Record = Mapping[str, Any]
"""One parsed JSON line; its values are as mixed as JSON is."""


def grid_from_rows(header: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], caption: str | None) -> Grid:
    """A grid from plain texts. Empty header cells under a filled one, or beside one with sub-headers, are merged."""
    texts = [list(row) for row in (*header, *rows)]
    width = max((len(row) for row in texts), default=0)
    texts = [row + [""] * (width - len(row)) for row in texts]
    cells = []
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(texts):
        for col, text in enumerate(line):
            if (row, col) in covered:
                continue
            span = _column_span(texts, row, col, len(header), covered) if row < len(header) else 1
            depth = _row_span(texts, row, col, len(header)) if row < len(header) and span == 1 else 1
            covered |= {(row + down, col + right) for down in range(depth) for right in range(span)}
            lines = tuple(TextLine(text=part) for part in text.split("\n") if part.strip())
            cells.append(Cell(row=row, col=col, row_span=depth, col_span=span, lines=lines, locator=f"r{row}/c{col}"))
    return Grid(
        cells=tuple(cells),
        n_rows=len(texts),
        n_cols=width,
        page=None,
        index=1,
        above=(caption,) if caption else (),
        header_rows=len(header) or None,
    )


def _column_span(
    texts: Sequence[Sequence[str]], row: int, col: int, header_rows: int, covered: Collection[tuple[int, int]]
) -> int:
    if not texts[row][col] or row + 1 >= header_rows or not texts[row + 1][col]:
        return 1
    span = 1
    while (
        col + span < len(texts[row])
        and not texts[row][col + span]
        and texts[row + 1][col + span]
        and (row, col + span) not in covered
    ):
        span += 1
    return span


def _row_span(texts: Sequence[Sequence[str]], row: int, col: int, header_rows: int) -> int:
    if not texts[row][col]:
        return 1
    depth = 1
    while row + depth < header_rows and not texts[row + depth][col]:
        depth += 1
    return depth


def evaluate_tables(records: Iterable[Record]) -> Score:
    """Recall, precision and F1 over all labelled cells of all tables."""
    n = found = spurious = 0
    misses: list[str] = []
    for record in records:
        gold = list(record["gold"])
        readings = _readings(record)
        n += len(gold)
        for wanted in gold:
            hit = next((reading for reading in readings if _same(wanted, reading, len(record["header"]))), None)
            if hit is None:
                misses.append(f"MISSED   {record.get('id')} {dict(wanted)}")
            else:
                readings.remove(hit)
                found += 1
        spurious += len(readings)
        misses.extend(
            f"SPURIOUS {record.get('id')} {r.place.locator} {r.kind} {r.year} {r.value} {r.indicator!r} {r.raw!r}"
            for r in readings
        )
    return Score(n=n, found=found, spurious=spurious, misses=tuple(misses))


def _readings(record: Record) -> list[Reading]:
    grid = grid_from_rows(record["header"], record["rows"], record.get("caption"))
    years = [gold["year"] for gold in record["gold"] if gold.get("year")]
    context = Context(
        report=_report_code(record.get("report")), year=record.get("report_year") or _reported(years, record)
    )
    report = read_grid(grid, context)
    # The labels hold values only; an absence that was read ("N/A") is neither wanted nor wrong here.
    absent = {Status.MISSING, Status.NOT_RELEASED, Status.NOT_APPLICABLE}
    return [reading for reading in report.readings if reading.status not in absent]


def _report_code(name: str | None) -> str | None:
    first = (name or "").split(" ", 1)[0].upper()
    return {"LAKIP": "LKJIP", "LKJIP": "LKJIP", "RENSTRA": "RENSTRA"}.get(first, first or None)


def _reported(years: Sequence[int], record: Record) -> int | None:
    """The year the document reports on. A table alone does not say it; the document it stands in does: it is the
    last year with a realised value."""
    reached = [gold["year"] for gold in record["gold"] if gold.get("year") and gold["kind"] == "realisasi"]
    return max(reached or years, default=None)


def _same(wanted: Record, reading: Reading, header_rows: int) -> bool:
    place = reading.place
    if (place.row, place.col) != (wanted["row"] + 1 + header_rows, wanted["col"] + 1):
        return False
    if reading.kind.value != wanted["kind"]:
        return False
    if wanted.get("year") is not None and reading.year != wanted["year"]:
        return False
    return _same_value(wanted, reading) and _same_name(str(wanted["indicator"]), reading.indicator)


def _same_name(wanted: str, read: str) -> bool:
    """The same text at 85 %, or one holding the other whole: a parent's name may stand before the indicator's own."""
    one, other = bare(wanted), bare(read)
    short, long = sorted((one, other), key=len)
    return fuzz.ratio(one, other) >= 85 or (len(short) >= 3 and short in long)


def _same_value(wanted: Record, reading: Reading) -> bool:
    value = wanted.get("value")
    if value is None:
        if wanted.get("range"):
            return reading.value is None or reading.value == Decimal(str(wanted["range"][0]))
        return bare(str(wanted.get("grade") or "")) == bare(reading.grade or "")
    return reading.value is not None and abs(reading.value - Decimal(str(value))) <= abs(reading.value) * Decimal(
        "1e-9"
    )
