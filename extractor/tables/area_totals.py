"""Breakdowns by district: only the row of the whole region is a value of the indicator that the caption names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.facts import Flag, Kind, Reading, Source, Status
from extractor.numbers_id import Evidence, parse_value
from extractor.tables.column_facts import Column, Context, column_note
from extractor.tables.flags import cell_flags
from extractor.tables.headers import HeadedTable
from extractor.tables.labels import looks_like_indicator, name_in_caption
from extractor.tables.matrix import Row, cell_place, distinct_cells, flowing, text_at
from extractor.tables.years import caption_years

_TOTAL = re.compile(r"^\W*(?:jumlah|total|kabupaten|kab\.|kota|provinsi|se-?kab\w*|se-?kota)\b", re.IGNORECASE)
_PER_AREA = re.compile(
    r"\s*(?:per|menurut|berdasarkan|tiap|setiap)[\s-]*(?:kecamatan|kelurahan|desa|kab|puskesmas)\b.*$", re.IGNORECASE
)
_PERCENT_NAME = re.compile(
    r"^(?:persentase|prosentase|presentase|cakupan|prevalensi|proporsi|angka kemiskinan)", re.IGNORECASE
)
_PERCENT_HEAD = re.compile(r"%|persen|prosen", re.IGNORECASE)


def read_area_total(headed: HeadedTable, columns: Sequence[Column], context: Context) -> Iterator[Reading]:
    """The percents of the total row, where the caption names a percentage."""
    caption = flowing(headed.table.above[-1]) if headed.table.above else ""
    name = _PER_AREA.sub("", name_in_caption(_PER_AREA.sub("", caption)))
    total = next((row for row in reversed(headed.body) if _is_total(row)), None)
    if total is None or not (_PERCENT_NAME.match(name) and looks_like_indicator(name)):
        return
    percents = [column for column in columns if column.path and _PERCENT_HEAD.search(column.path[-1])]
    told = caption_years([caption])
    for column in percents:
        year = column.year or (told.years[0] if told and len(told.years) == 1 else context.year)
        cell, raw = total[column.col], text_at(total, column.col)
        value = parse_value(raw, Evidence(unit="%", name=name, legend=headed.table.below))
        if cell is None or value.status not in {Status.GIVEN, Status.ZERO} or (len(percents) > 1 and not column.year):
            continue
        assumed = () if column.year or told else (Flag.YEAR_ASSUMED,)
        yield Reading(
            indicator=name,
            kind=Kind.REALISASI,
            year=year,
            value=value.value,
            unit="%",
            raw=value.raw,
            status=value.status,
            flags=tuple(dict.fromkeys((*value.flags, *assumed, Flag.KIND_ASSUMED, *cell_flags(cell, cell.lines)))),
            source=Source.TABLE,
            place=cell_place(cell),
            section=caption,
            notes=(column_note(column), "baris jumlah seluruh wilayah"),
        )


def _is_total(row: Row) -> bool:
    """Named as the whole, and not numbered: a numbered "Kota Senja" is one of the areas."""
    cells = list(distinct_cells(row))[:2]
    return bool(cells) and not cells[0].text.strip()[:1].isdigit() and any(_TOTAL.match(cell.text) for cell in cells)
