"""What matching is told of a reading: cells of one row and one table belong together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.facts import Kind, Place, Reading, Source, Status
from store.recording import mention_of


def at(locator: str, row: int | None) -> Reading:
    place = Place(page=None, box=None, row=row, col=None, locator=locator)
    return Reading(
        indicator="Jumlah taman kota",
        kind=Kind.REALISASI,
        year=2024,
        period=None,
        value=Decimal(7),
        grade=None,
        unit=None,
        raw="7",
        status=Status.GIVEN,
        flags=(),
        source=Source.TABLE,
        place=place,
    )


@pytest.mark.parametrize(
    ("locator", "row", "table"),
    [
        ("p5/t1/r3/c4", 3, "p5/t1"),
        ("body/tbl3/r2/c5/p1", 2, "body/tbl3"),
        ("Capaian!C7", 7, "Capaian!"),
        ("body/p166/s1", None, None),
    ],
)
def test_the_table_is_told_by_the_locator(locator: str, row: int | None, table: str | None) -> None:
    mention = mention_of(at(locator, row), "LPPD", None)
    assert mention.table == table
    assert (mention.row is None) == (table is None)


def test_cells_of_two_tables_are_not_of_one_row() -> None:
    one, other = (mention_of(at(f"p5/t{table}/r3/c4", 3), "LPPD", None) for table in (1, 2))
    assert (one.row, one.table) == (other.row, "p5/t1") != (other.row, other.table)
