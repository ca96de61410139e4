"""Target, realisasi, capaian or baseline: which of them a value of a sentence is."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.facts import Kind
from extractor.narrative._drafts import Draft

_OR = re.compile(r"\b(?:atau|setara|sehingga|dengan|tercapai)\b|^\s*\(\s*\Z", re.IGNORECASE)
_OF_TARGET = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:dari|terhadap)\s+(?:total\s+)?(?:target|rencana|anggaran)\b", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[,;.](?=\s|\Z)|\b(?:dan|dengan|sehingga|atau)\b")
_SPENT = re.compile(r"\b(?:terserap|terealisasi|direalisasikan|realisasi)\b", re.IGNORECASE)
_OF_BUDGET = re.compile(r"\s*dari\s+(?:total\s+)?pagu\b", re.IGNORECASE)


_ANNOUNCES_LIST = re.compile(
    r"\W*(?:target|realisasi|kondisi awal|baseline)\b[^:;\d]{0,60}(?:\d{4})?[^:;\d]{0,20}:", re.I
)
"""``Target tahun 2023: Indeks ... 54,2; Indeks ... 88,1``: of one kind, all of them."""


def give_kinds(drafts: list[Draft], masked: str) -> None:
    announced = drafts[0].gap.kind if drafts and _ANNOUNCES_LIST.match(masked) else None
    for index, draft in enumerate(drafts):
        before = [other for other in drafts[:index] if other.name == draft.name]
        listed = announced is not None and draft.gap.kind is None and draft.gap.name is not None
        draft.kind = announced if listed else _kind(draft, before, masked)
        if draft.kind is None:
            draft.dropped = True
        if draft.number.is_percent and draft.kind is Kind.REALISASI:
            _drop_share(draft, before, masked)
            _mark_ratio_before(draft, before)
    _drop_repeated(drafts)
    for draft, following in pairwise(drafts):
        if (
            draft.number.money
            and following.number.money
            and draft.kind is Kind.REALISASI
            and re.search(r"\bdari\s*\Z", draft.gap.text, re.IGNORECASE)
            and _SPENT.search(following.gap.text)
        ):
            draft.kind = Kind.TARGET


def _drop_repeated(drafts: list[Draft]) -> None:
    """``Persentase X (86,73%) capaian indikator ini mencapai 86,73%``: one value said twice."""
    for index, draft in enumerate(drafts):
        if any(other.kind is Kind.TARGET and other.name == draft.name for other in drafts[:index]):
            continue  # "target 100%, realisasi 100%, capaian 100%" tells three
        draft.dropped = draft.dropped or any(
            other.name == draft.name
            and other.number.value == draft.number.value
            and other.kind is Kind.REALISASI
            and draft.kind is Kind.CAPAIAN
            and draft.gap.kind is Kind.CAPAIAN
            and not draft.gap.name
            for other in drafts[:index]
        )


def _mark_ratio_before(draft: Draft, before: list[Draft]) -> None:
    """``capaian 61% dari target 18% yang direalisasikan 25%``: the value called capaian was the ratio."""
    if not _REALISED.search(draft.gap.text) or len(before) < 2 or before[-1].kind is not Kind.TARGET:
        return
    first = before[-2]
    if first.kind is Kind.REALISASI and first.number.is_percent and _REACHED.search(first.gap.text):
        first.kind = Kind.CAPAIAN


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
    if number.is_percent and (_is_share_of_target(masked, number.end) or _OF_BUDGET.match(masked, number.end)):
        return Kind.CAPAIAN
    has_target = any(other.kind is Kind.TARGET for other in before) or _TARGET_AHEAD.match(masked, number.end)
    reached = [other for other in before if other.kind is Kind.REALISASI]
    if told is Kind.CAPAIAN and number.unit is None and _RATIO_SAID.search(draft.gap.text):
        return Kind.CAPAIAN
    if told is Kind.CAPAIAN:
        over = number.value > 100 and number.is_percent
        return Kind.CAPAIAN if number.is_percent and (over or not _names_itself(draft)) else Kind.REALISASI
    # "realisasi indikator X telah mencapai 22,2%" names X anew: a value of its own, not the ratio of the one before.
    may_be_ratio = told is None or (told is Kind.REALISASI and draft.gap.name is None)
    if number.is_percent and reached and may_be_ratio and _OR.search(draft.gap.text):
        if not has_target and _is_share_itself(draft, reached[-1]):
            reached[-1].dropped = True
            return Kind.REALISASI
        if has_target or _makes_ratio(draft, reached[-1]):
            return Kind.CAPAIAN
        if _is_share_of_all(draft, reached[-1]) or re.search(r"\(\s*\Z", draft.gap.text):
            return None
    if reached and has_target and _passes_its_scale(draft, reached[-1]):
        return Kind.CAPAIAN
    if number.is_percent and _after_both(draft, before, masked) and not _REALISED.search(draft.gap.text):
        return Kind.CAPAIAN
    if number.is_percent and told is Kind.REALISASI and _ratio_told(draft):
        return Kind.CAPAIAN
    if number.is_percent and number.value > 100 and _REACHED.search(draft.gap.text):
        return Kind.CAPAIAN  # a share cannot pass 100, a ratio of realisasi to target can
    if told is None and before and not draft.gap.name and before[-1].kind in {Kind.TARGET, Kind.BASELINE}:
        return before[-1].kind if _continues(draft) else Kind.REALISASI
    return told or Kind.REALISASI


def _passes_its_scale(draft: Draft, before: Draft) -> bool:
    """``IPM sebesar 74,21 telah mencapai 95,14%``: a percent of an index, whose value was told without."""
    unlike = draft.number.is_percent and not before.number.is_percent and draft.gap.name is None
    return unlike and draft.gap.kind is not Kind.TARGET and bool(_NOT_PERCENT_NAMES.match(draft.name or ""))


def _is_share_itself(draft: Draft, before: Draft) -> bool:
    """``Persentase kawasan kumuh ... terealisasi 45,2 Ha atau 38,11 persen``: the percent is the value named."""
    measured = bool(re.match(r"p[re]+sentase|prosentase|prevalensi|proporsi", draft.name or "", re.IGNORECASE))
    other_unit = before.number.unit is not None and not before.number.is_percent and not before.number.money
    return measured and other_unit and draft.number.value <= 100


def _makes_ratio(draft: Draft, before: Draft) -> bool:
    """Whether a percent behind a value reached says how much of the target that was."""
    if before.number.money or before.number.is_percent or before.grade:
        return True
    told = draft.gap.kind is Kind.REALISASI
    return (not before.number.is_whole or told) and not _is_share_of_all(draft, before)


def _is_share_of_all(draft: Draft, before: Draft) -> bool:
    """``jumlah penduduk miskin 61,24 ribu jiwa atau 9,12 persen``: of the people, where nothing speaks of a target."""
    counted = bool(re.match(r"(?:jumlah|banyak)", draft.name or "", re.IGNORECASE))
    return counted and before.gap.kind is None and draft.gap.kind is None and draft.number.value < 100


_REALISED = re.compile(r"\b(?:di|te)?realisasi|terealisasi", re.IGNORECASE)
_RATIO_SAID = re.compile(
    r"\b(?:capaian\s+kinerja(?:nya)?|(?:tingkat|persentase)\s+(?:ke|pen)?capaian|ketercapaian|dengan\s+capaian)"
    r"(?:\s+(?:sebesar|mencapai|adalah))*\s*\Z",
    re.IGNORECASE,
)


def _after_both(draft: Draft, before: list[Draft], masked: str) -> bool:
    """``80,5% terhadap target 90% mencapai 89,44%``: a percent after realisasi and target, without its own year."""
    kinds = {other.kind for other in before[-2:]}
    if kinds != {Kind.TARGET, Kind.REALISASI} or not before[-1].number.is_percent:
        return False
    between = masked[before[-1].number.end : draft.number.start]
    return before[-1].kind is Kind.TARGET and not re.search(r"\b(?:19|20)\d\d\b", between)


def _is_share_of_target(masked: str, end: int) -> bool:
    """``101,2% dari target``; but not ``64,18% dari target sebesar 62%``, where the target's value follows."""
    match = _OF_TARGET.match(masked, end)
    if match is None:
        return False
    rest = _CLAUSE_END.split(masked[match.end() :], maxsplit=1)[0]
    return not any(letter.isdigit() for letter in re.sub(r"\b(?:19|20)\d\d\b", "", rest))


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
