"""The words that stand in value cells: absences, grades, scales, units, marks of provisional figures."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.facts import Flag, Status

_ABSENCES: dict[Status, tuple[str, ...]] = {
    Status.MISSING: (
        "n/a", "na", "n.a", "#n/a", "dtt", "tad", "t.a.d", "td", "ttd data", "kosong", "blank", "null", "none", "nil",
        "tidak ada data", "tdk ada data", "tidak tersedia", "data tidak tersedia", "data tidak ada", "data kosong",
        "nihil data", "belum ada data", "belum ada", "data belum ada", "belum terisi", "belum diisi", "tidak terdata",
        "belum terdata", "tidak diisi", "#div/0", "#ref", "#value", "#name", "#null", "#num", "no data",
        "not available", "tidak diketahui", "belum ada target", "tidak ada target",
        "belum ditargetkan", "tidak ditargetkan",
    ),
    Status.NOT_RELEASED: (
        "belum rilis", "belum dirilis", "belum rilis bps", "belum dirilis bps", "belum release", "belum terbit",
        "belum keluar", "belum dipublikasikan", "belum dipublikasi", "belum diterbitkan", "belum diumumkan", "tba",
        "menunggu rilis", "menunggu rilis bps", "menunggu hasil", "menunggu data", "menunggu penilaian", "dalam proses",
        "belum dinilai", "belum dihitung", "belum diukur", "belum dievaluasi", "belum tersedia", "data belum tersedia",
        "data belum rilis", "data belum keluar", "belum ada rilis", "belum ada hasil", "belum ada penilaian",
        "belum dilakukan penilaian", "masih dalam proses", "proses penilaian", "belum diaudit", "hasil belum keluar",
        "nilai belum keluar", "belum final", "belum disurvei", "belum survei", "menunggu rilis resmi",
    ),
    Status.NOT_APPLICABLE: (
        "tidak berlaku", "tidak relevan", "tidak dapat diterapkan", "not applicable", "bukan kewenangan",
        "tidak ada kewenangan", "tidak dinilai", "tidak diukur", "tidak dihitung", "tidak dilakukan penilaian",
        "tidak ada penilaian", "tidak dievaluasi", "tidak wajib", "tidak dipersyaratkan",
    ),
}  # fmt: skip
ABSENCES: dict[str, Status] = {word: status for status, words in _ABSENCES.items() for word in words}
"""Compared on lower-case text without outer brackets, percent sign and final dots."""
NO_MARK = re.compile(r"[-–—−_~.…*#?/\\]+")
"""A cell of these alone. Question marks are print that says nothing, so they are told apart by the caller."""
RELEASED_LATER = re.compile(r"^(?:data |nilai |hasil |angka )?(?:belum|menunggu) (?:di)?(?:rilis|release|terbit|umum)")
ZERO_WORDS = frozenset({"nihil", "nol", "zero", "tidak ada kasus", "tidak ada kejadian", "nihil kasus", "nihil temuan"})

_WORD_GRADES = (
    "tuntas paripurna", "tuntas utama", "tuntas madya", "tuntas pratama", "paripurna", "utama", "madya", "nindya",
    "pratama", "dasar", "sangat memuaskan", "memuaskan", "istimewa", "sangat baik", "amat baik", "cukup baik",
    "kurang baik", "tidak baik", "baik", "cukup", "sangat kurang", "kurang", "buruk", "sangat buruk", "sangat tinggi",
    "tinggi", "sedang", "sangat rendah", "rendah", "menuju informatif", "cukup informatif", "kurang informatif",
    "tidak informatif", "informatif", "sangat inovatif", "kurang inovatif", "tidak inovatif", "inovatif", "hijau tua",
    "hijau", "kuning", "merah", "biru", "zona hijau", "zona kuning", "zona merah", "prima", "sangat prima", "mandiri",
    "sangat mandiri", "maju", "berkembang", "sangat tertinggal", "tertinggal", "terintegrasi", "terdefinisi",
    "terkelola", "terkelola dan terukur", "optimum", "optimal", "berintegritas", "tidak ada", "ada", "ya", "tidak",
    "sangat efektif", "efektif", "cukup efektif", "kurang efektif", "terjaga", "waspada", "rentan", "sangat puas",
    "puas", "kualitas tertinggi", "kualitas tinggi", "kualitas sedang", "kualitas rendah", "sehat", "sangat sehat",
)  # fmt: skip
WORD_GRADES = frozenset(_WORD_GRADES)
OPINIONS: dict[str, str] = {
    "wtp": "WTP",
    "wdp": "WDP",
    "wtp-dpp": "WTP-DPP",
    "wtp dpp": "WTP-DPP",
    "tmp": "TMP",
    "wajar tanpa pengecualian": "WTP",
    "wajar tanpa pengecualian dengan paragraf penjelasan": "WTP-DPP",
    "wajar dengan pengecualian": "WDP",
    "tidak wajar": "TW",
    "tidak menyatakan pendapat": "TMP",
    "tidak memberikan pendapat": "TMP",
    "disclaimer": "TMP",
}
_LEVEL = r"(?i:(?:level|tingkat|lvl)\.?\s*(?:[1-5]|IV|I{1,3}|V)\b)"
LETTER = r"(?:AA|BB|CC|DD|[AB][+\-−]|[ABCDE])"
GRADE = (
    rf"(?:{LETTER}(?![A-Za-z+])|(?i:wtp[- ]dpp|wtp|wdp|tmp)\b|{_LEVEL}|"
    rf"(?i:{'|'.join(sorted((*OPINIONS, *WORD_GRADES), key=len, reverse=True))})(?![A-Za-z]))"
)
"""One grade; letters in capitals only, words in any case."""

SCALES: dict[str, Decimal] = {
    "ribu": Decimal(1_000), "rb": Decimal(1_000),
    "juta": Decimal(1_000_000), "jt": Decimal(1_000_000),
    "miliar": Decimal(10**9), "milyar": Decimal(10**9), "miliyar": Decimal(10**9), "m": Decimal(10**9),
    "mlyr": Decimal(10**9), "milliar": Decimal(10**9), "milyard": Decimal(10**9),
    "triliun": Decimal(10**12), "trilyun": Decimal(10**12), "triliyun": Decimal(10**12), "trilliun": Decimal(10**12),
    "t": Decimal(10**12),
}  # fmt: skip

UNITS: dict[str, str] = {
    "%": "%", "persen": "%", "prosen": "%", "percent": "%", "pct": "%", "persentase": "%", "％": "%",
    "‰": "per mil", "permil": "per mil", "promil": "per mil", "per mil": "per mil", "per mill": "per mil",
    "poin persen": "poin persen", "persen poin": "poin persen", "% poin": "poin persen", "poin %": "poin persen",
    "poin": "poin", "point": "poin", "points": "poin", "pts": "poin",
    "org": "orang", "or": "orang", "dok": "dokumen", "dok.": "dokumen", "keg": "kegiatan", "bln": "bulan",
    "thn": "tahun", "th": "tahun", "mnt": "menit", "klp": "kelompok", "hektar": "ha", "hektare": "ha",
    "ha": "ha", "m2": "m2", "m3": "m3", "km2": "km2", "km": "km", "kg": "kg", "ton": "ton",
    "kilometer": "km", "kilogram": "kg", "m²": "m2", "m³": "m3", "km²": "km2", "meter": "m", "kel": "kelurahan",
    "kec": "kecamatan", "kec.": "kecamatan", "desa/kel": "desa/kelurahan", "desa/kel.": "desa/kelurahan",
    "rupiah": "Rp", "rp": "Rp", "opd": "OPD", "skpd": "SKPD", "kk": "KK", "lap": "laporan", "lap.": "laporan",
    "kilometer persegi": "km2", "meter persegi": "m2", "meter kubik": "m3", "thn.": "tahun", "bln.": "bulan",
}  # fmt: skip
"""As printed, in lower case -> normalised. What is not here stays, in lower case unless it is an abbreviation."""

PERCENTS = frozenset({"%", "persen", "prosen", "percent", "persentase", "prosentase", "presentase", "poin persen"})
SCORES = frozenset(
    {"indeks", "index", "indek", "angka indeks", "nilai", "skor", "score", "poin", "point", "level", "tingkat", "skala",
     "predikat", "kategori", "rasio", "ratio", "tahun", "thn", "th", "per mil", "derajat", "angka kelahiran"}
)  # fmt: skip
COUNTS = frozenset(
    {"orang", "org", "jiwa", "kk", "keluarga", "unit", "buah", "dokumen", "dok", "kegiatan", "keg", "paket", "desa",
     "kelurahan", "kecamatan", "opd", "skpd", "kasus", "kejadian", "medali", "sekolah", "lembaga", "kelompok", "klp",
     "sampel", "temuan", "laporan", "rumah", "ruta", "rumah tangga", "siswa", "guru", "peserta", "pasien", "ekor",
     "bayi", "balita", "ibu", "pohon", "batang", "lembar", "berkas", "titik", "sambungan", "pelanggan", "umkm",
     "koperasi", "perusahaan", "izin", "kendaraan", "kbm", "lpk", "kh", "kelahiran hidup", "penduduk", "wisatawan",
     "kunjungan", "permohonan", "sertifikat", "bidang", "persil", "rekomendasi", "pengunjung", "anak", "lansia"}
)  # fmt: skip
MEASURES = frozenset({"ton", "kg", "kuintal", "ku", "ha", "hektar", "hektare", "km", "m", "m2", "m3", "km2", "liter"})

_UNIT_WORDS = PERCENTS | SCORES | COUNTS | MEASURES | frozenset(
    {"rp", "rupiah", "ribu", "juta", "jt", "miliar", "milyar", "triliun", "trilyun", "per", "kapita", "bulan", "hari",
     "jam", "menit", "detik", "minggu", "kal", "kkal", "gram", "gr", "kwh", "kw", "mw", "watt", "mg", "ml", "hektare",
     "meter", "kilometer", "persegi", "kubik", "angka", "poin", "hidup", "pulau", "pasar", "lokasi", "ruas", "buku",
     "judul", "inovasi", "cc", "usd", "us", "dolar", "bed", "tempat", "tidur", "kali"}
)  # fmt: skip
_WORD = re.compile(r"[a-z%]+[²³]?")


def names_unit(text: str) -> bool:
    """True where every word is one of units: "Rp/kapita/bulan" is one, "TPT" and "7-12 tahun" are not."""
    low = text.casefold().strip()
    if re.search(r"\d", low) and not low.startswith(("per ", "/")):
        return False
    words = _WORD.findall(low)
    return bool(words) and all(word.rstrip("²³") in _UNIT_WORDS for word in words)


MONTHS = (
    r"(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|"
    r"jan|feb|mar|apr|jun|jul|agu|agt|sep|sept|okt|nov|des)"
)

PROVISIONAL_WORDS: tuple[tuple[re.Pattern[str], Flag], ...] = (
    (re.compile(r"sangat\s+sementara", re.I), Flag.VERY_PROVISIONAL),
    (re.compile(r"sementara|asem\b|aram\b|ramalan|prognos|perkiraan|proyeksi|estimasi", re.I), Flag.PROVISIONAL),
    (re.compile(r"un-?audited|belum\s+(?:di)?audit", re.I), Flag.UNAUDITED),
)  # fmt: skip


def normal_unit(printed: str) -> str | None:
    """The unit in one spelling: "Persen" -> "%", "Tahun" -> "tahun", "LPK" stays."""
    text = " ".join(printed.split()).strip(" .,;:")
    if not text:
        return None
    low = text.casefold()
    if low in UNITS:
        return UNITS[low]
    return text if text.isupper() and len(text) > 1 else low


def normal_grade(printed: str) -> str:
    """Letters and levels in one spelling, opinions by their short name, words as printed."""
    text = " ".join(printed.split()).replace("−", "-")
    low = text.casefold()
    if low in OPINIONS:
        return OPINIONS[low]
    level = re.fullmatch(r"(?i)(?:level|tingkat|lvl)\.?\s*(\S+)", text)
    if level:
        return f"Level {ROMAN.get(level.group(1).upper(), level.group(1))}"
    return text


ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
