"""Which report a file is, told by covers, running lines and text like those of real reports (places invented)."""

from __future__ import annotations

import pytest

from extractor.facts import Cell, Grid, Identity, PageContent, Paragraph, TextLine
from extractor.identify import identify


def page(
    *texts: str, number: int | None = 1, margins: tuple[str, ...] = (), grids: tuple[Grid, ...] = ()
) -> PageContent:
    paragraphs = tuple(
        Paragraph(
            text=text.removeprefix("# "),
            page=number,
            box=None,
            locator=f"body/p{at}" if number is None else f"p{number}/b{at}",
            is_heading=text.startswith("# "),
        )
        for at, text in enumerate(texts, 1)
    )
    return PageContent(number=number, paragraphs=paragraphs, margins=margins, grids=grids)


def told(identity: Identity) -> tuple[str | None, int | None, str | None, str | None]:
    return identity.report, identity.year, identity.region, identity.unit


COVERS = {
    "city LKjIP": (
        ["LAPORAN KINERJA INSTANSI PEMERINTAH", "(LKjIP)", "PEMERINTAH KOTA ARUNIKA", "TAHUN 2024"],
        ("LKJIP", 2024, "Kota Arunika", None),
    ),
    "LAKIP of an office, name over two lines": (
        [
            "LAPORAN AKUNTABILITAS KINERJA INSTANSI PEMERINTAH (LAKIP)",
            "TAHUN ANGGARAN 2021",
            "DINAS PEKERJAAN UMUM DAN\nPENATAAN RUANG",
            "KABUPATEN TIRTA RAYA",
            "Jl. Kota Lama No. 12 Telp. (0341) 123456",
        ],
        ("LKJIP", 2021, "Kabupaten Tirta Raya", "Dinas Pekerjaan Umum dan Penataan Ruang"),
    ),
    "LKPJ of a mayor": (
        ["LAPORAN KETERANGAN PERTANGGUNGJAWABAN", "(LKPJ)", "WALI KOTA ARUNIKA", "AKHIR TAHUN ANGGARAN 2023"],
        ("LKPJ", 2023, "Kota Arunika", None),
    ),
    "LKPJ at the end of a term": (
        ["LAPORAN KETERANGAN PERTANGGUNGJAWABAN AKHIR MASA JABATAN BUPATI TIRTA RAYA", "TAHUN 2019-2024"],
        ("LKPJ", 2024, "Kabupaten Tirta Raya", None),
    ),
    "LPPD with its compiler": (
        [
            "LAPORAN PENYELENGGARAAN PEMERINTAHAN DAERAH (LPPD)",
            "KABUPATEN TIRTA RAYA PROVINSI NUSA TIMUR",
            "TAHUN 2022",
            "BAGIAN PEMERINTAHAN SEKRETARIAT DAERAH KABUPATEN TIRTA RAYA",
        ],
        ("LPPD", 2022, "Kabupaten Tirta Raya", None),
    ),
    "RLPPD holds the words of an LPPD": (
        ["RINGKASAN LAPORAN PENYELENGGARAAN PEMERINTAHAN DAERAH", "KOTA ARUNIKA", "TAHUN 2023"],
        ("RLPPD", 2023, "Kota Arunika", None),
    ),
    "SPM": (
        ["LAPORAN PENERAPAN DAN PENCAPAIAN STANDAR PELAYANAN MINIMAL (SPM)", "KOTA ARUNIKA", "TAHUN 2024"],
        ("SPM", 2024, "Kota Arunika", None),
    ),
    "RB": (
        [
            "LAPORAN MONITORING DAN EVALUASI RENCANA AKSI REFORMASI BIROKRASI GENERAL DAN TEMATIK",
            "PEMERINTAH KOTA ARUNIKA",
            "TAHUN 2024",
        ],
        ("RB", 2024, "Kota Arunika", None),
    ),
    "Renstra by its period": (
        ["RENCANA STRATEGIS (RENSTRA)", "DINAS SOSIAL KOTA ARUNIKA", "TAHUN 2025-2029"],
        ("RENSTRA", 2025, "Kota Arunika", "Dinas Sosial"),
    ),
    "Renstra set by a regulation": (
        [
            "LAMPIRAN PERATURAN BUPATI TIRTA RAYA NOMOR 47 TAHUN 2021",
            "TENTANG RENCANA STRATEGIS PERANGKAT DAERAH TAHUN 2021 – 2026",
            "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
        ],
        ("RENSTRA", 2021, "Kabupaten Tirta Raya", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
    ),
    "RPJMD": (
        ["RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH", "KABUPATEN TIRTA RAYA", "TAHUN 2021-2026"],
        ("RPJMD", 2021, "Kabupaten Tirta Raya", None),
    ),
    "RKPD": (
        ["PERUBAHAN RENCANA KERJA PEMERINTAH DAERAH (RKPD)", "KOTA ARUNIKA TAHUN 2025"],
        ("RKPD", 2025, "Kota Arunika", None),
    ),
    "evaluation of an RKPD": (
        ["LAPORAN EVALUASI HASIL RKPD KOTA ARUNIKA", "TRIWULAN IV TAHUN 2024", "BAPPEDA KOTA ARUNIKA"],
        ("RKPD-evaluasi", 2024, "Kota Arunika", None),
    ),
    "Renja": (
        ["RENCANA KERJA (RENJA)", "DINAS PERHUBUNGAN", "PROVINSI NUSA TIMUR", "TAHUN 2026"],
        ("RENJA", 2026, "Provinsi Nusa Timur", "Dinas Perhubungan"),
    ),
    "performance agreement": (
        ["PERJANJIAN KINERJA TAHUN 2024", "DINAS KESEHATAN KOTA ARUNIKA"],
        ("PK", 2024, "Kota Arunika", "Dinas Kesehatan"),
    ),
    "key indicators": (
        ["INDIKATOR KINERJA UTAMA (IKU)", "KECAMATAN WARU KIDUL", "KABUPATEN TIRTA RAYA", "TAHUN 2021-2026"],
        ("IKU", 2021, "Kabupaten Tirta Raya", "Kecamatan Waru Kidul"),
    ),
    "financial report, by its closing date": (
        [
            "PEMERINTAH KABUPATEN TIRTA RAYA",
            "LAPORAN KEUANGAN PEMERINTAH DAERAH (AUDITED)",
            "UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2023",
            "Tirta Raya, 20 Mei 2024",
        ],
        ("LKPD", 2023, "Kabupaten Tirta Raya", None),
    ),
    "letters set apart": (
        ["L A P O R A N K I N E R J A", "LKjIP T A H U N 2 0 2 2", "I N S P E K T O R A T  K O T A  A R U N I K A"],
        ("LKJIP", 2022, "Kota Arunika", "Inspektorat"),
    ),
    "special region": (
        ["LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2020", "PEMERINTAH PROVINSI DKI JAKARTA"],
        ("LKJIP", 2020, "Provinsi DKI Jakarta", None),
    ),
    "month of the foreword on the cover": (
        ["LAPORAN KINERJA (LKj) TAHUN 2022", "RSUD BHAKTI ARUNIKA", "KOTA ARUNIKA", "FEBRUARI 2023"],
        ("LKJIP", 2022, "Kota Arunika", "RSUD Bhakti Arunika"),
    ),
}


@pytest.mark.parametrize("cover", COVERS)
def test_the_cover_says_it(cover: str) -> None:
    lines, expected = COVERS[cover]
    foreword = (
        "# KATA PENGANTAR",
        "Laporan ini berpedoman pada Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja "
        "Instansi Pemerintah, RPJMD 2018-2023, Renstra, LPPD, LKPJ dan Standar Pelayanan Minimal.",
    )
    assert told(identify([page(*lines), page(*foreword, number=2)], "scan0001.pdf")) == expected


def test_running_lines_say_it_where_a_chapter_came_alone() -> None:
    chapter = page(
        "# BAB III AKUNTABILITAS KINERJA",
        "Rencana Strategis Dinas Sosial Kota Arunika Tahun 2019-2024 memuat empat sasaran.",
        number=20,
        margins=("Laporan Kinerja Instansi Pemerintah Tahun 2022", "DINASSOSIALKOTAARUNIKA | 20"),
    )
    found = identify([chapter], "bab3.pdf")
    assert (found.report, found.year, found.region) == ("LKJIP", 2022, "Kota Arunika")
    assert found.evidence["report"] == "«Laporan Kinerja Instansi Pemerintah» di kepala/kaki halaman"


def test_the_foreword_says_it_where_the_cover_is_a_picture() -> None:
    foreword = page(
        "# KATA PENGANTAR",
        "Puji syukur, LKjIP Dinas Pertanian Kabupaten Tirta Raya Tahun 2021 telah selesai disusun sesuai Peraturan "
        "Menteri PANRB Nomor 53 Tahun 2014. LKjIP ini memuat capaian sasaran Renstra 2018-2023.",
        "Tirta Raya, 14 Februari 2022",
        number=2,
    )
    contents = page("# DAFTAR ISI", "# BAB II PERENCANAAN KINERJA", "# BAB III AKUNTABILITAS KINERJA", number=3)
    found = identify([page(number=1), foreword, contents], "dokumen.pdf")
    assert told(found) == ("LKJIP", 2021, "Kabupaten Tirta Raya", "Dinas Pertanian")


def test_a_letter_says_it_in_its_subject_and_not_in_its_date() -> None:
    letter = page(
        "PEMERINTAH KOTA ARUNIKA",
        "INSPEKTORAT",
        "Jalan Pahlawan No. 5, Kota Madya Lama",
        "Nomor : 700/112/35.99/2025",
        "Hal : Laporan Hasil Evaluasi Akuntabilitas Kinerja Instansi Pemerintah pada Dinas Sosial Tahun 2024",
        "Arunika, 12 Maret 2025",
    )
    assert told(identify([letter], "surat.pdf")) == ("LHE-AKIP", 2024, "Kota Arunika", "Dinas Sosial")


def test_a_word_body_has_no_pages() -> None:
    body = page(
        "LAPORAN PENYELENGGARAAN PEMERINTAHAN DAERAH", "KOTA ARUNIKA", "2024", "# BAB I PENDAHULUAN", number=None
    )
    found = identify([body], "lppd.docx")
    assert told(found) == ("LPPD", 2024, "Kota Arunika", None)
    assert found.evidence["year"] == "«2024» di judul"


def test_the_ministry_of_reform_is_no_reform_report() -> None:
    text = "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 menjadi dasar."
    assert identify([page("# BAB I PENDAHULUAN", text)], "x.pdf").report is None


def test_a_plan_without_a_period_begins_with_its_first_year_column() -> None:
    years = tuple(
        Cell(row=0, col=col, lines=(TextLine(text=year),), locator=f"body/tbl1/r1/c{col + 1}")
        for col, year in enumerate(["Indikator", "2021", "2022", "2023"])
    )
    grid = Grid(cells=years, n_rows=1, n_cols=4, page=None, index=1)
    body = page("BAB IV TUJUAN DAN SASARAN", number=None, margins=("Renstra Dinas Sosial Kota Arunika",), grids=(grid,))
    assert told(identify([body], "bab4.docx")) == ("RENSTRA", 2021, "Kota Arunika", "Dinas Sosial")


def test_the_file_name_is_weak_and_told_as_such() -> None:
    blank = page("# BAB III", "Tabel berikut memuat capaian.")
    found = identify([blank], "LKPJ_Kota Arunika_2023.pdf")
    assert told(found) == ("LKPJ", 2023, "Kota Arunika", None)
    assert found.evidence["report"] == "«LKPJ» di nama berkas (bukti lemah)"
    contradicted = identify([page("LAPORAN KINERJA INSTANSI PEMERINTAH", "TAHUN 2022")], "LPPD 2024.pdf")
    assert (contradicted.report, contradicted.year) == ("LKJIP", 2022)


def test_nothing_said_stays_unsaid() -> None:
    assert told(identify([page("Daftar hadir rapat")], "scan.pdf")) == (None, None, None, None)
