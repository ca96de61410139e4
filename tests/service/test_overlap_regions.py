"""A province compares its governments: one query each, on both databases."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from prefill_world import add_document, add_proposal
from sqlalchemy import event
from test_overlap_passages import FERRY, page_of

from store import Store
from store.overlap import overlap_report
from store.overlap.keeping import keep_pieces
from store.overlap.pieces import pieces_of

CITIES = ("35.71", "35.72", "35.73", "35.74", "35.75", "35.76")


@pytest.fixture
def province(store: Store):
    def fill(cities):
        with store.session() as session:
            for city in cities:
                for report, value in (("LPPD", "71.93"), ("LKPJ", "71.93"), ("RB", "73.91")):
                    document = add_document(session, report, 2024, city)
                    add_proposal(session, document, "makro.ipm", value)
                    add_proposal(session, document, "makro.tpt", "5.1")
                    keep_pieces(session, document.id, list(pieces_of([page_of(FERRY)])))

    return store, fill


@contextmanager
def counted(store: Store):
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield statements
    event.remove(store.engine, "before_cursor_execute", note)


def test_six_governments_take_as_many_queries_as_one(province):
    store, fill = province
    asked = []
    for cities in (CITIES[:1], CITIES[1:]):
        fill(cities)
        with counted(store) as statements, store.session(read_only=True) as session:
            found = overlap_report(session)
        asked.append(len(statements))
    assert asked[0] == asked[1]
    assert [
        (one.name, one.documents, one.repeated_entries, one.contradictions) for one in found.as_found.by_region
    ] == [(city, 3, 4, 1) for city in CITIES]
    assert sorted(one.region for one in found.passages.passages) == list(CITIES)
    assert found.as_found.counts.repeated_entries == 24
