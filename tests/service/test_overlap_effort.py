"""What repeated entries cost: measured at the review desk where enough was decided there, shared out exactly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from prefill_world import REGION, add_document, add_proposal, new_session

from store.overlap import ASSUMED, overlap_report, saved_by_prefill, seconds_per_entry
from store.tables import EventRow

START = datetime(2025, 2, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def decide(session, seconds, *, actor="sari", action="accept", many=1):
    """Decisions one after another, so many seconds apart."""
    at, number = START, session.query(EventRow).count()
    for pause in (0, *seconds):
        at += timedelta(seconds=pause)
        for _ in range(many):
            number += 1
            session.add(
                EventRow(
                    id=number,
                    at=at,
                    actor=actor,
                    action=action,
                    batch=f"{actor} {action} {at}",
                    subject=f"proposal:{number}",
                    before={},
                    after={},
                    previous_hash="",
                    hash=f"{number:064d}",
                )
            )
    session.flush()


def test_few_decisions_leave_the_assumption(session):
    decide(session, [10] * 99)
    assert seconds_per_entry(session) == ASSUMED


def test_seconds_come_from_the_review_log_once_it_is_long_enough(session):
    decide(session, [6, 8, 12, 30] * 30)
    seconds = seconds_per_entry(session)
    assert (seconds.low, seconds.likely, seconds.high, seconds.measured) == (8, 12, 30, 120)
    assert "120 keputusan" in seconds.assumption


def test_pauses_batches_and_programs_are_no_time_of_an_entry(session):
    decide(session, [10] * 100)
    decide(session, [120, 4000] * 60, actor="budi")
    decide(session, [30] * 60, actor="wati", many=50)
    decide(session, [0] * 200, actor="skrip")
    decide(session, [40] * 120, actor="agus", action="upload")
    assert seconds_per_entry(session).measured == 100


def test_two_people_at_once_are_timed_apart(session):
    decide(session, [20] * 100)
    decide(session, [30] * 100, actor="budi")
    seconds = seconds_per_entry(session)
    assert (seconds.measured, seconds.low, seconds.high) == (200, 20, 30)


def test_the_assumption_stands_beside_what_was_measured(session):
    decide(session, [10] * 100)
    told = {one.what: one.likely_hours for one in overlap_report(session, REGION).effort}
    assert told["Menurut aturan: semua permintaan"] == Decimal("1.5")
    assert told["Menurut aturan: semua permintaan (bila diketik, anggapan)"] == Decimal("109.6")


def test_shares_of_all_reports_and_of_all_offices_are_the_total(session):
    for report in ("LPPD", "LKPJ", "RB"):
        document = add_document(session, report, 2024)
        for code in ("makro.ipm", "makro.tpt")[: 1 if report == "RB" else 2]:
            add_proposal(session, document, code, "5.5")
    found = overlap_report(session, REGION)
    by_report = {one.name: one.entries for one in found.loads if one.what == "Laporan (dokumen)"}
    # The human development index in three reports, unemployment in two: 2/3 + 1/2, 2/3 + 1/2, 2/3.
    assert by_report == {"LKPJ": Decimal("1.2"), "LPPD": Decimal("1.2"), "RB": Decimal("0.7")}
    offices = sum(one.entries for one in found.loads if one.what == "Perangkat daerah (aturan)")
    reports = sum(one.entries for one in found.loads if one.what == "Laporan (aturan)")
    assert offices == 526
    assert abs(reports - 526) <= Decimal("0.3")


def test_saved_is_what_came_back_in_forms_as_it_was_printed(session):
    add_document(session, "LPPD", 2025, evidence={"form": "tanda formulir", "kept": "40"})
    add_document(session, "LKPJ", 2025, evidence={"form": "tanda formulir", "kept": "8"})
    add_document(session, "LKPJ", 2024, evidence={"form": "tanda formulir", "kept": "5"})
    add_document(session, "LKJIP", 2025)
    saved = saved_by_prefill(session, REGION, 2025)
    assert (saved.forms, saved.kept, saved.effort.likely_hours) == (2, 48, Decimal("10.0"))
    assert saved_by_prefill(session, "35.07").forms == 0
