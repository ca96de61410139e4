"""A database with the packaged catalogue, and short words to put documents, proposals and values into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import count

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from store.catalogue_files import load_catalogue_rows
from store.tables import (
    Base,
    DocumentRow,
    IndicatorRow,
    ProposalRow,
    ReadingRow,
    RegionRow,
    RelationRow,
    ReportRow,
    RequirementRow,
    UnitRow,
    ValueRow,
)

REGION = "35.73"
CONFIRMED_AT = datetime(2025, 2, 12, 3, 0, tzinfo=UTC)
_numbers = count(1)


def new_session() -> Session:
    """A database of its own, copied from one that was filled once."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(_filled())
    return Session(create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool))


@cache
def _filled() -> bytes:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(_catalogue())
        session.commit()
    whole = connection.serialize()
    engine.dispose()
    return whole


def _catalogue() -> Iterable[Base]:
    rows = load_catalogue_rows()
    for region in rows.regions:
        yield RegionRow(
            code=region.code,
            name=region.name,
            short_name=region.short_name,
            level=region.level,
            province=region.province,
            source=region.source,
        )
    for report in rows.reports:
        yield ReportRow(
            code=report.code, full_name=report.full_name, facts=dict(report.facts), confidence=report.confidence
        )
    for line in rows.indicators:
        known = line.indicator
        yield IndicatorRow(
            code=known.code,
            name=known.name,
            unit=known.unit,
            value_type=known.value_type,
            direction=known.direction,
            urusan=known.urusan,
            lead_opd=known.lead_opd,
            formula=line.formula,
            source=line.source,
            confidence=known.confidence,
            level=line.level,
        )
    for need in rows.requirements:
        yield RequirementRow(
            report=need.report,
            code=need.code,
            section=need.section,
            fields=need.fields,
            source=need.source,
            strength=need.strength,
        )
    for relation in rows.relations:
        yield RelationRow(
            code_a=relation.code_a, code_b=relation.code_b, relation=relation.relation, note=relation.note
        )
    for unit in rows.units:
        yield UnitRow(unit=unit.unit, variants=list(unit.variants), dimension=unit.dimension, scale=unit.scale)


def add_document(session: Session, report: str = "LPPD", year: int = 2024, region: str = REGION, **more) -> DocumentRow:
    number = next(_numbers)
    document = DocumentRow(
        sha256=f"{number:064d}",
        file_name=more.pop("file_name", f"{report} {year}.pdf"),
        media_type="application/pdf",
        size=1,
        report=report,
        year=year,
        region=region,
        evidence=more.pop("evidence", {}),
        state="read",
        uploaded_by="sari",
        **more,
    )
    session.add(document)
    session.flush()
    return document


def add_proposal(
    session: Session,
    document: DocumentRow,
    code: str | None,
    value: str | None,
    *,
    kind: str = "realisasi",
    year: int | None = None,
    indicator: str = "nama tercetak",
    page: int | None = 37,
    decision: str = "pending",
    probability: float = 0.9,
    **more,
) -> ProposalRow:
    number = next(_numbers)
    reading = ReadingRow(
        document_id=document.id,
        extractor_version="1",
        ordinal=number,
        indicator=indicator,
        group_path=[],
        kind=kind,
        year=document.year if year is None else year,
        period=more.pop("period", None),
        value=None if value is None else Decimal(value),
        grade=more.pop("grade", None),
        unit=more.pop("unit", None),
        raw=value or "-",
        status=more.pop("status", "given"),
        flags=more.pop("flags", []),
        source="table",
        page=page,
        locator=more.pop("locator", f"p{page}/t1/r{number}/c4"),
        notes=[],
    )
    session.add(reading)
    session.flush()
    proposal = ProposalRow(
        reading_id=reading.id,
        document_id=document.id,
        region=document.region,
        code=code,
        outcome=more.pop("outcome", "match"),
        probability=probability,
        reasons=[],
        alternatives=[],
        checks=more.pop("checks", []),
        decision=decision,
    )
    assert not more, f"unknown facts: {more}"
    session.add(proposal)
    session.flush()
    return proposal


def add_value(
    session: Session,
    code: str,
    value: str | None,
    *,
    year: int = 2024,
    kind: str = "realisasi",
    proposal: ProposalRow | None = None,
    region: str = REGION,
    **more,
) -> ValueRow:
    row = ValueRow(
        region=region,
        code=code,
        year=year,
        period=more.pop("period", ""),
        kind=kind,
        value=None if value is None else Decimal(value),
        unit=more.pop("unit", None),
        grade=more.pop("grade", None),
        status=more.pop("status", "given"),
        flags=more.pop("flags", []),
        proposal_id=None if proposal is None else proposal.id,
        confirmed_by="Sari",
        confirmed_at=CONFIRMED_AT,
        version=more.pop("version", 1),
    )
    assert not more, f"unknown facts: {more}"
    session.add(row)
    session.flush()
    return row
