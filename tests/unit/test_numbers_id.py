"""The number grammar: each test is named by the print it was made for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts import Flag, Status
from extractor.numbers_id import Evidence, looks_like_value, parse_value


def value(text: str, **evidence: object) -> Decimal | None:
    return parse_value(text, Evidence(**evidence)).value  # type: ignore[arg-type]  # evidence by name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("61,7 %", "61.7"),
        ("61.73", "61.73"),
        ("1.234.567", "1234567"),
        ("2,481,250", "2481250"),
        ("1.328.402.245.757,77", "1328402245757.77"),
        ("3,481,250.50", "3481250.50"),
        ("0.820", "0.820"),
        ("1234,567", "1234.567"),
        ("-7,25", "-7.25"),
        ("(28.78)", "-28.78"),
        ("minus 3,58", "-3.58"),
        ("▼ 3,5", "-3.5"),
    ],
)
def test_separators_that_leave_no_doubt(text: str, expected: str) -> None:
    parsed = parse_value(text)
    assert parsed.value == Decimal(expected)
    assert Flag.AMBIGUOUS_SEPARATOR not in parsed.flags


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("1.731", {"unit": "orang"}, "1731"),
        ("1,234", {"unit": "orang"}, "1234"),
        ("3,000", {"unit": "poin"}, "3.000"),
        ("104.319", {"unit": "%"}, "104.319"),
        ("1.834", {"neighbours": ("1.9", "1,77")}, "1.834"),
        ("1.834", {"neighbours": ("980", "2.410.000", "1900,5")}, "1834"),
        ("5.412", {"unit": "Rp miliar", "neighbours": ("5.598,10",)}, "5412"),
        ("62.044", {"low": Decimal(10), "high": Decimal(500)}, "62.044"),
        ("62.044", {"low": Decimal(10000), "high": Decimal(500000)}, "62044"),
    ],
)
def test_one_sign_and_three_digits_is_settled_by_evidence(
    text: str, evidence: dict[str, object], expected: str
) -> None:
    parsed = parse_value(text, Evidence(**evidence))  # type: ignore[arg-type]  # evidence by name
    assert parsed.value == Decimal(expected)
    assert parsed.interpretations == (Decimal(expected),)


def test_without_evidence_the_habit_is_taken_and_flagged() -> None:
    parsed = parse_value("1.731")
    assert parsed.value == Decimal(1731)
    assert parsed.interpretations == (Decimal(1731), Decimal("1.731"))
    assert Flag.AMBIGUOUS_SEPARATOR in parsed.flags
    assert parse_value("412,305").value == Decimal("412.305")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp. 2.660.203.841,-", "2660203841"),
        ("Rp 2.132.748.657.216,00", "2132748657216.00"),
        ("Rp. 549.481.005.00,-", "549481005.00"),
        ("Rp, 27,964,035,120,859,00", "27964035120859.00"),
        ("Rp4,2 triliun", "4200000000000"),
        ("Rp. 412,5 M", "412500000000"),
        ("9,6 Jt", "9600000"),
        ("1.834 T", "1834000000000"),
        ("-Rp 2.500.000", "-2500000"),
    ],
)
def test_money_in_its_odd_forms(text: str, expected: str) -> None:
    assert value(text, unit="Rp") == Decimal(expected)


def test_before_a_scale_word_a_dot_may_be_either() -> None:
    parsed = parse_value("Rp 1.250 juta")
    assert parsed.interpretations == (Decimal(1250000000), Decimal(1250000))
    assert Flag.AMBIGUOUS_SEPARATOR in parsed.flags
    assert parse_value("Rp 412,305 miliar").interpretations == (Decimal(412305000000),)


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("89/100.000 KH", "89", "per 100.000 KH"),
        ("86,97/\n100.000\nKH", "86.97", "per 100.000 KH"),
        ("5,8/1000 KH", "5.8", "per 1.000 KH"),
        ("121,4 per 100.000 kelahiran hidup", "121.4", "per 100.000 KH"),
        ("14,9 per mil", "14.9", "per mil"),
        ("71,56 Tahun", "71.56", "tahun"),
        ("33 LPK", "33", "LPK"),
        ("38 desa/kel", "38", "desa/kelurahan"),
        ("Rp 356.775/kapita/bulan", "356775", "Rp/kapita/bulan"),
        ("1:192", "192", None),
    ],
)
def test_units_printed_in_the_cell(text: str, expected: str, unit: str | None) -> None:
    parsed = parse_value(text)
    assert (parsed.value, parsed.unit) == (Decimal(expected), unit)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("-", Status.MISSING),
        ("–", Status.MISSING),
        ("N/A", Status.MISSING),
        ("#DIV/0!", Status.MISSING),
        ("tidak ada data", Status.MISSING),
        ("- %", Status.MISSING),
        ("belum rilis", Status.NOT_RELEASED),
        ("Belum dirilis BPS", Status.NOT_RELEASED),
        ("tidak berlaku", Status.NOT_APPLICABLE),
        ("0", Status.ZERO),
        ("0,00%", Status.ZERO),
        ("1.,60", Status.ILLEGIBLE),
    ],
)
def test_absences_are_kept_apart(text: str, status: Status) -> None:
    assert parse_value(text).status is status


def test_nihil_counts_none_and_measures_nothing() -> None:
    assert parse_value("nihil", Evidence(name="Jumlah kasus rabies")).status is Status.ZERO
    assert parse_value("nihil", Evidence(name="Indeks inovasi daerah")).status is Status.MISSING


@pytest.mark.parametrize(
    ("text", "grade", "number"),
    [
        ("BB", "BB", None),
        ("B (66,02)", "B", "66.02"),
        ("80,10 atau Predikat A", "A", "80.10"),
        ("80,10\n(A)", "A", "80.10"),
        ("A / 80,10", "A", "80.10"),
        ("WTP (Wajar Tanpa Pengecualian)", "WTP", None),
        ("Wajar Dengan Pengecualian", "WDP", None),
        ("Level 3 (3,12)", "Level 3", "3.12"),
        ("Tuntas Paripurna", "Tuntas Paripurna", None),
        ("100%\n(Hijau)", "Hijau", "100"),
    ],
)
def test_grades_alone_and_with_their_number(text: str, grade: str, number: str | None) -> None:
    parsed = parse_value(text)
    assert parsed.grade == grade
    assert parsed.value == (None if number is None else Decimal(number))


def test_a_lone_letter_is_no_grade_where_the_unit_counts() -> None:
    assert parse_value("B").grade == "B"
    assert parse_value("B", Evidence(unit="orang")).status is Status.ILLEGIBLE


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("69,1-69,5", "69.1", "69.5"),
        ("7,50 – 7,00 %", "7.00", "7.50"),
        ("3±1", "2", "4"),
        ("5,1 s.d 5,6", "5.1", "5.6"),
    ],
)
def test_a_range_has_two_ends_and_no_value(text: str, low: str, high: str) -> None:
    parsed = parse_value(text)
    assert parsed.value is None
    assert parsed.interpretations == (Decimal(low),)
    assert parsed.high == Decimal(high)
    assert Flag.RANGE in parsed.flags


@pytest.mark.parametrize(
    ("text", "expected"), [("≤ 1,5%", "1.5"), ("≥\n75", "75"), ("maksimal 0,1%", "0.1"), ("70 ke atas", "70")]
)
def test_inequalities_keep_their_number_with_a_flag(text: str, expected: str) -> None:
    parsed = parse_value(text)
    assert (parsed.value, parsed.flags) == (Decimal(expected), (Flag.INEQUALITY,))


@pytest.mark.parametrize(
    ("text", "expected", "other"),
    [
        ("10% (190 temuan)", "10", ("190", "temuan")),
        ("25 OPD dari 44", "25", ("44", None)),
        ("38/40", "38", ("40", None)),
        ("190 (9,53%)", "190", ("9.53", "%")),
    ],
)
def test_a_second_value_stays_beside_the_first(text: str, expected: str, other: tuple[str, str | None]) -> None:
    parsed = parse_value(text)
    assert parsed.value == Decimal(expected)
    assert parsed.others == ((Decimal(other[0]), other[1]),)
    assert Flag.SECOND_VALUE in parsed.flags


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("4,37*)", Flag.PROVISIONAL),
        ("4,59**", Flag.VERY_PROVISIONAL),
        ("71,2 (angka sementara)", Flag.PROVISIONAL),
        ("412,5 (unaudited)", Flag.UNAUDITED),
    ],
)
def test_marks_of_provisional_figures(text: str, flag: Flag) -> None:
    assert flag in parse_value(text).flags


def test_a_legend_can_give_the_star_another_meaning() -> None:
    assert parse_value("89.11*", Evidence(legend=("* Data BKKBN",))).flags == ()
    assert parse_value("89.11*", Evidence(legend=("*) angka sementara",))).flags == (Flag.PROVISIONAL,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.000.0\n00", "13000000"),
        ("1229\n9", "12299"),
        ("0,7\n5%", "0.75"),
        ("85,\n41%", "85.41"),
        ("14 , 85 %", "14.85"),
        ("23 450", "23450"),
        ("4. 428.094", "4428094"),
        ("82,O4", "82.04"),
        ("98,4l%", "98.41"),
        ("l00", "100"),
    ],
)
def test_damage_with_one_way_back_is_repaired_and_told(text: str, expected: str) -> None:
    parsed = parse_value(text)
    assert parsed.value == Decimal(expected)
    assert Flag.REPAIRED in parsed.flags


@pytest.mark.parametrize(
    "text",
    ["1.,60", "12,,5", "98,76,5", "12,5%12,6%", "70,5\n71,2", "100\n50", "??", "2016-", "7.1.2", "IX.3", "S1"],
)
def test_damage_that_could_be_two_things_is_refused(text: str) -> None:
    parsed = parse_value(text)
    assert (parsed.value, parsed.status) == (None, Status.ILLEGIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "Tahun 2022",
        "2022*",
        "2018-2023",
        "31 Desember 2022",
        "12/03/2022",
        "09.00 WIB",
        "UU 23/2014",
        "Perda No. 5/2012",
        "1.02.02.2.01",
        "(1)",
        "8=(7/6)",
        "Σ (2) / Σ (3) x 100%",
        "Triwulan IV",
        "n-1",
        "Tercapai",
        "menurun menjadi 7-8%",
    ],
)
def test_dates_laws_codes_formulas_and_words_are_no_values(text: str) -> None:
    assert parse_value(text).status is Status.ILLEGIBLE
    assert not looks_like_value(text)


def test_damaged_print_still_looks_like_a_value() -> None:
    assert looks_like_value("1.,60")
    assert looks_like_value("98,76,5")
    assert not looks_like_value("Meningkatnya kualitas pelayanan")


def indonesian(number: Decimal, places: int) -> str:
    """A decimal as a careful writer prints it."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


