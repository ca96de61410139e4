"""Which known value belongs into a slot, and what the slot says where none does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from extractor.facts import Kind, Status
from store.prefill.facts import Ask, Column, Slot, SlotState, UnitRule
from store.prefill.known import Key, Knowledge, Known
from store.prefill.printed import content, source_sentence
from store.prefill.scales import Match, in_unit, match_units
from store.printing import printed as number
from store.units import known_units

PERCENT = "persen"
HUNDRED = Decimal(100)
SHARES = Decimal("0.01")
"""Ratios and growth are printed with two decimals, as the reports do; confirmed values are never rounded."""
RATIO_TOLERANCE = Decimal("0.5")
"""A confirmed capaian may come from unrounded numbers; farther away than this it is another formula or a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The indicator of one row, as far as filling needs to know it."""

    code: str
    name: str
    unit: str | None
    is_percentage: bool
    lower_is_better: bool
    is_served_share: bool
    """A minimum service standard: the indicator *is* the share served, and reports print it as capaian."""
    opd: str


class Filler:
    """Fills the slots of one form; collects what a compiler must know as ``problems``."""

    def __init__(self, known: Knowledge, year: int, *, names: dict[str, str], served: frozenset[str]) -> None:
        self._known = known
        self._year = year
        self._names = names
        self.served = served
        """Codes whose value is the share of people served."""
        self.problems: list[str] = []

    def fill(self, subject: Subject, column: Column, position: int, title: str) -> Slot:
        """The slot of one cell, in the best state that the store allows."""
        blank = Slot(
            code=subject.code,
            indicator=subject.name,
            column=position,
            asked=column.asked,
            title=title,
            state=SlotState.MANUAL,
            year=None if column.any_year else self._year + column.offset,
            period=column.period,
            unit=subject.unit,
            opd=subject.opd,
        )
        if column.ask is Ask.MANUAL:
            return blank
        if column.ask is Ask.VALUE:
            return self._value(blank, subject, column)
        return self._computed(blank, subject, column)

    def _value(self, blank: Slot, subject: Subject, column: Column) -> Slot:
        kind = column.kinds[0]
        if column.any_year:
            starts = self._known.baselines(subject.code)
            return _holding(blank, starts[0], kind) if len(starts) == 1 else _needed(blank, kind, _start_note(starts))
        confirmed = self._confirmed(subject, column)
        if confirmed is not None:
            self._tell_contradiction(subject, confirmed)
            self._tell_unit(subject, column, confirmed)
            return _holding(blank, confirmed, kind)
        borrowed = self._from_same_value(subject, column)
        if len({known.content for known in borrowed}) > 1:
            return _needed(blank, kind, self._tell_disagreement(subject, borrowed))
        if borrowed:
            other = borrowed[0]
            return _holding(
                blank, other, kind, note=f"Nilai yang sama dengan {self._names.get(other.code, other.code)}"
            )
        proposed = self._proposed(subject, column)
        if proposed:
            return _suggesting(blank, proposed, kind)
        return _needed(blank, kind, f"Belum ada {kind.value} tahun {blank.year} yang dikonfirmasi")

    def _keys(self, subject: Subject, code: str, column: Column) -> Iterator[Key]:
        kinds = column.kinds
        if subject.is_served_share and column.asked.lower().startswith(("capaian", "nilai")):
            kinds = (*kinds, Kind.CAPAIAN)
        for kind in kinds:
            yield code, kind, self._year + column.offset, column.period

    def _confirmed(self, subject: Subject, column: Column) -> Known | None:
        found = [
            self._known.values[key] for key in self._keys(subject, subject.code, column) if key in self._known.values
        ]
        found = [known for known in found if self._obeys(known, column, subject)]
        return next(iter(_in_one_unit(found, subject.unit) or found), None)

    def _from_same_value(self, subject: Subject, column: Column) -> list[Known]:
        """Confirmed values under the codes that must hold the same value; only in the same unit."""
        found: list[Known] = []
        for code in self._known.same_value.get(subject.code, ()):
            keys = list(self._keys(subject, code, column))
            if Kind.REALISASI in column.kinds and subject.is_percentage and code in self.served:
                keys.append((code, Kind.CAPAIAN, self._year + column.offset, column.period))
            candidates = [self._known.values[key] for key in keys if key in self._known.values]
            obeying = [known for known in candidates if self._obeys(known, column, subject)]
            found.extend(_in_one_unit(obeying, subject.unit))
        return found

    def _proposed(self, subject: Subject, column: Column) -> list[Known]:
        found: list[Known] = []
        for code in (subject.code, *self._known.same_value.get(subject.code, ())):
            for key in self._keys(subject, code, column):
                candidates = self._known.proposals.get(key, ())
                obeying = (known for known in candidates if self._obeys(known, column, subject))
                found.extend(in_unit(known, subject.unit) or known for known in obeying)
            if found:
                return found
        return found

    def _obeys(self, known: Known, column: Column, subject: Subject) -> bool:
        if column.unit_rule is UnitRule.ANY:
            return True
        unit = self._known.unit_name(known.unit)
        if column.unit_rule is UnitRule.PERCENT:
            return unit in {None, PERCENT}
        # Without a unit, more than 100 cannot be a percentage of a minimum service standard.
        return unit != PERCENT if unit else known.value is not None and known.value > HUNDRED

    def _computed(self, blank: Slot, subject: Subject, column: Column) -> Slot:
        if column.ask is Ask.RATIO:
            printed = self._printed_ratio(blank, subject, column)
            if printed is not None:
                return printed
        parts = self._parts(subject, column)
        if parts is None:
            return _waiting(blank, column)
        worked = _work_out(column.ask, *parts, lower_is_better=subject.lower_is_better)
        if worked is None:
            return _waiting(blank, column, "tidak dapat dihitung: pembaginya nol")
        result, formula = worked
        is_percent = column.ask in {Ask.RATIO, Ask.CHANGE}
        return _changed(
            blank,
            state=SlotState.COMPUTED,
            kind=Kind.CAPAIAN if column.ask is Ask.RATIO else None,
            value=result,
            status=Status.ZERO if result == 0 else Status.GIVEN,
            unit=PERCENT if is_percent else parts[0].unit or subject.unit,
            text=number(result),
            note=formula,
            made_of=tuple(part.value_id for part in parts if part.value_id is not None),
        )

    def _printed_ratio(self, blank: Slot, subject: Subject, column: Column) -> Slot | None:
        """A capaian that was itself confirmed (or, failing parts to compute it from, proposed)."""
        blank = _changed(blank, unit=PERCENT)
        kinds = (Kind.CAPAIAN, Kind.REALISASI) if column.unit_rule is UnitRule.PERCENT else (Kind.CAPAIAN,)
        for kind in kinds:
            known = self._known.values.get((subject.code, kind, self._year + column.offset, column.period))
            if known is not None and self._obeys(known, column, subject):
                self._tell_ratio(subject, column, known)
                return _holding(blank, known, kind)
        if self._parts(subject, column) is not None:
            return None
        for kind in kinds:
            proposed = self._known.proposals.get((subject.code, kind, self._year + column.offset, column.period), ())
            fitting = [known for known in proposed if self._obeys(known, column, subject)]
            if fitting:
                return _suggesting(blank, fitting, kind)
        return None

    def _parts(self, subject: Subject, column: Column) -> tuple[Known, Known] | None:
        """The two confirmed numbers that a computed column is made of, in one unit."""
        rule = UnitRule.COUNT if column.unit_rule is not UnitRule.ANY else UnitRule.ANY
        if column.ask in {Ask.RATIO, Ask.REMAINDER}:
            asked = ((Kind.TARGET, column.offset), (Kind.REALISASI, column.offset))
        else:
            asked = ((Kind.REALISASI, -1), (Kind.REALISASI, 0))
        found = []
        for kind, offset in asked:
            words = "capaian" if kind is Kind.REALISASI and column.ask in {Ask.CHANGE, Ask.DIFFERENCE} else kind.value
            part = Column(
                asked=words, ask=Ask.VALUE, kinds=(kind,), offset=offset, period=column.period, unit_rule=rule
            )
            known = self._confirmed(subject, part) or next(iter(self._from_same_value(subject, part)), None)
            if known is None or known.value is None:
                return None
            found.append(known)
        first, second = found[0], in_unit(found[1], found[0].unit)
        return None if second is None else (first, second)

    def _tell(self, sentence: str) -> None:
        if sentence not in self.problems:
            self.problems.append(sentence)

    def _tell_contradiction(self, subject: Subject, own: Known) -> None:
        for code in self._known.same_value.get(subject.code, ()):
            printed = self._known.values.get((code, own.kind, own.year, own.period))
            other = None if printed is None else in_unit(printed, own.unit)
            if other is None or other.content == own.content:
                continue
            self._tell(
                f"{subject.name} tahun {own.year}: {_told(own)}, tetapi {self._names.get(code, code)} yang seharusnya "
                f"bernilai sama: {_told(other)}. Formulir memakai nilai yang pertama; periksa mana yang benar."
            )

    def _tell_unit(self, subject: Subject, column: Column, known: Known) -> None:
        if column.unit_rule is not UnitRule.ANY or subject.is_served_share:
            return
        if match_units(known.unit, subject.unit) is not Match.SAME:
            self._tell(
                f"{subject.name} tahun {known.year}: satuan yang dikonfirmasi {known.unit}, satuan katalog "
                f"{subject.unit}, dan yang satu tidak dapat diubah tepat menjadi yang lain. Angkanya dicetak bersama "
                "satuannya; periksa, lalu perbaiki nilai itu bila perlu."
            )
        elif not known.unit and self._counts(subject, known):
            self._tell(
                f"{subject.name} tahun {known.year}: {_told(known)} dikonfirmasi tanpa satuan, padahal satuan katalog "
                f"{subject.unit}. Angka sebesar itu jumlah orang atau barang; lengkapi satuannya."
            )

    def _counts(self, subject: Subject, known: Known) -> bool:
        measure = known_units().measure(known.unit, value=known.value, kind=known.kind, asked=subject.unit)
        return measure is not None and measure.is_count

    def _tell_ratio(self, subject: Subject, column: Column, known: Known) -> None:
        parts = self._parts(subject, column)
        if parts is None or known.value is None:
            return
        possible = [_work_out(Ask.RATIO, *parts, lower_is_better=lower) for lower in (False, True)]
        possible.append(_work_out(Ask.RATIO, parts[1], parts[0], lower_is_better=False))
        if all(worked and abs(worked[0] - known.value) > RATIO_TOLERANCE for worked in possible):
            target, reached = parts
            self._tell(
                f"{subject.name} tahun {known.year}: capaian yang dikonfirmasi {_told(known)} tidak sesuai dengan "
                f"target {_told(target)} dan realisasi {_told(reached)}."
            )

    def _tell_disagreement(self, subject: Subject, found: list[Known]) -> str:
        told = "; ".join(f"{_told(known)} pada {self._names.get(known.code, known.code)}" for known in found)
        self._tell(f"{subject.name} tahun {found[0].year} tidak diisi: ada nilai yang berbeda ({told}). Pilih satu.")
        return f"Ada nilai yang berbeda: {told}"


def _in_one_unit(found: list[Known], unit: str | None) -> list[Known]:
    """Those that have the unit, converted where it is another step of it."""
    return [known for known in (in_unit(known, unit) for known in found) if known is not None]


def _told(known: Known) -> str:
    text = content(known.value, known.grade, known.status)
    return f"{text} [{source_sentence(known.source)}]"


def _changed(slot: Slot, **changes: object) -> Slot:
    return replace(slot, **changes)  # type: ignore[arg-type]  # checked by the constructor of Slot


def _facts(slot: Slot, known: Known, note: str) -> Slot:
    if known.confirmed_as:
        note = "; ".join(part for part in (note, f"Tersimpan sebagai {known.confirmed_as}") if part)
    return _changed(
        slot,
        kind=known.kind,
        year=known.year,
        value=known.value,
        grade=known.grade,
        unit=known.unit or slot.unit,
        status=known.status,
        flags=known.flags,
        text=content(known.value, known.grade, known.status),
        version=known.version,
        source=known.source,
        from_code=known.code if known.code != slot.code else None,
        note=note,
    )


def _holding(slot: Slot, known: Known, kind: Kind, note: str = "") -> Slot:
    has_value = known.status in {Status.GIVEN, Status.ZERO}
    slot = _facts(slot, known, note)
    return _changed(
        slot,
        kind=known.kind or kind,
        state=SlotState.FILLED if has_value else SlotState.ABSENT,
        value_id=known.value_id,
        proposal_id=known.proposal_id,
    )


def _suggesting(slot: Slot, proposed: list[Known], kind: Kind) -> Slot:
    best = proposed[0]
    others = [known for known in proposed[1:] if known.content != best.content]
    notes = [f"Usulan, belum dikonfirmasi: {source_sentence(best.source)}"]
    if others:
        notes.append("usulan lain: " + "; ".join(_told(known) for known in others[:3]))
    notes.extend(best.doubts)
    slot = _facts(slot, best, "; ".join(notes))
    return _changed(
        slot,
        state=SlotState.SUGGESTED,
        proposal_id=best.proposal_id,
        probability=best.probability,
        kind=best.kind or kind,
    )


def _needed(slot: Slot, kind: Kind, note: str) -> Slot:
    return _changed(slot, state=SlotState.NEEDED, kind=kind, note=note)


def _waiting(slot: Slot, column: Column, why: str = "") -> Slot:
    made_of = "target dan realisasi" if column.ask in {Ask.RATIO, Ask.REMAINDER} else "nilai dua tahun"
    return _changed(slot, state=SlotState.WAITING, note=why or f"Dihitung setelah {made_of} dikonfirmasi")


def _start_note(starts: list[Known]) -> str:
    if not starts:
        return "Belum ada kondisi awal yang dikonfirmasi"
    return "Ada lebih dari satu kondisi awal: " + "; ".join(f"{known.year}: {_told(known)}" for known in starts)


def _work_out(ask: Ask, first: Known, second: Known, *, lower_is_better: bool) -> tuple[Decimal, str] | None:
    """The number and its formula in words; ``first`` is the target or last year's value."""
    one, two = first.value, second.value
    if one is None or two is None:
        return None
    if ask is Ask.DIFFERENCE:
        return two - one, f"Dihitung: {number(two)} - {number(one)}"
    if ask is Ask.REMAINDER:
        return one - two, f"Dihitung: {number(one)} - {number(two)}"
    if one == 0:
        return None
    if ask is Ask.CHANGE:
        return _share((two - one) / abs(one)), f"Dihitung: ({number(two)} - {number(one)}) / {number(one)} x 100%"
    if lower_is_better:
        # Less is better: the customary form in performance reports, target - (realisasi - target) over target.
        formula = f"Dihitung: ({number(one)} - ({number(two)} - {number(one)})) / {number(one)} x 100%"
        return _share((one - (two - one)) / one), formula
    return _share(two / one), f"Dihitung: {number(two)} / {number(one)} x 100%"


def _share(part: Decimal) -> Decimal:
    return (part * HUNDRED).quantize(SHARES, ROUND_HALF_UP)
