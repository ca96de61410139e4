"""Judges the forms of a store cell by cell against its confirmed values, without the code that filled them.

``python tests/service/prefill_truth.py DATABASE-URL FILES`` prints, for every report and year, how many slots with a
confirmed value are filled, and every cell that is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal

from store import Store, list_values, open_store
from store.prefill import Form, SlotState, build_form

HOLDING = {SlotState.FILLED, SlotState.ABSENT}


def held_and_faults(store: Store, form: Form) -> tuple[int, list[str]]:
    """(slots with a confirmed value, what is wrong with them or with any other filled cell)."""
    values = list_values(store)
    by_id = {one.id: one for one in values}
    by_key = {(one.code, one.kind, one.year, one.period or ""): one for one in values if one.region == form.region}
    held, faults = 0, []
    for table, row, slot in form.slots():
        place = f"{form.report} {form.year} tabel {table.number} no {row.number} {slot.title}"
        own = by_key.get((slot.code, slot.kind, slot.year, slot.period))
        if slot.state in HOLDING:
            held += 1
            value = by_id[slot.value_id]
            if value.region != form.region or (value.year, value.period or "") != (slot.year, slot.period):
                faults.append(f"{place}: nilai {value.id} milik daerah atau tahun lain")
            if (value.status, value.grade) != (slot.status, slot.grade) or not _same(
                value.value, slot.value, slot.note
            ):
                faults.append(f"{place}: tercetak {slot.text}, tersimpan {value.value} {value.unit}")
        elif own is not None and not _kept_out(own.unit, own.value, table.columns[slot.column].unit_rule.value):
            faults.append(f"{place}: nilai {own.id} ({own.value} {own.unit}) tidak terisi, {slot.state.value}")
    return held, faults


def _same(stored: Decimal | None, shown: Decimal | None, note: str) -> bool:
    return stored == shown or "Tersimpan sebagai" in note


def _kept_out(unit: str | None, value: Decimal | None, rule: str) -> bool:
    """People in a column of percentages, or the other way round: rightly left out."""
    is_percent = (unit or "").strip().lower() in {"%", "persen"}
    if rule == "percent":
        return bool(unit) and not is_percent
    return rule == "count" and (is_percent or (not unit and value is not None and value <= 100))


def all_forms(store: Store) -> Iterator[Form]:
    from store.prefill import derived_forms
    from store.tables import RequirementRow

    regions = sorted({one.region for one in list_values(store)})
    years = sorted({one.year for one in list_values(store)})
    with store.session(read_only=True) as session:
        reports = sorted({*session.query(RequirementRow.report).distinct().all()})
        for region in regions:
            for report in (*(one[0] for one in reports), *derived_forms()):
                for year in range(max(years) - 2, max(years) + 1):
                    yield build_form(session, report, year, region)


def main(url: str, files: str) -> int:
    store = open_store(url, files)
    total, wrong = 0, 0
    for form in all_forms(store):
        held, faults = held_and_faults(store, form)
        total, wrong = total + held, wrong + len(faults)
        print(f"{form.report} {form.year}: {held} slots hold a confirmed value, {len(faults)} faults")
        print(*(f"  {fault}" for fault in faults), sep="\n", end="\n" if faults else "")
    print(f"all: {total} held, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
