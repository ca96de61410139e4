"""The year and period of each value of a sentence."""

from __future__ import annotations

import re

from extractor.facts import Flag
from extractor.narrative._drafts import Draft
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
    named = [year.year for year in years if year.year is not None]
    for draft in drafts:
        if draft.steps is not None and draft.year is None and len(set(named)) == 1:
            # "tahun sebelumnya" beside a named year counts from that year.
            draft.year = named[0] + draft.steps if draft.steps else named[0]


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


def _is_near(mention: YearMention, draft: Draft, masked: str) -> bool:
    return bool(_TO_YEAR_AFTER.fullmatch(masked[draft.number.end : mention.start])) or (
        mention.end <= draft.number.start and "," not in masked[mention.end : draft.number.start]
    )


def _year_of(draft: Draft, drafts: list[Draft], masked: str, years: list[YearMention]) -> YearMention | None:
    """The year right after the value, else the last one before it within its gap, else the sentence's."""
    usable = [year for year in years if not year.until]
    index = drafts.index(draft)
    low = drafts[index - 1].number.end if index else 0
    after = next((year for year in usable if year.start >= draft.number.end), None)
    within = [year for year in usable if low <= year.start < draft.number.start]
    if after and _TO_YEAR_AFTER.fullmatch(masked[draft.number.end : after.start]):
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
        and bool(_TO_YEAR_AFTER.fullmatch(masked[previous.number.end : year.start]))
        and not re.match(
            r"\s*\)?\s*(?:yang\s+)?(?:sebesar|mencapai|tercatat|adalah)", masked[year.end :], re.IGNORECASE
        )
    )
