"""Ties each value of a sentence to its indicator, kind and year.

The sentence is walked from value to value. The words before a value (its gap) either name an indicator, or carry the
last one on, or say that the value is of something else; then it is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor._number_words import normal_grade
from extractor.narrative._cues import Cue, Told
from extractor.narrative._drafts import Draft
from extractor.narrative._gaps import read_gap
from extractor.narrative._grades import end_of_grade, grade_after, may_be_grade
from extractor.narrative._kinds import give_kinds
from extractor.narrative._left import is_denominator, is_no_value, read_change
from extractor.narrative._naming import distribute_names, drop_undealt, name_ahead, take_subject
from extractor.narrative._regions import is_foreign, region_in
from extractor.narrative._sentences import Sentence
from extractor.narrative._words import MONEY_NAMES
from extractor.narrative._years import give_years
from extractor.periods import YearMention

_TOLD_TARGET = re.compile(r"\b(?:target|ditarget|direncanakan|rencana)", re.IGNORECASE)
_TOLD_RESULT = re.compile(
    r"\b(?:realisasi|terealisasi|direalisasi|tercapai|mencapai|capaian|terserap|dari target)", re.IGNORECASE
)


_ANNOUNCED = re.compile(r"(?:adapun\s+)?(?:capaian|realisasi|target)\s+(?-i:[A-Z])", re.IGNORECASE)


_SPEAKS_ON = re.compile(
    r"(?:(?:sedangkan|adapun|dari|dengan|pada tahun \d{4},?)\s+)?(?:target|realisasi|capaian|indikator ini|"
    r"angka ini|nilai ini|"
    r"kondisi awal)(?:nya)?\b",
    re.IGNORECASE,
)


def link(sentence: Sentence, subject: str | None = None, own_region: str | None = None) -> list[Draft]:
    """The values of one sentence that are of an indicator. ``subject``: what the text around it speaks of, for a
    sentence that says target and realisasi of no name; ``own_region``: the report's."""
    if sentence.told is None:
        return []
    masked, years = sentence.told.masked, sentence.told.years
    told = bool(_TOLD_TARGET.search(masked) and _TOLD_RESULT.search(masked)) or bool(_ANNOUNCED.match(masked))
    drafts = _walk(sentence.told, sentence.cues, _Setting(told_target=told, own_region=own_region))
    name_ahead(drafts, masked)
    distribute_names(drafts)
    if subject and _SPEAKS_ON.match(masked) and not any(draft.gap.name for draft in drafts):
        take_subject(drafts, subject)
    drafts = [draft for draft in drafts if draft.name and not draft.dropped]
    give_kinds(drafts, masked)
    give_years(drafts, masked, years)
    drop_undealt(drafts)
    return [draft for draft in drafts if not draft.dropped]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    told_target: bool
    """The sentence tells target and result, so that its subject is an indicator whatever its words are."""
    own_region: str | None


def _walk(told: Told, marked: tuple[Cue, ...], setting: _Setting) -> list[Draft]:
    """One draft a value, each with the name that the words before it give, or the last one given."""
    masked, years = told.masked, told.years
    drafts: list[Draft] = []
    current: str | None = None
    region: str | None = None
    foreign = False
    end = 0
    for number in told.values:
        start = end_of_grade(masked, end)
        words = masked[start : number.start]
        if drafts and drafts[-1].number.unit is None:
            words = _without_counted(words, current)
        cues = [cue for cue in marked if start <= cue.start < number.start]
        gap = read_gap(
            _without_years(words, number.start - len(words), years),
            [Cue(start=cue.start - start, end=cue.end - start, label=cue.label) for cue in cues],
            first=not drafts,
            told_target=setting.told_target,
        )
        region = region or region_in(words)
        compared = any(cue.label == "COMPARISON" for cue in cues)
        other = is_foreign(words, setting.own_region, region, first=not drafts, compared=compared)
        foreign = other or (foreign and gap.name is None)
        if gap.name or gap.unexplained:
            current = gap.name
        draft = Draft(number=number, name=current, kind=gap.kind, gap=gap, is_grade_only=number.unit == "predikat")
        _judge(draft, drafts, masked, foreign=foreign)
        # After a budget the name does not go on: the percents behind it are of the money.
        is_budget = number.money and current is not None and not MONEY_NAMES.search(current)
        current = None if is_budget else draft.name if draft.is_grade_only and not draft.dropped else current
        drafts.append(draft)
        end = number.end
    return drafts


def _judge(draft: Draft, before: list[Draft], masked: str, *, foreign: bool) -> None:
    """Give a draft its grade, and drop it where it is no value of the report's own indicator."""
    if draft.is_grade_only:
        draft.grade = normal_grade(draft.number.raw.split(" (")[0])
        draft.dropped = foreign or not may_be_grade(draft, masked)
    else:
        draft.grade = grade_after(masked, draft.number.end)
        draft.dropped = foreign or draft.gap.unexplained or is_no_value(draft, masked)
    if before and is_denominator(before[-1], draft):
        draft.dropped = True
    if draft.gap.is_change:
        read_change(draft)


_FIRST_WORD = re.compile(r"\s*([A-Za-z]+)(?=\s)")


def _without_counted(words: str, name: str | None) -> str:
    """``Jumlah inovasi ... target 20 inovasi terealisasi 24``: what was counted, already told by the name."""
    first = _FIRST_WORD.match(words)
    if first is None or name is None or first[1].casefold() not in name.casefold().split():
        return words
    return " " * first.end() + words[first.end() :]


def _without_years(gap: str, offset: int, years: list[YearMention]) -> str:
    for year in years:
        low, high = max(0, year.start - offset), min(len(gap), year.end - offset)
        if low < high:
            gap = gap[:low] + " " * (high - low) + gap[high:]
    return gap
