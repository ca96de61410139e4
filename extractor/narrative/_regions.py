"""Values of other regions, the province and the nation, which reports print for comparison."""

from __future__ import annotations

import re

_FOREIGN = re.compile(
    r"\b(?:nasional|indonesia|se-?\s?(?:indonesia|jawa|provinsi|kabupaten)|asean|dunia|(?:rata-rata|angka|"
    r"capaian|target|rerata)\s+"
    r"(?:provinsi|kabupaten/kota|pusat)|kecamatan\s+(?-i:[A-Z])\w+|kelurahan\s+(?-i:[A-Z])\w+|"
    r"desa\s+(?-i:[A-Z])\w+)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:di\s?atas|di\s?bawah|dibanding(?:kan)?|daripada|lebih\s+\w+\s+dari|sedangkan|sementara|dan|terhadap|"
    r"mengungguli|melampaui|dari|namun)\b"
    r"[^,;]*\b(?P<region>provinsi|prov\.|kabupaten|kota|kab\.)(?=\s+[A-Z]|\s+(?:sebesar|yang|mencapai|\())",
)
_PROVINCE = re.compile(
    r"\b(?:provinsi|prov\.?)\s+[A-Z]\w+|\b(?:Jawa (?:Barat|Tengah|Timur)|DKI Jakarta|DI Yogyakarta|DIY|Banten|"
    r"Bali|Aceh|Riau|Jambi|"
    r"Bengkulu|Lampung|(?:Sumatera|Sulawesi|Kalimantan|Papua|Maluku|Nusa Tenggara)(?: \w+)?|Gorontalo)\b"
)
_OWN_REGION = re.compile(r"\b(?:Kabupaten|Kota|Provinsi|Kab\.|Prov\.)\s+[A-Z]\w+(?:\s[A-Z]\w+)?")
_SUBJECT = re.compile(r"\b(?:memperoleh|meraih|mendapat|mendapatkan)\b")


def region_in(gap: str) -> str | None:
    match = _OWN_REGION.search(gap)
    return match.group() if match else None


def is_foreign(gap: str, region: str | None, *, first: bool) -> bool:
    """Whether the words before a value tell of another region, the province or the nation."""
    if _FOREIGN.search(gap):
        return True
    other = _OWN_REGION.search(gap)
    if not first and other and other.group() != region:
        return True
    if _PROVINCE.search(gap) and not _SUBJECT.search(gap):
        return True
    return not first and bool(_COMPARES.search(gap))
