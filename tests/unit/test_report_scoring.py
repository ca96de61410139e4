"""Scores of a report tell where values were lost, and whether they were matched right."""

from __future__ import annotations

from decimal import Decimal

from api.report_scoring import evaluate_report
from extractor.facts import Kind, Place, Reading, Source, Status


def read(name: str, value: str, row: int) -> Reading:
    return Reading(
        indicator=name,
        kind=Kind.REALISASI,
        year=2024,
        period=None,
        value=Decimal(value),
        grade=None,
        unit=None,
        raw=value,
        status=Status.GIVEN,
        flags=(),
        source=Source.TABLE,
        place=Place(page=1, box=None, table=1, row=row, col=2, locator=f"p1/t1/r{row}/c2"),
    )


def labelled(name: str, value: str, source: str, code: str) -> dict:
    return {"page": 1, "indicator": name, "kind": "realisasi", "year": 2024, "value": Decimal(value)} | {
        "source": source,
        "code": code,
    }


GOLD = [
    labelled("Jumlah taman kota", "7", "table", "a.taman"),
    labelled("Angka putus sekolah", "0.4", "table", "a.putus"),
    labelled("Indeks kualitas jalan", "81.5", "narrative", "a.jalan"),
]
READINGS = [read("Jumlah taman kota", "7", 1), read("Angka putus sekolah", "0.4", 2)]


def test_what_was_found_is_counted_by_place() -> None:
    score = evaluate_report(GOLD, READINGS)
    assert score.by_source == {"narrative": (0, 1), "table": (2, 2)}
    assert (score.found, score.n, score.matched) == (2, 3, (0, 0))


def test_a_found_value_with_another_indicator_is_told() -> None:
    score = evaluate_report(GOLD, READINGS, ["a.taman", "a.jalan"], {"a.taman", "a.putus"})
    assert score.matched == (1, 2)
    assert next(miss for miss in score.misses if miss.startswith("MATCHED")).endswith("to a.jalan, not a.putus")


def test_an_indicator_that_no_catalogue_has_is_matched_right_by_none() -> None:
    assert evaluate_report(GOLD, READINGS, ["a.taman", None], {"a.taman"}).matched == (2, 2)
    assert evaluate_report(GOLD, READINGS, ["a.taman", "a.taman"], {"a.taman"}).matched == (1, 2)
