"""A printed name comes to one form, whatever narrow columns, scanners and writers did to it."""

from __future__ import annotations

from functools import cache

import pytest

from annotations.mentions import variants
from models.index import speller_of
from models.names import Speller, mend_lines, split_numbering
from models.qualifiers import allowed, doubts, qualities
from store.catalogue_files import load_catalogue


@cache
def speller() -> Speller:
    return speller_of(load_catalogue())


@pytest.mark.parametrize(
    ("printed", "core"),
    [
        ("Prosentase Penduduk Miskin", "persentase penduduk miskin"),
        ("lndeks Pemba-\nngunan Manusia", "indeks pembangunan manusia"),
        ("Tingkat Pengangguran Terbu ka", "tingkat pengangguran terbuka"),
        ("Persentase GangguanTrantibum", "persentase gangguan ketenteraman ketertiban umum"),
        ("3.2.2.(a) Angka Kematian Bayi per 1.000 kelahiran hidup", "angka kematian bayi"),
        ("% bumil mendapat pelayanan sesuai standar", "persentase ibu hamil memperoleh pelayanan"),
        ("Rata2 Lama Sekolah", "rata-rata lama sekolah"),
        ("PDRB/kapita harga konstan", "pdrb perkapita adhk"),
        ("Indeks Kualitas Tutupan Hutan", "indeks kualitas tutupan hutan"),
        ("Warga usia 15 s.d. 59 th", "warga umur 15-59"),
        ("Persentase desa/kel. mencapai UCI ≥ 90%", "persentase desa mencapai uci"),
    ],
)
def test_print_comes_to_one_form(printed: str, core: str):
    assert speller().name(printed).core == core


def test_unit_numbering_and_abbreviation_leave_the_name():
    name = speller().name("1.a.1. Indeks Pembangunan Manusia (IPM) (poin)")
    assert (name.number, name.unit, name.asides, name.core) == ("1a1", "poin", ("ipm",), "indeks pembangunan manusia")


@pytest.mark.parametrize("text", ["5-6 tahun", "Angka Kematian", "2024 Target"])
def test_what_is_no_numbering_stays(text: str):
    assert split_numbering(text) == (None, text)


def test_short_forms_and_limits_are_kept_apart():
    name = speller().name("Pelanggaran K3 dan Perda (ProKlim) < 30 hari")
    assert (name.short_forms, name.thresholds) == ({"k3", "proklim"}, {"30"})
    assert speller().name("PELANGGARAN K3").short_forms == frozenset()


def test_only_initials_behind_a_slash_name_the_whole():
    assert speller().name("Indeks Pembangunan Gender / IPG (poin)").asides == ("ipg",)
    assert speller().name("Angka Partisipasi Murni SD/MI").asides == ()


def test_hyphen_between_words_stays():
    assert mend_lines("Rata-rata usia 7-12 tahun") == "Rata-rata usia 7-12 tahun"


@pytest.mark.parametrize(
    ("source", "catalogue"),
    [
        ("Persentase penduduk miskin ekstrem", "Persentase penduduk miskin"),
        ("Angka melek huruf", "Angka buta huruf"),
        ("Angka Kematian Ibu", "Angka Kematian Bayi"),
        ("Angka Putus Sekolah SD/MI", "Angka Putus Sekolah SMP/MTs"),
        ("Penurunan persentase penduduk miskin", "Persentase penduduk miskin"),
        ("Persentase penduduk di atas garis kemiskinan", "Persentase penduduk di bawah garis kemiskinan"),
        ("PDRB ADHK per kapita", "PDRB ADHB per kapita"),
        ("Tingkat Partisipasi Angkatan Kerja Perempuan", "Tingkat Partisipasi Angkatan Kerja"),
        ("APS usia 7-12 tahun", "APS usia 13-15 tahun"),
        ("Program peningkatan investasi", "Persentase peningkatan investasi"),
        ("Persentase rumah tidak layak huni", "Persentase rumah layak huni"),
    ],
)
def test_qualifier_of_one_side_vetoes(source: str, catalogue: str):
    here, there = (qualities(speller().name(text)) for text in (source, catalogue))
    assert doubts(here, there, allowed([there]))
    assert doubts(there, here, allowed([here]))


@pytest.mark.parametrize(
    ("source", "catalogue"),
    [
        ("Tingkat kemiskinan", "Persentase penduduk di bawah garis kemiskinan"),
        ("Persentase jalan kondisi baik dan sedang", "Persentase jalan mantap"),
        ("APM SD/MI/Paket A", "Angka Partisipasi Murni (APM) SD"),
    ],
)
def test_same_thing_in_other_words_is_not_vetoed(source: str, catalogue: str):
    here, there = (qualities(speller().name(text)) for text in (source, catalogue))
    assert {doubt.quality for doubt in doubts(here, there, allowed([there]))} <= {"school flow"}


def test_constant_prices_are_not_the_usual_ones():
    here, there = (qualities(speller().name(text)) for text in ("PDRB ADHK per kapita", "PDRB per kapita"))
    assert [doubt.quality for doubt in doubts(here, there, allowed([there]))] == ["constant prices"]


def test_doubt_is_told_in_words():
    here, there = (qualities(speller().name(text)) for text in ("Kemiskinan ekstrem", "Kemiskinan"))
    assert [doubt.told() for doubt in doubts(here, there, allowed([there]))] == ["'ekstrem' hanya di sumber"]


def test_variants_are_other_prints_and_always_the_same():
    name = "Persentase penduduk yang memiliki jaminan"
    made = variants(name, 5)
    assert made == variants(name, 5)
    assert len(set(made)) == 5
    assert name not in made
