"""How values, absences, dates and sources are written for people: Indonesian, exact."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from extractor.facts import Status
from store.prefill.facts import Source
from store.printing import printed

WESTERN_TIME = timezone(timedelta(hours=7), "WIB")
"""Dates in papers are those of the clock in Jakarta; a confirmation at 6 in the morning is not yesterday's."""

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

ABSENCES = {
    Status.MISSING: "Kosong",
    Status.NOT_RELEASED: "Belum rilis",
    Status.NOT_APPLICABLE: "Tidak berlaku",
    Status.ILLEGIBLE: "Tidak terbaca",
}


def content(value: Decimal | None, grade: str | None, status: Status) -> str:
    """What stands in the cell: the number, the grade, or the name of the absence."""
    if status in ABSENCES:
        return ABSENCES[status]
    if value is None:
        return grade or ""
    return f"{printed(value)} ({grade})" if grade else printed(value)


def day(moment: datetime) -> str:
    return moment.astimezone(WESTERN_TIME).strftime("%d-%m-%Y")


def long_day(moment: datetime) -> str:
    local = moment.astimezone(WESTERN_TIME)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def source_sentence(source: Source | None) -> str:
    """``LPPD 2024 hlm. 37, dikonfirmasi 12-02-2025 oleh Sari``."""
    if source is None:
        return ""
    place = "Diisi langsung tanpa dokumen"
    if source.document_id is not None:
        place = " ".join(str(part) for part in (source.report or source.file_name or "Dokumen", source.year) if part)
        if source.page is not None:
            place += f" hlm. {source.page}"
        elif source.locator:
            place += f" ({source.locator})"
    if source.confirmed_at is None:
        return place
    return f"{place}, dikonfirmasi {day(source.confirmed_at)} oleh {source.confirmed_by}"
