"""The words between two values of a sentence: which indicator they name, which kind of value they announce."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor._number_words import LETTER
from extractor.facts import Kind
from extractor.narrative._cues import Cue
from extractor.narrative._masks import MASK
from extractor.narrative._words import (
    ACRONYM,
    AFTER_NAME,
    BEFORE_NAME,
    BROKEN_NAME,
    HEAD,
    KNOWN_ACRONYMS,
    MEASURED,
    MONTH,
    NEW_THINGS,
    NOT_OURS,
    SPLITS,
)

GROWTH = re.compile(r"\b(?:tumbuh|bertumbuh|terkontraksi|kontraksi)\b", re.IGNORECASE)
_ECONOMY = re.compile(r"(?:per)?ekonomi(?:an)?(?:\s+(?:daerah|lokal|regional))?", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:pemerintah|provinsi|kabupaten|kota|pemkab|pemkot|pemprov|dinas|badan|inspektorat|skpd|opd|bappeda|"
    r"sekretariat|hasil evaluasi|kami)\b",
    re.IGNORECASE,
)
_OBTAINS = re.compile(
    r"\b(?:memperoleh|meraih|mendapat(?:kan)?|mencatat(?:kan)?|mencapai)\s+(?P<what>(?:nilai|skor|predikat|"
    r"indeks)\b.*)\Z",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"(?<!\bjalan)(?<!\bkategori)(?<!\bpenduduk di)(?<!\bse)(?<!\bpusat)"
    r"\s+(?:(?:di|se-?|pada)\s*)?(?:wilayah\s+)?(?:pemerintah\s+)?(?:kabupaten|kota|provinsi|prov\.|kab\.)"
    r"(?:\s+(?:dan\s+)?[A-Z][\w-]*)*\s*\Z|\s+di\s+daerah\s*\Z"
)
_REGION_ANY_CASE = re.compile(_REGION.pattern.replace("[A-Z]", "(?-i:[A-Z])"), re.IGNORECASE)
_TOKEN = re.compile(r"[^\s,;:()=]+|[,;:()=]")
_NUMBERING = re.compile(r"^\s*(?:[•●▪■◦○✓➢*\ue000-\uf8ff-]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)])\s+", re.IGNORECASE)
MAX_NAME = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What the words before a value say."""

    text: str
    name: str | None
    """The indicator named here, cleaned; ``None`` where the words name nothing."""
    unexplained: bool
    """There are words here that are neither a connector nor a name: the value is of something else."""
    kind: Kind | None
    is_change: bool
    """The value is a difference or a rate of change."""


_ANNOUNCES = re.compile(
    r"\b(?:(?:tingkat|persentase|prosentase|rasio)\s+(?:capaian|ketercapaian|pencapaian)|(?:per)?capaian\s+kinerja|"
    r"target\s+(?:akhir|kinerja|tahunan))(?:nya)?(?:\s+(?:kinerja|indikator))*|"
    r"(?:\b(?:dinas|badan|inspektorat|pemerintah|sekretariat|bagian|kantor|rsud)\b[^,;:.()]{0,80}?)?"
    r"\b(?:me|di\s?)realisasikan\b|\bkarena\s+(?=(?:hanya|baru|(?:te)?realisasi\w*|terealisasi|tercapai)\b)",
    re.IGNORECASE,
)
_TARGET_OF = re.compile(r"\btarget\s+(?P<name>[A-Z]{2,8})\s*\Z")


def read_gap(text: str, cues: list[Cue], *, first: bool, told_target: bool) -> Gap:
    """``first``: the gap begins the sentence; ``told_target``: the sentence tells target and realisasi, so that its
    subject is an indicator whatever its words are."""
    kind = _kind(cues, text)
    is_change = any(cue.label == "CHANGE" and _at_end(cue, text) for cue in cues)
    residue = _residue(_ANNOUNCES.sub(" ", text))
    if residue and GROWTH.search(text) and _ECONOMY.fullmatch(residue):
        residue = "Pertumbuhan ekonomi"
    if first and residue and residue.casefold() in {"keuangan", "fisik"} and kind is Kind.REALISASI:
        residue = f"Realisasi {residue}"
    if residue and not is_indicator(residue, loose=first and told_target):
        residue = _inner_name(residue)
    target_of = _TARGET_OF.search(text)
    if target_of and target_of["name"] in KNOWN_ACRONYMS:
        residue = target_of["name"]
    residue = _obtained(text) or (residue and after_glued_heading(residue))
    name = None
    if residue == UNNAMED_SCORE or (residue and is_indicator(residue, loose=first and told_target)):
        name = residue
    unexplained = bool(residue) and name is None
    return Gap(text=text, name=name, unexplained=unexplained, kind=kind, is_change=is_change)


