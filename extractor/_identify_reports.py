"""How each kind of report names itself, and which chapters give it away."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLANS_OVER_YEARS = frozenset({"RENSTRA", "RPJMD"})
"""Plans that run over several years: the first is theirs."""

OF_THE_GOVERNMENT = frozenset({"LKPJ", "LPPD", "RLPPD", "LKPD", "RKPD", "RPJMD", "RPJMD-evaluasi", "EPPD"})
"""Reports of the whole government: an office on the cover only compiled them."""

EVALUATIONS = frozenset({"LHE-AKIP"})
"""Reports that one office, whose letterhead they bear, writes about another."""

_SETDA = ("BAGIAN", "BIRO", "SEKRETARIAT", "BAPPE", "BAPELITBANG")
COMPILERS = dict.fromkeys((*OF_THE_GOVERNMENT, "RKPD-evaluasi", "SPM", "RB"), _SETDA) | {
    "LHE-AKIP": ("INSPEKTORAT",),
    "LKPD": (*_SETDA, "BPKAD", "BPKPD", "BADAN PENGELOLA"),
}
"""Report -> how the names of offices begin that compile it for others."""


NO_REPORT = ""
"""Words that only look like a report's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One way in which a report is named. ``strength`` is 1 for its full name."""

    report: str
    pattern: re.Pattern[str]
    strength: float
    cover_only: bool = False
    """Elsewhere the words mean a subject, not the document."""


def _naming(report: str, words: str, strength: float, *, cover_only: bool = False) -> Naming:
    # Spaces are free: letter-spaced and glued covers lose them, and full names are unmistakable without.
    pattern = re.compile(r"\b(?:" + words.replace(" ?", " ").replace(" ", r"\s*") + r")\b", re.IGNORECASE)
    return Naming(report=report, pattern=pattern, strength=strength, cover_only=cover_only)


_PD = r"PERANGKAT DAERAH|ORGANISASI PERANGKAT DAERAH|SATUAN KERJA PERANGKAT DAERAH|OPD|SKPD|PD"
_OFFICE = r"DINAS|BADAN|KECAMATAN|INSPEKTORAT|SEKRETARIAT|RSUD|RUMAH SAKIT|SATUAN POLISI|KANTOR|BAGIAN"

NAMINGS: tuple[Naming, ...] = (
    # Longer names first: each takes its words away from the shorter names inside it.
    _naming(
        "RLPPD",
        r"(?:RINGKASAN|INFORMASI) LAPORAN PENYELENGGARAAN PEMERINTAHAN? DAERAH|RINGKASAN LPPD|RLPPD|ILPPD",
        1.0,
    ),
    _naming("LKPJ", r"LAPORAN KETERANGAN PERTANGGUNG ?JAWABAN", 1.0),
    _naming("LKPJ", r"LKPJ", 0.9),
    _naming("EPPD", r"EVALUASI(?: KINERJA)? PENYELENGGARAAN PEMERINTAHAN? DAERAH|EK?PPD", 0.9, cover_only=True),
    _naming("LPPD", r"LAPORAN PENYELENGGARAAN PEMERINTAHAN? DAERAH", 1.0),
    _naming("LPPD", r"LPPD", 0.8),
    _naming(
        "LHE-AKIP",
        r"(?:LAPORAN )?(?:HASIL )?EVALUASI(?: ATAS)?(?: IMPLEMENTASI| PELAKSANAAN| PENERAPAN)?(?: SISTEM)?"
        r" (?:AKUNTABILITAS KINERJA(?: INSTANSI PEMERINTAH)?|S?AKIP)|LHE(?: ATAS)?(?: S?AKIP)?",
        1.0,
        cover_only=True,
    ),
    _naming(
        "LKJIP",
        r"LAPORAN (?:AKUNTABILITAS )?KINERJA(?: TAHUNAN)?(?: INSTANSI PEMERINTAH(?:AN)?)?|LKJ ?IP|LAKIP|LKIP|LKJ",
        1.0,
    ),
    _naming("LKJIP", r"SISTEM AKUNTABILITAS KINERJA(?: INSTANSI PEMERINTAH)?|S?AKIP", 0.3),
    _naming(
        "RPJMD-evaluasi",
        r"EVALUASI(?: TERHADAP)?(?: HASIL| PARUH WAKTU)?(?: PELAKSANAAN)?"
        r" (?:RPJMD|RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH)",
        1.0,
        cover_only=True,
    ),
    _naming(
        "RKPD-evaluasi",
        r"EVALUASI(?: TERHADAP)?(?: HASIL)?(?: PELAKSANAAN)?"
        rf" (?:RKPD|RENJA|RENCANA KERJA (?:PEMERINTAH DAERAH|{_PD}|{_OFFICE}))",
        1.0,
        cover_only=True,
    ),
    _naming("RKPD", r"RENCANA KERJA PEMERINTAH(?:AN)? DAERAH", 1.0),
    _naming("RKPD", r"RKPD", 0.8),
    _naming("RPJMD", r"RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH", 1.0),
    _naming("RPJMD", r"RPJMD", 0.8),
    _naming("RENSTRA", r"RENCANA STRATE(?:GIS|GIK|JIK)", 1.0),
    _naming("RENSTRA", r"RENSTRA", 0.9),
    _naming("RENJA", rf"RENCANA KERJA(?: TAHUNAN)? (?:{_PD}|{_OFFICE})", 1.0),
    _naming("RENJA", r"RENJA", 0.9),
    _naming("PK", r"(?:PERJANJIAN|PENETAPAN) KINERJA", 0.9, cover_only=True),
    _naming("IKU", r"INDIKATOR KINERJA UTAMA|IKU", 0.9, cover_only=True),
    _naming(
        "LKPD",
        r"LAPORAN KEUANGAN(?: PEMERINTAH DAERAH)?|CATATAN ATAS LAPORAN KEUANGAN|LAPORAN REALISASI ANGGARAN|LKPD",
        0.9,
        cover_only=True,
    ),
    _naming("SPM", r"STANDAR PELAYANAN MINIMAL", 0.9),
    _naming("SPM", r"SPM", 0.6),
    _naming(NO_REPORT, r"APARATUR(?: NEGARA)? (?:DAN|&) REFORMASI BIROKRASI", 1.0),  # the ministry
    _naming("RB", r"REFORMASI BIROKRASI", 0.9),
    _naming("RB", r"RB (?:GENERAL|TEMATIK)", 0.8),
    _naming("SDGS", r"TUJUAN PEMBANGUNAN BERKELANJUTAN|TPB ?/ ?SDGS|SDGS", 0.8, cover_only=True),
    _naming("SPBE", r"EVALUASI (?:SPBE|SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK)", 0.9, cover_only=True),
    _naming("PJ-KDH", r"EVALUASI KINERJA PENJABAT (?:WALI ?KOTA|BUPATI|GUBERNUR|KEPALA DAERAH)", 1.0, cover_only=True),
    _naming("IID", r"INDEKS INOVASI DAERAH", 0.8, cover_only=True),
    _naming("MCSP-KPK", r"MONITORING,? CONTROLLING,? (?:AND )?SURVEILLANCE|MCSP|MCP", 0.8, cover_only=True),
    _naming("SATU-DATA", r"SATU DATA(?: INDONESIA)?|METADATA STATISTIK", 0.7, cover_only=True),
)


