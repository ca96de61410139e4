"""Writing Excel cells so that the number stays exact and a text never becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

MOST_DIGITS = 15
"""Excel keeps 15 significant digits; a longer number is written as text, or it would be rounded in silence."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
HEADER_FILL = "D9E2EC"


def put(cell: Any, content: str | int | Decimal | None) -> None:  # noqa: ANN401 (openpyxl ships no types)
    """Writes into an openpyxl cell; text that starts like a formula stays text, also after it is edited."""
    if isinstance(content, Decimal) and fits_excel(content):
        cell.value = content
        cell.number_format = _format_of(content)
        return
    if isinstance(content, int) or content is None:
        cell.value = content
        return
    text = _NOT_XML.sub("", format(content, "f") if isinstance(content, Decimal) else content)
    cell.value = text
    cell.data_type = "s"
    if text[:1] in {"=", "+", "-", "@"}:
        cell.quotePrefix = True


def fits_excel(number: Decimal) -> bool:
    return len(number.as_tuple().digits) <= MOST_DIGITS


def _format_of(number: Decimal) -> str:
    """As many decimals as the number has: 71.90 is shown as 71,90 on an Indonesian computer."""
    exponent = number.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * places if places else "")


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """At most 31 characters, none that Excel refuses, none twice."""
    plain = _NOT_IN_NAME.sub(" ", wanted)[:31].strip("' ") or "Lembar"
    used = {name.lower() for name in taken}
    name, number = plain, 2
    while name.lower() in used:
        name = f"{plain[:27]} {number}"
        number += 1
    return name


Content = str | int | Decimal | None


def put_table(sheet: Any, titles: Sequence[str], rows: Iterable[Sequence[Content]], first: int = 1) -> int:  # noqa: ANN401
    """A table with a bold header from row ``first``; gives the next free row."""
    for column, title in enumerate(titles, 1):
        put_header(sheet.cell(first, column), title)
    line = first
    for line, contents in enumerate(rows, first + 1):
        for column, content in enumerate(contents, 1):
            put(sheet.cell(line, column), content)
    return line + 1


def put_header(cell: Any, title: str) -> None:  # noqa: ANN401 (openpyxl ships no types)
    from openpyxl.styles import Alignment, Font, PatternFill

    put(cell, title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color=HEADER_FILL)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center")


def set_widths(sheet: Any, widths: Iterable[float]) -> None:  # noqa: ANN401 (openpyxl ships no types)
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
