"""The government and the office that a report names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor._identify_print import CAP, Strand, Zone, quote

_KINDS = {
    "KABUPATEN": "Kabupaten",
    "KAB": "Kabupaten",
    "BUPATI": "Kabupaten",
    "KOTA": "Kota",
    "WALIKOTA": "Kota",
    "PROVINSI": "Provinsi",
    "PROPINSI": "Provinsi",
    "PROV": "Provinsi",
    "GUBERNUR": "Provinsi",
}
_HEADS = frozenset({"BUPATI", "WALIKOTA", "GUBERNUR"})

_NAME_ENDERS = """
TAHUN TA TH PROVINSI PROPINSI PROV KABUPATEN KAB KOTA DINAS BADAN KECAMATAN KELURAHAN PEMERINTAH PEMERINTAHAN NOMOR NO
TENTANG DAN YANG DI DALAM DENGAN UNTUK SERTA ADALAH BAB JALAN JL BERDASARKAN SEBAGAI INI ITU DAERAH LAPORAN RENCANA
TRIWULAN SEMESTER PERIODE DPRD SEKRETARIAT INSPEKTORAT RSUD PERATURAN BUPATI WALI WALIKOTA GUBERNUR MERUPAKAN TELAH
PADA SELAKU MASA REPUBLIK INDONESIA ANGGARAN HALAMAN JANUARI FEBRUARI MARET APRIL MEI JUNI JULI AGUSTUS SEPTEMBER
OKTOBER NOVEMBER DESEMBER SE KE DARI ATAU OLEH AGAR MELALUI TERHADAP ATAS PARA SECARA DAPAT AKAN HARUS LKJIP LAKIP
LKIP LKPJ LPPD RPJMD RENSTRA RENJA RKPD SAKIP IKU SPM TERDIRI MEMILIKI MENJADI BELUM SUDAH TERMASUK WAKIL JUGA BAIK
PERANGKAT OPD SKPD UPTD BERSAMA DISUSUN BAGIAN LAMPIRAN TARGET REALISASI CAPAIAN KEPALA BULAN PROGRAM VISI MISI
SATUAN RUMAH BPS HASIL EVALUASI PENETAPAN PERJANJIAN TELP TELEPON FAX KODE POS EMAIL WEBSITE
"""
_NOT_PLACES = (
    "LAYAK SEHAT CERDAS TANPA BESAR KECIL HIJAU PINTAR TOLERAN KREATIF PUSAKA INKLUSI INDUK SEDANG LAIN BARU TUA"
)
_ENDS_NAME, _NO_PLACES = frozenset(_NAME_ENDERS.split()), frozenset(_NOT_PLACES.split())

_REGION = re.compile(
    r"(?<![/\w])(?:(IBU)\s?)?(KABUPATEN|KAB\b\.?|WALI\s?KOTA|KOTA|PROVINSI|PROPINSI|PROV\b\.?|BUPATI|GUBERNUR)"
    r"(?:\s+ADMINISTRASI)?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[ ]?([A-Z][A-Za-z'’-]*)(\.?)")
_SPECIAL = re.compile(
    r"(?:DAERAH ISTIMEWA|D\.?I\.?Y?\.?) YOGYAKARTA|(?:DKI|DAERAH KHUSUS(?: IBU ?KOTA)?) JAKARTA|LIMA PULUH KOTA",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:JL|JALAN|TELP|TELEPON|FAX|FAKS|KODE POS|E-?MAIL)\b", re.IGNORECASE)
_SMALL = frozenset({"DAN", "SERTA", "DI", "ATAS", "UNTUK"})
_ABBREVIATIONS = frozenset({"DKI", "DI", "DIY", "DPRD", "RSUD", "PP", "KB"})
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class _Claim:
    """One mention of a place: what it names, how much that weighs, and the words."""

    name: str
    weight: float
    words: str
    strand: Strand


def find_region(strands: Iterable[Strand]) -> tuple[str | None, str]:
    """The government with the most weight behind it; a city or regency before the province it lies in."""
    claims = [claim for strand in strands for claim in _regions(strand)]
    ranked = _ranked(claims, _prefers_short)
    if not ranked:
        return None, ""
    best = ranked[0]
    if best.name.startswith("Provinsi"):
        local = next((one for one in ranked if not one.name.startswith("Provinsi")), None)
        # The cover names the province below the regency; a province's own report names regencies in passing.
        if local is not None and local.total >= 0.5 * best.total:
            best = local
    return best.name, quote(best.claim.strand, best.claim.words)


@dataclass(frozen=True, slots=True)
class _Ranked:
    name: str
    total: float
    claim: _Claim


def _ranked(claims: list[_Claim], merge: Callable[[dict[str, float]], dict[str, str]]) -> list[_Ranked]:
    totals: dict[str, dict[Zone, float]] = defaultdict(lambda: defaultdict(float))
    for claim in claims:
        key = squashed(claim.name)
        zone = claim.strand.zone
        totals[key][zone] = min(CAP[zone] * 2, totals[key][zone] + claim.weight)
    sums = {key: sum(zones.values()) for key, zones in totals.items()}
    same = merge(sums)
    merged: dict[str, float] = defaultdict(float)
    for key, total in sums.items():
        merged[same.get(key, key)] += total
    ranked = []
    for key, total in merged.items():
        own = [claim for claim in claims if squashed(claim.name) == key]
        # Spaces say more than none: "Jawa Barat" before "Jawabarat".
        strongest = max(own, key=lambda claim: claim.weight)
        name = max((claim.name for claim in own), key=lambda one: one.count(" "))
        ranked.append(_Ranked(name, total, strongest))
    return sorted(ranked, key=lambda one: -one.total)


def _prefers_short(sums: dict[str, float]) -> dict[str, str]:
    """A longer name that begins with a better known one ran on into the sentence."""
    same: dict[str, str] = {}
    for longer, weight in sums.items():
        shorter = [key for key, other in sums.items() if key != longer and longer.startswith(key) and other >= weight]
        if shorter:
            same[longer] = min(shorter, key=len)
    return same


def squashed(name: str) -> str:
    """A name without spaces, case and signs, for comparison."""
    return re.sub(r"[\W_]+", "", name).upper()


def _regions(strand: Strand) -> Iterator[_Claim]:
    text = strand.text
    for found in _REGION.finditer(text):
        word = re.sub(r"[\s.]", "", found.group(2)).upper()
        line = text[text.rfind("\n", 0, found.start()) + 1 :].split("\n", 1)[0]
        if found.group(1) or _ADDRESS.search(line):
            continue
        name, end = _name_at(text, found.end())
        if name:
            weight = strand.weight * (0.7 if word in _HEADS else 1.0)
            before = text[max(0, found.start() - 12) : found.start()].upper()
            weight *= 2.0 if before.rstrip().endswith("PEMERINTAH") else 1.0
            yield _Claim(f"{_KINDS[word]} {name}", weight, text[found.start() : end], strand)


def _name_at(text: str, at: int) -> tuple[str, int]:
    """The proper name that starts here and its end: capitalised words up to one that begins something else."""
    special = _SPECIAL.match(text, at)
    if special:
        return titled(special.group()), special.end()
    words: list[str] = []
    while len(words) < _LONGEST_NAME:
        found = _NAME_WORD.match(text, at)
        if not found or found.group(1).upper() in _ENDS_NAME or (not words and found.group(1).upper() in _NO_PLACES):
            break
        words.append(found.group(1))
        at = found.end()
        if found.group(2) or text[at : at + 1] in {"\n", ",", ";", ":", "(", ")"}:
            break
    return titled(" ".join(words)), at


def titled(name: str) -> str:
    """Print in capitals, as names are written in a sentence; other print as it is."""
    name = " ".join(name.split())
    if name.upper() != name:
        return name
    words = name.split(" ")
    return " ".join(
        word
        if word in _ABBREVIATIONS and len(words) > 1
        else word.lower()
        if word in _SMALL and at
        else _capitalised(word)
        for at, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


_ABBREVIATED_OFFICE = (
    r"BAPPE\w*|BAPENDA|BAPELITBANG\w*|BAPPELITBANG\w*|BPBD|BPKAD|BPKPD|BPPKAD|BKPSDM|BKPP|BKD|DPMPTSP|DPUPR|DPU|DP3AP2KB|"
    r"DISKOMINFO\w*|DISDIK\w*|DISHUB\w*|DISNAKER\w*|DISPERINDAG\w*|DISPORA\w*|DISPAR\w*|DISDUKCAPIL|DINKES|DINSOS|"
    r"SATPOL[ ]?PP|(?:BAKES)?BANGPOL"
)
_OFFICE = re.compile(
    r"\b(?:(DINAS|BADAN|INSPEKTORAT|SEKRETARIAT\s+(?:DAERAH|DPRD|DEWAN)|SATUAN\s+POLISI\s+PAMONG\s+PRAJA|RUMAH\s+SAKIT|"
    rf"RSUD|RSJ|KECAMATAN|KELURAHAN|BAGIAN|BIRO)\b|({_ABBREVIATED_OFFICE})\b)",
    re.IGNORECASE,
)
_FILLER = 12
"""Characters such as " (LKjIP) " between a report's name and the office it is of."""
_ONLY_ON_COVERS = frozenset({"KECAMATAN", "KELURAHAN", "BAGIAN", "BIRO", "SEKRETARIAT"})
_NOT_OF_THE_REGION = re.compile(
    r"BADAN\s+(?:PUSAT|PEMERIKSA|LAYANAN|USAHA|NARKOTIKA|AKREDITASI|KEPEGAWAIAN\s+NEGARA|PERMUSYAWARATAN|PENYELENGGARA|"
    r"HUKUM|ANGGARAN|PENGAWAS(?:AN)?\s+(?:KEUANGAN|OBAT)|KEHORMATAN|MUSYAWARAH|PUBLIK|YANG|INTELIJEN|SIBER)",
    re.IGNORECASE,
)
_CONNECTED = re.compile(r"\s*(?:,\s*)?(?:(?:DAN|dan|Dan|SERTA|serta|&)\s+)?\s*([A-Z][A-Za-z'’-]*)")
_OFFICE_STOPS = (_ENDS_NAME - {"DAN", "SERTA", "DAERAH", "PEMERINTAHAN", "SATUAN", "PROGRAM", "RUMAH", "BAGIAN"}) | {
    "INSTANSI",
    "HAL",
    "TERKAIT",
}


