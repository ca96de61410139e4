"""The form as an Excel workbook: values to write in, sources beside them that cannot be overwritten by accident."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from store.prefill.facts import Form, FormTable, Slot, SlotState
from store.prefill.marks import manifest_of, put_into_workbook
from store.prefill.printed import source_sentence
from store.prefill.scales import unit_beside
from store.prefill.word_table import NEEDED_SHADE, SUGGESTED_SHADE, needed_tag
from store.spreadsheet import fits_excel, put, put_header, put_table, set_widths, sheet_name

if TYPE_CHECKING:
    from openpyxl import Workbook

MISSING_SHEET = "Yang perlu diisi"
HEADER_ROW = 3
NAME_WIDTH, LINE_HEIGHT = 48, 13.5
"""Letters and points."""
_STATES = {
    SlotState.FILLED: "terkonfirmasi",
    SlotState.COMPUTED: "hitungan",
    SlotState.ABSENT: "dinyatakan tidak ada",
    SlotState.SUGGESTED: "USULAN, belum dikonfirmasi",
    SlotState.NEEDED: "perlu diisi",
    SlotState.WAITING: "akan terhitung",
}


def form_workbook(form: Form) -> Workbook:
    """First sheet: what is missing. Then a sheet for each table."""
    from openpyxl import Workbook

    workbook = Workbook()
    first = workbook.active
    first.title = MISSING_SHEET
    _missing(first, form)
    for table in form.tables:
        sheet = workbook.create_sheet(sheet_name(f"Tabel {table.number}", workbook.sheetnames))
        _table(sheet, table)
    put_into_workbook(workbook, manifest_of(form))
    return workbook


def _missing(sheet: Any, form: Form) -> None:  # noqa: ANN401 (openpyxl ships no types)
    put(sheet.cell(1, 1), f"{form.report_name} {form.region_name} Tahun {form.year}")
    missing = form.missing()
    titles = ("Perangkat daerah", "Perlu diisi", "Usulan", "Belum rilis", "Isian lain")
    line = put_table(
        sheet, titles, ((i.opd, i.needed, i.suggested, i.not_released, i.manual) for i in missing), HEADER_ROW
    )
    for problem in form.problems:
        put(sheet.cell(line + 1, 1), problem)
        line += 1
    details = ((item.opd, slot.indicator, slot.title, table.number) for item in missing for table, slot in item.slots)
    first = line + 2
    end = put_table(sheet, ("Perangkat daerah", "Indikator", "Yang diminta", "Tabel"), details, first)
    for number in range(first + 1, end):
        _wrap_name(sheet.cell(number, 2), str(sheet.cell(number, 2).value))
    set_widths(sheet, (44, 60, 26, 14, 14))
    _print_across(sheet)


def _table(sheet: Any, table: FormTable) -> None:  # noqa: ANN401 (openpyxl ships no types)
    """Number, name, unit, the asked columns, then for each slot its source, and hidden its tag."""
    put(sheet.cell(1, 1), table.caption)
    start = 4
    slots = [
        index for index, column in enumerate(table.columns) if any(_is_kept(row.slots[index]) for row in table.rows)
    ]
    sources = start + len(table.columns)
    tags = sources + len(slots)
    titles = ["No", table.name_title, "Satuan", *table.titles]
    titles += [f"Sumber: {table.titles[index]}" for index in slots] + [f"Tag: {table.titles[index]}" for index in slots]
    for column, title in enumerate(titles, 1):
        put_header(sheet.cell(HEADER_ROW, column), title)
    for line, row in enumerate(table.rows, HEADER_ROW + 1):
        put(sheet.cell(line, 1), row.number)
        put(sheet.cell(line, 2), row.name)
        _wrap_name(sheet.cell(line, 2), row.name)
        put(sheet.cell(line, 3), row.unit)
        for index, (text, slot) in enumerate(zip(row.texts, row.slots, strict=True)):
            _slot(sheet.cell(line, start + index), text, slot, row.unit)
        for place, index in enumerate(slots):
            found = row.slots[index]
            if found is not None and _is_kept(found):
                put(sheet.cell(line, sources + place), _source(found))
                put(sheet.cell(line, tags + place), found.tag or (needed_tag(found) if _is_open(found) else ""))
    asked = (_width(table, index) for index in range(len(table.columns)))
    set_widths(sheet, [5.0, NAME_WIDTH, 12.0, *asked, *[40.0] * len(slots)])
    # Where the report asks for the unit itself, one column of it is enough.
    sheet.column_dimensions["C"].hidden = any(column.catalogue_field == "unit" for column in table.columns)
    _protect(sheet, table, start, tags, len(titles))
    _print_across(sheet, last_column=start + len(table.columns) - 1)


def _print_across(sheet: Any, last_column: int | None = None) -> None:  # noqa: ANN401 (openpyxl ships no types)
    """On paper: lying, as wide as a page, the head on each; sources and tags are for the screen."""
    from openpyxl.utils import get_column_letter

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "&A - halaman &P dari &N"
    if last_column is not None:
        sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        sheet.print_area = f"A1:{get_column_letter(last_column)}{sheet.max_row}"


def _width(table: FormTable, index: int) -> float:
    """Room for the longest number with its unit beside it; a number that does not fit is shown as ###."""
    slots = ((row.slots[index], row.unit) for row in table.rows)
    texts = [f"{slot.text} {unit_beside(slot, unit)}" for slot, unit in slots if slot is not None]
    return min(40.0, max(16.0, max((len(text) for text in texts), default=0) * 1.1 + 2))


