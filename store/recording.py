"""Keeps what reading a document gave: readings, problems, and a checked proposal for each reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from store.catalogue_tables import region_catalogue
from store.documents import find_document
from store.facts import Decision
from store.learning import ranker_in_use
from store.regions import find_region
from store.tables import DocumentRow, ProblemRow, ProposalRow, ReadingRow

if TYPE_CHECKING:
    from extractor.facts import Identity, Reading, ReportReadings
    from models import Matcher
    from models.facts import Catalogue, Mention, Suggestion
    from models.ranker import Ranker
    from store.connection import Store


def extractor_version() -> str:
    """Marks readings, so that a newer extractor's can take their place."""
    return metadata.version("warisan")


def record_readings(
    store: Store,
    document_id: int,
    found: ReportReadings,
    *,
    suggestions: Sequence[Suggestion] | None = None,
    version: str | None = None,
) -> int:
    """Keeps all that one reading of a document gave, in one transaction. Gives the number of readings.

    The same version again changes nothing. A newer version replaces the open proposals, and people's decisions
    carry over to the reading that stands at the same place with the same print. Without ``suggestions`` the
    readings are matched here.
    """
    version = version or extractor_version()
    with store.session(read_only=True) as session:
        document = find_document(session, document_id)
        if document.state == "read" and document.extractor_version == version:
            return _count(session, document_id, version)
        region = document.region or _region_of(session, found.identity)
        catalogue = region_catalogue(session, region)
        trained = ranker_in_use(session)
    if suggestions is None:
        suggestions = match_readings(found, catalogue, region=region, trained=trained)
    with store.session() as session:
        document = find_document(session, document_id)
        # Another worker may have been quicker since.
        if document.state != "read" or document.extractor_version != version:
            _keep(session, document, found, suggestions, catalogue=catalogue, version=version)
    return len(found.readings)


def count_recorded(store: Store, document_id: int) -> int:
    """Readings of the version that read the document last."""
    with store.session(read_only=True) as session:
        return _count(session, document_id, find_document(session, document_id).extractor_version)


def match_readings(
    found: ReportReadings, catalogue: Catalogue, *, region: str | None, trained: tuple[str, Ranker | None] = ("", None)
) -> list[Suggestion]:
    """The indicator suggested for every reading, all of a document together: neighbours help each other.

    ``trained`` is the ranker of this store; without it the packaged one is asked.
    """
    if not found.readings:
        return []
    report = found.identity.report
    return _matcher_of(catalogue, *trained).match([mention_of(reading, report, region) for reading in found.readings])


# Making a matcher takes seconds; a worker reads many documents against the same catalogue. Newest last.
_matchers: list[tuple[tuple[object, ...], Matcher]] = []
KEPT_MATCHERS = 2


def _matcher_of(catalogue: Catalogue, digest: str, ranker: Ranker | None) -> Matcher:
    """A matcher for exactly these indicators, wordings and weights."""
    from models import Matcher

    wanted = (catalogue.indicators, catalogue.aliases, digest)
    for known, matcher in _matchers:
        if known == wanted:
            return matcher
    matcher = Matcher.load(catalogue, ranker)
    _matchers.append((wanted, matcher))
    del _matchers[:-KEPT_MATCHERS]
    return matcher


_CELL = re.compile(r"/r\d+/c\d+")


def table_of(reading: Reading) -> str | None:
    """The table that a reading stands in, by its locator: ``p5/t1`` of ``p5/t1/r3/c4``, the sheet of ``Data!C7``."""
    place = reading.place
    if place.row is None:
        return None
    if "!" in place.locator:
        return f"{place.locator.split('!')[0]}!{place.table or ''}"
    cell = _CELL.search(place.locator)
    return None if cell is None else place.locator[: cell.start()]


def mention_of(reading: Reading, report: str | None, region: str | None) -> Mention:
    from models.facts import Mention

    place = reading.place
    table = table_of(reading)
    # A ruled row may hold several indicators, line by line: the row of one is the row with its name.
    row = None if table is None or place.row is None else f"{place.row}/{reading.indicator}"
    return Mention(
        name=reading.indicator,
        unit=reading.unit,
        group=reading.group,
        section=reading.section,
        report=report,
        region=region,
        kind=reading.kind.value,
        year=reading.year,
        value=reading.value,
        table=table,
        row=row,
    )


