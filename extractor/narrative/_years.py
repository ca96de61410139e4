"""The year and period of each value of a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.facts import Flag, Kind
from extractor.narrative._drafts import Draft
from extractor.narrative._grades import end_of_grade
from extractor.narrative._naming import LISTED
from extractor.periods import YearMention, find_period

_TO_YEAR_AFTER = re.compile(
    r"\s*(?:lebih|saja|yang)?\s*\(?\s*(?:(?:pada|di|untuk|dalam|selama|hingga|sampai|per|sejak|di\s?tahun)\s+)*"
    r"(?:akhir\s+(?:periode\s+)?(?:rpjmd|renstra|tahun)?\s*)?(?:(?:tahun|ta|t\.a\.|tahun\s+anggaran|bulan|"
    r"[a-z]+ber|januari|maret|agustus)\s+)*\Z",
    re.IGNORECASE,
)
_OPENS_NEXT = re.compile(
    r"\s*\)?\s*(?:yang\s+)?(?:sebesar|mencapai|tercatat|adalah|sebanyak|senilai|yaitu|meningkat|naik|turun|"
    r"menurun|menjadi\s+\d[^.]*\btahun|\d)",
    re.IGNORECASE,
)


def give_years(drafts: list[Draft], masked: str, years: list[YearMention]) -> None:
    spans = [year for year in years if year.until]
    if spans and _give_span(drafts, spans[0]):
        return
    period = find_period(masked)
    listed = _years_listed(drafts, masked, years)
    for index, draft in enumerate(drafts):
        mention = listed.get(index) or _year_of(draft, drafts, masked, years)
        if mention is not None:
            draft.year, draft.steps = mention.year, mention.steps
        if re.search(r"\bsemula\b|\bsebelumnya\s*\Z", draft.gap.text, re.I) and (
            mention is None or not _is_near(mention, draft, masked)
        ):
            draft.year, draft.steps = None, -1
        if mention is None and len(spans) == 1 and len(drafts) == 1:
            draft.year = spans[0].until
            draft.flags.append(Flag.YEAR_ASSUMED)
        draft.period = period
    _step_back(drafts, masked, years)
    named = [year.year for year in years if year.year is not None]
    for draft in drafts:
        if draft.steps is not None and draft.year is None and len(set(named)) == 1:
            # "tahun sebelumnya" beside a named year counts from that year.
            draft.year = named[0] + draft.steps if draft.steps else named[0]


def _step_back(drafts: list[Draft], masked: str, years: list[YearMention]) -> None:
    """``tahun 2023 melambat dari 5,12 persen menjadi 4,96 persen``: the year told is that of the second value; the
    first is taken to be of the year before."""
    if len(years) != 1 or years[0].year is None or years[0].until:
        return
    for first, second in pairwise(drafts):
        told = years[0].end <= first.number.start and not _is_near(years[0], first, masked)
        told = told or _moves_from(first, masked[years[0].end : first.number.start])
        if (
            told
            and first.name == second.name
            and first.kind is second.kind is Kind.REALISASI
            and _FROM.search(first.gap.text)
            and re.search(r"\b(?:menjadi|ke)\b", second.gap.text, re.IGNORECASE)
        ):
            first.year = years[0].year - 1
            first.flags.append(Flag.YEAR_ASSUMED)


_FROM = re.compile(r"\b(?:dari|semula)\s+(?:sebesar\s+)?\Z", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|melambat|membaik|memburuk|bertambah|berkurang|bergeser|berubah|tumbuh|"
    r"ditekan|diturunkan|ditingkatkan|melonjak|merosot|menyusut)\b",
    re.IGNORECASE,
)


def _moves_from(first: Draft, between: str) -> bool:
    """Whether what stands between the year and the value says that the value changed from it."""
    return bool(_MOVES.search(between)) and first.gap.text.rstrip().casefold().endswith("dari")


_FROM_TO = re.compile(r"\b(?:dari|semula)\s*\Z", re.IGNORECASE)


def _years_listed(drafts: list[Draft], masked: str, years: list[YearMention]) -> dict[int, YearMention]:
    """``tahun 2020, 2021, dan 2022 berturut-turut 5,1; 5,3; dan 5,6``: a year each, where the counts agree."""
    named = [year for year in years if year.year is not None and not year.until]
    if len(named) < 2 or len(named) != len(drafts):
        return {}
    from_to = len(drafts) == 2 and _FROM_TO.search(drafts[0].gap.text) and "menjadi" in drafts[1].gap.text.casefold()
    if not from_to and not any(LISTED.search(draft.gap.text) for draft in drafts):
        return {}
    before = all(year.end <= drafts[0].number.start for year in named)
    after = all(year.start >= drafts[-1].number.end for year in named)
    return dict(enumerate(named)) if before or after else {}


def _give_span(drafts: list[Draft], span: YearMention) -> bool:
    """``2019-2021 berturut-turut`` over three values: a year each."""
    years = span.years()
    if len(years) != len(drafts):
        return False
    for draft, year in zip(drafts, years, strict=True):
        draft.year = year
    return True


def _end(draft: Draft, masked: str) -> int:
    """Where a value with its grade ends: ``65,20 (kategori B) pada tahun 2021``."""
    return end_of_grade(masked, draft.number.end)


def _is_near(mention: YearMention, draft: Draft, masked: str) -> bool:
    return bool(_TO_YEAR_AFTER.fullmatch(masked[_end(draft, masked) : mention.start])) or (
        mention.end <= draft.number.start and "," not in masked[mention.end : draft.number.start]
    )


def _year_of(draft: Draft, drafts: list[Draft], masked: str, years: list[YearMention]) -> YearMention | None:
    """The year right after the value, else the last one before it within its gap, else the sentence's."""
    usable = [year for year in years if not year.until]
    index = drafts.index(draft)
    low = drafts[index - 1].number.end if index else 0
    after = next((year for year in usable if year.start >= draft.number.end), None)
    within = [year for year in usable if low <= year.start < draft.number.start]
    if after and _TO_YEAR_AFTER.fullmatch(masked[_end(draft, masked) : after.start]):
        opens_next = _OPENS_NEXT.match(masked, after.end) and within != [] and index + 1 < len(drafts)
        if not opens_next:
            return after
    own = [year for year in within if index == 0 or not _taken(year, drafts[index - 1], masked)]
    if own:
        return own[-1]
    before = [year for year in usable if year.end <= draft.number.start]
    if before and not (index and _taken(before[-1], drafts[index - 1], masked) and len(usable) > 1 and after):
        return before[-1]
    if after and after.steps is None:
        return after
    return before[-1] if before else None  # "bervariasi dari tahun sebelumnya" far behind a value is not its year


def _taken(year: YearMention, previous: Draft, masked: str) -> bool:
    """Whether a year belongs to the value just before it: ``16,23 persen pada tahun 2021 menjadi ...``."""
    return (
        year.start >= previous.number.end
        and bool(_TO_YEAR_AFTER.fullmatch(masked[_end(previous, masked) : year.start]))
        and not re.match(
            r"\s*\)?\s*(?:yang\s+)?(?:sebesar|mencapai|tercatat|adalah)", masked[year.end :], re.IGNORECASE
        )
    )
