"""The form as a plain list (.csv): one line a slot, for programs and pivot tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from store.prefill.facts import Form, FormRow, FormTable, Slot
from store.prefill.printed import source_sentence
from store.prefill.writing import whole_file

TITLES = (
    "tabel", "judul", "no", "kode", "indikator", "urusan", "kolom", "jenis", "tahun", "periode", "keadaan", "nilai",
    "predikat", "satuan", "ketiadaan", "sumber", "catatan", "perangkat_daerah", "tanda",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(form: Form, path: Path) -> None:
    """Numbers with a decimal point and every digit; UTF-8 with the mark by which Excel knows it."""
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as written:
        lines = csv.writer(written)
        lines.writerow(TITLES)
        lines.writerows(_lines(form))


def _lines(form: Form) -> Iterator[list[str]]:
    for table, row, slot in form.slots():
        value = "" if slot.value is None else format(slot.value, "f")
        cells = [_harmless(text) for text in _texts(table, row, slot)]
        cells[TITLES.index("nilai")] = value
        yield cells


def _texts(table: FormTable, row: FormRow, slot: Slot) -> list[str]:
    absent = slot.status.value if slot.status is not None and slot.value is None and not slot.grade else ""
    return [
        table.number, table.title, str(row.number), slot.code, row.name, row.group, slot.title,
        slot.kind.value if slot.kind else "", str(slot.year or ""), slot.period, slot.state.value, "",
        slot.grade or "", slot.unit or "", absent, source_sentence(slot.source), slot.note, slot.opd, slot.tag or "",
    ]  # fmt: skip


def _harmless(text: str) -> str:
    """A name that starts like a formula would be one in Excel; an apostrophe keeps it a text."""
    return f"'{text}" if text.startswith(_FORMULA) else text