def _chapter(report: str, words: str) -> tuple[str, re.Pattern[str]]:
    return report, re.compile(words.replace(" ", r"\s*"), re.IGNORECASE)


CHAPTERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    _chapter("LKJIP", r"(?<!EVALUASI\s)(?<!LAPORAN\s)(?<!SISTEM\s)AKUNTABILITAS KINERJA(?! INSTANSI)"),
    _chapter("LKJIP", r"PERENCANA?AN (?:DAN PERJANJIAN )?KINERJA"),
    _chapter("RENSTRA", r"GAMBARAN PELAYANAN"),
    _chapter("RENSTRA", r"TUJUAN,? (?:DAN )?SASARAN,? STRATEGI,? (?:DAN )?(?:ARAH )?KEBIJAKAN"),
    _chapter("RENSTRA", r"ISU[- ]ISU STRATEGIS BERDASARKAN"),
    _chapter("RENJA", r"EVALUASI (?:PELAKSANAAN |HASIL )*RENJA"),
    _chapter("RENJA", r"TUJUAN DAN SASARAN PERANGKAT DAERAH"),
    _chapter("RPJMD", r"GAMBARAN UMUM KONDISI DAERAH"),
    _chapter("RPJMD", r"GAMBARAN KEUANGAN DAERAH"),
    _chapter("RKPD", r"KERANGKA EKONOMI DAERAH"),
    _chapter("RKPD", r"SASARAN DAN PRIORITAS PEMBANGUNAN DAERAH"),
    _chapter("LKPJ", r"PERUBAHAN PENJABARAN APBD"),
    _chapter("LKPJ", r"HASIL PENYELENGGARAAN URUSAN"),
    _chapter("LKPJ", r"TUGAS PEMBANTUAN DAN PENUGASAN"),
    _chapter("LPPD", r"CAPAIAN KINERJA PENYELENGGARAAN PEMERINTAHAN DAERAH"),
    _chapter("LPPD", r"CAPAIAN KINERJA MAKRO"),
    _chapter("SPM", r"PENERAPAN DAN PENCAPAIAN S(?:TANDAR PELAYANAN MINIMAL|PM)"),
    _chapter("LHE-AKIP", r"GAMBARAN (?:UMUM )?HASIL EVALUASI"),
    _chapter("LHE-AKIP", r"TINDAK LANJUT (?:HASIL )?EVALUASI (?:TAHUN|PERIODE)"),
    _chapter("RB", r"RENCANA AKSI (?:RB|REFORMASI BIROKRASI)"),
    _chapter("LKPD", r"LAPORAN PERUBAHAN EKUITAS"),
    _chapter("LKPD", r"LAPORAN OPERASIONAL"),
)
"""(report, heading): chapters that mainly this report has."""