_KIND_LABELS = {"CAPAIAN_HERE": Kind.CAPAIAN, **{kind.value.upper(): kind for kind in Kind}}


def _kind(cues: list[Cue], text: str) -> Kind | None:
    """The kind whose word stands nearest to the value."""
    kinds = [cue for cue in cues if cue.label in _KIND_LABELS and (cue.label != "CAPAIAN_HERE" or _at_end(cue, text))]
    return _KIND_LABELS[max(kinds, key=lambda cue: cue.end).label] if kinds else None


def _at_end(cue: Cue, text: str) -> bool:
    """Whether the value follows at once."""
    return not text[cue.end :].strip()


_QUOTES = str.maketrans(dict.fromkeys('"“”„', " "))
_GRADE_BEFORE = re.compile(rf"\b(?:adalah|predikat|kategori|dengan|opini)\s+{LETTER}(?=\s+(?:dengan|atau|nilai)|\s*\()")


def _residue(text: str) -> str | None:
    """The words of a gap that are neither connectors nor announcements: the name, if it is one."""
    text = _NUMBERING.sub("", text)
    text = _GRADE_BEFORE.sub(" ", text).translate(_QUOTES)
    parts = [part for part in SPLITS.split(text.replace(MASK, " ")) if part.strip()]
    for part in reversed(parts):
        stripped = strip_connectors(part)
        if stripped:
            last = strip_connectors(stripped.rsplit(", ", 1)[-1]) if ", " in stripped else ""
            return _short_score(last if last and _names_anew(last, stripped) else stripped)
    return None


def _names_anew(last: str, whole: str) -> bool:
    """``Bila melihat perkembangannya, TPT``: the name stands behind the comma; ``IKA, IKU, IKL`` are three names."""
    if HEAD.match(last):
        return True
    acronym, before = ACRONYM.match(last), ACRONYM.search(whole.rsplit(", ", 1)[0])
    return acronym is not None and acronym.group() in KNOWN_ACRONYMS and before is None


def after_glued_heading(name: str) -> str:
    """``Cakupan Imunisasi Dasar Imunisasi dasar lengkap``: a heading printed before its sentence begins the name
    again; the name is the second one."""
    words = name.split()
    low = [word.casefold() for word in words]
    for index in range(2, len(words) - 1):
        known = sum(word in low[:index] for word in low[index:])
        again = (
            words[index][:1].isupper() and low[index] in low[:index] and known > 1 and known * 2 > len(words) - index
        )
        if again and HEAD.match(" ".join(words[index:])):
            return " ".join(words[index:])
    return name


_INNER_HEAD = re.compile(
    r"\b(?:persentase|prosentase|presentase|indeks|rasio|ratio|prevalensi|cakupan|angka (?:kematian|harapan|"
    r"partisipasi|"
    r"kemiskinan|kesakitan)|nilai tukar|laju (?:inflasi|pertumbuhan)|tingkat (?:pengangguran|kemiskinan|"
    r"partisipasi))\b",
    re.IGNORECASE,
)


def _inner_name(residue: str) -> str:
    """``hasil evaluasi kementerian Indeks Reformasi Birokrasi``: the name begins at the last word that begins names."""
    heads = list(_INNER_HEAD.finditer(residue))
    return residue[heads[-1].start() :] if heads else residue


UNNAMED_SCORE = "?"
"""A score that the words before it do not name: ``Pemerintah Kota memperoleh nilai 71,25``."""


def _obtained(text: str) -> str | None:
    """``Pemerintah Kota memperoleh nilai AKIP`` names "nilai AKIP"; without the last word a score without name."""
    match = _OBTAINS.search(text)
    if match is None or not _ORGANISATION.search(text[: match.start()]) or _INNER_HEAD.search(text[: match.start()]):
        return None
    word, rest = match["what"].split(" ", 1) if " " in match["what"] else (match["what"], "")
    rest = strip_connectors(rest)
    return f"{word.capitalize()} {rest}" if rest else UNNAMED_SCORE


