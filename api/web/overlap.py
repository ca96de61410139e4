"""The page of duplicated effort and contradictions."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request, Response

from api.web.forms import MEDIA_TYPES
from api.web.overlap_charts import CHARTS, as_svg
from api.web.pages import page
from api.web.service import Here
from store.overlap import (
    FoundOverlap,
    OverlapReport,
    RuleOverlap,
    overlap_report,
    side_by_side,
    state_mark,
    write_brief,
    write_xlsx,
)

routes = APIRouter(include_in_schema=False)

SHOWN = 50
"""Rows of each table on the page."""
SHOWN_PASSAGES = 20
SHADES = 4
KEPT = 32
"""Measures and charts kept; a measure of a large store takes seconds, and nothing changes between two looks."""

Year = Annotated[str, Query(pattern=r"^(\d{4})?$")]


class Kept:
    """Remembers what was worked out for one state of the store; the least recently asked for goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 (reports and pictures)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


_kept = Kept()


@routes.get("/overlap")
def overlap(request: Request, here: Here, region: str = "", year: Year = "") -> Response:
    found = measured(here, region or None, int(year) if year else None)
    facts = {
        "found": found,
        "region": region or here.settings.region or "",
        "year": year,
        "shown": SHOWN,
        "shown_passages": SHOWN_PASSAGES,
        "rule_map": rule_map(found.by_rule),
        "found_map": found_map(found.as_found),
        "charts": {name for name, chart in charts_of(here, found).items() if chart is not None},
        "asked": urlencode({"region": region, "year": year}),
        "side_by_side": side_by_side,
    }
    return page(request, "overlap.html", facts)


def measured(here: Here, region: str | None, year: int | None) -> OverlapReport:
    region = region or here.settings.region
    with here.store.session(read_only=True) as session:
        key = ("report", str(here.store.engine.url), state_mark(session), region, year)
        found: OverlapReport = _kept.get(key, lambda: overlap_report(session, region, year))
    return found


def charts_of(here: Here, found: OverlapReport) -> dict[str, Any]:
    """By name; ``None`` where there is nothing to draw: no empty chart is shown."""
    # As long as the report is the same, kept for one state of the store, so are its charts.
    key = ("charts", str(here.store.engine.url), id(found))
    charts: dict[str, Any] = _kept.get(key, lambda: (found, {name: draw(found) for name, draw in CHARTS.items()}))[1]
    return charts


@routes.get("/overlap/{name}.svg")
def overlap_chart(here: Here, name: str, region: str = "", year: Year = "") -> Response:
    if name not in CHARTS:
        raise HTTPException(404)
    found = measured(here, region or None, int(year) if year else None)
    chart = charts_of(here, found)[name]
    if chart is None:
        raise HTTPException(404)
    key = ("svg", str(here.store.engine.url), id(found), name)
    svg: str = _kept.get(key, lambda: (found, as_svg(chart)))[1]
    return Response(svg, media_type="image/svg+xml")


@routes.get("/overlap.xlsx")
def overlap_workbook(here: Here, region: str = "", year: Year = "") -> Response:
    found = measured(here, region or None, int(year) if year else None)
    return _file("tumpang-tindih.xlsx", lambda path: write_xlsx(found, path))


@routes.get("/overlap.docx")
def overlap_brief(here: Here, region: str = "", year: Year = "") -> Response:
    found = measured(here, region or None, int(year) if year else None)
    return _file("tumpang-tindih.docx", lambda path: write_brief(found, path))


def _file(name: str, write: Callable[[Path], None]) -> Response:
    with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
        path = Path(folder) / name
        write(path)
        written = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written, media_type=MEDIA_TYPES[path.suffix[1:]], headers=headers)


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
