"""The words of table headers and what they say of a column. Compared on ``bare`` text, so that a word cut by
a narrow column ("REALISA SI", "Satua n") still counts. Gathered from the forms of the regulations and from how
local governments print them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    """Running number or code."""
    INDICATOR = "indicator"
    GROUP = "group"
    """Sasaran, tujuan, urusan, program, kegiatan."""
    UNIT = "unit"
    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    BASELINE = "baseline"
    VALUE = "value"
    """A value whose kind the header does not say: years over numbers, "Nilai", "Indeks"."""
    UNDECIDED_CAPAIAN = "undecided_capaian"
    """Headed "Capaian" alone: a ratio or the value itself; evidence decides."""
    KIND_IN_ROW = "kind_in_row"
    """The cell says "Target" or "Realisasi" for its row."""
    YEAR_IN_ROW = "year_in_row"
    LEFT = "left"
    """Gives no readings: budget, weight, change, formula, source, notes."""
    UNKNOWN = "unknown"


LEFT_REASONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bobot", ("bobot", "weight")),
    (
        "perubahan, bukan nilai",
        (
            "laju",
            "perubahan",
            "kenaikan",
            "penurunan",
            "percepatan",
            "perlambatan",
            "selisih",
            "naikturun",
            "deviasi",
            "peningkatan",
            "growth",
            "kesenjangan",
            "belumterlayani",
            "tidakterlayani",
            "gap",
            "tren",
            "trend",
            "lebihkurang",
            "bertambahberkurang",
            "naik/turun",
            "efisiensi",
        ),
    ),
    ("perkiraan", ("perkiraan", "proyeksi", "estimasi", "prognosis")),
    (
        "anggaran",
        (
            "anggaran",
            "pagu",
            "alokasi",
            "keuangan",
            "belanja",
            "biaya",
            "dpa",
            "sumberdana",
            "indikatif",
            "serapan",
            "rupiahrp",
            "danarp",
        ),
    ),
    (
        "rumus atau definisi",
        (
            "rumus",
            "formula",
            "formulasi",
            "pembilang",
            "penyebut",
            "definisi",
            "perhitungan",
            "penghitungan",
            "numerator",
            "denominator",
            "metode",
            "penjelasan",
        ),
    ),
    (
        "sumber data",
        (
            "sumberdata",
            "sumber",
            "penanggungjawab",
            "pengampu",
            "lokasi",
            "datadukung",
            "instansi",
            "jenisdata",
            "tipe",
            "pelaksana",
            "unitkerja",
        ),
    ),
    (
        "keterangan",
        (
            "keterangan",
            "catatan",
            "analisis",
            "kategori",
            "kriteria",
            "penilaian",
            "permasalahan",
            "upaya",
            "solusi",
            "status",
            "peringkat",
            "ranking",
            "warna",
            "rekomendasi",
            "faktor",
            "hambatan",
            "kendala",
            "alasan",
            "interpretasi",
            "notifikasi",
            "predikat",
            "tindaklanjut",
            "tercapaitidak",
            "nomorlhp",
            "tanggal",
        ),
    ),
    (
        "standar atau tanda",
        (
            "targetsdgs",
            "targetnspk",
            "targetikk",
            "targetindikator",
            "standarnasional",
            "spmstandar",
            "targetspm",
            "ikkiku",
            "spmnspk",
        ),
    ),
)
"""Reason in words -> header words. The first that fits gives the reason."""

NUMBER_HEADERS = frozenset(
    {"no", "nomor", "nourut", "kode", "kd", "kodefikasi", "noikk", "norek", "koderekening", "nr", "norut", "id"}
)
UNIT_HEADERS = frozenset({"satuan", "sat", "unit", "satuanukur", "satuanindikator", "satuannya"})
YEAR_HEADERS = frozenset({"tahun", "tahunanggaran", "thn", "periode", "ta"})
ANSWER_HEADERS = frozenset({"yt", "yatidak", "jawaban", "jawabanyt", "ytabc", "yatidakabcde", "jawabanyatidak"})
"""Over the answers to a checklist's questions."""
NOTE_HEADERS = frozenset({"ket", "ketr", "ikk", "spm", "sdgs", "k", "rp"})
"""Whole headers that are too short to be looked for inside others."""

INDICATOR_WORDS = (
    "indikator",
    "ikkoutcome",
    "ikkoutput",
    "jenispelayanan",
    "uraian",
    "komponen",
    "parameter",
    "ukurankinerja",
    "lapanganusaha",
    "domain",
    "aspek",
    "variabel",
    "unsur",
    "jenislayanan",
    "indeks",
    "rincian",
    "komoditas",
)
"""Strongest first: a table with "Indikator" and "Uraian" has its names under "Indikator"."""
GROUP_WORDS = (
    "sasaran",
    "tujuan",
    "misi",
    "urusan",
    "program",
    "kegiatan",
    "bidang",
    "nspk",
    "opd",
    "perangkatdaerah",
    "fokus",
    "strategi",
    "kinerjautama",
    "kebijakan",
    "pelayanandasar",
    "outcome",
    "output",
    "keluaran",
)

