"""What each cell of last year's report shall hold this year, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.facts import Kind, Reading, Source, Status
from store.prefill.facts import Ask, Column, Slot, SlotState
from store.prefill.filling import Filler, Subject
from store.prefill.known import Knowledge
from store.prefill.printed import content, source_sentence
from store.prefill.rolled import Action
from store.prefill.scales import Match, converted, match_units
from store.prefill.word_table import needed_tag

_TABLE = re.compile(r"^(?P<table>.*?/tbl\d+(?:/r\d+/c\d+/tbl\d+)*)/r(?P<row>\d+)/c\d+(?:/l(?P<line>\d+))?$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
BLANK = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a reading stands in its table."""

    table: str
    row: int
    line: int | None
    cell: str
    """Locator of the cell itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refill:
    """The new content of one reading's place."""

    reading: Reading
    spot: Spot
    action: Action
    text: str = ""
    """What replaces the number; what stands around it (unit, "Rp") stays."""
    why: str = ""
    year: int | None = None
    code: str | None = None
    tag: str | None = None
    comment: str = ""


def spot_of(reading: Reading) -> Spot | None:
    found = _TABLE.match(reading.place.locator)
    if found is None:
        return None
    cell = re.sub(r"/l\d+$", "", reading.place.locator)
    line = int(found["line"]) if found["line"] else None
    return Spot(table=found["table"], row=int(found["row"]), line=line, cell=cell)


def plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", name.lower()).split())


class Roller:
    """Decides cell by cell; knows last year's print, the store, and how far the years move."""

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Mapping[int, Subject],
        known: Knowledge,
        names: dict[str, str],
        *,
        served: frozenset[str],
        old_year: int,
        year: int,
    ) -> None:
        self._subjects = subjects
        self._known = known
        self._fillers: dict[int, Filler] = {}
        self._names, self._served = names, served
        self._old_year, self._delta = old_year, year - old_year
        self._in_row: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
        self._in_table: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
        self._anywhere: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
        for reading in readings:
            self._remember(reading)

    def _remember(self, reading: Reading) -> None:
        spot = spot_of(reading)
        if spot is None or reading.source is not Source.TABLE or reading.status is Status.ILLEGIBLE:
            return
        what = (plain(reading.indicator), reading.kind, reading.year, reading.period)
        self._in_row[spot.table, spot.row, *what].append(reading)
        self._in_table[spot.table, *what].append(reading)
        self._anywhere[what].append(reading)

    def refill(self, number: int, reading: Reading, spot: Spot) -> Refill:
        """The new content of a cell whose year moves on. ``number``: the reading's place among all."""
        if reading.year is None:
            return Refill(reading=reading, spot=spot, action=Action.DOUBTFUL, why="Tahun nilai ini tidak diketahui")
        year = reading.year + self._delta
        slot = self.slot(number, reading, year)
        code = slot.code if slot else None
        moved = self._moved(reading, spot, year)
        if slot is not None and slot.state in {SlotState.FILLED, SlotState.ABSENT}:
            return self._from_store(reading, spot, slot, moved)
        if moved is not None:
            why = f"Dipindahkan dari {moved.place.locator}, kolom tahun {year} pada laporan lama"
            text = _number_in(moved) or moved.raw
            return Refill(reading=reading, spot=spot, action=Action.MOVED, text=text, why=why, year=year, code=code)
        if slot is not None and slot.state is SlotState.COMPUTED:
            text = _in_style_of(reading, slot.text)
            return Refill(
                reading=reading, spot=spot, action=Action.COMPUTED, text=text, why=slot.note, year=year, code=code,
                comment=slot.note,
            )  # fmt: skip
        return self._emptied(reading, spot, slot, year)

    def _from_store(self, reading: Reading, spot: Spot, slot: Slot, moved: Reading | None) -> Refill:
        fitting = _in_column_unit(reading, slot)
        why = source_sentence(slot.source) + (f". {(fitting or slot).note}" if (fitting or slot).note else "")
        if fitting is None:
            why = f"Satuan berbeda: tersimpan {slot.text} {slot.unit}, kolom ini {reading.unit}. {why}"
            return Refill(
                reading=reading, spot=spot, action=Action.EMPTIED, text=BLANK, why=why, year=slot.year, code=slot.code,
                comment=why,
            )  # fmt: skip
        slot = fitting
        if moved is not None and moved.value is not None and slot.value is not None and moved.value != slot.value:
            why += f". Laporan lama mencetak {moved.raw} di {moved.place.locator}"
        action = Action.FILLED if slot.state is SlotState.FILLED else Action.ABSENT
        return Refill(
            reading=reading, spot=spot, action=action, text=_in_style_of(reading, slot.text), why=why, year=slot.year,
            code=slot.code, tag=slot.tag, comment=why,
        )  # fmt: skip

    def _emptied(self, reading: Reading, spot: Spot, slot: Slot | None, year: int) -> Refill:
        if slot is None:
            why = "Belum ada nilainya, dan indikator ini belum dicocokkan dengan katalog"
            return Refill(reading=reading, spot=spot, action=Action.EMPTIED, text=BLANK, why=why, year=year)
        why = slot.note or f"Belum ada {reading.kind.value} tahun {year} yang dikonfirmasi"
        if slot.state is SlotState.SUGGESTED:
            why = f"Usulan {slot.text}. {slot.note}"
        asked = slot if slot.kind else _with_kind(slot, reading.kind)
        return Refill(
            reading=reading, spot=spot, action=Action.EMPTIED, text=BLANK, why=why, year=year, code=slot.code,
            tag=needed_tag(asked), comment=why if slot.state is SlotState.SUGGESTED else "",
        )  # fmt: skip

    def slot(self, number: int, reading: Reading, year: int) -> Slot | None:
        """What the store knows of the reading's indicator in ``year``; ``None`` where the indicator is unknown."""
        subject = self._subjects.get(number)
        if subject is None:
            return None
        if year not in self._fillers:
            self._fillers[year] = Filler(self._known, year, names=self._names, served=self._served)
        ask = Ask.RATIO if reading.kind is Kind.CAPAIAN else Ask.VALUE
        column = Column(asked=reading.kind.value, ask=ask, kinds=(reading.kind,), period=reading.period or "")
        return self._fillers[year].fill(subject, column, 0, f"{reading.kind.value} {year}")

    def printed_for(self, reading: Reading, year: int) -> str:
        """What last year's tables print for ``year``, where they agree on it."""
        found = self._anywhere.get((plain(reading.indicator), reading.kind, year, reading.period), [])
        agreed = len({(one.value, one.grade) for one in found}) == 1
        return f"{found[0].raw} (tercetak di laporan lama)" if agreed else ""

    def problems(self) -> list[str]:
        return list(dict.fromkeys(sentence for filler in self._fillers.values() for sentence in filler.problems))

    def _moved(self, reading: Reading, spot: Spot, year: int) -> Reading | None:
        """Last year's own print of the value, nearest first; one that the report contradicts itself on is not taken."""
        what = (plain(reading.indicator), reading.kind, year, reading.period)
        for found in (
            self._in_row.get((spot.table, spot.row, *what), []),
            self._in_table.get((spot.table, *what), []),
            self._anywhere.get(what, []),
        ):
            if found:
                same = {(one.value, one.grade, one.status) for one in found}
                is_same = len(same) == 1 and match_units(found[0].unit, reading.unit) is Match.SAME
                return found[0] if is_same else None
        return None


