"""A new year's blank form beside last year's: what was added, renamed, moved, dropped, and what has no value yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from store.prefill.blanks import BlankColumn, BlankForm, BlankRow, BlankTable
from store.prefill.facts import Ask, Form, FormRow, FormTable, Slot, SlotState
from store.prefill.rolling_cells import plain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LIKE_NAMES = 0.72
"""Two wordings at least this near (0 to 1) are one thing renamed."""
LIKE_TABLES = 0.6

_NUMBER = re.compile(r"^tabel\s+\d[\w.]*:?\s*", re.I)
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b")
_Part = TypeVar("_Part", BlankTable, BlankColumn, BlankRow)


class Part(StrEnum):
    """What changed."""

    TABLE = "table"
    COLUMN = "column"
    ROW = "row"


class Drift(StrEnum):
    """How it changed."""

    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One difference between the two forms."""

    part: Part
    drift: Drift
    table: str
    """Caption in the new form; in the old one where the table was dropped."""
    before: str = ""
    after: str = ""
    why: str = ""
    """Indonesian."""

    def to_json(self) -> dict[str, Any]:
        return {
            "part": self.part.value,
            "drift": self.drift.value,
            "table": self.table,
            "before": self.before,
            "after": self.after,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSlot:
    """A slot of the new form that the store cannot fill yet."""

    table: str
    indicator: str
    asked: str
    opd: str
    state: str
    note: str
    is_new: bool
    """Its column, row or table was not in last year's form."""

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftReport:
    """Everything that differs, tables first, in the order of the new form."""

    old: str
    new: str
    shifts: tuple[Shift, ...]
    open_slots: tuple[OpenSlot, ...] = ()
    """Empty where no year and government were named."""
    problems: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """``{"column added": 2, ...}``; what did not happen is left out."""
        found: dict[str, int] = {}
        for shift in self.shifts:
            name = f"{shift.part.value} {shift.drift.value}"
            found[name] = found.get(name, 0) + 1
        return found

    def to_json(self) -> dict[str, Any]:
        return {
            "old": self.old,
            "new": self.new,
            "counts": self.counts(),
            "shifts": [shift.to_json() for shift in self.shifts],
            "open_slots": [slot.to_json() for slot in self.open_slots],
            "problems": list(self.problems),
        }


def compare_blanks(old: BlankForm, new: BlankForm) -> DriftReport:
    """Years that only moved on are no difference: "Realisasi 2024" is last year's "Realisasi 2023"."""
    pairs = _paired(old.tables, new.tables, _like_tables, LIKE_TABLES)
    partner = {id(after): before for before, after in pairs}
    shifts: list[Shift] = []
    for table in new.tables:
        before = partner.get(id(table))
        shifts.extend([Shift(part=Part.TABLE, drift=Drift.ADDED, table=table.title, after=table.title)] * (not before))
        shifts.extend(_within(before, table) if before else ())
    kept = {id(before) for before, _ in pairs}
    shifts.extend(
        Shift(part=Part.TABLE, drift=Drift.DROPPED, table=table.title, before=table.title)
        for table in old.tables
        if id(table) not in kept
    )
    return DriftReport(old=old.name, new=new.name, shifts=tuple(shifts))


def drift_report(session: Session, old: BlankForm, new: BlankForm, year: int, region: str) -> DriftReport:
    """As ``compare_blanks``, with the slots of the new form that the government's values leave empty."""
    from store.prefill.own_forms import build_own_form

    compared = compare_blanks(old, new)
    form = build_own_form(session, new, year, region)
    return DriftReport(
        old=compared.old,
        new=compared.new,
        shifts=compared.shifts,
        open_slots=tuple(_open_slots(form, new, compared.shifts)),
        problems=form.problems,
    )


def _within(before: BlankTable, after: BlankTable) -> Iterator[Shift]:
    if _title(before) != _title(after):
        yield Shift(part=Part.TABLE, drift=Drift.RENAMED, table=after.title, before=before.title, after=after.title)
    columns = _paired(before.columns, after.columns, _like_columns, LIKE_NAMES)
    rows = _paired(before.rows, after.rows, _like_rows, LIKE_NAMES)
    yield from _shifts(Part.COLUMN, after.title, before.columns, after.columns, pairs=columns, name=_heading)
    yield from _shifts(Part.ROW, after.title, before.rows, after.rows, pairs=rows, name=_row_name)


def _shifts(
    part: Part,
    table: str,
    before: Sequence[_Part],
    after: Sequence[_Part],
    *,
    pairs: Sequence[tuple[_Part, _Part]],
    name: Callable[[Any], str],
) -> Iterator[Shift]:
    partner = {id(new): old for old, new in pairs}
    places = {id(old): place for place, old in enumerate(before, 1)}
    stayed = _in_order([places[id(partner[id(new)])] for new in after if id(new) in partner])
    for place, new in enumerate(after, 1):
        old = partner.get(id(new))
        if old is None:
            yield Shift(part=part, drift=Drift.ADDED, table=table, after=name(new))
            continue
        if _key(old) != _key(new):
            yield Shift(
                part=part, drift=Drift.RENAMED, table=table, before=name(old), after=name(new), why=_why(old, new)
            )
        if places[id(old)] not in stayed:
            why = f"dari urutan {places[id(old)]} ke urutan {place}"
            yield Shift(part=part, drift=Drift.MOVED, table=table, before=name(old), after=name(new), why=why)
    kept = {id(old) for old, _ in pairs}
    for old in before:
        if id(old) not in kept:
            yield Shift(part=part, drift=Drift.DROPPED, table=table, before=name(old))


def _paired(
    before: Sequence[_Part], after: Sequence[_Part], likeness: Callable[[Any, Any], float], least: float
) -> list[tuple[_Part, _Part]]:
    """One to one: the same key first, then the nearest, in the order of their nearness."""
    waiting = list(before)
    pairs = []
    for new in after:
        same = next((old for old in waiting if _key(old) == _key(new)), None)
        if same is not None:
            waiting.remove(same)
            pairs.append((same, new))
    taken = {id(new) for _, new in pairs}
    scored = [
        (-likeness(old, new), i, j, old, new)
        for i, old in enumerate(waiting)
        for j, new in enumerate(after)
        if id(new) not in taken
    ]
    used: set[int] = set()
    for score, _, _, old, new in sorted(scored, key=lambda one: one[:3]):
        if -score >= least and id(old) not in used and id(new) not in used:
            used |= {id(old), id(new)}
            pairs.append((old, new))
    return pairs


def _key(part: BlankTable | BlankColumn | BlankRow) -> str:
    if isinstance(part, BlankTable):
        return " ".join([_title(part), *(_key(column) for column in part.columns)])
    if isinstance(part, BlankColumn):
        return plain(part.column.title or part.column.asked) + f" {part.column.offset}"
    return part.code or plain(part.name)


def _title(table: BlankTable) -> str:
    return plain(_YEARS.sub("", _NUMBER.sub("", table.title)))


def _like_tables(one: BlankTable, other: BlankTable) -> float:
    """By their titles, or by what stands in them where the title was put anew."""
    columns = _shared([_key(column) for column in one.columns], [_key(column) for column in other.columns])
    rows = _shared([_key(row) for row in one.rows], [_key(row) for row in other.rows])
    return max(_ratio(_title(one), _title(other)), (columns + rows) / 2)


def _like_columns(one: BlankColumn, other: BlankColumn) -> float:
    first, second = one.column, other.column
    words = _ratio(plain(first.title or first.asked), plain(second.title or second.asked))
    if Ask.MANUAL in {first.ask, second.ask}:
        return words if first.ask is second.ask else words * 0.8
    same = (first.ask, first.kinds, first.offset, first.period, first.catalogue_field) == (
        second.ask, second.kinds, second.offset, second.period, second.catalogue_field,
    )  # fmt: skip
    # Columns that ask for two things are two columns, however alike they read: target 2025, target 2026.
    return max(words, LIKE_NAMES) if same else 0


def _like_rows(one: BlankRow, other: BlankRow) -> float:
    return _ratio(plain(one.name), plain(other.name))


def _ratio(one: str, other: str) -> float:
    from rapidfuzz.fuzz import token_sort_ratio

    return float(token_sort_ratio(one, other)) / 100 if one and other else 0


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    every = set(one) | set(other)
    return len(set(one) & set(other)) / len(every) if every else 0


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """The longest run of places that rises: what is in it stayed, the rest was moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
        before.append(ends[at - 1] if at else None)
    kept: set[int] = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        kept.add(places[last])
        last = before[last]
    return frozenset(kept)


def _why(old: BlankColumn | BlankRow | BlankTable, new: BlankColumn | BlankRow | BlankTable) -> str:
    if isinstance(old, BlankColumn) and isinstance(new, BlankColumn) and new.column.ask is not Ask.MANUAL:
        return "kolom ini meminta nilai yang sama"
    return "bunyinya mirip; periksa apakah artinya tetap"


def _heading(column: BlankColumn) -> str:
    return column.heading


def _row_name(row: BlankRow) -> str:
    return row.name or row.code


def _open_slots(form: Form, new: BlankForm, shifts: Sequence[Shift]) -> list[OpenSlot]:
    """What is new in the form comes first: nobody has been asked for it yet."""
    fresh = {(shift.part, shift.table, shift.after) for shift in shifts if shift.drift is Drift.ADDED}
    found = []
    for blank, table in zip((one for one in new.tables if one.rows), form.tables, strict=True):
        columns = [one.heading for one in blank.columns if one.column.catalogue_field != "urusan"]
        for row in table.rows:
            for slot in row.slots:
                if slot is not None and slot.state in {SlotState.NEEDED, SlotState.SUGGESTED}:
                    parts = {
                        (Part.TABLE, blank.title, blank.title),
                        (Part.COLUMN, blank.title, columns[slot.column]),
                        (Part.ROW, blank.title, row.name),
                    }
                    found.append(_open_slot(table, row, slot, is_new=bool(fresh & parts)))
    return sorted(found, key=lambda slot: not slot.is_new)


def _open_slot(table: FormTable, row: FormRow, slot: Slot, *, is_new: bool) -> OpenSlot:
    return OpenSlot(
        table=table.caption,
        indicator=row.name,
        asked=slot.title,
        opd=slot.opd,
        state=slot.state.value,
        note=slot.note,
        is_new=is_new,
    )
