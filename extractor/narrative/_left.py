"""Numbers that are no value of an indicator: counts of things, budgets, denominators, differences."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.facts import Kind
from extractor.narrative._drafts import Draft
from extractor.narrative._gaps import GROWTH, Gap
from extractor.narrative._words import AFTER_VALUE, COUNTED_THINGS, MONEY_NAMES

_STRONG = re.compile(
    r"(?:sebesar|sebsar|sebanyak|senilai|seluas|mencapai|tercatat|target\w*|ditargetkan|realisasi\w*|"
    r"terealisasi|direalisasikan|adalah|"
    r"yaitu|yakni|nilai|skor|menjadi|dari|tercapai|level|angka|masing-masing|berturut-turut|sejumlah|tinggal|"
    r"hanya|maksimal|minimal|rata-rata|"
    r"(?:tetap|bertahan|berada|bertengger|stagnan|terjaga)\s+(?:di|pada)|"
    r"diproyeksikan|ditetapkan|poin|:|=|ke|semula|,|;|dan|atau)\s*(?:sekitar|kurang lebih|pada|:)?\s*\Z",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:di\s?atas|di\s?bawah|lebih dari|kurang dari|[<>≤≥]=?|±|hampir)\s*\Z", re.IGNORECASE)
_MONTHLY = re.compile(r"\s*\(?\s*(?:m-to-m|mtm|m-t-m|q-to-q|qtq|maksudnya|bulanan)\b", re.IGNORECASE)
_NOT_REACHED = re.compile(r"\b(?:belum|tidak)\b[^,;]{0,30}\Z", re.IGNORECASE)
"""``belum mencapai 100%``: what was not reached; as a target it counts."""
_ABOUT = re.compile(
    r"^\W*(?:(?:(?:realisasi|penyerapan|serapan|capaian)\s+)?(?:anggaran|pagu|dana|biaya)\s+(?:untuk|bagi|pada|guna)|"
    r"bobot|selisih|deviasi)\b",
    re.IGNORECASE,
)
"""``Anggaran untuk persentase ... 95,2%``, ``Selisih persentase ... 4,2``: of the money, of the weight, of what lies
between, not of the indicator."""
_OF_MONEY = re.compile(r"\s+(?:anggaran|pagu|dana|apbd)\b(?!\s+(?:terserap|terealisasi))", re.IGNORECASE)
"""``35 persen anggaran dialokasikan untuk ...``: a share of money."""
_TOLD_BEFORE = re.compile(r"\s*tersebut\b", re.IGNORECASE)
"""``dari ruas jalan sepanjang 2.191 km tersebut``: speaks of a number told before."""
_LEVEL_WITH_SCORE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:dengan|,)\s*(?:nilai|skor|indeks)\s*(?:sebesar\s*)?\d", re.IGNORECASE
)


def is_no_value(draft: Draft, masked: str) -> bool:
    """Counts of things, budgets, bare whole numbers that nothing announces."""
    number, after = draft.number, masked[draft.number.end :]
    if _MONTHLY.match(after) or _TOLD_BEFORE.match(after):
        return True
    if _speaks_of_other_things(draft.gap):
        return True
    if draft.is_grade_only:
        return False
    if number.is_whole and number.unit in {None, "orang"} and _is_count(draft, after):
        return True
    if number.is_whole and number.unit in {"kali", "desa", "kecamatan", "opd", "hari", "OPD"} and not draft.gap.name:
        return True
    if number.money and not (draft.name and MONEY_NAMES.search(draft.name)) and draft.name is not None:
        return True
    if number.unit is None and number.is_whole and not _STRONG.search(draft.gap.text):
        return not (draft.gap.name and "," in number.digits + after[:0])
    if number.unit == "poin persen" or _VAGUE.search(draft.gap.text):
        return True
    if number.unit in {"kali", "jam", "menit", "hari", "bulan"} and not _STRONG.search(draft.gap.text):
        return True
    if number.money and re.search(r"\bpagu\s*\Z", draft.gap.text, re.IGNORECASE):
        return True
    if number.is_percent and _is_share(draft, after):
        return True
    if number.high is not None and draft.gap.kind is not Kind.TARGET:
        return True
    return bool(_LEVEL_WITH_SCORE.match(after)) and bool(re.search(r"level\s*\Z", draft.gap.text, re.IGNORECASE))


def _is_share(draft: Draft, after: str) -> bool:
    """A percent of money, or one that nothing announces and a noun follows."""
    return bool(_OF_MONEY.match(after)) or (not _STRONG.search(draft.gap.text) and not AFTER_VALUE.match(after))


def _speaks_of_other_things(gap: Gap) -> bool:
    """Of a budget, a weight, a difference, or of what was not reached."""
    if _ABOUT.search(gap.text):
        return True
    return gap.kind is not Kind.TARGET and bool(_NOT_REACHED.search(gap.text))


_CONSISTS = re.compile(r"\s*(?:orang|unit|buah)?\s*,?\s*(?:yang\s+)?terdiri\s+(?:dari|atas)\b", re.IGNORECASE)
_STAFF = re.compile(
    r"(?:jumlah|banyaknya)\s+(?:perangkat daerah|opd|skpd|kecamatan|desa|kelurahan|person\w+|anggota|tenaga)\b",
    re.IGNORECASE,
)


def _is_count(draft: Draft, after: str) -> bool:
    """Of things, or of offices and people that the sentence then lists."""
    listed = _CONSISTS.match(after) and _STAFF.match(draft.name or "")
    return bool(COUNTED_THINGS.match(after) or listed)


_FROM = re.compile(r"\bdari\s*(?:total|jumlah|perkiraan|keseluruhan|seluruh|sebanyak)?\s*\Z", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|dibanding\w*|lebih)\b", re.IGNORECASE)


def is_denominator(before: Draft, draft: Draft) -> bool:
    """``23 kasus kematian ibu dari 7.357 kelahiran hidup``: of how many, not how many."""
    counts = all(
        item.number.is_whole and not item.number.is_percent and not item.number.money for item in (before, draft)
    )
    told = draft.gap.kind is Kind.TARGET or before.gap.is_change or draft.gap.is_change
    told = told or bool(_CHANGES.search(before.gap.text))
    return counts and not told and bool(_FROM.search(draft.gap.text)) and not _CHANGES.search(draft.gap.text)


_GROWS = re.compile(r"^(?:pertumbuhan\s+)?(?:ekonomi|pdrb|perekonomian)\b|^laju pertumbuhan|^lpe\b", re.IGNORECASE)


def read_change(draft: Draft) -> None:
    """A difference is no value; but of an economy the growth is the value."""
    name = draft.name or ""
    if GROWTH.search(draft.gap.text) and _GROWS.search(name) and draft.number.is_percent:
        if not re.match(r"pertumbuhan|laju|lpe", name, re.IGNORECASE):
            draft.name = f"Pertumbuhan {name}"
        if re.search(r"kontraksi", draft.gap.text, re.IGNORECASE) and draft.number.value > 0:
            draft.number = replace(draft.number, value=-draft.number.value)
        return
    draft.dropped = True
