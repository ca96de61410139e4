"""A government's own form, filled like those of the catalogue: from a blank Word, Excel or PDF file, or from a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from store.prefill.blanks import BlankForm, BlankRow, BlankTable, FormWithoutSlots
from store.prefill.building import (
    NO_OPD,
    Demand,
    check_year,
    form_row,
    indicator_names,
    served_shares,
    tell_empty,
)
from store.prefill.facts import Ask, Column, Form, FormRow, FormTable, Slot, SlotState
from store.prefill.fields import heading
from store.prefill.filling import Filler
from store.prefill.known import knowledge
from store.prefill.redating import dated_spans
from store.prefill.rolling_codes import codes_by_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.tables import IndicatorRow

_NUMBERED = re.compile(r"^tabel\s+(\d[\w.]*:?)\s*", re.I)
NAMED = 5
"""Rows named one by one where no indicator was found for them; the rest is counted."""


def build_own_form(session: Session, blank: BlankForm, year: int, region: str) -> Form:
    """``blank`` for the year reported on, filled with what the government has confirmed.

    A row is an indicator by its code, its exact name, or a wording that people confirmed; nothing is guessed.
    """
    from sqlalchemy import or_, select

    from store.regions import find_region
    from store.tables import IndicatorRow

    check_year(year)
    government = find_region(session, region)
    query = select(IndicatorRow).where(or_(IndicatorRow.region.is_(None), IndicatorRow.region == government.code))
    indicators = {row.code: row for row in session.scalars(query)}
    names = codes_by_name(session, indicators, government.code)
    filler = Filler(
        knowledge(session, government.code, year), year, names=indicator_names(session), served=served_shares(session)
    )
    maker = _Maker(indicators, names, filler, old_year=blank.year, year=year)
    tables = tuple(maker.table(number, table) for number, table in enumerate(_with_rows(blank), 1))
    if not any(
        slot.state is not SlotState.MANUAL for table in tables for row in table.rows for slot in row.slots if slot
    ):
        raise FormWithoutSlots(name=blank.name)
    return Form(
        report=blank.name,
        report_name=blank.name,
        legal_basis="",
        addressed_to="",
        year=year,
        region=government.code,
        region_name=government.name,
        made_at=datetime.now(UTC),
        tables=tables,
        problems=(*tell_empty(tables, government.name, year), *maker.problems(), *filler.problems),
    )


def _with_rows(blank: BlankForm) -> list[BlankTable]:
    return [table for table in blank.tables if table.rows]


class _Maker:
    """Makes the tables of one form; remembers which rows are no indicator that is known."""

    def __init__(
        self,
        indicators: Mapping[str, IndicatorRow],
        names: Mapping[str, str],
        filler: Filler,
        *,
        old_year: int | None,
        year: int,
    ) -> None:
        self._indicators, self._names = indicators, names
        self._filler, self._old_year, self._year = filler, old_year, year
        self._unknown: list[str] = []

    def table(self, number: int, blank: BlankTable) -> FormTable:
        columns = tuple(one.column for one in blank.columns if one.column.catalogue_field != "urusan")
        rows = tuple(self._row(count, row, columns) for count, row in enumerate(blank.rows, 1))
        numbered = _NUMBERED.match(blank.title)
        return FormTable(
            chapter="",
            title=self._redated(blank.title[numbered.end() :] if numbered else blank.title),
            number=numbered[1].rstrip(".:") if numbered else str(number),
            columns=columns,
            titles=tuple(heading(column, self._year) for column in columns),
            name_title=blank.name_title or "Indikator",
            rows=rows,
        )

    def _redated(self, title: str) -> str:
        if self._old_year is None or self._old_year == self._year:
            return title
        moved = {year: year + self._year - self._old_year for year in range(self._old_year - 9, self._old_year + 1)}
        for start, end, new in reversed(list(dated_spans(title, moved, self._old_year))):
            title = title[:start] + new + title[end:]
        return title

    def _row(self, number: int, blank: BlankRow, columns: tuple[Column, ...]) -> FormRow:
        from store.prefill.rolling_cells import plain

        code = blank.code or self._names.get(plain(blank.name), "")
        indicator = self._indicators.get(code)
        if indicator is None:
            self._unknown.append(blank.name or blank.code)
            return _unknown_row(number, blank, columns, self._year)
        demand = Demand(indicator=indicator, section="", fields="", strength=blank.strength)
        made = form_row(number, demand, columns, self._year, self._filler)
        return replace(made, name=blank.name or indicator.name)

    def problems(self) -> list[str]:
        if not self._unknown:
            return []
        shown = "; ".join(self._unknown[:NAMED])
        rest = len(self._unknown) - NAMED
        more = f"; dan {rest} lagi" if rest > 0 else ""
        return [
            f"{len(self._unknown)} baris formulir bukan indikator yang dikenal, jadi tidak diisi: {shown}{more}. "
            "Cocokkan namanya pada laporan yang memuatnya, atau terima sebagai indikator lokal."
        ]


def _unknown_row(number: int, blank: BlankRow, columns: tuple[Column, ...], year: int) -> FormRow:
    """Its cells are left to people; its unit is the only thing the form says."""
    slots, texts = [], []
    for position, column in enumerate(columns):
        is_unit = column.ask is Ask.CATALOGUE
        texts.append(blank.unit if column.catalogue_field == "unit" else "")
        title = heading(column, year)
        slot = Slot(
            code="", indicator=blank.name, column=position, asked=column.asked, title=title, state=SlotState.MANUAL,
            opd=NO_OPD,
        )  # fmt: skip
        slots.append(None if is_unit else slot)
    return FormRow(
        number=number, code="", name=blank.name or blank.code, unit=blank.unit, group="", opd=NO_OPD,
        strength=blank.strength, texts=tuple(texts), slots=tuple(slots),
    )  # fmt: skip
