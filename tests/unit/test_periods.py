"""Years and periods, by the print they stand in."""

from __future__ import annotations

import pytest

from extractor.periods import find_period, find_relative_year, find_year_mentions, find_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("TA 2022", (2022,)),
        ("2022*", (2022,)),
        ("2018-2023", (2018, 2023)),
        ("2019 s.d. 2021", (2019, 2021)),
        ("202\n1", (2021,)),
        ("20\n21", (2021,)),
        ("2O21", (2021,)),
        ("31/12/2022", (2022,)),
        ("tahun 2000 orang tua", (2000,)),
    ],
)
def test_years_are_found_where_they_are_printed_oddly(text: str, years: tuple[int, ...]) -> None:
    assert find_years(text) == years


@pytest.mark.parametrize(
    "text", ["UU 23 Tahun 2014", "Permendagri Nomor 18 Tahun 2020", "2000 orang", "2.022", "Rp 2022,50", "12022"]
)
def test_laws_counts_and_amounts_are_no_years(text: str) -> None:
    assert find_years(text) == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Triwulan IV", "TW4"),
        ("TW III 2022", "TW3"),
        ("tw. 2", "TW2"),
        ("Semester II tahun 2023", "S2"),
        ("SMP 3", None),
    ],
)
def test_parts_of_a_year(text: str, period: str | None) -> None:
    assert find_period(text) == period


@pytest.mark.parametrize(
    ("text", "year"),
    [("n-1", 2022), ("(n-3)", 2020), ("tahun n", 2023), ("tahun lalu", 2022), ("dua tahun lalu", 2021), ("RLS", None)],
)
def test_relative_years_count_from_the_report(text: str, year: int | None) -> None:
    assert find_relative_year(text, 2023) == year


def test_a_span_gives_each_of_its_years() -> None:
    assert find_year_mentions("kurun 2019-2021")[0].years() == (2019, 2020, 2021)
