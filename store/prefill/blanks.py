"""A blank form as a ministry or a government hands it out: its tables, their columns, and the rows to be filled."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import WarisanError
from extractor.facts import Kind
from store.prefill.facts import Ask, Column
from store.prefill.fields import column_of, columns_of
from store.prefill.redating import CAPTION, YEAR, dated_spans

if TYPE_CHECKING:
    from extractor.facts import Cell
    from extractor.tables import TableReport

BETWEEN_LEVELS = " › "
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}(?:\s*=.*)?\)?$")
_RUNNING = re.compile(r"^(?:no\.?|nomor|kode)$", re.I)
_UNIT_AT_END = re.compile(r"\s*\((?:%|persen|rp\.?|rupiah|orang|jiwa)\)\s*$", re.I)
_CSV_NEEDS = ("section", "fields")


class FormWithoutSlots(WarisanError):
    """The form {name} has no table with indicators and columns to be filled. Choose the blank form with its tables."""

    indonesian = (
        "Formulir {name} tidak memuat tabel berisi indikator dan kolom yang harus diisi. "
        "Pilih formulir kosong lengkap dengan tabelnya."
    )


class FaultyFormList(WarisanError):
    """The list {name} cannot be read as a form ({fault}). It needs the columns: code or indicator, section, fields."""

    indonesian = (
        "Daftar {name} tidak dapat dibaca sebagai formulir ({fault}). "
        "Kolom yang harus ada: code atau indicator, section, fields."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankColumn:
    """One column of a blank form."""

    heading: str
    """As printed, its levels joined: ``Realisasi › 2025``."""
    column: Column
    """What it asks for, its year relative to the year of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRow:
    """One row that waits for values."""

    name: str
    code: str = ""
    """Set where the form names the indicator by its code."""
    unit: str = ""
    strength: str = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankTable:
    """One table of a blank form."""

    title: str
    name_title: str
    """Heading of the column that names the indicators."""
    columns: tuple[BlankColumn, ...]
    rows: tuple[BlankRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A blank form, whatever kind of file it came as."""

    name: str
    year: int | None
    """The year that its columns count from; ``None`` where it prints no years."""
    tables: tuple[BlankTable, ...]


def read_blank(path: Path) -> BlankForm:
    """Reads a blank form: Word, Excel, PDF, or a list (.csv) in the columns of the catalogue's requirements."""
    found = _from_list(path) if path.suffix.lower() == ".csv" else _from_tables(path)
    if not any(table.rows and table.columns for table in found.tables):
        raise FormWithoutSlots(name=path.name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The head of one column, as far as forms need it."""

    col: int
    path: tuple[str, ...]
    role: str
    kind: Kind | None = None
    year: int | None = None
    period: str | None = None
    end_target: bool = False

    @property
    def header(self) -> str:
        return " ".join(BETWEEN_LEVELS.join(self.path).split())


@dataclass(frozen=True, slots=True)
class _Headed:
    """A table of the file with the heads of its columns."""

    report: TableReport
    heads: tuple[_Head, ...]


def _from_tables(path: Path) -> BlankForm:
    from extractor import read_range
    from extractor.tables import Context, read_tables

    headed = [_Headed(report, _heads(report)) for report in read_tables(read_range(path, None), Context())]
    year = _year_of(headed)
    tables = (_table(one, year) for one in headed)
    return BlankForm(name=path.stem, year=year, tables=tuple(table for table in tables if table.columns))


def _heads(report: TableReport) -> tuple[_Head, ...]:
    if not report.columns:
        return _plain_heads(report)
    return tuple(
        _Head(
            col=column.col,
            path=column.path,
            role=column.role.value,
            kind=column.kind,
            year=column.year,
            period=column.period,
            end_target=column.end_target,
        )
        for column in report.columns
    )


def _plain_heads(report: TableReport) -> tuple[_Head, ...]:
    """Where no column asks for values (awards, innovations): the first row is the head, its first text the name."""
    first = next(iter(report.table.rows), ())
    texts = {col: " ".join(cell.text.split()) for col, cell in enumerate(first) if cell is not None}
    named = [col for col, text in texts.items() if text and not _RUNNING.match(text)]
    if len(named) < 2 or any(_COLUMN_NUMBER.match(text) for text in texts.values()):
        return ()
    roles = {col: "group" if col == named[0] else "left" for col in named}
    return tuple(_Head(col=col, path=(text,), role=roles.get(col, "number")) for col, text in texts.items() if text)


def _year_of(tables: Iterable[_Headed]) -> int | None:
    """The last year that headings and captions print, ends of plans aside."""
    years: set[int] = set()
    for one in tables:
        headings = [head.header for head in one.heads if not head.end_target]
        for text in (*headings, *one.report.table.above[-2:]):
            printed = {int(year): int(year) for year in YEAR.findall(text)}
            years.update(int(year) for _, _, year in dated_spans(text, printed, max(printed, default=0)))
    return max(years, default=None)


def _table(headed: _Headed, year: int | None) -> BlankTable:
    names = _name_column(headed.heads)
    units = [head.col for head in headed.heads if head.role == "unit"]
    columns = [_column(head, year) for head in headed.heads if head is not names and head.role != "number"]
    rows: list[BlankRow] = []
    for row in _body(headed):
        texts = ["" if cell is None else " ".join(cell.text.split()) for cell in row]
        name = texts[names.col] if names is not None else ""
        if name and not (rows and rows[-1].name == name):
            rows.append(BlankRow(name=name, unit=texts[units[0]] if units else ""))
    return BlankTable(
        title=_title(headed.report.table.above),
        name_title=names.header if names is not None else "",
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _name_column(heads: Sequence[_Head]) -> _Head | None:
    """The indicators' column; in a table of programmes, the first that is no number."""
    by_role = {head.role: head for head in reversed(heads)}
    return by_role.get("indicator") or by_role.get("group")


def _body(headed: _Headed) -> Iterator[Sequence[Cell | None]]:
    """The rows below the header and the row of column numbers."""
    levels = {head.col: {_plain(level) for level in head.path} for head in headed.heads}
    in_header = True
    for row in headed.report.table.rows:
        texts = {col: _plain(cell.text) for col, cell in enumerate(row) if cell is not None and cell.text.strip()}
        is_header = all(text in levels.get(col, ()) for col, text in texts.items())
        is_numbered = len(texts) > 1 and all(_COLUMN_NUMBER.match(text) for text in texts.values())
        if in_header and (is_header or is_numbered):
            continue
        in_header = False
        if texts and not is_header:
            yield row


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _title(above: Sequence[str]) -> str:
    captions = [line for line in above if CAPTION.match(line)]
    return " ".join((captions or list(above) or [""])[-1].split())


def _column(head: _Head, year: int | None) -> BlankColumn:
    words = _relative(head.header.replace(BETWEEN_LEVELS, " "), year)
    found = column_of(words.lower())
    if found.ask is Ask.MANUAL:
        found = column_of(_UNIT_AT_END.sub("", words).lower())
    if found.ask is Ask.MANUAL and head.kind is not None and not head.end_target:
        # What the reader of reports takes such a heading for.
        offset = head.year - year if head.year is not None and year is not None else 0
        ask = Ask.RATIO if head.kind is Kind.CAPAIAN else Ask.VALUE
        found = Column(asked=words, ask=ask, kinds=(head.kind,), offset=offset, period=head.period or "")
    return BlankColumn(heading=head.header, column=replace(found, title=words))


def _relative(text: str, year: int | None) -> str:
    """``Realisasi 2024`` in a form of 2025 -> ``Realisasi n-1``; the years of laws and plans stay."""
    if year is None:
        return text
    offsets = {int(found): int(found) for found in YEAR.findall(text)}
    for start, end, printed in reversed(list(dated_spans(text, offsets, year))):
        offset = int(printed) - year
        text = text[:start] + (f"n{offset:+d}" if offset else "n") + text[end:]
    return text


def _from_list(path: Path) -> BlankForm:
    """One line an indicator, as in the catalogue: lines of one section with the same fields share a table."""
    gathered: dict[tuple[str, str], list[BlankRow]] = {}
    for line in _lines(path):
        row = BlankRow(
            name=line.get("indicator", "").strip(),
            code=line.get("code", "").strip(),
            unit=line.get("unit", "").strip(),
            strength=line.get("strength", "").strip() or "local",
        )
        if row.name or row.code:
            gathered.setdefault((line["section"].strip(), line["fields"].strip()), []).append(row)
    tables = []
    for (section, fields), rows in gathered.items():
        name_title, columns = columns_of(fields)
        blanks = tuple(BlankColumn(heading=column.asked, column=column) for column in columns)
        tables.append(BlankTable(title=section, name_title=name_title, columns=blanks, rows=tuple(rows)))
    return BlankForm(name=path.stem, year=None, tables=tuple(tables))


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise FaultyFormList(name=path.name, fault="bukan teks UTF-8") from fault
    head = text.partition("\n")[0]
    # Excel in Indonesian writes semicolons; then the fields of one cell are quoted.
    reader = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    lacking = [name for name in _CSV_NEEDS if name not in columns]
    if lacking or not {"code", "indicator"} & set(columns):
        raise FaultyFormList(name=path.name, fault=f"kolom {', '.join(lacking) or 'code'} tidak ada")
    reader.fieldnames = columns
    return [{name: value or "" for name, value in line.items() if isinstance(name, str)} for line in reader]
