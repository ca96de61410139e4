"""The catalogue inside the database: the packaged rows, the local indicators and the wordings people confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from store.tables import (
    AliasRow,
    Base,
    GradeRow,
    IndicatorRow,
    RegionRow,
    RelationRow,
    ReportRow,
    RequirementRow,
    UnitRow,
)

if TYPE_CHECKING:
    from models.facts import Alias, Catalogue, Indicator
    from store.catalogue_files import CatalogueRows, IndicatorLine, RegionLine, ReportLine


def fill_catalogue(session: Session) -> None:
    """Brings the packaged catalogue in. What people added (regions, local indicators, wordings) stays.

    An indicator that is no longer in the files stays too: confirmed values may refer to it.
    """
    from store.catalogue_files import load_catalogue_rows

    rows = load_catalogue_rows()
    _upsert(session, RegionRow, "code", (_region(line) for line in rows.regions))
    _upsert(session, ReportRow, "code", (_report(line) for line in rows.reports))
    _upsert(session, IndicatorRow, "code", (_indicator(line) for line in rows.indicators))
    session.execute(delete(AliasRow).where(AliasRow.region.is_(None)))
    for table in (RequirementRow, RelationRow, UnitRow, GradeRow):
        session.execute(delete(table))
    _fill_details(session, rows)


def region_catalogue(session: Session, region: str | None) -> Catalogue:
    """What matching works with for one region: the packaged catalogue, and what that region's people confirmed."""
    from store.catalogue_files import load_catalogue

    catalogue = load_catalogue()
    if region is None:
        return catalogue
    local = session.scalars(select(IndicatorRow).where(IndicatorRow.region == region))
    confirmed = session.scalars(select(AliasRow).where(AliasRow.region == region))
    return replace(
        catalogue,
        indicators=(*catalogue.indicators, *(_local_indicator(row) for row in local)),
        aliases=(*catalogue.aliases, *(_confirmed_alias(row) for row in confirmed)),
    )


def _upsert(session: Session, table: type[Base], key: str, rows: Iterable[dict[str, Any]]) -> None:
    known = set(session.scalars(select(getattr(table, key))))
    rows = list(rows)
    fresh = [row for row in rows if row[key] not in known]
    changed = [row for row in rows if row[key] in known]
    if fresh:
        session.execute(insert(table), fresh)
    if changed:
        session.execute(update(table), changed)


def _fill_details(session: Session, rows: CatalogueRows) -> None:
    session.execute(
        insert(AliasRow),
        [
            {"code": line.code, "text": line.text, "source": line.source, "ambiguous": line.ambiguous}
            for line in rows.aliases
        ],
    )
    session.execute(
        insert(RequirementRow),
        [{name: getattr(line, name) for name in line.__slots__} for line in rows.requirements],
    )
    session.execute(
        insert(RelationRow),
        [
            {"code_a": line.code_a, "code_b": line.code_b, "relation": line.relation, "note": line.note}
            for line in rows.relations
        ],
    )
    session.execute(
        insert(UnitRow),
        [
            {"unit": line.unit, "variants": list(line.variants), "dimension": line.dimension, "scale": line.scale}
            for line in rows.units
        ],
    )
    session.execute(insert(GradeRow), [{name: getattr(line, name) for name in line.__slots__} for line in rows.grades])


def _region(line: RegionLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("code", "name", "short_name", "level", "province", "source")}


def _report(line: ReportLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "full_name": line.full_name,
        "facts": dict(line.facts),
        "confidence": line.confidence,
    }


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    indicator = line.indicator
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "value_type": indicator.value_type,
        "direction": indicator.direction,
        "urusan": indicator.urusan,
        "lead_opd": indicator.lead_opd,
        "formula": line.formula,
        "plausible_min": indicator.plausible_min,
        "plausible_max": indicator.plausible_max,
        "source": line.source,
        "confidence": indicator.confidence,
        "level": line.level,
    }


def _local_indicator(row: IndicatorRow) -> Indicator:
    from models.facts import Indicator

    return Indicator(
        code=row.code,
        name=row.name,
        unit=row.unit,
        value_type=row.value_type,
        direction=row.direction,
        urusan=row.urusan,
        lead_opd=row.lead_opd,
        plausible_min=row.plausible_min,
        plausible_max=row.plausible_max,
        confidence=row.confidence,
        region=row.region,
    )


def _confirmed_alias(row: AliasRow) -> Alias:
    from models.facts import Alias

    return Alias(code=row.code, text=row.text, source=row.source, ambiguous=row.ambiguous, region=row.region)
