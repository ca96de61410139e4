"""Both measures side by side, with what a reader must know before the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.overlap.as_found import overlap_as_found
from store.overlap.by_rule import overlap_by_rule
from store.overlap.effort import efforts, loads, saved_by_prefill, seconds_per_entry
from store.overlap.facts import SIX_REPORTS, FoundOverlap, OverlapReport, Seconds
from store.overlap.passages import copied_passages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def overlap_report(
    session: Session,
    region: str | None = None,
    year: int | None = None,
    *,
    reports: Sequence[str] = SIX_REPORTS,
    seconds: Seconds | None = None,
) -> OverlapReport:
    """``region``: code or name of a government; without it all are measured. ``year``: the year of the values.

    ``seconds``: time of one entry; without it measured at the review desk or, with too little there, assumed.
    """
    from store.regions import find_region

    government = None if region is None else find_region(session, region)
    code = None if government is None else government.code
    seconds = seconds or seconds_per_entry(session)
    by_rule = overlap_by_rule(session, reports)
    as_found = overlap_as_found(session, code, year)
    of_all_years = as_found if year is None else overlap_as_found(session, code)
    passages = copied_passages(session, code, year, left_out=frozenset(of_all_years.copies))
    place = "" if government is None else f" {government.name}"
    return OverlapReport(
        place="Semua daerah" if government is None else government.name,
        by_rule=by_rule,
        as_found=as_found,
        passages=passages,
        seconds=seconds,
        effort=efforts(by_rule, as_found, seconds),
        loads=loads(by_rule, as_found, seconds),
        saved=saved_by_prefill(session, code, year, seconds),
        trend=of_all_years.by_year,
        messages=tuple(_messages(session, as_found, place)),
    )


def state_mark(session: Session) -> tuple[object, ...]:
    """Another one whenever a report would say something else: decisions, new readings and new texts change it."""
    from sqlalchemy import func, select

    from store.tables import ChainHeadRow, DocumentRow, PassagesRow, ProposalRow

    return (
        session.scalar(select(func.max(ChainHeadRow.event_id))),
        session.scalar(select(func.max(ProposalRow.id))),
        session.scalar(select(func.count()).select_from(PassagesRow)),
        session.scalar(select(func.count()).select_from(DocumentRow).where(DocumentRow.state == "read")),
    )


def _messages(session: Session, found: FoundOverlap, place: str) -> list[str]:
    counts = found.counts
    told = []
    if counts.documents == 0 and found.year is not None:
        years = _years(session, found.region)
        there = f"Tahun yang ada: {', '.join(map(str, years))}." if years else "Belum ada dokumen yang terbaca."
        told.append(f"Tidak ada nilai{place} untuk tahun {found.year}. {there}")
    elif counts.documents == 0:
        told.append(f"Belum ada dokumen{place} yang terbaca. Unggah sekurang-kurangnya dua laporan untuk dibandingkan.")
    elif counts.documents == 1:
        told.append(
            f"Baru satu dokumen{place} yang memuat nilai; perulangan baru dapat dihitung dari dua dokumen atau lebih."
        )
    elif counts.repeated_entries == 0:
        told.append(f"Tidak ada nilai yang tertulis di dua dari {counts.documents} dokumen{place}.")
    for one, other in found.same_report_twice:
        told.append(f"{other} adalah laporan yang sama dengan {one}; dihitung sekali.")
    if counts.pending_repeated_entries:
        told.append(
            f"{counts.pending_repeated_entries} dari {counts.repeated_entries} perulangan berasal dari usulan yang "
            "belum dikonfirmasi; angkanya dapat berubah."
        )
    return told


def _years(session: Session, region: str | None) -> list[int]:
    from sqlalchemy import func, select

    from store.tables import DocumentRow, ProposalRow, ReadingRow

    query = (
        select(ReadingRow.year)
        .join(ProposalRow, ProposalRow.reading_id == ReadingRow.id)
        .join(DocumentRow, DocumentRow.id == ReadingRow.document_id)
        .where(ReadingRow.year.is_not(None), ProposalRow.code.is_not(None))
        .distinct()
    )
    if region is not None:
        query = query.where(func.coalesce(ProposalRow.region, DocumentRow.region) == region)
    return sorted(year for year in session.scalars(query) if year is not None)