def _keep(
    session: Session,
    document: DocumentRow,
    found: ReportReadings,
    suggestions: Sequence[Suggestion],
    *,
    catalogue: Catalogue,
    version: str,
) -> None:
    from store.checks import History, check_readings
    from store.rereading import carry_over

    _identify(session, document, found)
    session.execute(delete(ProblemRow).where(ProblemRow.document_id == document.id))
    problems = [{"document_id": document.id, **problem.to_json()} for problem in found.problems]
    if problems:
        session.execute(insert(ProblemRow), problems)
    codes = {suggestion.code for suggestion in suggestions if suggestion.code is not None}
    history = History.of_region(session, document.region, codes, without_document=document.id)
    checks = check_readings(found.readings, suggestions, catalogue, history)
    ids = _insert_readings(session, document, found.readings, version)
    proposals = [
        _proposal(document, reading_id, suggestion, [check.to_json() for check in found_checks])
        for reading_id, suggestion, found_checks in zip(ids, suggestions, checks, strict=True)
    ]
    if proposals:
        session.execute(insert(ProposalRow), proposals)
    carry_over(session, document, version)
    document.extractor_version = version
    document.state, document.failure = "read", None


def _identify(session: Session, document: DocumentRow, found: ReportReadings) -> None:
    """What a person said stays; the rest is as the print says, with the words that say so."""
    identity = found.identity
    evidence = {**identity.evidence, **document.evidence}
    document.report = document.report or identity.report
    document.year = document.year or identity.year
    document.unit = document.unit or identity.unit
    if document.region is None:
        document.region = _region_of(session, identity)
        if document.region is None and identity.region:
            evidence["region_unknown"] = identity.region
    document.evidence = evidence
    document.pages, document.pages_read = found.pages, found.pages_read


def _region_of(session: Session, identity: Identity) -> str | None:
    """A printed government that the list does not know leaves the document without one: a person says which."""
    if identity.region is None:
        return None
    try:
        return find_region(session, identity.region).code
    except WarisanError:
        return None


def _insert_readings(session: Session, document: DocumentRow, readings: Sequence[Reading], version: str) -> list[int]:
    rows = [_reading(document.id, version, ordinal, reading) for ordinal, reading in enumerate(readings)]
    if rows:
        session.execute(insert(ReadingRow), rows)
    query = select(ReadingRow.id).where(ReadingRow.document_id == document.id, ReadingRow.extractor_version == version)
    return list(session.scalars(query.order_by(ReadingRow.ordinal)))


def _reading(document_id: int, version: str, ordinal: int, reading: Reading) -> dict[str, Any]:
    place = reading.place
    return {
        "document_id": document_id,
        "extractor_version": version,
        "ordinal": ordinal,
        "indicator": reading.indicator,
        "group_path": list(reading.group),
        "kind": reading.kind.value,
        "year": reading.year,
        "period": reading.period,
        "value": reading.value,
        "grade": reading.grade,
        "unit": reading.unit,
        "raw": reading.raw,
        "status": reading.status.value,
        "flags": [flag.value for flag in reading.flags],
        "source": reading.source.value,
        "page": place.page,
        "box": None if place.box is None else [round(edge, 2) for edge in place.box],
        "locator": place.locator,
        "section": reading.section,
        "notes": list(reading.notes),
    }


def _proposal(
    document: DocumentRow, reading_id: int, suggestion: Suggestion, checks: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "reading_id": reading_id,
        "document_id": document.id,
        "region": document.region,
        "code": suggestion.code,
        "outcome": suggestion.outcome.value,
        "probability": suggestion.probability,
        "reasons": list(suggestion.reasons),
        "alternatives": [
            {"code": other.code, "probability": other.probability, "reasons": list(other.reasons)}
            for other in suggestion.alternatives
        ],
        "checks": checks,
        "decision": Decision.PENDING.value,
        "version": 1,
    }


def _count(session: Session, document_id: int, version: str | None) -> int:
    query = select(ReadingRow.id).where(ReadingRow.document_id == document_id, ReadingRow.extractor_version == version)
    return len(session.scalars(query).all())
