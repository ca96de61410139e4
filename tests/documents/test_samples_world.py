"""The facts behind the sample reports hang together as a real city's do, or checks on them would cry wolf."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from annotations.samples import facts
from annotations.samples._print import capaian, number, ratio, rounded, rupiah


def value(code: str, year: int, kind: str = "realisasi") -> Decimal:
    found = facts.truth(code, year, kind).value
    assert found is not None
    return found


@pytest.mark.parametrize("year", facts.YEARS)
def test_ipm_follows_from_its_components(year: int) -> None:
    health = (float(value("makro.uhh", year)) - 20) / 65
    school = (float(value("makro.hls", year)) / 18 + float(value("makro.rls", year)) / 15) / 2
    lowest, highest = math.log(1007436), math.log(26572352)
    spending = (math.log(float(value("makro.pengeluaran_per_kapita", year)) * 1000) - lowest) / (highest - lowest)
    assert abs((health * school * spending) ** (1 / 3) * 100 - float(value("makro.ipm", year))) < 0.01


@pytest.mark.parametrize("year", facts.YEARS)
def test_poor_people_are_their_share_of_the_population(year: int) -> None:
    share, people = value("makro.kemiskinan_p0", year), value("makro.jumlah_penduduk", year)
    assert value("makro.jumlah_penduduk_miskin", year) == rounded(share * people / 100_000, 2)


@pytest.mark.parametrize("year", facts.YEARS[1:])
def test_growth_follows_from_pdrb(year: int) -> None:
    before, now = value("makro.pdrb_adhk", year - 1), value("makro.pdrb_adhk", year)
    assert abs(ratio(now - before, before) - value("makro.pertumbuhan_ekonomi", year)) <= Decimal("0.01")


@pytest.mark.parametrize("year", facts.YEARS[1:])
def test_growth_of_visits_follows_from_the_visits(year: int) -> None:
    for growth, visits in (("ikk.pariwisata.3b1", "local:wisman"), ("ikk.pariwisata.3b2", "local:wisnus")):
        before, now = value(visits, year - 1), value(visits, year)
        assert ratio(now - before, before) == value(growth, year)
    total = value("local:wisman", year) + value("local:wisnus", year)
    assert total == value("iku.pariwisata.kunjungan", year)


@pytest.mark.parametrize("year", [2023, 2024])
def test_budget_adds_up_and_last_years_silpa_is_this_years_receipt(year: int) -> None:
    for kind in ("target", "realisasi"):
        money = {account.code: value(account.code, year, kind) for account in facts.accounts()}
        own = sum(amount for code, amount in money.items() if code.startswith("keu.pendapatan.pad."))
        assert money["keu.pendapatan.pad"] == own
        assert money["keu.pendapatan.total"] == own + money["keu.pendapatan.transfer"] + money["keu.pendapatan.lain"]
        operating = sum(money[f"keu.belanja.{part}"] for part in ("pegawai", "barang_jasa", "hibah", "bansos"))
        assert money["keu.belanja.operasi"] == operating
        assert money["keu.belanja.total"] == operating + money["keu.belanja.modal"] + money["keu.belanja.btt"]
        assert money["keu.surplus_defisit"] == money["keu.pendapatan.total"] - money["keu.belanja.total"]
        assert money["keu.silpa"] == money["keu.surplus_defisit"] + money["keu.pembiayaan.netto"]
    assert value("keu.pembiayaan.penerimaan", 2024) == value("keu.silpa", 2023)


@pytest.mark.parametrize("year", [2023, 2024])
def test_lhe_components_add_up(year: int) -> None:
    components = ("perencanaan", "pengukuran", "pelaporan", "evaluasi")
    assert sum(value(f"lhe.{part}", year) for part in components) == value("lhe.nilai_total", year)
    assert value("rb.general.nilai_sakip", year) == value("lhe.nilai_total", year)
    for part in components:
        parts = (value(f"lhe.{part}.{sub}", year) for sub in ("pemenuhan", "kualitas", "pemanfaatan"))
        assert sum(parts) == value(f"lhe.{part}", year)


@pytest.mark.parametrize("year", [2023, 2024])
def test_rb_index_is_its_two_parts(year: int) -> None:
    assert value("rb.general.nilai", year) + value("rb.tematik.nilai", year) == value("rb.general.indeks_rb", year)


def test_ikk_and_spm_of_one_count_agree() -> None:
    pairs = [count for count in facts.counts() if count.ikk and count.spm]
    assert len(pairs) > 20
    assert all(facts.truth(count.ikk, 2024) == facts.truth(count.spm, 2024) for count in pairs)


def test_the_four_absences_are_told_apart() -> None:
    assert facts.truth("rb.general.ipkd", 2024).status == "not_released"
    assert facts.truth("ikk.esdm.3e1", 2024).status == "missing"
    assert facts.truth("iku.pendidikan.apm_sd", 2024).status == "given"
    assert facts.truth("local:pasar_sni", 2020).status == "zero"


def test_numbers_are_printed_as_in_indonesia() -> None:
    assert number(Decimal("1284560.50")) == "1.284.560,50"
    assert number(Decimal("-7.20")) == "-7,20"
    assert number(Decimal("1284.5"), dot=True) == "1284.5"
    assert rupiah(Decimal(-2500), form="cents") == "(2.500,00)"
    assert capaian(Decimal(100), Decimal(90), lower=True) == Decimal("110.00")


def test_a_fault_is_printed_only_where_it_is_planted() -> None:
    assert facts.printed("lkpj-2024", "table", "makro.kemiskinan_p0", 2024, "realisasi").value == Decimal("5.31")
    assert facts.printed("lppd-2024", "table", "makro.kemiskinan_p0", 2024, "realisasi").value == Decimal("5.13")
    assert facts.printed("lkjip-2024", "narrative", "makro.rls", 2024, "target").value == Decimal("10.05")
    assert facts.printed("lkjip-2024", "table", "makro.rls", 2024, "target").value == Decimal("10.00")
