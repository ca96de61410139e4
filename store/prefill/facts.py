"""What a form is made of: columns that are asked for, slots with what is known, and where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from extractor.facts import Kind, Status


class Ask(StrEnum):
    """What a column of a form wants in its cells."""

    VALUE = "value"
    """A value of the store: kind and year are known."""
    RATIO = "ratio"
    """Capaian in percent: a confirmed one, else computed from target and realisasi."""
    CHANGE = "change"
    """Growth from last year to this one in percent (laju)."""
    DIFFERENCE = "difference"
    """This year less last year (perubahan, kenaikan/penurunan)."""
    REMAINDER = "remainder"
    """Target less realisasi (sisa anggaran, belum terlayani)."""
    CATALOGUE = "catalogue"
    """Printed from the catalogue: satuan, rumus, penanggung jawab."""
    MANUAL = "manual"
    """A number or text that the store does not keep: people write it."""


COMPUTED = (Ask.RATIO, Ask.CHANGE, Ask.DIFFERENCE, Ask.REMAINDER)


class UnitRule(StrEnum):
    """Which of an indicator's values a column can take, told by their unit."""

    ANY = "any"
    PERCENT = "percent"
    COUNT = "count"
    """People or things served: never a percentage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column that a report asks for, with the year still relative to the year reported on."""

    asked: str
    """As the requirement words it: ``capaian tahun n-1``."""
    ask: Ask
    kinds: tuple[Kind, ...] = ()
    """The kinds of value that fit, best first."""
    offset: int = 0
    """Years from the year reported on: -1 is last year."""
    any_year: bool = False
    """The start of a plan: its year is not told by the form, so the only value of the kind is taken."""
    period: str = ""
    unit_rule: UnitRule = UnitRule.ANY
    catalogue_field: str = ""
    is_reference: bool = False
    """Last year's value beside this year's, for whoever fills it in; the report does not ask for it."""
    title: str = ""
    """Set where the heading differs from the words asked; years still relative."""