def find_unit(
    strands: Iterable[Strand],
    region: str | None,
    *,
    own_names: Sequence[re.Pattern[str]],
    not_of: tuple[str, ...],
    cover_only: bool,
) -> tuple[str | None, str]:
    """The office the report is of: on the cover, in its running lines, else the one its text is about.

    ``own_names`` are the ways in which the report names itself: "LKjIP Dinas Sosial" says more than the office alone.
    Offices whose names begin as in ``not_of`` only compiled it.
    """
    claims = [claim for strand in strands for claim in _offices(strand, region, own_names)]
    claims = [claim for claim in claims if not (not_of and claim.name.upper().startswith(not_of))]
    printed = [claim for claim in claims if claim.strand.zone >= Zone.MARGIN]
    if printed:
        best = _ranked(printed, _prefers_long)[0]
        return _written_out(best.name, claims), quote(best.claim.strand, best.claim.words)
    if cover_only:
        return None, ""
    ranked = _ranked(claims, _prefers_long)
    if not ranked or ranked[0].total < 2.0:
        return None, ""
    if len(ranked) > 1 and ranked[0].total < 1.25 * ranked[1].total:
        return None, ""
    return ranked[0].name, quote(ranked[0].claim.strand, ranked[0].claim.words)


def _prefers_long(sums: dict[str, float]) -> dict[str, str]:
    """A shorter form, cut at a line's end, stands for a longer one that is printed about as often."""
    same: dict[str, str] = {}
    for shorter, weight in sums.items():
        longer = [
            key for key, other in sums.items() if key != shorter and key.startswith(shorter) and 2 * other >= weight
        ]
        if longer:
            same[shorter] = max(longer, key=lambda key: sums[key])
    return same


