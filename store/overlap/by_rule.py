"""How often the rules ask for the same number: a count over requirements, no document needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from extractor.errors import UnknownReport
from store.overlap.facts import (
    SIX_REPORTS,
    GroupLoad,
    IndicatorSet,
    RepeatedIndicator,
    RuleCounts,
    RuleOverlap,
    RulePair,
)
from store.prefill import Ask, columns_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Point = tuple[str, str, int, str]
"""One single value: indicator, kind, years from the year reported on, period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One report asks for one indicator."""

    report: str
    code: str
    name: str
    urusan: str
    opd: str
    mandatory: bool
    points: frozenset[Point]


def overlap_by_rule(session: Session, reports: Sequence[str] = SIX_REPORTS) -> RuleOverlap:
    """Which of the reports ask for the same indicators, and for the same values of them."""
    everything = _demands(session)
    _check_reports(reports, everything)
    chosen = _one_per_cell(demand for demand in everything if demand.report in reports)
    mandatory = [demand for demand in chosen if demand.mandatory]
    total = _catalogue_size(session)
    merged = _merged(chosen, _same_value(session))
    counts = (
        _counts("all", total, len(everything), chosen),
        _counts("mandatory", total, sum(demand.mandatory for demand in everything), mandatory),
        _counts("merged", total, len(everything), merged),
    )
    return RuleOverlap(
        reports=tuple(reports),
        counts=counts,
        pairs=tuple(_pair(one, other, chosen) for one, other in combinations(reports, 2)),
        most_repeated=_most_repeated(chosen),
        by_opd=_loads(chosen, lambda demand: demand.opd),
        by_urusan=_loads(chosen, lambda demand: demand.urusan),
        sets=_sets(chosen, reports),
    )


def _demands(session: Session) -> list[Demand]:
    from sqlalchemy import select

    from store.tables import IndicatorRow, RequirementRow

    query = (
        select(RequirementRow, IndicatorRow)
        .join(IndicatorRow, IndicatorRow.code == RequirementRow.code)
        .order_by(RequirementRow.id)
    )
    points: dict[str, list[tuple[str, int, str]]] = {}
    result = []
    for need, indicator in session.execute(query):
        if need.fields not in points:
            points[need.fields] = _points(need.fields)
        result.append(
            Demand(
                report=need.report,
                code=need.code,
                name=indicator.name,
                urusan=indicator.urusan or "",
                opd=indicator.lead_opd or "",
                mandatory=need.strength == "mandatory",
                points=frozenset((need.code, *point) for point in points[need.fields]),
            )
        )
    return result


def _points(fields: str) -> list[tuple[str, int, str]]:
    """Only values of the indicator itself; a ratio is worked out, and prose is written anew."""
    _, columns = columns_of(fields)
    return [
        (column.kinds[0].value, column.offset, column.period)
        for column in columns
        if column.ask is Ask.VALUE and not column.any_year
    ]


def _check_reports(reports: Sequence[str], demands: list[Demand]) -> None:
    known = {demand.report for demand in demands}
    for report in reports:
        if report not in known:
            raise UnknownReport(report=report, known=", ".join(sorted(known)))


def _one_per_cell(demands: Iterable[Demand]) -> list[Demand]:
    """A report that asks for an indicator in two sections asks for it once; mandatory if one of them is."""
    cells: dict[tuple[str, str], Demand] = {}
    for demand in demands:
        key = (demand.report, demand.code)
        before = cells.get(key)
        if before is not None:
            both = before.mandatory or demand.mandatory
            cells[key] = replace(before, mandatory=both, points=before.points | demand.points)
        else:
            cells[key] = demand
    return list(cells.values())


def _catalogue_size(session: Session) -> int:
    from sqlalchemy import func, select

    from store.tables import IndicatorRow

    query = select(func.count()).select_from(IndicatorRow).where(IndicatorRow.region.is_(None))
    return session.scalar(query) or 0


def _same_value(session: Session) -> dict[str, str]:
    """Code -> the first code of those that must hold the same value."""
    from sqlalchemy import select

    from store.tables import RelationRow

    first: dict[str, str] = {}

    def root(code: str) -> str:
        while first.get(code, code) != code:
            code = first[code]
        return code

    query = select(RelationRow).where(RelationRow.relation == "same_value").order_by(RelationRow.id)
    for relation in session.scalars(query):
        one, other = sorted((root(relation.code_a), root(relation.code_b)))
        first[other] = one
    return {code: root(code) for code in first}


def _merged(demands: list[Demand], first: Mapping[str, str]) -> list[Demand]:
    renamed = (
        replace(
            demand,
            code=first.get(demand.code, demand.code),
            points=frozenset((first.get(point[0], point[0]), *point[1:]) for point in demand.points),
        )
        for demand in demands
    )
    return _one_per_cell(renamed)


def _counts(scope: str, total: int, all_demands: int, demands: list[Demand]) -> RuleCounts:
    by_code = Counter(demand.code for demand in demands)
    points = Counter(point for demand in demands for point in demand.points)
    return RuleCounts(
        scope=scope,
        indicators_in_catalogue=total,
        demands=all_demands,
        asked=len(by_code),
        asked_twice=sum(count > 1 for count in by_code.values()),
        cells=len(demands),
        repeats=len(demands) - len(by_code),
        fields=points.total(),
        field_repeats=points.total() - len(points),
    )


def _pair(one: str, other: str, demands: list[Demand]) -> RulePair:
    first = {demand.code: demand for demand in demands if demand.report == one}
    second = {demand.code: demand for demand in demands if demand.report == other}
    shared = first.keys() & second.keys()
    return RulePair(
        report_a=one,
        report_b=other,
        indicators=len(shared),
        mandatory=sum(first[code].mandatory and second[code].mandatory for code in shared),
        fields=sum(len(first[code].points & second[code].points) for code in shared),
    )


def _most_repeated(demands: list[Demand]) -> tuple[RepeatedIndicator, ...]:
    """All that are asked for twice or more, most often asked first."""
    by_code: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        by_code[demand.code].append(demand)
    repeated = [
        RepeatedIndicator(
            code=code,
            name=found[0].name,
            urusan=found[0].urusan,
            opd=found[0].opd,
            reports=tuple(sorted(demand.report for demand in found)),
            mandatory_reports=tuple(sorted(demand.report for demand in found if demand.mandatory)),
        )
        for code, found in by_code.items()
        if len(found) > 1
    ]
    return tuple(sorted(repeated, key=lambda item: (-len(item.reports), -len(item.mandatory_reports), item.code)))


def _sets(demands: list[Demand], reports: Sequence[str]) -> tuple[IndicatorSet, ...]:
    asking: dict[str, set[str]] = defaultdict(set)
    for demand in demands:
        asking[demand.code].add(demand.report)
    counted = Counter(tuple(report for report in reports if report in those) for those in asking.values())
    sets = (IndicatorSet(reports=those, indicators=count) for those, count in counted.items())
    return tuple(sorted(sets, key=lambda one: (-one.indicators, -len(one.reports), one.reports)))


def _loads(demands: list[Demand], name_of: Callable[[Demand], str]) -> tuple[GroupLoad, ...]:
    groups: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        groups[name_of(demand)].append(demand)
    loads = [_load(name, found) for name, found in groups.items()]
    return tuple(sorted(loads, key=lambda load: (-load.repeats, -load.cells, load.name)))


def _load(name: str, demands: list[Demand]) -> GroupLoad:
    mandatory = [demand for demand in demands if demand.mandatory]
    return GroupLoad(
        name=name,
        cells=len(demands),
        repeats=len(demands) - len({demand.code for demand in demands}),
        mandatory_cells=len(mandatory),
        mandatory_repeats=len(mandatory) - len({demand.code for demand in mandatory}),
    )