def _wrap_name(cell: Any, name: str) -> None:  # noqa: ANN401 (openpyxl ships no types)
    """Long names stand on several lines, in a row that is high enough for them in every program."""
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(wrap_text=True, vertical="top")
    lines = -(-len(name) // (NAME_WIDTH - 6))
    if lines > 1:
        cell.parent.row_dimensions[cell.row].height = LINE_HEIGHT * lines


def _is_kept(slot: Slot | None) -> bool:
    return slot is not None and slot.state is not SlotState.MANUAL


def _is_open(slot: Slot) -> bool:
    return slot.state is SlotState.NEEDED


def _slot(cell: Any, text: str, slot: Slot | None, row_unit: str) -> None:  # noqa: ANN401 (openpyxl ships no types)
    from openpyxl.styles import Font, PatternFill, Protection

    if slot is None:
        put(cell, text)
        return
    put(cell, _content(slot))
    beside = unit_beside(slot, row_unit).replace('"', "")
    if beside and isinstance(cell.value, Decimal):
        # Shown behind the number, which stays a number.
        cell.number_format += f'" {beside}"'
    cell.protection = Protection(locked=slot.state in {SlotState.COMPUTED, SlotState.WAITING})
    shade = {SlotState.NEEDED: NEEDED_SHADE, SlotState.SUGGESTED: SUGGESTED_SHADE}.get(slot.state)
    if shade:
        cell.fill = PatternFill("solid", start_color=shade)
    if slot.state is SlotState.SUGGESTED:
        cell.font = Font(italic=True)


def _content(slot: Slot) -> Decimal | str | None:
    # A grade or the name of an absence is text; so is a number with a grade behind it, or too long for Excel.
    if slot.value is not None and not slot.grade and fits_excel(slot.value):
        return slot.value
    return slot.text or None


def _source(slot: Slot) -> str:
    parts = [_STATES.get(slot.state, ""), source_sentence(slot.source) if slot.source else "", slot.note]
    if slot.state is SlotState.SUGGESTED:
        parts = [_STATES[slot.state], slot.note]
    return ". ".join(part for part in parts if part)


def _protect(sheet: Any, table: FormTable, start: int, tags: int, last: int) -> None:  # noqa: ANN401
    """Everything is locked but the slots; the tags are hidden. No password: it keeps from slips, not from people."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, start)
    for column in range(tags, last + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    # A warning, not a stop: "Belum rilis" is a right answer too.
    number = DataValidation(type="decimal", operator="between", formula1="-1E+18", formula2="1E+18", allow_blank=True)
    number.errorStyle, number.showErrorMessage = "warning", True
    number.error = "Isikan angka, atau nama ketiadaannya: Belum rilis, Tidak berlaku, Kosong."
    for index in range(len(table.columns)):
        letter = get_column_letter(start + index)
        for line, row in enumerate(table.rows, HEADER_ROW + 1):
            slot = row.slots[index]
            if slot is not None and _is_kept(slot):
                number.add(f"{letter}{line}")
    if str(number.sqref):
        sheet.add_data_validation(number)