RATIO_WORDS = (
    "rasiocapaian",
    "tingkatcapaian",
    "tingkatrealisasi",
    "tingkatkemajuan",
    "persencapaian",
    "persentasecapaian",
    "prosentasecapaian",
    "capkin",
    "capaianterhadap",
    "persentasekinerja",
    "realisasithd",
    "realisasiterhadap",
    "pencapaian%",
    "%pencapaian",
    "%capaian",
    "capaian%",
    "capaiankinerja%",
    "%realisasi",
    "rasiorealisasi",
    "tingkatpencapaian",
    "persentaserealisasi",
    "kinerja%",
    "ketercapaian",
    "keberhasilan",
)
END_TARGET_WORDS = (
    "kondisiakhir",
    "kondisikinerjaakhir",
    "kondisikinerjapadaakhir",
    "targetakhir",
    "akhirperiode",
    "akhirrpjmd",
    "akhirrenstra",
    "akhirtahunrenstra",
)
BASELINE_WORDS = (
    "baseline",
    "kondisiawal",
    "kondisikinerjaawal",
    "kondisikinerjapadaawal",
    "tahunawal",
    "datadasar",
    "tahundasar",
    "eksisting",
    "existing",
    "dataawal",
    "capaianawal",
    "kondisitahun",
    "nilaiawal",
    "awalperiode",
    "datacapaianpadatahunawal",
)
TARGET_WORDS = ("target", "rencana", "harusdilayani", "jumlahsasaran", "sampaitahun", "proyeksitarget")
REALISASI_WORDS = ("realisasi", "terlayani", "terealisasi", "realisai", "relisasi", "reaslisasi", "tercapai", "fakta")
CAPAIAN_WORDS = ("capaian", "pencapaian")
VALUE_WORDS = ("nilai", "indeks", "skor", "hasil", "jumlah", "opini", "persentase", "angka", "data", "tingkat", "skala")

AREA_HEADER = re.compile(
    r"^(?:kecamatan|kelurahan|desa|desakelurahan|kelurahandesa|kabkota|kabupatenkota|kabupaten|kota|"
    r"namakecamatan|namadesa|puskesmas|wilayah|nama|namapuskesmas|sekolah|namasekolah|lokasi|opd|skpd|"
    r"perangkatdaerah|namaopd|namaperangkatdaerah|namaskpd|unitkerja|bulan|jabatan|golongan|pangkat|pendidikan)$"
)
"""Whole headers over names of places, offices and groups of people."""
MONEY = re.compile(r"^(?:dalam)?rp(?:juta|jt|ribu|miliar|milyar|x?000)?$")
"""A header that says only that its column holds money."""
QUARTER = re.compile(r"^(?:tw|triwulan|trw|tribulan|kuartal|q)?(i{1,3}|iv|[1-4])$")
QUARTER_INSIDE = re.compile(r"(?:triwulan|tribulan|trw|tw)(iv|i{1,3}|[1-4])")
MONTHS = re.compile(r"^(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)$")
QUARTER_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


_DONE = frozenset({"pelaksanaan", "kinerjapelaksanaan", "pelaksanaankinerja"})
"""What was carried out, and not who carries it out."""
_REVISED = re.compile(
    r"(?:setelah|sesudah|sebelum)perubahan|(?<=anggaran)perubahan|(?<=target)perubahan|perubahan(?=\d{4})"
)
"""The plan or budget was changed; nothing is said of the value's own change."""


def left_reason(header: str) -> str | None:
    """Why a column with this (bare) header gives no readings, or ``None``."""
    header = _REVISED.sub("", header)
    if header in _DONE:
        return None
    for reason, words in LEFT_REASONS:
        if any(word in header for word in words):
            return reason
    return None


@lru_cache(maxsize=16_384)
def is_header_word(text: str) -> bool:
    """True where a cell reads like part of a header rather than like content."""
    header = bare_header(text)
    if not header or len(header) > 70:
        return False
    if header in NUMBER_HEADERS or header in UNIT_HEADERS or header in NOTE_HEADERS:
        return True
    return bool(_ANY_HEADER_WORD.search(header))


@lru_cache(maxsize=16_384)
def bare_header(text: str) -> str:
    return re.sub(r"[^a-z0-9%]+", "", text.casefold())


_ANY_HEADER_WORD = re.compile(
    "|".join(
        sorted(
            {
                *(word for _, words in LEFT_REASONS for word in words),
                *RATIO_WORDS,
                *END_TARGET_WORDS,
                *BASELINE_WORDS,
                *TARGET_WORDS,
                *REALISASI_WORDS,
                *CAPAIAN_WORDS,
                *INDICATOR_WORDS,
                *GROUP_WORDS,
                "satuan",
                "tahun",
                "triwulan",
                "semester",
                "nilai",
                "capkin",
                "indeks",
                "murni",
                "semula",
                "menjadi",
            },
            key=len,
            reverse=True,
        )
    )
)
