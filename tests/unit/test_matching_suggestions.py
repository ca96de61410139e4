"""Suggestions: the right indicator, none where there is none, vetoes that hold, reasons that can be read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from models import Alias, Catalogue, Matcher, Mention, Outcome
from models.errors import AliasOfUnknownIndicator, EmptyName
from models.near_twins import confusions, near_twin_pairs
from store.catalogue_files import load_catalogue


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def matcher() -> Matcher:
    return Matcher.load(catalogue())


def suggest(**facts: object):
    return matcher().match([Mention(**facts)])[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2) Prosentase Penduduk Miskin (P0)", "makro.kemiskinan_p0"),
        ("Index Pembangunan\nManusia", "makro.ipm"),
        ("Nilai IKA", "iku.lh.ika"),
        ("Angka Kematian lbu per 100.000 KH", "iku.kesehatan.aki"),
        ("Tk. kemantapan jalan kabupaten", "ikk.pupr.1c7"),
        # the first word only says that a value follows; initials after a slash name it once more
        ("Nilai Indeks Ketahanan Pangan", "iku.pangan.ikp"),
        ("Capaian IPG", "makro.ipg"),
        ("lndeks Pembangunan Gender/ IPG", "makro.ipg"),
        # words that the catalogue writes out, as a short form; the beginning of a long name; a part under its whole
        ("Penyelenggaraan MPP", "rb.general.spp_mpp"),
        ("Tingkat Capaian Sistem Kerja", "rb.general.sistem_kerja"),
        ("Evaluasi Akuntabilitas Kinerja Internal - Kualitas", "lhe.evaluasi.kualitas"),
        # a city's kelurahan are counted, they are no part of its government
        ("Persentase kelurahan ODF", "iku.kesehatan.stbm"),
        ("Cakupan akta kematian", "iku.dukcapil.akta_kematian"),
    ],
)
def test_other_prints_are_found(name: str, code: str):
    answer = suggest(name=name)
    assert (answer.outcome, answer.code) == (Outcome.MATCH, code)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Persentase kolam renang umum yang diperiksa airnya", Outcome.LOCAL),
        ("Jumlah kelompok ronda yang dibina", Outcome.LOCAL),
        ("Angka buta huruf", Outcome.LOCAL),
        ("Rata-rata capaian", Outcome.NONE),
        ("Total", Outcome.NONE),
        ("DINAS KELAUTAN", Outcome.NONE),
        ("Program Pengelolaan Terminal", Outcome.NONE),
        ("Jumlah Dokumen Rencana Kerja", Outcome.NONE),
        ("Persentase penurunan angka kematian ibu", Outcome.LOCAL),
        # something else under a short form, where the catalogue counts another thing
        ("Persentase penurunan pelanggaran K3", Outcome.LOCAL),
        ("Jumlah kampung tangguh iklim (ProKlim)", Outcome.LOCAL),
        ("Persentase kematian ibu yang diaudit", Outcome.LOCAL),
    ],
)
def test_what_is_not_in_the_catalogue_is_not_matched(name: str, outcome: Outcome):
    answer = suggest(name=name)
    assert (answer.outcome, answer.code) == (outcome, None)


@pytest.mark.parametrize("short", ["IKU", "IKM", "APS", "IPA"])
def test_ambiguous_short_form_needs_something_near_it(short: str):
    assert suggest(name=short).outcome is not Outcome.MATCH


def test_ambiguous_short_form_with_its_field_above_is_matched():
    assert suggest(name="IKU", group=("Kualitas udara ambien",), unit="indeks").code == "iku.lh.iku_udara"


def test_no_near_twins_of_the_catalogue_are_confused():
    assert len(near_twin_pairs(catalogue())) > 40
    assert confusions(catalogue(), matcher()) == []


def test_report_decides_between_codes_of_the_same_value():
    answers = [suggest(name="Pelayanan Kesehatan Ibu Hamil", report=report).code for report in ("SPM", None)]
    assert answers == ["spm.kesehatan.ibu_hamil", "ikk.kesehatan.1b3"]


def test_confirmed_wording_holds_for_its_region_at_once_and_only_there():
    wording = "Warga yang sudah makmur"
    alias = Alias(code="makro.ipm", text=wording, source="reviewer", region="35.73")
    taught = Matcher.load(replace(catalogue(), aliases=(*catalogue().aliases, alias)))
    here, there = taught.match([Mention(name=wording, region=region) for region in ("35.73", "33.74")])
    assert (here.outcome, here.code) == (Outcome.MATCH, "makro.ipm")
    assert here.probability >= 0.99
    assert there.code != "makro.ipm"


def test_one_indicator_stands_once_in_a_table():
    rows = ["Persentase Penduduk Miskin", "Persentase penduduk miskin perkotaan lama"]
    answers = matcher().match([Mention(name=name, table="t", row=name) for name in rows])
    assert [answer.code for answer in answers] == ["makro.kemiskinan_p0", None]


def test_a_row_printed_twice_is_the_same_indicator_twice():
    name = "Tk. kemantapan jalan di kabupaten"
    answers = matcher().match([Mention(name=name, table="t", row=row) for row in ("1", "9")])
    assert [answer.code for answer in answers] == ["ikk.pupr.1c7", "ikk.pupr.1c7"]


def test_cells_of_a_row_get_the_same_answer():
    cells = [
        Mention(name="Persentase Penduduk Miskin", table="t", row="1", unit=unit, value=value, kind=kind)
        for unit, value, kind in [("%", Decimal("7.1"), "realisasi"), ("%", Decimal(340), "capaian")]
    ]
    first, second = matcher().match(cells)
    assert first.code == second.code == "makro.kemiskinan_p0"
    assert first.probability == second.probability


def test_reasons_say_what_speaks_for_and_against():
    answer = suggest(name="Tingkat Kemiskinan", unit="%", report="LPPD")
    assert {"satuan sama", "diminta LPPD"} <= set(answer.reasons)
    doubted = suggest(name="Persentase penduduk miskin ekstrem desa", unit="%")
    assert any("hanya di sumber" in reason for reason in (*doubted.reasons, *doubted.alternatives[0].reasons))


def test_what_the_catalogue_has_from_memory_is_less_sure_unless_unit_or_report_speak_for_it():
    bare = suggest(name="Rasio PAD")
    assert any("belum terkonfirmasi" in reason for reason in bare.reasons)
    for supported in (suggest(name="Rasio PAD", unit="%"), suggest(name="Rasio PAD", report="LPPD")):
        assert supported.probability > bare.probability
        assert not any("belum terkonfirmasi" in reason for reason in supported.reasons)


def test_a_formula_or_a_limit_of_its_own_makes_a_name_less_sure():
    plain = suggest(name="Cakupan desa/kelurahan Universal Child Immunization (UCI)")
    narrowed = suggest(name="Cakupan desa/kelurahan Universal Child Immunization (UCI) ≥ 90%")
    assert narrowed.code == plain.code == "iku.kesehatan.uci"
    assert narrowed.probability < plain.probability
    assert any("batas 90" in reason for reason in narrowed.reasons)
    with_formula = suggest(name="Rasio kemandirian keuangan daerah (PAD/Pendapatan)", unit="%")
    assert any("'pad/pendapatan' dalam kurung" in reason for reason in with_formula.reasons)


def test_the_own_list_of_a_report_decides_though_two_lists_print_the_same_name():
    answer = suggest(name="Pelayanan kesehatan penderita diabetes melitus", report="LPPD", section="BAB IV SPM")
    assert answer.code == "spm.kesehatan.dm"


def test_probabilities_are_plain_numbers():
    answer = suggest(name="Indeks Pembangunan Manusia")
    assert type(answer.probability) is float
    assert all(type(other.probability) is float for other in answer.alternatives)


def test_no_mentions_give_no_suggestions():
    assert matcher().match([]) == []


def test_empty_print_is_no_indicator():
    assert suggest(name=" \n ").outcome is Outcome.NONE


def test_alias_of_unknown_indicator_is_refused_by_name():
    faulty = replace(catalogue(), aliases=(Alias(code="tidak.ada", text="Apa saja", source="x"),))
    with pytest.raises(AliasOfUnknownIndicator, match="Apa saja"):
        Matcher.load(faulty)


def test_empty_alias_is_refused_by_code():
    faulty = replace(catalogue(), aliases=(Alias(code="makro.ipm", text=" ", source="x"),))
    with pytest.raises(EmptyName, match=r"makro\.ipm"):
        Matcher.load(faulty)


def test_the_percentage_of_a_budget_row_is_matched_as_its_money() -> None:
    """Capaian prints per cent beside rupiah: the row is one indicator."""
    cells = [
        Mention(name="BELANJA DAERAH", unit=unit, value=Decimal(value), kind=kind, table="1/1", row="7", report="LPPD")
        for unit, value, kind in (("Rp", "1059582602143", "realisasi"), ("%", "95.04", "capaian"))
    ]
    assert [one.code for one in matcher().match(cells)] == ["keu.belanja.total"] * 2
    assert matcher().match(cells[1:])[0].code is None
