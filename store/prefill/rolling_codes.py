"""Which indicator each reading of last year's report is: from the store's own proposals, else by its exact name."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.facts import Reading
from store.prefill.building import NO_OPD, served_shares
from store.prefill.filling import Subject
from store.prefill.known import LEAST_PROBABILITY, Knowledge, knowledge
from store.prefill.rolling_cells import plain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.tables import IndicatorRow

PlaceOf = tuple[str, str, int | None]
"""Locator, kind, year: two readings of one cell differ in these."""


def subjects_of(
    session: Session, path: Path, readings: Sequence[Reading], region: str, year: int
) -> tuple[Mapping[int, Subject], Knowledge, dict[str, str], frozenset[str]]:
    """(position of the reading -> its indicator, what is known, names by code, codes of minimum services)."""
    from sqlalchemy import or_, select

    from store.tables import IndicatorRow

    query = select(IndicatorRow).where(or_(IndicatorRow.region.is_(None), IndicatorRow.region == region))
    indicators = {row.code: row for row in session.scalars(query)}
    proposed = _proposed(session, path)
    named = codes_by_name(session, indicators, region)
    served = served_shares(session)
    subjects = {}
    for number, reading in enumerate(readings):
        place = (reading.place.locator, reading.kind.value, reading.year)
        code = proposed.get(place) or named.get(plain(reading.indicator))
        if code in indicators:
            subjects[number] = _subject(indicators[code], served)
    names = {code: row.name for code, row in indicators.items()}
    return subjects, knowledge(session, region, year), names, served


def _subject(row: IndicatorRow, served: frozenset[str]) -> Subject:
    return Subject(
        code=row.code,
        name=row.name,
        unit=row.unit,
        is_percentage=row.value_type == "percentage",
        lower_is_better=row.direction == "lower",
        is_served_share=row.code in served,
        opd=row.lead_opd or NO_OPD,
    )


def _proposed(session: Session, path: Path) -> dict[PlaceOf, str]:
    """What was matched when this very file was ingested; a person's decision or a probable match."""
    from sqlalchemy import select

    from store.tables import DocumentRow, ProposalRow, ReadingRow

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    query = (
        select(ProposalRow, ReadingRow)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(DocumentRow.sha256 == digest, ProposalRow.code.is_not(None), ProposalRow.outcome != "none")
        .where(ProposalRow.decision.in_(("pending", "accepted", "edited")))
    )
    found = {}
    for proposal, reading in session.execute(query):
        if proposal.code and (proposal.decision != "pending" or proposal.probability >= LEAST_PROBABILITY):
            found[reading.locator, reading.kind, reading.year] = proposal.code
    return found


def codes_by_name(session: Session, indicators: Mapping[str, IndicatorRow], region: str) -> dict[str, str]:
    """Names and aliases that mean one indicator only."""
    from sqlalchemy import or_, select

    from store.tables import AliasRow

    codes: dict[str, set[str]] = defaultdict(set)
    for code, row in indicators.items():
        codes[plain(row.name)].add(code)
    query = select(AliasRow).where(or_(AliasRow.region.is_(None), AliasRow.region == region))
    for alias in session.scalars(query):
        codes[plain(alias.text)].add(alias.code)
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}