class SlotState(StrEnum):
    """How far a slot is. The states are told apart down to the printed page."""

    FILLED = "filled"
    """Holds a confirmed value."""
    COMPUTED = "computed"
    """Computed from confirmed values, by a formula that is shown."""
    ABSENT = "absent"
    """It is confirmed that there is no value, and which absence it is."""
    SUGGESTED = "suggested"
    """Holds a reading that nobody has confirmed yet."""
    NEEDED = "needed"
    """Nobody has given this value yet."""
    WAITING = "waiting"
    """Will be computed as soon as the values it is made of are given."""
    MANUAL = "manual"
    """A text or number that the store does not keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value was read and who confirmed it."""

    report: str | None = None
    year: int | None = None
    page: int | None = None
    locator: str = ""
    file_name: str | None = None
    document_id: int | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "year": self.year,
            "page": self.page,
            "locator": self.locator,
            "file_name": self.file_name,
            "document_id": self.document_id,
            "confirmed_by": self.confirmed_by,
            "confirmed_at": None if self.confirmed_at is None else self.confirmed_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One cell of a form that waits for, or holds, a value."""

    code: str
    indicator: str
    column: int
    """0-based position in the columns of its table."""
    asked: str
    title: str
    """The column's heading with its year: ``Capaian tahun 2025``."""
    state: SlotState
    kind: Kind | None = None
    year: int | None = None
    period: str = ""
    value: Decimal | None = None
    grade: str | None = None
    unit: str | None = None
    status: Status | None = None
    flags: tuple[str, ...] = ()
    text: str = ""
    """As printed in the cell: decimal comma, no rounding; the name of the absence; empty where nothing is known."""
    value_id: int | None = None
    version: int | None = None
    proposal_id: int | None = None
    probability: float | None = None
    made_of: tuple[int, ...] = ()
    """Ids of the confirmed values that a computed number is made of."""
    from_code: str | None = None
    """Set where the value stands under another code that must hold the same value."""
    source: Source | None = None
    note: str = ""
    """Indonesian: the formula, the other code, the doubt, or what is missing."""
    opd: str = ""
    """Whom to ask."""

    @property
    def tag(self) -> str | None:
        """The content control's tag in Word: which value, and which version of it, was printed."""
        if self.value_id is not None:
            return f"value:{self.value_id}:{self.version}"
        if self.proposal_id is not None:
            return f"proposal:{self.proposal_id}:{self.version}"
        return None

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "indicator": self.indicator,
            "asked": self.asked,
            "title": self.title,
            "state": self.state.value,
            "kind": None if self.kind is None else self.kind.value,
            "year": self.year,
            "period": self.period or None,
            "value": None if self.value is None else format(self.value, "f"),
            "grade": self.grade,
            "unit": self.unit,
            "status": None if self.status is None else self.status.value,
            "flags": list(self.flags),
            "text": self.text,
            "value_id": self.value_id,
            "version": self.version,
            "proposal_id": self.proposal_id,
            "probability": self.probability,
            "made_of": list(self.made_of),
            "from_code": self.from_code,
            "source": None if self.source is None else self.source.to_json(),
            "note": self.note,
            "opd": self.opd,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One indicator in a table of the form."""

    number: int
    code: str
    name: str
    unit: str
    group: str
    """The urusan it stands under."""
    opd: str
    strength: str
    """``mandatory``, ``typical`` or ``local``."""
    also: tuple[str, ...] = ()
    """Codes of the same value that the report asks for too: one row answers them all."""
    texts: tuple[str, ...]
    """One text for each column of the table; for slots the same as the slot's text."""
    slots: tuple[Slot | None, ...]
    """One for each column; ``None`` where the catalogue fills the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """One table of the form."""

    chapter: str
    """``BAB II Capaian Kinerja ...``; empty where the report has no chapters."""
    title: str
    number: str
    """``2.1``: printed as "Tabel 2.1"."""
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    """The columns' headings, years filled in."""
    name_title: str
    """Heading of the column that holds the indicator's name."""
    rows: tuple[FormRow, ...]

    @property
    def caption(self) -> str:
        return f"Tabel {self.number} {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What one perangkat daerah still has to give."""

    opd: str
    needed: int
    suggested: int
    not_released: int
    manual: int
    slots: tuple[tuple[FormTable, Slot], ...]
    """The needed ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One report of one government for one year, as far as it is known."""

    report: str
    report_name: str
    legal_basis: str
    addressed_to: str
    year: int
    region: str
    region_name: str
    made_at: datetime
    tables: tuple[FormTable, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    """(code, name) of indicators that are only asked where the government uses them, and it never reported them."""
    problems: tuple[str, ...] = ()
    """Indonesian sentences: contradictions, units that differ, a year without values."""

    def slots(self) -> Iterator[tuple[FormTable, FormRow, Slot]]:
        for table in self.tables:
            for row in table.rows:
                for slot in row.slots:
                    if slot is not None:
                        yield table, row, slot

    def counts(self) -> dict[str, int]:
        found = Counter(slot.state.value for _, _, slot in self.slots())
        return {state.value: found.get(state.value, 0) for state in SlotState}

    def missing(self) -> tuple[Missing, ...]:
        """Per perangkat daerah, most needed first."""
        by_opd: dict[str, list[tuple[FormTable, Slot]]] = {}
        for table, _, slot in self.slots():
            by_opd.setdefault(slot.opd, []).append((table, slot))
        result = [_missing_of(opd, found) for opd, found in by_opd.items()]
        return tuple(sorted(result, key=lambda item: (-item.needed, -item.suggested, item.opd)))

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "report_name": self.report_name,
            "legal_basis": self.legal_basis,
            "year": self.year,
            "region": {"code": self.region, "name": self.region_name},
            "made_at": self.made_at.isoformat(),
            "counts": self.counts(),
            "missing": [
                {"opd": item.opd, "needed": item.needed, "suggested": item.suggested, "manual": item.manual}
                for item in self.missing()
            ],
            "problems": list(self.problems),
            "left_out": [{"code": code, "name": name} for code, name in self.left_out],
            "tables": [
                {"number": table.number, "chapter": table.chapter, "title": table.title, "columns": list(table.titles)}
                for table in self.tables
            ],
            "slots": [
                {
                    "table": table.number,
                    "row": row.number,
                    "strength": row.strength,
                    "also": list(row.also),
                    **slot.to_json(),
                }
                for table, row, slot in self.slots()
            ],
        }


def _missing_of(opd: str, found: list[tuple[FormTable, Slot]]) -> Missing:
    count = Counter(slot.state for _, slot in found)
    return Missing(
        opd=opd,
        needed=count[SlotState.NEEDED],
        suggested=count[SlotState.SUGGESTED],
        not_released=sum(slot.status is Status.NOT_RELEASED for _, slot in found),
        manual=count[SlotState.MANUAL],
        slots=tuple((table, slot) for table, slot in found if slot.state is SlotState.NEEDED),
    )
