"""What looks like a value in running text and is none: laws, dates, pages, codes, ranks, formulas, ages.

Masked characters become ``§``, so that offsets stay and a gap that held one is seen.
"""

from __future__ import annotations

import re

from extractor._number_words import MONTHS

MASK = "§"

_LAW_NAME = (
    r"(?:undang[- ]undang|uu|peraturan(?:\s+[a-z]+){0,5}|per(?:da|pres|wal|wali|bup|gub|ppu|mendagri|"
    r"men(?:pan)?\w*|ka)\b|"
    r"permen\w*|pp|kep(?:pres|men\w*|gub|bup|wal)\b|keputusan(?:\s+[a-z]+){0,5}|inpres|instruksi(?:\s+[a-z]+){0,3}|"
    r"surat(?:\s+[a-z]+){0,3}|se\b|sk\b|lembaran negara(?:\s+[a-z]+){0,2}|tambahan lembaran(?:\s+[a-z]+){0,3}|qanun)"
)
_MASKED: tuple[str, ...] = (
    rf"\b{_LAW_NAME}(?:\s+RI|\s+RB|\s+republik indonesia)?\s*(?:nomor|no\.?|"
    rf"tahun)?\s*:?\s*\d[\w./-]*(?:\s*(?:tahun|/)\s*\d{{4}})?"
    r"(?:\s*(?:nomor|no\.?)\s*\d[\w./-]*)?",
    r"\b(?:nomor|no\.)\s*:?\s*[\w.]*\d[\w./-]*(?:\s+tahun\s+\d{4})?",
    r"\b(?:pasal|ayat|huruf|butir|angka romawi|diktum|bab|bagian|lampiran|halaman|hal\.?|tabel|gambar|grafik|"
    r"diagram|bagan|"
    r"nomor urut|poin ke|versi|seri|kelas|tipe|type|golongan|eselon|jilid|edisi|volume|vol\.)\s*(?:ke-?)?\s*"
    r"\(?[\dIVX]+(?:[.\-–/]\d+)*[a-z]?\)?",
    rf"\b(?:tanggal|tgl\.?)\s*\d{{1,2}}(?:\s*(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|"
    rf"dan)\s*\d{{1,2}})?\s+{MONTHS}(?:\s+\d{{4}})?",
    rf"\b\d{{1,2}}(?:\s*(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|dan)\s*\d{{1,2}})?\s+{MONTHS}\b",
    r"\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}\b",
    r"\b(?:pukul|jam)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*(?:-|–|s\.?/?d\.?)\s*\d{1,2}[.:]\d{2})?(?:\s*wi[bt]a?)?",
    r"\b(?:usia|umur|berusia|berumur)\s*(?:[<>≤≥]\s*)?\d{1,2}+(?![.,]?\d)(?:\s*(?:-|–|s\.?/?d\.?|"
    r"sampai(?: dengan)?|hingga)\s*\d{1,2}+(?![.,]?\d))?"
    r"\s*(?:tahun|bulan|hari)?(?:\s+ke\s+atas)?",
    r"\b(?:peringkat|rangking|ranking|urutan|posisi|juara|ke|terbaik)\s*-?\s*(?:ke-?\s*)?(?:\d{1,3}|"
    r"[IVX]+)\b(?![.,]\d|\s*%)",
    r"\bke-\d+\b",
    r"\bmargin of error\s+(?:sebesar\s+)?\d[\d.,]*\s*%?",
    r"\((?:\s*(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|se\w+|nol|puluh|belas|ratus|ribu|"
    r"juta|miliar|"
    r"milyar|triliun|rupiah|koma|lebih))+\s*\)",
    r"\b\d+\s*x\s*\d+\s*(?:jam|meter|m|cm)\b",
    r"\bdari\s+(?:bobot|nilai maksimal|skala|skor maksimal|nilai tertinggi)\s+(?:sebesar\s+)?\d[\d.,]*",
    r"\b(?:dalam|selama)\s+(?:kurun\s+waktu\s+)?\d{1,3}\s*(?:\(\w+\)\s*)?(?:tahun|bulan|hari|jam|menit|minggu)\b",
    r"(?<!\d)(?<!\d\s)(?<!%)\bper\s+1[.,\s]?0{0,2}[.,]?000\b",
    r"\bskala\s+\d[\d.,]*\s*(?:-|–|sampai|s\.?/?d\.?|hingga)\s*\d[\d.,]*",
    r"\b(?:SDGs?|TPB)\s+\d+(?:\.\d+)*",
)
_AT_WORDS = "|".join(f"(?:{pattern})" for pattern in _MASKED if not pattern.startswith(r"\("))
_ANYWHERE = "|".join(f"(?:{pattern})" for pattern in _MASKED if pattern.startswith(r"\("))
_MASK = re.compile(rf"(?<!\w)(?:{_AT_WORDS})|{_ANYWHERE}", re.IGNORECASE)
"""Inside a word nothing is tried."""
_NUMBER = r"\d[\d.,]*\d|\d"
_COMPUTED = re.compile(
    rf"=?\s*\(?\s*(?:{_NUMBER})\s*(?:(?:[:/+×x*÷-]|dibagi|"
    rf"dikali(?:kan)?)\s*\(?\s*(?:{_NUMBER})\s*%?\)?\s*(?:\w+\s*)?)+\)*"
    rf"(?:\s*[x×*]\s*100\s*%?)?\s*=\s*",
    re.IGNORECASE,
)
_COMPUTED_IN_WORDS = re.compile(
    rf"\b(?:diperoleh dari|dihitung dari|berasal dari|hasil dari)\s+(?:{_NUMBER})(?:[^.;=]|(?<=\d)\.(?=\d))*?"
    rf"(?=\b(?:yaitu|sehingga|maka|diperoleh|didapat|atau|adalah|hasilnya)\b|=)",
    re.IGNORECASE,
)
_SUM = re.compile(
    rf"\(\s*(?:{_NUMBER})(?:\s*[+/x×:-]\s*(?:{_NUMBER}))+\s*\)\s*(?:[/:x×]\s*(?:{_NUMBER})\s*%?)?", re.IGNORECASE
)


