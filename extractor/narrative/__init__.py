"""Sentences become readings: indicator, value, unit, year or period and kind, tied together in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.facts import Flag, Kind, Paragraph, Place, Problem, Reading, Source, Status
from extractor.narrative._drafts import Draft
from extractor.narrative._gaps import is_indicator, strip_connectors
from extractor.narrative._language import language
from extractor.narrative._linking import link
from extractor.narrative._masks import shown
from extractor.narrative._sentences import Sentence, box_of, value_sentences
from extractor.narrative._unread import Unread, looks_like_value
from extractor.periods import find_years

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class _Told:
    """What stands around a sentence, for what it does not say itself."""

    heading: str | None
    report_year: int | None
    is_plan: bool
    subject: str | None
    """The indicator spoken of: the heading's, then the last one that a sentence named."""
    year: int | None = None
    """The year of the paragraph so far."""


def read_sentences(
    paragraphs: Iterable[Paragraph], *, report_year: int | None, region: str | None = None, is_plan: bool = False
) -> tuple[list[Reading], list[Problem]]:
    """The values that running text tells, each with its sentence and the place of its print; and for each page how
    many sentences looked like values and were not read.

    ``region`` ("Kota Malang") tells the report's own values from those of other regions printed for comparison.
    ``is_plan``: ``report_year`` is the first one planned, so that no result can be of it.
    A sentence without a year takes that of the paragraph, else the report's, and says so (``YEAR_ASSUMED``).
    """
    readings: list[Reading] = []
    unread = Unread()
    heading: str | None = None
    together = list(paragraphs)
    for paragraph, sentences in zip(together, value_sentences(together), strict=True):
        if paragraph.is_heading:
            heading = " ".join(paragraph.text.split())[:300]
            continue
        told = _Told(heading=heading, report_year=report_year, is_plan=is_plan, subject=_subject(heading))
        for sentence in sentences:
            drafts = link(sentence, told.subject, region)
            readings.extend(_reading(draft, sentence, paragraph, told) for draft in drafts)
            if not drafts and looks_like_value(sentence):
                unread.add(paragraph.page, sentence)
            names = {draft.name for draft in drafts}
            told.subject = names.pop() if len(names) == 1 else told.subject if not names else None
            named = find_years(sentence.text)
            if len(named) == 1:
                told.year = named[0]
    return readings, list(unread.problems())


def load() -> None:
    """Loads now what the first sentence would load: about a second, for who can use it while waiting."""
    language()


def tokens_of(text: str) -> Doc:
    """A text in the tokens that sentences are read by."""
    return language().make_doc(text)


def values_told(text: str) -> Doc:
    """The same with its sentences and the values that the number grammar finds, for who trains on them."""
    from extractor.narrative._language import bound_sentences, find_values

    return find_values(bound_sentences(language().make_doc(text)))


_NUMBERING = re.compile(r"^\s*(?:\(?(?:\d+|[A-Za-z]|[IVX]+)(?:\.\d+)*[.)]?|[•●-])\s+")


def _subject(heading: str | None) -> str | None:
    name = strip_connectors(_NUMBERING.sub("", heading or ""))
    return name if name and is_indicator(name, loose=False) else None


def _reading(draft: Draft, sentence: Sentence, paragraph: Paragraph, told: _Told) -> Reading:
    number = draft.number
    year, flags = _year(draft, told)
    ranged = number.high is not None
    level = draft.is_grade_only
    by_ocr = (Flag.OCR,) if paragraph.ocr else ()
    printed = sentence.printed[number.start : number.end]
    repaired = (Flag.REPAIRED,) if printed != sentence.text[number.start : number.end] else ()
    value = None if ranged or level else number.value
    kind = draft.kind or Kind.REALISASI
    opinion = sentence.opinions.get((number.start, number.end))
    doubted = (Flag.DOUBTED,) if opinion and opinion.doubts(kind) else ()
    return Reading(
        indicator=shown(draft.name or ""),
        kind=kind,
        year=year,
        period=draft.period,
        value=value,
        grade=draft.grade,
        unit=number.unit or ("%" if draft.kind is Kind.CAPAIAN else None),
        raw=printed.strip(),
        status=Status.ZERO if value is not None and not value else Status.GIVEN,
        flags=tuple(dict.fromkeys((*number.flags, *draft.flags, *flags, *repaired, *by_ocr, *doubted))),
        source=Source.NARRATIVE,
        place=Place(
            page=paragraph.page,
            box=box_of(paragraph, sentence, number.start, number.end),
            locator=_locator(paragraph, sentence),
        ),
        section=told.heading,
        notes=(f"kalimat: {sentence.text[:300]}", *((opinion.sentence(kind),) if opinion else ())),
    )


def _year(draft: Draft, told: _Told) -> tuple[int | None, tuple[Flag, ...]]:
    if draft.year is not None:
        return draft.year, ()
    if draft.steps is not None:
        if told.report_year is None:
            return None, ()
        return told.report_year + draft.steps, (Flag.YEAR_ASSUMED,)
    if told.year is not None:
        return told.year, (Flag.YEAR_ASSUMED,)
    if told.is_plan and draft.kind in {Kind.REALISASI, Kind.CAPAIAN}:
        return None, ()
    return (None, ()) if told.report_year is None else (told.report_year, (Flag.YEAR_ASSUMED,))


def _locator(paragraph: Paragraph, sentence: Sentence) -> str:
    """``p12/b3/s2``; without a place of its own, ``p12/s2``."""
    base = paragraph.locator or (f"p{paragraph.page}" if paragraph.page else "body")
    return f"{base}/s{sentence.number}"
