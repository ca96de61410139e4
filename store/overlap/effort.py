"""Repeated entries times the time that one takes; where the time comes from is printed with every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from store.overlap.facts import Effort, FoundOverlap, Load, RuleOverlap, Saved, Seconds

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

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

LEAST_MEASURED = 100
"""Fewer decisions say more about one afternoon than about the work."""
LONGEST_PAUSE = 120
"""Seconds; after a longer gap the person did something else in between."""
SHORTEST_PAUSE = 1
"""Nobody looks at an entry in less: that was a program, or a key held down."""
DECISIONS = ("accept", "edit", "reject")


def seconds_per_entry(session: Session) -> Seconds:
    """Measured at the review desk once enough entries were decided one by one there, else the assumption."""
    pauses = sorted(_pauses(session))
    if len(pauses) < LEAST_MEASURED:
        return ASSUMED
    low, likely, high = (pauses[len(pauses) * quarter // 4] for quarter in (1, 2, 3))
    return Seconds(
        low=low,
        likely=likely,
        high=high,
        measured=len(pauses),
        assumption=(
            f"Diukur dari {len(pauses)} keputusan satu per satu di meja tinjau: waktu melihat satu isian di dokumen "
            f"dan memeriksanya, tengahnya {likely} detik, separuh di antara {low} dan {high} detik. Mencari dokumen "
            "dan mengetik tidak termasuk, jadi jam di bawah ini adalah batas bawah."
        ),
    )


def _pauses(session: Session) -> Iterable[int]:
    """Seconds between decisions of one person that follow each other; decisions taken many at once say nothing."""
    for _, decisions in groupby(_decisions(session), key=lambda one: one[0]):
        for (_, before, _), (_, after, entries) in pairwise(decisions):
            pause = round((after - before).total_seconds())
            if entries == 1 and SHORTEST_PAUSE <= pause < LONGEST_PAUSE:
                yield pause


def _decisions(session: Session) -> Iterable[tuple[str, datetime, int]]:
    """(actor, when, entries decided together), by actor and time."""
    from sqlalchemy import func, select

    from store.tables import EventRow

    when = func.min(EventRow.at)
    query = (
        select(EventRow.actor, when, func.count())
        .where(EventRow.action.in_(DECISIONS), EventRow.subject.like("proposal:%"))
        .group_by(EventRow.actor, EventRow.batch)
        .order_by(EventRow.actor, when)
    )
    return ((actor, at, entries) for actor, at, entries in session.execute(query))


def effort(what: str, entries: int | Decimal, seconds: Seconds = ASSUMED) -> Effort:
    low, likely, high = (_hours(entries, each) for each in (seconds.low, seconds.likely, seconds.high))
    return Effort(
        what=what,
        entries=int(entries),
        low_hours=low,
        likely_hours=likely,
        high_hours=high,
        likely_days=_days(entries, seconds.likely),
    )


def efforts(by_rule: RuleOverlap, as_found: FoundOverlap, seconds: Seconds = ASSUMED) -> tuple[Effort, ...]:
    """With measured seconds the assumption stands beside them: they measure two kinds of work."""
    counted = (
        ("Menurut aturan: semua permintaan", by_rule.count("all").repeats),
        ("Menurut aturan: hanya yang wajib", by_rule.count("mandatory").repeats),
        ("Dalam dokumen yang diunggah", as_found.counts.repeated_entries),
    )
    told = [effort(what, entries, seconds) for what, entries in counted]
    if seconds.measured:
        told += [effort(f"{what} (bila diketik, anggapan)", entries, ASSUMED) for what, entries in counted]
    return tuple(told)


def loads(by_rule: RuleOverlap, as_found: FoundOverlap, seconds: Seconds = ASSUMED) -> tuple[Load, ...]:
    """Working days of each report and perangkat daerah. An entry that k reports ask for is repeated k - 1 times; which
    of the k is the first nobody can say, so each bears (k - 1)/k."""
    asked = (item.reports for item in by_rule.most_repeated)
    printed = ([entry.report or entry.file_name for entry in item.entries] for item in as_found.repeated)
    return (
        *_loads("Laporan (aturan)", _shares(asked), seconds),
        *_loads("Perangkat daerah (aturan)", {one.name: Fraction(one.repeats) for one in by_rule.by_opd}, seconds),
        *_loads("Laporan (dokumen)", _shares(printed), seconds),
        *_loads("Perangkat daerah (dokumen)", {name: Fraction(count) for name, count in as_found.by_opd}, seconds),
    )


def _shares(items: Iterable[Sequence[str]]) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for names in items:
        for name in names:
            shares[name] += Fraction(len(names) - 1, len(names))
    return shares


def _loads(what: str, shares: Mapping[str, Fraction], seconds: Seconds) -> Iterable[Load]:
    for name, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])):
        if share:
            entries = Decimal(share.numerator) / share.denominator
            yield Load(
                what=what,
                name=name or "(tanpa perangkat daerah)",
                entries=entries.quantize(_TENTH, ROUND_HALF_UP),
                low_days=_days(entries, seconds.low),
                likely_days=_days(entries, seconds.likely),
                high_days=_days(entries, seconds.high),
            )


def saved_by_prefill(
    session: Session, region: str | None = None, year: int | None = None, seconds: Seconds = ASSUMED
) -> Saved:
    """Printed values that came back in forms as they were: nobody had to find and type them. What a form was, and not
    when it came back, tells the cycle: the form of LPPD 2025 belongs to 2025."""
    from sqlalchemy import select

    from store.tables import DocumentRow

    query = select(DocumentRow.report, DocumentRow.year, DocumentRow.evidence).where(DocumentRow.state == "read")
    if region is not None:
        query = query.where(DocumentRow.region == region)
    forms = [row for row in session.execute(query) if "form" in row.evidence and year in (None, row.year)]
    kept = sum(int(row.evidence.get("kept", 0)) for row in forms)
    return Saved(forms=len(forms), kept=kept, effort=effort("Dihemat isi-otomatis", kept, seconds))


def _hours(entries: int | Decimal, seconds: int) -> Decimal:
    return (Decimal(entries) * seconds / 3600).quantize(_TENTH, ROUND_HALF_UP)


def _days(entries: int | Decimal, seconds: int) -> Decimal:
    return (Decimal(entries) * seconds / 3600 / HOURS_A_DAY).quantize(_TENTH, ROUND_HALF_UP)
