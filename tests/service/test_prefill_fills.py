"""Confirm once, fill everywhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from prefill_world import REGION, add_document, add_proposal, add_value, new_session
from sqlalchemy import select

from store.prefill import build_form, slots_filled
from store.tables import RequirementRow
from store.values import UnknownValue


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def test_exactly_the_slots_that_hold_the_value_in_the_forms_are_listed(session):
    for year in (2022, 2023, 2024):
        value = add_value(session, "makro.ipm", f"8{year - 2020}.10", year=year)
    add_value(session, "makro.tpt", "5.1", year=2024)
    found = slots_filled(session, value.id)
    stands = []
    for report in (*session.scalars(select(RequirementRow.report).distinct()), "PK"):
        for year in range(2023, datetime.now(UTC).year + 2):
            for table, row, slot in build_form(session, report, year, REGION).slots():
                if slot.value_id == value.id or value.id in slot.made_of:
                    stands.append((report, year, table.caption, row.number, slot.title, slot.text))
    listed = [(one.report, one.year, one.table, one.row, one.title, one.text) for one in found]
    assert sorted(listed) == sorted(stands)
    assert len({one.report for one in found}) >= 3


def test_a_computed_share_names_the_values_it_is_made_of(session):
    target = add_value(session, "iku.pupr.jalan_baik", "80", kind="target")
    add_value(session, "iku.pupr.jalan_baik", "60")
    found = slots_filled(session, target.id)
    computed = {(one.report, one.year, one.title, one.text) for one in found if one.is_computed}
    assert ("LKJIP", 2024, "Capaian (%)", "75,00") in computed


def test_a_twin_code_is_filled_by_the_value_too(session):
    value = add_value(session, "ikk.kesehatan.1b3", "71.5")
    codes = {one.code for one in slots_filled(session, value.id)}
    assert len(codes) > 1


def test_a_local_indicator_fills_the_report_that_showed_it(session):
    from store.tables import IndicatorRow

    session.add(
        IndicatorRow(
            code=f"{REGION}.taman", name="Jumlah taman tematik", unit="unit", value_type="count", direction="higher",
            urusan=None, lead_opd="Dinas Taman", formula=None, source="test", confidence="confirmed", level=None,
            region=REGION,
        )
    )  # fmt: skip
    session.flush()
    proposal = add_proposal(session, add_document(session, "LKJIP"), f"{REGION}.taman", "14", decision="accepted")
    value = add_value(session, f"{REGION}.taman", "14", proposal=proposal)
    assert {one.report for one in slots_filled(session, value.id)} == {"LKJIP", "PK"}


def test_an_unknown_value_is_one_sentence(session):
    with pytest.raises(UnknownValue):
        slots_filled(session, 4711)
