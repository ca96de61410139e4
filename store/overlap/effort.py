"""Repeated entries times the time that one takes; the assumption is printed with every figure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from store.overlap.facts import Effort, FoundOverlap, RuleOverlap, Seconds

HOURS_A_DAY = 8
_TENTH = Decimal("0.1")

ASSUMED = Seconds(
    low=600,
    likely=750,
    high=900,
    assumption=(
        "Anggapan, bukan pengukuran: mencari dokumen atau pemilik data 5-10 menit, membaca dan mengetik nilai, satuan, "
        "dan tahun 2 menit, memeriksa terhadap tahun lalu 3 menit; 10-15 menit per isian, tengahnya 12,5 menit."
    ),
)
"""``store/catalogue/effort.md``, section 4."""


def effort(what: str, entries: int, seconds: Seconds = ASSUMED) -> Effort:
    low, likely, high = (_hours(entries, each) for each in (seconds.low, seconds.likely, seconds.high))
    return Effort(
        what=what,
        entries=entries,
        low_hours=low,
        likely_hours=likely,
        high_hours=high,
        likely_days=(Decimal(entries * seconds.likely) / 3600 / HOURS_A_DAY).quantize(_TENTH, ROUND_HALF_UP),
    )


def efforts(by_rule: RuleOverlap, as_found: FoundOverlap, seconds: Seconds = ASSUMED) -> tuple[Effort, ...]:
    return (
        effort("Menurut aturan: semua permintaan", by_rule.count("all").repeats, seconds),
        effort("Menurut aturan: hanya yang wajib", by_rule.count("mandatory").repeats, seconds),
        effort("Dalam dokumen yang diunggah", as_found.counts.repeated_entries, seconds),
    )


def _hours(entries: int, seconds: int) -> Decimal:
    return (Decimal(entries * seconds) / 3600).quantize(_TENTH, ROUND_HALF_UP)
