"""Reading of sentences, by the ways in which reports tell values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from annotations.sentences import load_sentences
from extractor.facts import Flag, Kind, Paragraph, Source
from extractor.narrative import read_sentences
from extractor.narrative.scoring import evaluate_sentences, read_one, same_name

Told = tuple[str, str, int | None, str]


def told(text: str) -> list[Told]:
    """Name, value or grade, year and kind of each reading."""
    return [
        (r.indicator, str(r.value) if r.value is not None else r.grade or "", r.year, r.kind.value)
        for r in read_one(text)
    ]


def test_from_to_with_a_difference_before_it() -> None:
    assert told("TPT turun 0,31 poin dari 5,12 persen pada tahun 2021 menjadi 4,81 persen pada tahun 2022.") == [
        ("TPT", "5.12", 2021, "realisasi"),
        ("TPT", "4.81", 2022, "realisasi"),
    ]


def test_target_realisasi_and_ratio() -> None:
    assert told("Dari target 80,25 pada tahun 2023, Indeks Kepuasan Masyarakat terealisasi 81,10 atau 101,06%.") == [
        ("Indeks Kepuasan Masyarakat", "80.25", 2023, "target"),
        ("Indeks Kepuasan Masyarakat", "81.10", 2023, "realisasi"),
        ("Indeks Kepuasan Masyarakat", "101.06", 2023, "capaian"),
    ]


def test_a_score_with_its_grade_is_of_what_was_evaluated() -> None:
    readings = read_one("Pemerintah Kota memperoleh nilai 72,40 dengan predikat BB atas evaluasi AKIP Tahun 2022.")
    assert [(r.indicator, r.value, r.grade, r.year) for r in readings] == [("Nilai AKIP", Decimal("72.40"), "BB", 2022)]


def test_an_opinion_is_a_value_without_a_number() -> None:
    assert told("Target opini WTP atas LKPD tahun 2019 terealisasi WTP sehingga tercapai 100%.") == [
        ("Opini BPK atas LKPD", "WTP", 2019, "target"),
        ("Opini BPK atas LKPD", "WTP", 2019, "realisasi"),
        ("Opini BPK atas LKPD", "100", 2019, "capaian"),
    ]


def test_names_and_years_in_lists_are_dealt_out_in_order() -> None:
    assert told("Nilai IKA, IKU, dan IKL tahun 2022 masing-masing sebesar 51,20; 84,35; dan 40,10.") == [
        ("IKA", "51.20", 2022, "realisasi"),
        ("IKU", "84.35", 2022, "realisasi"),
        ("IKL", "40.10", 2022, "realisasi"),
    ]
    assert told("TPT tahun 2020 dan 2021 berturut-turut 6,1 persen dan 5,9 persen.") == [
        ("TPT", "6.1", 2020, "realisasi"),
        ("TPT", "5.9", 2021, "realisasi"),
    ]


def test_a_list_that_does_not_add_up_gives_nothing() -> None:
    assert told("Nilai IKA, IKU, dan IKL tahun 2022 masing-masing sebesar 51,20 dan 84,35.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Sesuai Permendagri Nomor 18 Tahun 2020 terdapat 6 indikator kinerja makro.",
        "Rapat dilaksanakan tanggal 12 Maret 2022 pukul 09.00 WIB dengan 35 peserta.",
        "Uraian lengkap pada Tabel 3.12 halaman 45.",
        "Anggaran program sebesar Rp 12.500.000.000,00 terealisasi Rp 11.900.000.000,00 (95,2%).",
        "IPM nasional tahun 2022 sebesar 72,91.",
        "Mengalami peningkatan 0,15 poin dibanding tahun sebelumnya.",
        "Kota Sukamaju menempati peringkat 9 nasional.",
        "Pertumbuhan ini lebih tinggi 0,3 persen dibandingkan tahun 2020.",
        "Nilai >80-90 berpredikat A (Memuaskan).",
        "Persentase = jumlah siswa lulus dibagi jumlah siswa dikali 100%.",
        "Rata-rata capaian sasaran strategis 2 sebesar 104,2 %.",
    ],
)
def test_what_is_no_value_gives_nothing(text: str) -> None:
    assert told(text) == []


def test_values_of_other_regions_are_left_out() -> None:
    text = (
        "Gini ratio tahun 2021 sebesar 0,341, lebih rendah dari Provinsi Jawa Timur sebesar 0,364 dan nasional 0,381."
    )
    assert told(text) == [("Gini ratio", "0.341", 2021, "realisasi")]


def test_the_report_s_own_region_is_told_from_others() -> None:
    paragraph = Paragraph(text="IPM Kota Seberang tahun 2022 sebesar 75,1.", page=1)
    assert read_sentences([paragraph], report_year=2022, region="Kota Sukamaju")[0] == []
    (reading,) = read_sentences([paragraph], report_year=2022, region="Kota Seberang")[0]
    assert (reading.indicator, reading.value) == ("IPM", Decimal("75.1"))
    own = Paragraph(text="TPT Provinsi Jawa Barat tahun 2022 sebesar 8,31 persen.", page=1)
    assert len(read_sentences([own], report_year=2022, region="Provinsi Jawa Barat")[0]) == 1
    assert read_sentences([own], report_year=2022)[0] == []


def test_a_year_told_once_in_a_paragraph_holds_for_its_next_sentence_with_a_flag() -> None:
    paragraph = Paragraph(text="TPT tahun 2021 sebesar 5,88 persen. Angka melek huruf mencapai 99,1 persen.", page=4)
    first, second = read_sentences([paragraph], report_year=2023)[0]
    assert (first.year, first.flags) == (2021, ())
    assert (second.year, second.flags) == (2021, (Flag.YEAR_ASSUMED,))


def test_without_any_year_the_report_s_is_taken_with_a_flag() -> None:
    paragraph = Paragraph(text="Indeks Risiko Bencana berada pada nilai 121,35.", page=4)
    (reading,) = read_sentences([paragraph], report_year=2023)[0]
    assert (reading.year, reading.flags) == (2023, (Flag.YEAR_ASSUMED,))


def test_last_year_counts_from_the_report() -> None:
    paragraph = Paragraph(text="IPM tahun ini 68,61, meningkat 0,75 poin dari tahun lalu sebesar 67,86.", page=1)
    readings, _ = read_sentences([paragraph], report_year=2022)
    assert [(r.value, r.year) for r in readings] == [(Decimal("68.61"), 2022), (Decimal("67.86"), 2021)]


def test_a_reading_finds_its_line_on_the_page() -> None:
    text = "Angka Harapan Lama Seko-\nlah pada tahun 2022 mencapai 12,55\ntahun."
    boxes = ((0, (50.0, 100.0, 500.0, 112.0)), (25, (50.0, 114.0, 500.0, 126.0)), (60, (50.0, 128.0, 90.0, 140.0)))
    paragraph = Paragraph(text=text, page=7, locator="p7/b2", line_boxes=boxes)
    (reading,) = read_sentences([paragraph], report_year=2022)[0]
    assert reading.indicator == "Angka Harapan Lama Sekolah"
    assert reading.value == Decimal("12.55")
    assert (reading.place.page, reading.place.locator, reading.source) == (7, "p7/b2/s1", Source.NARRATIVE)
    assert reading.place.box == (50.0, 114.0, 500.0, 140.0)


def test_headings_are_not_read_but_name_the_section() -> None:
    paragraphs = [
        Paragraph(text="B. IPM tahun 2022 sebesar 71,2", page=1, is_heading=True),
        Paragraph(text="TPT tahun 2022 sebesar 5,1 persen.", page=1),
    ]
    (reading,) = read_sentences(paragraphs, report_year=2022)[0]
    assert (reading.indicator, reading.section) == ("TPT", "B. IPM tahun 2022 sebesar 71,2")


def test_target_and_realisasi_of_no_name_are_of_the_heading() -> None:
    paragraphs = [
        Paragraph(text="2.1 Indeks Kepuasan Masyarakat", page=1, is_heading=True),
        Paragraph(text="Target 78,00 terealisasi 83,02 (106,44%).", page=1),
    ]
    readings, _ = read_sentences(paragraphs, report_year=2022)
    assert [(r.indicator, str(r.value), r.kind) for r in readings] == [
        ("Indeks Kepuasan Masyarakat", "78.00", Kind.TARGET),
        ("Indeks Kepuasan Masyarakat", "83.02", Kind.REALISASI),
        ("Indeks Kepuasan Masyarakat", "106.44", Kind.CAPAIAN),
    ]
    assert read_one("Target 78,00 terealisasi 83,02 (106,44%).") == []


def test_digits_of_ages_stay_in_the_name() -> None:
    (reading,) = read_one("Persentase anak usia 5-6 tahun yang berpartisipasi dalam PAUD sebesar 79,94%.")
    assert reading.indicator == "Persentase anak usia 5-6 tahun yang berpartisipasi dalam PAUD"
    assert (reading.value, reading.kind) == (Decimal("79.94"), Kind.REALISASI)


@pytest.mark.parametrize(("name", "labelled"), [("gold.jsonl", 150), ("more.jsonl", 100), ("frames.jsonl", 130)])
def test_labelled_sentences_are_read_and_look_alikes_are_not(name: str, labelled: int) -> None:
    score = evaluate_sentences(load_sentences(name))
    assert score.n >= labelled
    assert score.f1 >= 0.95, score.misses
    assert score.false_on_negatives <= 1, score.misses


def test_the_measure_sees_misses_and_false_readings() -> None:
    record = {"id": "x", "text": "TPT tahun 2022 sebesar 5,1 persen.", "gold": []}
    assert evaluate_sentences([record]).false_on_negatives == 1
    wrong = {"indicator": "TPT", "value": "5.2", "year": 2022, "kind": "realisasi"}
    score = evaluate_sentences([{**record, "gold": [wrong]}])
    assert (score.found, score.spurious, len(score.misses)) == (0, 1, 2)


def test_names_are_the_same_when_one_holds_the_other() -> None:
    assert same_name("IPM", "IPM Banyuasri")
    assert not same_name("Angka melek huruf", "Angka buta huruf tinggi")


def test_the_denominator_in_a_name_stays() -> None:
    assert told("AKI per 100.000 KH pada tahun 2022 sebesar 112,5.") == [
        ("AKI per 100.000 KH", "112.5", 2022, "realisasi"),
    ]


def test_what_was_done_with_an_indicator_is_no_part_of_its_name() -> None:
    assert told("Angka Kemiskinan berhasil diturunkan menjadi 9,12 persen pada tahun 2023.") == [
        ("Angka Kemiskinan", "9.12", 2023, "realisasi"),
    ]
    assert told("Jumlah pasar yang berhasil ditingkatkan kondisinya tahun 2023 sebanyak 14 unit.") == [
        ("Jumlah pasar yang berhasil ditingkatkan kondisinya", "14", 2023, "realisasi"),
    ]
    assert told("IPM yang harus dicapai pada periode ketiga tahun 2024 sebesar 74,25.")[0][0] == "IPM"


def test_new_things_are_told_from_only() -> None:
    assert told("Jumlah wirausaha baru pada tahun 2021 sebanyak 120 orang.")[0][0] == "Jumlah wirausaha baru"
    assert told("Indeks SPBE tahun 2021 baru mencapai 2,4.")[0][0] == "Indeks SPBE"


def test_a_list_over_parts_without_names_gives_nothing() -> None:
    assert told("Jumlah perpustakaan desa di tiga kecamatan masing-masing sebesar 4, 6 dan 8.") == []


def test_what_was_not_reached_is_no_value_but_a_target_is() -> None:
    assert told("Cakupan imunisasi tahun 2023 belum mencapai 100%.") == []
    assert told("Cakupan imunisasi tahun 2023 belum mencapai target 95%.") == [
        ("Cakupan imunisasi", "95", 2023, "target"),
    ]


def test_realised_by_an_office_and_split_words() -> None:
    expected = [("18", "target"), ("19", "realisasi"), ("105.6", "capaian")]
    for text in (
        "Persentase desa mandiri dari target 18% Dinas Pemberdayaan mampu merealisasikan 19% dengan capaian 105,6%.",
        "Persentase desa mandiri dari target 18% yang dapat di realisasikan sebesar 19% dengan capaian 105,6%.",
    ):
        assert [(value, kind) for _, value, _, kind in told(text)] == expected
    assert told("Capaian Persentase RTH 19,76% dari target 0,82% yang dapat di realisasikan sebesar 0,162%.") == [
        ("Persentase RTH", "19.76", None, "capaian"),
        ("Persentase RTH", "0.82", None, "target"),
        ("Persentase RTH", "0.162", None, "realisasi"),
    ]


def test_a_heading_glued_before_its_sentence_does_not_double_the_name() -> None:
    text = "Cakupan kepesertaan Jaminan Sehat Daerah Kepesertaan aktif jaminan sehat daerah tahun 2024 tercapai 93,95%."
    assert told(text)[0][0] == "Kepesertaan aktif jaminan sehat daerah"
    text = "Persentase Pasar yang Memenuhi Rasio Realisasi persentase pasar yang memenuhi rasio tahun 2024 sebesar 62%."
    assert told(text)[0][0] == "persentase pasar yang memenuhi rasio"


def test_the_same_number_said_twice_is_one_value() -> None:
    assert told("Persentase PD yang patuh (86,73%) pada tahun 2019 capaian indikator ini mencapai 86,73%.") == [
        ("Persentase PD yang patuh", "86.73", 2019, "realisasi"),
    ]


def test_a_number_spoken_of_again_is_no_value() -> None:
    assert told("Dari panjang jalan sepanjang 2.191 km tersebut, dibutuhkan 470 kendaraan pada tahun 2022.") == []


def test_sentences_like_values_that_were_not_read_are_counted_by_page() -> None:
    unread = "Capaian ini, yang indeks mutunya belum semakin terlihat jelas, tercatat 4,1 di lapangan."
    texts = (
        unread,
        unread,
        "Anggaran untuk persentase desa maju terealisasi 95,2% atau sebesar Rp 12.000.000,00.",
        "Persentase itu turun sebesar 2,5 persen.",
        "Realisasi persentase layanan belum mencapai 100%.",
        "TPT tahun 2022 sebesar 5,1 persen.",
        "Rapat dihadiri 35 orang.",
    )
    readings, problems = read_sentences([Paragraph(text=text, page=3) for text in texts], report_year=2022)
    assert [reading.indicator for reading in readings] == ["TPT"]
    (problem,) = problems
    assert problem.page == 3
    assert problem.what.startswith("2 kalimat mirip nilai indikator tidak dibaca")
    assert unread in problem.what


def test_a_plan_s_first_year_is_not_assumed_for_results() -> None:
    text = "Indeks Risiko Bencana terealisasi 121,35 dari target 120,50."
    readings, _ = read_sentences([Paragraph(text=text, page=4)], report_year=2025, is_plan=True)
    assert [(r.kind, r.year, r.flags) for r in readings] == [
        (Kind.REALISASI, None, ()),
        (Kind.TARGET, 2025, (Flag.YEAR_ASSUMED,)),
    ]


def test_bounds_in_a_name_do_not_lose_the_target_behind_them() -> None:
    assert told("Persentase desa yang mencapai imunisasi lengkap (UCI) ≥ 90%, dengan target 91%")[0][1:] == (
        "91",
        None,
        "target",
    )


def test_money_for_an_indicator_is_no_value_of_it() -> None:
    assert told("Anggaran untuk persentase desa maju terealisasi 95,2% pada tahun 2022.") == []


def test_what_is_counted_is_known_from_the_name() -> None:
    text = "Jumlah inovasi daerah dari target 20 inovasi dapat direalisasikan sebanyak 24 inovasi atau 120%."
    assert [(value, kind) for _, value, _, kind in told(text)] == [
        ("20", "target"),
        ("24", "realisasi"),
        ("120", "capaian"),
    ]


def test_a_kind_before_a_colon_holds_for_the_whole_list() -> None:
    text = "Target tahun 2023: Indeks Kualitas Air 54,2; Indeks Kualitas Udara 88,1."
    assert [kind for *_, kind in told(text)] == ["target", "target"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Nilai SAKIP Kota Sukamulya meningkat dari 65,20 (kategori B) pada tahun 2021 menjadi 70,11 (kategori BB) "
            "pada tahun 2022.",
            [("65.20", 2021, "realisasi"), ("70.11", 2022, "realisasi")],
        ),
        (
            "Pertumbuhan ekonomi Kabupaten Lembahsari tahun 2023 melambat dari 5,12 persen menjadi 4,96 persen.",
            [("5.12", 2022, "realisasi"), ("4.96", 2023, "realisasi")],
        ),
        ("Perekonomian daerah pada tahun 2023 tumbuh 5,04 persen.", [("5.04", 2023, "realisasi")]),
        ("Angka melek huruf tetap di 99,1 persen sejak tahun 2022.", [("99.1", 2022, "realisasi")]),
        (
            "Persentase kawasan kumuh yang tertangani pada tahun 2023 terealisasi 45,2 Ha atau 38,11 persen.",
            [("38.11", 2023, "realisasi")],
        ),
        (
            "Jumlah penduduk miskin pada tahun 2023 sebanyak 61,24 ribu jiwa atau 9,12 persen.",
            [("61.24", 2023, "realisasi")],
        ),
        (
            "Jika dibandingkan dengan target tahun 2026 sebesar 78,00, maka realisasi IPM tahun 2023 sebesar 74,21 "
            "telah mencapai 95,14%.",
            [("78.00", 2026, "target"), ("74.21", 2023, "realisasi"), ("95.14", 2023, "capaian")],
        ),
        ("\uf0b7 Jumlah UTTP tahun 2023 sebanyak 4.341 buah.", [("4341", 2023, "realisasi")]),
        ("Sebanyak 35 persen anggaran dialokasikan untuk belanja modal.", []),
        ("Dengan laju saat ini dibutuhkan waktu 5 tahun untuk menaikkan indeks sebesar 10 poin.", []),
        ("Jumlah perangkat daerah sebanyak 34, terdiri dari 21 dinas, 6 badan dan 7 lembaga lainnya.", []),
    ],
)
def test_wording_that_was_misread_at_first_sight(text: str, wanted: list[tuple[str, int, str]]) -> None:
    assert [(str(r.value), r.year, r.kind.value) for r in read_one(text)] == wanted