def _offices(strand: Strand, region: str | None, own_names: Sequence[re.Pattern[str]]) -> Iterator[_Claim]:
    text = strand.text
    named = [match.end() for pattern in own_names for match in pattern.finditer(text)]
    taken = 0
    for found in _OFFICE.finditer(text):
        if found.start() < taken or _NOT_OF_THE_REGION.match(text, found.start()):
            continue
        kind = (found.group(1) or found.group(2)).split()[0].upper()
        if kind in _ONLY_ON_COVERS and strand.zone < Zone.MARGIN:
            continue
        if found.group(2) is None and not text[found.start()].isupper():
            continue
        stop = _end_of_office(text, found.end(), abbreviated=found.group(2) is not None)
        taken = stop
        words = text[found.start() : stop]
        name = titled(words) if found.group(2) is None else words.upper()
        if len(name.split()) < 2 and kind not in {"INSPEKTORAT"} and found.group(2) is None:
            continue
        weight = strand.weight * (1.5 if _is_followed_by(region, text, stop) else 1.0)
        weight *= 3.0 if any(0 <= found.start() - end <= _FILLER for end in named) else 1.0
        yield _Claim(name, weight, words, strand)


def _written_out(name: str, claims: list[_Claim]) -> str:
    """The full name whose initials an abbreviation is, where the report prints it: BPKAD."""
    for claim in claims:
        initials = "".join(word[0] for word in claim.name.split() if word.upper() not in _SMALL)
        if name.isupper() and initials == name:
            return claim.name
    return name


def _end_of_office(text: str, at: int, *, abbreviated: bool) -> int:
    """Where an office's name ends: at a place, a year, a verb or the end of its line."""
    if abbreviated:
        return at
    for _ in range(9):
        found = _CONNECTED.match(text, at)
        if not found or found.group(1).upper() in _OFFICE_STOPS:
            break
        gap = text[at : found.start(1)]
        if "\n" in gap and not re.search(r"[A-Za-z&,]", gap):
            break
        at = found.end(1)
    return at


def _is_followed_by(region: str | None, text: str, end: int) -> bool:
    if region is None:
        return False
    return squashed(text[end : end + 60]).startswith(squashed(region))
