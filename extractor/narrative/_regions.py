"""Values of other regions, the province and the nation, which reports print for comparison."""

from __future__ import annotations

import re

_COMPARES = re.compile(
    r"\b(?:di\s?atas|di\s?bawah|dibanding(?:kan)?|daripada|lebih\s+\w+\s+dari|sedangkan|sementara|dan|terhadap|"
    r"mengungguli|melampaui|dari|namun)\b"
    r"[^,;]*\b(?P<region>provinsi|prov\.|kabupaten|kota|kab\.)(?=\s+[A-Z]|\s+(?:sebesar|yang|mencapai|\())",
)
_PROVINCE = re.compile(
    r"\b(?i:provinsi|prov\.?)\s+[A-Z]\w+(?:\s(?!Tahun\b|Pada\b)[A-Z]\w+)?|\b(?:Jawa (?:Barat|Tengah|Timur)|"
    r"DKI Jakarta|"
    r"DI Yogyakarta|DIY|Banten|Bali|Aceh|Riau|Jambi|Bengkulu|Lampung|Gorontalo|"
    r"(?:Sumatera|Sulawesi|Kalimantan|Papua|Maluku|Nusa Tenggara)(?: (?!Tahun\b|Pada\b)[A-Z]\w+)?)\b"
)
_GOVERNMENT = re.compile(
    r"\b(?:Kabupaten|Kota|Provinsi|Kab\.|Prov\.)\s+[A-Z]\w+(?:\s(?!Tahun\b|Pada\b|Provinsi\b|Prov\b|"
    r"Sebesar\b)[A-Z]\w+)?"
)
_SUBJECT = re.compile(r"\b(?:memperoleh|meraih|mendapat|mendapatkan)\b")
_KIND_OF_REGION = re.compile(r"\b(?:pemerintah|kabupaten|kota|provinsi|kab\.|prov\.|daerah)\s*", re.IGNORECASE)


def region_in(gap: str) -> str | None:
    """The government named in some words, if one is."""
    match = _GOVERNMENT.search(gap)
    return match.group() if match else None


def is_foreign(gap: str, own: str | None, seen: str | None, *, first: bool, compared: bool) -> bool:
    """Whether the words before a value tell of another region, the province or the nation.

    ``own``: the report's region, where known; ``seen``: the first region that the sentence names;
    ``compared``: a word of the nation, the province or a part of the region stands there.
    """
    if own and _names(gap, own):
        return False
    if compared:
        return True
    other = _GOVERNMENT.search(gap)
    if other and (own or (not first and other.group() != seen)):
        return True
    if _PROVINCE.search(gap) and (own or not _SUBJECT.search(gap)):
        return True
    return not first and bool(_COMPARES.search(gap))


def _names(gap: str, region: str) -> bool:
    """Whether a region's own name stands in the words, with or without its kind."""
    name = _KIND_OF_REGION.sub("", region).strip()
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", gap, re.IGNORECASE) is not None
