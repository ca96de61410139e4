"""What a person chooses with the card in view: another indicator by search, or a printed word as the value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from api.errors import PageMissing
from api.web.pages import page
from api.web.queueing import View
from api.web.service import Here, Service
from api.wording import number_in_words
from extractor.numbers_id import parse_value
from extractor.pdf import Word
from store import IndicatorEntry, IndicatorFilter, Proposal, get_document, get_proposal, list_indicators

routes = APIRouter(include_in_schema=False)

SHOWN = 9
"""Choices that fit on the screen; who does not find theirs types one more word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An indicator that may be meant."""

    code: str
    name: str
    unit: str | None
    local: bool = False
    also: str | None = None
    """The other name that the search met."""
    probability: float | None = None


@routes.get("/proposals/{proposal_id}/indicators")
def indicators(request: Request, here: Here, proposal_id: int, text: str = "", view: str = "") -> Response:
    """Before anything is typed: what the matching thought of."""
    proposal = get_proposal(here.store, proposal_id)
    found = _search(here, proposal, text.strip()) if text.strip() else _thought_of(proposal)
    facts = {"choices": found[:SHOWN], "more": len(found) > SHOWN, "text": text.strip(), "view": View.parsed(view)}
    return page(request, "review_choices.html", facts)


@routes.get("/documents/{document_id}/pages/{number}/words")
def words(here: Here, document_id: int, number: int) -> dict[str, Any]:
    """The words of a page that hold a value, each with its box and how it is typed into the form."""
    found = get_document(here.store, document_id)
    pages = here.painter.pages(found)
    if number < 1 or number > pages:
        raise PageMissing(name=found.file_name, page=number, pages=pages)
    said = (_typed(word) for word in here.painter.words(found, number))
    return {"words": [word for word in said if word is not None]}


def _search(here: Service, proposal: Proposal, text: str) -> list[Choice]:
    """Every typed word occurs; names go before aliases, short names before long ones."""
    wanted = IndicatorFilter(text=text, region=proposal.region)
    found = list_indicators(here.store, wanted, limit=None)
    ranked = sorted(found, key=lambda one: (*_nearness(one, text), len(one.name), one.code))
    return [_choice(one, text) for one in ranked]


def _nearness(entry: IndicatorEntry, text: str) -> tuple[bool, bool, bool]:
    """False goes first."""
    name, words = entry.name.casefold(), text.casefold().split()
    in_name = all(word in name for word in words)
    begins = all(any(part.startswith(word) for part in name.replace("(", " ").split()) for word in words)
    return (not in_name, not begins, entry.region is None)


def _alias(entry: IndicatorEntry, text: str) -> str | None:
    """The alias that says all that was typed, where the name does not."""
    words = text.casefold().split()
    if all(word in entry.name.casefold() for word in words):
        return None
    met = (one.text for one in entry.aliases if all(word in one.text.casefold() for word in words))
    return min(met, key=len, default=None)


def _choice(entry: IndicatorEntry, text: str) -> Choice:
    return Choice(
        code=entry.code,
        name=entry.name,
        unit=entry.unit,
        local=entry.region is not None,
        also=_alias(entry, text),
    )


def _thought_of(proposal: Proposal) -> list[Choice]:
    return [
        Choice(code=one.code, name=one.name, unit=None, probability=one.probability)
        for one in proposal.alternatives
        if one.code != proposal.code
    ]


def _typed(word: Word) -> dict[str, Any] | None:
    """``None`` for words without a value. Brackets and marks around a number are no part of it."""
    parsed = parse_value(word.text.strip("();:"))
    if parsed.value is None and parsed.grade is None:
        return None
    return {
        "text": word.text,
        "box": [round(edge, 1) for edge in word.box],
        "value": number_in_words(parsed.value),
        "grade": parsed.grade or "",
        "unit": parsed.unit or "",
    }