def strip_connectors(text: str) -> str:
    """``text`` without the connectors at its two ends; "" where nothing else is there."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    low, high = 0, len(tokens)
    while low < high and _is_connector(text[slice(*tokens[low])], BEFORE_NAME):
        low += 1
    while low < high and _is_connector(text[slice(*tokens[high - 1])], AFTER_NAME):
        high -= 1
    if low >= high:
        return ""
    if high < len(tokens) and NEW_THINGS.search(text[: tokens[high - 1][1]]) and _word(text, tokens[high]) == "baru":
        high += 1
    name = text[tokens[low][0] : tokens[high - 1][1]]
    if name.count("(") > name.count(")"):
        name += ")"
    name = _YET_TO_REACH.sub("", " ".join(name.split()))
    predicate = _PREDICATE.search(name)
    if predicate:
        return strip_connectors(name[: predicate.start()])
    return _REGION_ANY_CASE.sub("", name).strip(" ,") or name


_PREDICATE = re.compile(
    r"(?<!yang)\s+(?:(?:telah|sudah|berhasil|dapat|mampu|bisa)\s+)+(?:di|ter)[a-z]+(?:kan|i)?\s*\Z", re.IGNORECASE
)
"""``Angka Kemiskinan berhasil diturunkan``: what was done with it is no part of its name; ``sarana yang berhasil
ditingkatkan`` tells which."""
_YET_TO_REACH = re.compile(r"\s+yang\s+(?:harus|ingin|akan|hendak|wajib)\s+dicapai\b.*\Z", re.IGNORECASE)


def _word(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)].casefold()


def _is_connector(word: str, connectors: frozenset[str]) -> bool:
    low = word.casefold().strip("\"'“”")
    return low in connectors or bool(MONTH.match(low))


_ROUNDABOUT = re.compile(
    r"^(?:nilai\s+)?(?:hasil\s+)?(?:evaluasi|"
    r"penilaian)\s+(?:atas\s+)?(?:implementasi\s+)?(?=[A-Z]{2,})",
    re.IGNORECASE,
)


def _short_score(name: str) -> str:
    """``Nilai hasil evaluasi AKIP``, ``Hasil penilaian KLA``: the nilai of it."""
    return _ROUNDABOUT.sub("Nilai ", name)


def is_indicator(name: str, *, loose: bool) -> bool:
    """Whether a printed name reads like an indicator's. ``loose``: the sentence speaks of target and realisasi."""
    if len(name) > MAX_NAME or len(name) < 3 or BROKEN_NAME.search(name):
        return False
    if NOT_OURS.search(name) and not MEASURED.match(name):
        return False
    if name.isupper() and len(name) > 8:
        return False
    if HEAD.match(name) and " " in name:
        return True
    if HEAD.match(name):
        return name.casefold() not in _TOO_BARE
    acronym = ACRONYM.search(name)
    if acronym and acronym.start() == 0 and acronym.group().upper() in KNOWN_ACRONYMS:
        return len(name) <= 80
    inside = ACRONYM.search(name, name.index("(")) if "(" in name else None
    if inside and inside.group().upper() in KNOWN_ACRONYMS:
        return len(name) <= 80
    return loose and "," not in name and len(name) >= 6 and name[0].isalpha() and not _OFFICE.match(name)


_OFFICE = re.compile(
    r"(?:dinas|badan|pemerintah|kabupaten|kota|provinsi|kegiatan|program|sasaran|tujuan|misi|upaya|hasil|"
    r"kinerja|tahun|jumlah|"
    r"tabel|dalam|dengan|selain|semua|seluruh|beberapa|hal|masing)\b",
    re.IGNORECASE,
)
_TOO_BARE_WORDS = """
persentase prosentase angka tingkat indeks jumlah rasio nilai skor cakupan laju rata-rata produksi volume
pelayanan penanganan kenaikan peningkatan penurunan kasus kejadian kualitas akses luas hasil lama persen
predikat kontribusi pengelolaan realisasi kepuasan pertumbuhan ekonomi kondisi
"""
_TOO_BARE = frozenset(_TOO_BARE_WORDS.split())
"""Words that are the beginning of a name, and no name by themselves."""