@given(st.integers(-(10**15), 10**15), st.integers(0, 2))
@settings(max_examples=200)
def test_what_is_printed_with_care_is_read_back(units: int, places: int) -> None:
    number = Decimal(units).scaleb(-places)
    parsed = parse_value(indonesian(number, places))
    assert number in parsed.interpretations


@given(st.integers(1, 10**14))
@settings(max_examples=100)
def test_rupiah_are_read_back_exactly(amount: int) -> None:
    printed = f"Rp. {indonesian(Decimal(amount), 0)},-"
    assert value(printed) == Decimal(amount)


@given(st.text(max_size=40))
@settings(max_examples=300)
def test_any_text_is_answered(text: str) -> None:
    parsed = parse_value(text)
    assert parsed.raw == text
    assert isinstance(looks_like_value(text), bool)


@given(st.text(alphabet="0123456789.,-%() \n/RpOl*", max_size=20))
@settings(max_examples=300)
def test_a_value_never_comes_from_a_cell_without_digits(text: str) -> None:
    parsed = parse_value(text)
    assert parsed.value is None or any(letter.isdigit() or letter in "Ol" for letter in text)


@given(st.text(alphabet="abcdefghijklmnoprstuwy ", max_size=30))
@settings(max_examples=200)
def test_words_give_no_value_but_zero_words(text: str) -> None:
    assert parse_value(text).value in {None, Decimal(0)}


@pytest.mark.parametrize(
    ("text", "unit", "name", "expected"),
    [
        ("≥B = 12 OPD (20%)", "%", "OPD bernilai baik", ("20", "%")),
        ("≥BB: 7 PD\n(35,5%)", "persen", "OPD bernilai baik", ("35.5", "%")),
        ("≥B = 12 OPD (20%)", "OPD", "OPD bernilai baik", ("12", "OPD")),
        ("≥B = 12 OPD (20%)", None, "Jumlah OPD bernilai baik", ("12", "OPD")),
        ("12 OPD (20%)", "%", "OPD bernilai baik", ("20", "%")),
        ("12 OPD (20%)", None, "OPD bernilai baik", ("12", "OPD")),
    ],
)
def test_a_count_and_its_share_the_unit_says_which_is_the_value(
    text: str, unit: str | None, name: str, expected: tuple[str, str]
) -> None:
    parsed = parse_value(text, Evidence(unit=unit, name=name))
    assert (str(parsed.value), parsed.unit) == expected
    assert parsed.flags == (Flag.SECOND_VALUE,)
    assert len(parsed.others) == 1