_DOTTED = re.compile(r"(?<![\w.,])\d+(?:\.\d+){2,}(?!\d)")
_GROUPS_OF_THREE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:\.\d{2})?\Z")


def _blank_codes(match: re.Match[str]) -> str:
    """``1.02.02.2.01`` is a code; ``2.132.748.657`` a number."""
    return match.group() if _GROUPS_OF_THREE.match(match.group()) else _blank(match)


_HINTS_FORMULA = re.compile(
    r"[=+×÷*]|\d\s*/\s*\d|\bdi(?:bagi|kali|peroleh|hitung)|(?:berasal|hasil) dari", re.IGNORECASE
)


def mask(text: str) -> str:
    """The text with everything that is no value made ``§``; its length stays."""
    if _HINTS_FORMULA.search(text):
        for pattern in (_COMPUTED, _SUM, _COMPUTED_IN_WORDS):
            text = pattern.sub(_blank, text)
    return _MASK.sub(_blank_but_years, _DOTTED.sub(_blank_codes, text))


_HIDE_DIGITS = {ord(str(digit)): 0xE000 + digit for digit in range(10)}
_SHOW_DIGITS = {hidden: chr(digit) for digit, hidden in _HIDE_DIGITS.items()}


def shown(name: str) -> str:
    """A name from masked text as it was printed."""
    return " ".join(name.replace(MASK, " ").translate(_SHOW_DIGITS).split())


def _blank(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def _blank_but_years(match: re.Match[str]) -> str:
    """Ages and denominators belong to the indicator's name: their digits are hidden, their words stay."""
    text = match.group()
    if text[:4].casefold() in {"usia", "umur", "beru", "per "}:
        return text.translate(_HIDE_DIGITS)
    return MASK * len(text)
