"""Decisions: what is confirmed, what is held back, and that every one can be taken back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from store_world import CITY, IPM, POVERTY, database_url, postgres_url, reading, recorded, store, sure  # noqa: F401

from extractor.facts import Flag, Status
from store import (
    Decision,
    ProposalFilter,
    Store,
    accept,
    edit,
    get_proposal,
    list_events,
    list_proposals,
    list_values,
    region_catalogue,
    reject,
    undo,
    value_history,
)
from store.decisions import NothingToUndo, StaleVersion
from store.editing import FaultyChange


def said(store: Store) -> list[tuple[str, int, Decimal | None, str]]:  # noqa: F811
    return [(value.code, value.year, value.value, value.status.value) for value in list_values(store)]


def ids(store: Store) -> list[int]:  # noqa: F811
    return [proposal.id for proposal in list_proposals(store)]


def test_accepting_confirms_the_exact_value_with_its_source(store: Store, tmp_path: Path) -> None:  # noqa: F811
    document = recorded(store, tmp_path, [reading("71.930", unit="poin")])
    decided = accept(store, ids(store), actor="budi", reason="sesuai BPS")
    assert (decided.accepted, decided.skipped) == (1, [])
    (value,) = list_values(store)
    assert str(value.value) == "71.930"
    assert (value.region, value.code, value.year, value.confirmed_by) == (CITY, IPM, 2024, "budi")
    assert value.source is not None
    assert (value.source.document_id, value.source.page, value.source.locator) == (document, 3, "p3/t1/r1/c4")
    (event,) = list_events(store, batch=decided.batch)
    assert (event.action, event.reason, event.before["value"]) == ("accept", "sesuai BPS", None)
    assert event.after["value"]["value"] == "71.930"
