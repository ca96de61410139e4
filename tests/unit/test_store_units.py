from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.facts import Kind
from store.content import content, is_rounding_of
from store.units import Fit, Said, family, fit, in_scale_of, known_units


def measured(unit: str | None):
    return known_units().named(unit)


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        ("%", "Persen", Fit.COMPARABLE),
        ("Jiwa", "orang", Fit.COMPARABLE),
        ("Rp", "Triliun Rupiah", Fit.CONVERTIBLE),
        ("ribu jiwa", "orang", Fit.CONVERTIBLE),
        ("Juta Ton", "kg", Fit.CONVERTIBLE),
        ("Km2", "m2", Fit.CONVERTIBLE),
        ("tahun", "bulan", Fit.DIFFERENT),
        ("%", "orang", Fit.DIFFERENT),
        ("Rp", "%", Fit.DIFFERENT),
        ("orang", "KK", Fit.DIFFERENT),
        ("Indeks", "orang", Fit.DIFFERENT),
        ("Indeks", "Skor", Fit.UNKNOWN),
        ("%", "Rasio", Fit.UNKNOWN),
        ("%", "Titik Api", Fit.UNKNOWN),
        ("%", None, Fit.UNKNOWN),
    ],
)
def test_how_two_units_stand(one, other, stands):
    assert fit(measured(one), measured(other)) is stands


def test_a_metre_is_no_milliard():
    assert measured("m").dimension == "length"
    assert measured("M").dimension == "money"


def test_a_share_without_its_sign_is_no_count():
    persen, orang = measured("%"), measured("orang")
    assert fit(None, orang, persen) is Fit.DIFFERENT
    assert fit(None, persen, persen) is Fit.UNKNOWN
    assert (family(None, persen), family(orang, persen)) == ("", "count")


def test_scales_are_exact():
    assert in_scale_of(Decimal("58.3"), measured("Ku/Ha"), measured("Ton/Ha")) == Decimal("5.83")
    assert in_scale_of(Decimal("157640000000000"), measured("Rp"), measured("Triliun Rupiah")) == Decimal("157.64")
    assert in_scale_of(Decimal("166.29"), measured("Triliun Rupiah"), measured("Rp")) == Decimal("166290000000000")


def said(value: str, unit: str | None = None, *, kind: Kind = Kind.REALISASI, group: str = "ibu hamil") -> Said:
    return Said(group=group, value=Decimal(value), unit=unit, kind=kind, asked="persen")


def test_large_whole_numbers_for_a_percentage_count_and_small_ones_beside_them_too():
    found = known_units().together([said("400", kind=Kind.TARGET), said("38"), said("95.0"), said("38", group="lain")])
    assert [measure is not None and measure.is_count for measure in found] == [True, True, False, False]


def test_an_achievement_of_some_hundred_percent_counts_nothing():
    assert known_units().together([said("250", kind=Kind.CAPAIAN), said("1250.5")]) == [None, None]


def contents(one: tuple[str, str | None], other: tuple[str, str | None], asked: str | None):
    return [
        content(
            {
                "value": Decimal(value),
                "grade": None,
                "unit": unit,
                "kind": "realisasi",
                "status": "given",
                "flags": (),
            },
            asked=asked,
        )
        for value, unit in (one, other)
    ]


@pytest.mark.parametrize(
    ("one", "other", "asked", "contradicts"),
    [
        (("87.14", "%"), ("236108", None), "persen", False),
        (("87.14", None), ("236108", "orang"), "persen", False),
        (("87.14", "%"), ("87.41", None), "persen", True),
        (("236108", None), ("236801", "orang"), "persen", True),
        (("157640000000000", "Rp"), ("157.64", "Triliun Rupiah"), "rupiah", False),
        (("157640000000000", "Rp"), ("157642123456789", "Rp"), "rupiah", False),
        (("157640000000000", "Rp"), ("166.29", "Triliun Rupiah"), "rupiah", True),
        (("157640000000000", "Rp"), ("157.6421", "Triliun Rupiah"), "rupiah", False),
        (("0.8714", "Rasio"), ("87.14", "%"), "persen", False),
        (("45.2", "Rasio"), ("45.2", "%"), "rasio", False),
        (("45.2", "Rasio"), ("46.2", "%"), "rasio", True),
        (("871", "ribu jiwa"), ("871200", "orang"), "orang", False),
        (("71.93", None), ("73.91", "indeks"), "indeks", True),
    ],
)
def test_only_values_of_one_dimension_contradict_in_one_scale(one, other, asked, contradicts):
    first, second = contents(one, other, asked)
    assert first.contradicts(second) is contradicts
    assert second.contradicts(first) is contradicts


def test_zeros_that_were_counted_are_no_rounding():
    assert not is_rounding_of(Decimal(1500), Decimal(1496))
    assert not is_rounding_of(Decimal(25_000_000), Decimal(24_912_000))
    assert is_rounding_of(Decimal(24_900_000_000), Decimal(24_912_345_678))
