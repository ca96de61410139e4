"""The names of rows: numbering removed, names cut by a page or a row put together, parents and sections kept."""

from __future__ import annotations

import re

from extractor.tables.matrix import bare, flowing

_NUMBERING = re.compile(
    r"^\s*(?:(?:IK[KUS]?\s?\d+(?:\.\d+)*\s*[:.)])|(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}\s*[.)])|(?:\(?[a-zA-Z]\s*[.)]\)?)"
    r"|(?:\(?[ivx]{1,4}[.)])|[-–•*▪➢✓])\s*(?=\D)"
)
_ONLY_NUMBERING = re.compile(r"(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]")
_CHILD = re.compile(r"^\s*(?:\(?[a-z]\s*[.)]|[-–•▪➢]|\(?\d{1,2}\)|\(?[ivx]{1,4}[.)])\s*\S")
_SUMMARY = re.compile(
    r"^(?:sub\s*)?(?:jumlah|total|rata[\s-]*rata|rerata)(?:\s+(?:keseluruhan|capaian|pencapaian|kinerja|umum|total|"
    r"nilai|sasaran|program|kegiatan|indikator|tingkat|akhir|belanja|pagu|skor|bobot|persentase|realisasi|seluruh|"
    r"strategis|dan|per|kab\w*|kota|[\d.]+|[ivx]+|[:%()]))*\s*[:.]?$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^\W*(?:\(?[\w.]{1,4}[.)]\s*)?(?:misi|visi|tujuan|sasaran|program|kegiatan|sub ?kegiatan|urusan|bidang|dinas|"
    r"badan|sekretariat|kantor|aspek|fokus|prioritas|strategi|arah kebijakan|unsur|perspektif|kecamatan|inspektorat)\b",
    re.IGNORECASE,
)
_INDICATOR_START = re.compile(
    r"^(?:persentase|prosentase|presentase|persentasi|jumlah|cakupan|angka|rasio|ratio|nilai|ind[ei][kx]s?|prevalensi|"
    r"tingkat|rata-rata|proporsi|skor|laju|pertumbuhan|produksi|produktivitas|luas|panjang|volume|opini|predikat|"
    r"pelaksanaan|kontribusi|persen|usia|umur|pengeluaran|pdrb|laju|gini|koefisien)\b",
    re.IGNORECASE,
)


def without_numbering(text: str) -> str:
    """ "1. Persentase ..." -> "Persentase ..."; codes such as "3.10.4 RTH" stay, they are part of the name."""
    previous = None
    while previous != text:
        previous, text = text, _NUMBERING.sub("", text, count=1)
    return text.strip(" :;")


_RAISED_MARK = re.compile(r"(?<=[^\W\d_)%])\s*(?:[¹²³⁴-⁹]|\*{1,3})+\)?\Z|(?<=[)%])\s*[¹²³⁴-⁹*]{1,3}\Z")
_MARK_IN_LINE = re.compile(r"\s*\d\)\Z")


def clean_name(text: str) -> str:
    return _without_mark(without_numbering(flowing(text)))


def _without_mark(name: str) -> str:
    """The mark of a footnote at the end is no part of the name: "Produksi ikan (ton)¹", "Panjang drainase (m) 2)"."""
    name = _RAISED_MARK.sub("", name)
    return _MARK_IN_LINE.sub("", name) if name.count(")") > name.count("(") else name


def is_child(text: str) -> bool:
    return bool(_CHILD.match(flowing(text)))


def is_summary(text: str) -> bool:
    """Totals and averages over rows: no indicator."""
    return bool(_SUMMARY.match(clean_name(text)))


def is_section(text: str) -> bool:
    """Misi, sasaran, program, urusan ...: context of the rows below, never a parent indicator."""
    plain = clean_name(text)
    letters = [letter for letter in plain if letter.isalpha()]
    shouted = bool(letters) and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
    return bool(_SECTION.match(plain)) or (shouted and len(letters) > 3)


def is_parent_name(text: str, child: str) -> bool:
    """True where a valueless name belongs in front of its children's names."""
    if is_section(text):
        return False
    plain = clean_name(text)
    opens_list = bool(
        re.search(r"(?:\b(?:melalui|antara lain|yaitu|terdiri (?:dari|atas)|meliputi|untuk)|:)\s*$", plain, re.I)
    )
    return opens_list or is_child(child) or bool(_INDICATOR_START.match(plain))


def joined_name(parent: str, child: str) -> str:
    """The parent's name before the child's: "Jumlah Produksi Hasil Perkebunan" + "Kakao"."""
    parent_name = re.sub(r"\s*\((?:ton|kg|ha|%|orang|unit|rp)\)\s*$", "", clean_name(parent), flags=re.IGNORECASE)
    return f"{parent_name.rstrip(' :')} {clean_name(child)}".strip()


def continues(previous: str, text: str) -> bool:
    """True where a row's text is the rest of the name above it, not a name of its own."""
    plain = flowing(text)
    if not plain or _NUMBERING.match(plain) or _ONLY_NUMBERING.fullmatch(plain):
        return False
    if flowing(previous).endswith("-"):
        return True
    first = plain[0]
    return first.islower() or first in "(/&,"


def looks_like_indicator(text: str) -> bool:
    """Starts the way indicators are named: "Persentase ...", "Jumlah ...", "PDRB ..."."""
    return bool(_INDICATOR_START.match(clean_name(text)))


_ACCOUNT = re.compile(
    r"pendapatan|belanja|pembiayaan|pajak|retribusi|dana |transfer|surplus|silpa|penerimaan|pengeluaran|bagi hasil|"
    r"kekayaan|hibah|lain-lain|pad\b|dau\b|dak\b|modal|aset|kewajiban|ekuitas",
    re.IGNORECASE,
)


def is_budget_account(text: str) -> bool:
    """A line of the budget's own structure ("Pendapatan Asli Daerah"), not a program or activity."""
    name = clean_name(text)
    return bool(_ACCOUNT.search(name)) and not re.match(r"(?:sub\s*)?(?:program|kegiatan)\b", name, re.IGNORECASE)


_GROWTH = re.compile(
    r"^(?:laju |tingkat )?(?:pertumbuhan|perubahan|kenaikan|peningkatan|penurunan)\s+(.+)$", re.IGNORECASE
)


def growth_of(text: str) -> str | None:
    """What a row of rates of change is about ("Pertumbuhan IPM" -> "ipm"), or ``None``."""
    found = _GROWTH.match(clean_name(text))
    return bare(found.group(1)) if found else None


_CAPTION_NAME = re.compile(
    r"^\W*tabel\s*[\d.IVX]+\W*|^(?:(?:perkembangan|perbandingan|target|realisasi|capaian|pencapaian|kinerja|indikator|"
    r"dan|serta|data|grafik|trend?)\s+)+|\s+(?:di\s+)?(?:kabupaten|kota|provinsi)\b.*$|"
    r"\s*(?:pada\s+)?(?:tahun|periode|t\.?a\.?)\s*\d{4}.*$|\s*\d{4}\s*[-–].*$",
    re.IGNORECASE,
)


def name_in_caption(caption: str) -> str:
    """What a table of one indicator is about: "Tabel 3.7 Realisasi Angka Kemiskinan Tahun 2024"."""
    text, before = flowing(caption), ""
    while text != before:
        before, text = text, _CAPTION_NAME.sub("", text).strip(" :,")
    return text