def _in_column_unit(reading: Reading, slot: Slot) -> Slot | None:
    """The slot in the unit that the column prints; ``None`` where that cannot be done to the last digit."""
    if reading.kind is Kind.CAPAIAN or slot.value is None or match_units(slot.unit, reading.unit) is Match.SAME:
        return slot
    value = converted(slot.value, slot.unit, reading.unit) if _is_step(slot, reading) else None
    if value is None:
        return None
    note = "; ".join(part for part in (slot.note, f"Tersimpan sebagai {slot.text} {slot.unit}") if part)
    text = content(value, slot.grade, slot.status or Status.GIVEN)
    return replace(slot, value=value, unit=reading.unit, text=text, note=note)


def _is_step(slot: Slot, reading: Reading) -> bool:
    return match_units(slot.unit, reading.unit) is Match.OTHER_STEP


def _with_kind(slot: Slot, kind: Kind) -> Slot:
    return replace(slot, kind=kind)


def number_span(raw: str, value: Decimal | None) -> tuple[int, int] | None:
    """Where the value's own number stands in the print: ``89`` in "89/100.000 KH"."""
    found = list(_NUMBER.finditer(raw))
    if value is not None:
        digits = _significant(format(value, "f"))
        for one in found:
            if _significant(one[0]) == digits:
                return one.span()
    return found[0].span() if len(found) == 1 else None


def _significant(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit()).strip("0") or "0"


def _number_in(reading: Reading) -> str | None:
    span = number_span(reading.raw, reading.value)
    return None if span is None or reading.value is None else reading.raw[slice(*span)]


def _in_style_of(reading: Reading, text: str) -> str:
    """The table's own way of printing: decimal points where it has them, no thousands marks where it has none."""
    printed = _number_in(reading)
    value = reading.value
    if printed is None or value is None or not any(letter.isdigit() for letter in text):
        return text
    has_fraction = value != value.to_integral_value() or "." in format(value, "f")
    if has_fraction and printed.rfind(".") > printed.rfind(","):
        return text.translate(str.maketrans(",.", ".,"))
    if abs(value) >= 1000 and printed.isdigit():
        whole, _, fraction = text.partition(",")
        whole = whole.replace(".", "")
        return f"{whole},{fraction}" if fraction else whole
    return text


def years_that_move(readings: Iterable[Reading], old_year: int) -> tuple[frozenset[int], str]:
    """Which years of one table move on, and why not the others (empty where all do).

    A year after next stands in a plan's columns: its target stays. If moving the rest would collide with it, the
    whole table stays.
    """
    found = list(readings)
    years = {reading.year for reading in found if reading.year is not None}
    if not any(year > old_year + 1 for year in years):
        return frozenset(years), ""
    moving = {year for year in years if year <= old_year}
    shapes = {(plain(one.indicator), one.kind, one.year) for one in found}
    collides = any(
        (plain(one.indicator), one.kind, one.year + 1) in shapes and one.year + 1 not in moving
        for one in found
        if one.year in moving and one.year is not None
    )
    if collides or not moving:
        return frozenset(), "Tabel rencana beberapa tahun ke depan: tidak digeser"
    return frozenset(moving), "Target akhir rencana: tidak digeser"
