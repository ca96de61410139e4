"""Opening an Excel file in the reader that knows its format."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor._ooxml import check_sheet_parts
from extractor.errors import Damaged, InBoth, PasswordProtected, UnreadableFile
from extractor.facts import Problem
from extractor.settings import ReadLimits
from extractor.sheet._cells import Position, SheetCell, SheetCells
from extractor.sheet._shown import shown

_OLE = bytes.fromhex("d0cf11e0")
_UNREADABLE = InBoth("its sheets cannot be read", "lembar kerjanya tidak terbaca")
_SIDES = ("left", "right", "top", "bottom")

Book = Any  # openpyxl, xlrd and calamine ship no types


def read_book(path: Path, limits: ReadLimits) -> list[SheetCells]:
    """The sheets; charts and macros are none."""
    try:
        with path.open("rb") as file:
            is_old = file.read(len(_OLE)) == _OLE
        if is_old:
            return _read_old(path, limits)
        uncounted = check_sheet_parts(path, limits)
        return list(_read_xlsx(path, limits, uncounted)) if uncounted is not None else _read_any(path, limits)
    except UnreadableFile:
        raise
    except Exception as cause:  # the readers leak KeyError, TypeError, struct.error and more on damaged files
        raise Damaged(name=path.name, detail=_UNREADABLE) from cause


def _read_xlsx(path: Path, limits: ReadLimits, uncounted: int) -> Iterator[SheetCells]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that hold no values
        book = openpyxl.load_workbook(path, data_only=True)
    problems: tuple[Problem, ...] = ()
    if uncounted:
        why = "hasilnya tidak tersimpan; buka berkas di Excel, simpan, lalu unggah lagi"
        problems = (Problem(page=None, what=f"{uncounted} rumus belum dihitung", why=why),)
    left = limits.max_cells
    for sheet in book.worksheets:
        cells = {position: cell for position, cell in _xlsx_cells(sheet) if cell.text or cell.bordered}
        left -= len(cells)
        problems += _too_many(sheet.title) if left < 0 else ()
        yield SheetCells(
            name=sheet.title,
            cells=cells if left >= 0 else {},
            merges=tuple((m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells),
            hidden_rows=frozenset(row - 1 for row, form in sheet.row_dimensions.items() if form.hidden),
            hidden_columns=frozenset(_hidden_columns(sheet)),
            hidden=sheet.sheet_state != "visible",
            problems=problems,
        )
        problems = ()


def _too_many(name: str) -> tuple[Problem, ...]:
    return (Problem(page=None, what=f"lembar «{name}»", why="terlalu banyak sel; pecah berkasnya"),)


def _xlsx_cells(sheet: Book) -> Iterator[tuple[Position, SheetCell]]:
    for row in sheet.iter_rows():
        for cell in row:
            text = shown(cell.value, cell.number_format or "").strip()
            sides = [getattr(cell.border, side, None) for side in _SIDES]
            bordered = any(side is not None and side.style for side in sides)
            if text or bordered:
                font = cell.font
                bold, size = bool(font and font.b), font.sz if font else None
                yield (cell.row - 1, cell.column - 1), SheetCell(text=text, bold=bold, size=size, bordered=bordered)


def _hidden_columns(sheet: Book) -> Iterator[int]:
    for form in sheet.column_dimensions.values():
        if form.hidden:
            yield from range((form.min or 1) - 1, min(form.max or form.min or 1, 16_384))


def _read_old(path: Path, limits: ReadLimits) -> list[SheetCells]:
    """xlrd tells formats, hidden rows and merges; what it refuses may still open without them."""
    import xlrd

    try:
        book = xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as refusal:
        if "encrypted" in str(refusal):
            raise PasswordProtected(name=path.name) from refusal
        return _read_any(path, limits)
    return [_old_sheet(book, sheet) for sheet in book.sheets()]


def _old_sheet(book: Book, sheet: Book) -> SheetCells:
    cells: dict[Position, SheetCell] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = _old_cell(book, sheet.cell(row, column))
            if cell.text or cell.bordered:
                cells[row, column] = cell
    return SheetCells(
        name=sheet.name,
        cells=cells,
        merges=tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells),
        hidden_rows=frozenset(row for row, form in sheet.rowinfo_map.items() if form.hidden),
        hidden_columns=frozenset(column for column, form in sheet.colinfo_map.items() if form.hidden),
        hidden=sheet.visibility != 0,
    )


def _old_cell(book: Book, cell: Book) -> SheetCell:
    import xlrd

    form = book.xf_list[cell.xf_index]
    number_format = book.format_map[form.format_key].format_str
    value: object = cell.value
    if cell.ctype == xlrd.XL_CELL_DATE:
        value = xlrd.xldate_as_datetime(cell.value, book.datemode)
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(cell.value)
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        value = xlrd.error_text_from_code.get(cell.value, "#N/A")
    font = book.font_list[form.font_index]
    return SheetCell(
        text=shown(value, number_format).strip(),
        bold=bool(font.bold),
        size=font.height / 20,
        bordered=any(getattr(form.border, f"{side}_line_style") for side in _SIDES),
    )


def _read_any(path: Path, limits: ReadLimits) -> list[SheetCells]:
    """Values and merges alone, for .xlsb and old files that xlrd refuses: it tells no formats."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as cause:  # a panic of calamine is no Exception
        raise Damaged(name=path.name, detail=_UNREADABLE) from cause
    hidden = {one.name for one in book.sheets_metadata if str(one.visible) != "SheetVisibleEnum.Visible"}
    why = "format angkanya tidak terbaca: persen bisa tampil sebagai pecahan (0,95). Simpan sebagai .xlsx lalu unggah"
    problem = Problem(page=None, what="berkas Excel biner", why=why)
    sheets = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > limits.max_cells * 10:
            sheets.append(SheetCells(name=name, cells={}, problems=_too_many(name)))
            continue
        rows = sheet.to_python(skip_empty_area=False)
        texts = {(r, c): shown(value, "").strip() for r, row in enumerate(rows) for c, value in enumerate(row)}
        cells = {position: SheetCell(text=text) for position, text in texts.items() if text}
        merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        problems = (problem,) if cells else ()
        sheets.append(SheetCells(name=name, cells=cells, merges=merges, hidden=name in hidden, problems=problems))
    return sheets
