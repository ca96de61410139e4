"""Target, realisasi, capaian or baseline: which of them a value of a sentence is."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.facts import Kind
from extractor.narrative._drafts import Draft

_OR = re.compile(r"\b(?:atau|setara|sehingga|dengan|tercapai)\b|\(\s*\Z", re.IGNORECASE)
_OF_TARGET = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:dari|terhadap)\s+(?:total\s+)?(?:target|rencana|anggaran)\b(?!\s*(?:yang|sebesar|"
    r"hanya|kinerja|awal|semula|:|rp|§)*\s*\d)",
    re.I,
)
_SPENT = re.compile(r"\b(?:terserap|terealisasi|direalisasikan|realisasi)\b", re.IGNORECASE)
_OF_BUDGET = re.compile(r"\s*dari\s+(?:total\s+)?pagu\b", re.IGNORECASE)


def give_kinds(drafts: list[Draft], masked: str) -> None:
    for index, draft in enumerate(drafts):
        before = [other for other in drafts[:index] if other.name == draft.name]
        draft.kind = _kind(draft, before, masked)
        if draft.kind is None:
            draft.dropped = True
        if draft.number.is_percent and draft.kind is Kind.REALISASI:
            _drop_share(draft, before, masked)
    for draft, following in pairwise(drafts):
        if (
            draft.number.money
            and following.number.money
            and draft.kind is Kind.REALISASI
            and re.search(r"\bdari\s*\Z", draft.gap.text, re.IGNORECASE)
            and _SPENT.search(following.gap.text)
        ):
            draft.kind = Kind.TARGET


def _drop_share(draft: Draft, before: list[Draft], masked: str) -> None:
    """``1.204 kasus dari perkiraan 2.011 kasus atau 59,87%``: the percent is the value, the counts made it."""
    counts = [other for other in before if not other.number.is_percent and other.number.is_whole]
    if len(counts) != 2 or re.match(r"jumlah|banyak", draft.name or "", re.IGNORECASE):
        return
    between = masked[counts[0].number.end : counts[1].number.start]
    if re.search(r"\bdari\b(?!\s+target)", between, re.IGNORECASE) and counts[0].kind is not Kind.TARGET:
        counts[0].dropped = counts[1].dropped = True


_TARGET_AHEAD = re.compile(
    r"[^.;]{0,25}\b(?:dari|target)\s+(?:target\s+)?(?:yang\s+)?(?:hanya\s+|sebesar\s+)?\d", re.IGNORECASE
)
_NOT_PERCENT_NAMES = re.compile(
    r"^(?:indeks|index|indek|ip[mgk]|nilai|skor|jumlah|aki|akb|akaba|angka (?:kematian|harapan)|usia|umur|"
    r"rata-rata|opini|predikat|ik[mp])\b",
    re.I,
)
_REACHED = re.compile(r"\btercapai\b|\bcapaian\b", re.IGNORECASE)


def _kind(draft: Draft, before: list[Draft], masked: str) -> Kind | None:
    """The kind of a value, or ``None`` where it is a share of something and no value of the indicator."""
    number, told = draft.number, draft.gap.kind
    if number.is_percent and (_OF_TARGET.match(masked, number.end) or _OF_BUDGET.match(masked, number.end)):
        return Kind.CAPAIAN
    has_target = any(other.kind is Kind.TARGET for other in before) or _TARGET_AHEAD.match(masked, number.end)
    reached = [other for other in before if other.kind is Kind.REALISASI]
    if told is Kind.CAPAIAN:
        over = number.value > 100 and number.is_percent
        return Kind.CAPAIAN if number.is_percent and (over or not _names_itself(draft)) else Kind.REALISASI
    if number.is_percent and reached and _OR.search(draft.gap.text) and told in {None, Kind.REALISASI}:
        if has_target or reached[-1].number.money or reached[-1].number.is_percent or reached[-1].grade:
            return Kind.CAPAIAN
        if not reached[-1].number.is_whole or told is Kind.REALISASI:
            return Kind.CAPAIAN
        if re.search(r"\(\s*\Z", draft.gap.text):
            return None
    if number.is_percent and told is Kind.REALISASI and _ratio_told(draft):
        return Kind.CAPAIAN
    if number.is_percent and number.value > 100 and _REACHED.search(draft.gap.text):
        return Kind.CAPAIAN  # a share cannot pass 100, a ratio of realisasi to target can
    if told is None and before and not draft.gap.name and before[-1].kind in {Kind.TARGET, Kind.BASELINE}:
        return before[-1].kind if _continues(draft) else Kind.REALISASI
    return told or Kind.REALISASI


def _names_itself(draft: Draft) -> bool:
    """``Capaian PHBS adalah 56,03 %``: the value reached, not a ratio."""
    return (
        draft.gap.name is not None
        and bool(re.match(r"\W*capaian\s+(?!kinerja|indikator|target|sasaran)", draft.gap.text.strip(), re.I))
        and not _NOT_PERCENT_NAMES.match(draft.gap.name)
    )


def _ratio_told(draft: Draft) -> bool:
    """``AKI hanya tercapai 27,84%``: a percent of an indicator that is none is a ratio."""
    return bool(
        re.search(r"\btercapai\b|\bcapaian\b", draft.gap.text, re.I)
        and draft.name
        and _NOT_PERCENT_NAMES.match(draft.name)
    )


def _continues(draft: Draft) -> bool:
    return bool(
        re.fullmatch(
            r"[\s,;]*(?:dan|serta|menjadi|ke|lalu|kemudian|pada|tahun|di|sebesar|\(|\))*(?:\s|dan|menjadi|ke|"
            r"pada|tahun|sebesar|\(|\)|,)*",
            draft.gap.text,
            re.I,
        )
    )
