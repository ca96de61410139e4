"""The page of duplicated effort and contradictions."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.forms import MEDIA_TYPES
from api.web.pages import page
from api.web.service import Here
from store.overlap import FoundOverlap, OverlapReport, RuleOverlap, overlap_report, write_xlsx

routes = APIRouter(include_in_schema=False)

SHOWN = 50
"""Rows of each table on the page."""
SHADES = 4


@routes.get("/overlap")
def overlap(
    request: Request, here: Here, region: str = "", year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = ""
) -> Response:
    found = measured(here, region or None, int(year) if year else None)
    facts = {
        "found": found,
        "region": region or here.settings.region or "",
        "year": year,
        "shown": SHOWN,
        "rule_map": rule_map(found.by_rule),
        "found_map": found_map(found.as_found),
    }
    return page(request, "overlap.html", facts)


def measured(here: Here, region: str | None, year: int | None) -> OverlapReport:
    with here.store.session(read_only=True) as session:
        return overlap_report(session, region or here.settings.region, year)


@routes.get("/overlap.xlsx")
def overlap_workbook(here: Here, region: str = "", year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "") -> Response:
    with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
        path = Path(folder) / "tumpang-tindih.xlsx"
        write_xlsx(measured(here, region or None, int(year) if year else None), path)
        written = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return Response(written, media_type=MEDIA_TYPES["xlsx"], headers=headers)


Cell = tuple[int, int]
"""Count and shade, 0 (none) to ``SHADES``."""


def rule_map(by_rule: RuleOverlap) -> list[tuple[str, list[Cell | None]]]:
    """Report x report: indicators that both must give; ``None`` on the diagonal."""
    counts = {frozenset((pair.report_a, pair.report_b)): pair.indicators for pair in by_rule.pairs}
    return _map(by_rule.reports, counts)


def found_map(as_found: FoundOverlap) -> list[tuple[str, list[Cell | None]]]:
    """The same of what the documents print."""
    counts = {frozenset((pair.one, pair.other)): pair.repeated for pair in as_found.by_report}
    return _map(sorted({name for pair in as_found.by_report for name in (pair.one, pair.other)}), counts)


def _map(names: list[str] | tuple[str, ...], counts: dict[frozenset[str], int]) -> list[tuple[str, list[Cell | None]]]:
    most = max(counts.values(), default=0)

    def cell(one: str, other: str) -> Cell | None:
        if one == other and frozenset((one,)) not in counts:
            return None
        count = counts.get(frozenset((one, other)), 0)
        return count, -(-SHADES * count // most) if most else 0

    return [(one, [cell(one, other) for other in names]) for one in names]
