"""What the uploaded documents print twice, and where they contradict each other. Grouping, never pairwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from extractor.facts import Kind, Status
from store.content import Content, content
from store.facts import is_taken_for_count
from store.overlap.contradictions import FOLLOWS, NOT_FINAL, OTHER_NAME, contradictions_in
from store.overlap.facts import Contradiction, Entry, FoundCounts, FoundOverlap, PairCount, Repeated
from store.overlap.names import plain_name, tells_something
from store.overlap.parts import Key, parts
from store.units import Said, family, known_units

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LEAST_PROBABILITY = 0.5
"""An open proposal more likely wrong than right counts as unmatched."""
SAME_REPORT_SHARE = 0.6
"""Two files of one report, year and office that agree on this share of the smaller's values are one report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One printed value with the key it is compared by."""

    key: Key
    matched: bool
    said: Content
    family: str = ""
    """A count and a percentage of one indicator are two entries, and contradict each other never."""
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the catalogue says of an indicator."""

    name: str
    opd: str
    unit: str | None


def overlap_as_found(session: Session, region: str | None = None, year: int | None = None) -> FoundOverlap:
    """Same government, indicator, year, period and kind in two or more documents.

    ``region`` is a Kemendagri code; without it every government is compared with itself.
    """
    catalogue = _catalogue(session)
    found = list(_printed(session, region, year, catalogue))
    found, twice, copies = _without_copies(_measured_together(found, catalogue))
    groups = _grouped(item for item in found if item.matched)
    repeated = [_repeated(key, items, catalogue, matched=True) for (key, _), items in groups.items()]
    repeated = [item for item in repeated if item.repeats]
    loose = _grouped(item for item in found if not item.matched)
    unmatched = [_repeated(key, items, catalogue, matched=False) for (key, _), items in loose.items()]
    unmatched = [item for item in unmatched if item.repeats]
    conflicts = _conflicts(found, catalogue)
    return FoundOverlap(
        region=region,
        year=year,
        counts=_counts(found, groups, repeated, unmatched, conflicts),
        by_report=_pairs(repeated, conflicts, lambda entry: entry.report or entry.file_name),
        by_document=_pairs(repeated, conflicts, lambda entry: entry.publication),
        by_opd=_by_opd(repeated),
        by_year=parts(groups, conflicts, of_key=lambda key: str(key[2]), of_conflict=lambda one: str(one.year)),
        by_region=parts(groups, conflicts, of_key=lambda key: key[0], of_conflict=lambda one: one.region),
        repeated=tuple(sorted(repeated, key=lambda item: (-item.repeats, item.name, item.year, item.kind))),
        unmatched=tuple(sorted(unmatched, key=lambda item: (-item.repeats, item.name, item.year, item.kind))),
        contradictions=tuple(conflicts),
        same_report_twice=twice,
        copies=copies,
    )


def _printed(
    session: Session, region: str | None, year: int | None, catalogue: Mapping[str, _Known]
) -> Iterable[_Found]:
    """Every value that stands in the newest edition of a document, as it was read or as a person put it right."""
    from sqlalchemy import func, select

    from store.proposals import content_of
    from store.tables import DocumentRow, ProposalRow, ReadingRow

    government = func.coalesce(ProposalRow.region, DocumentRow.region)
    replaced = select(DocumentRow.supersedes).where(DocumentRow.supersedes.is_not(None))
    query = (
        select(ProposalRow, ReadingRow, DocumentRow, government)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(ProposalRow.decision.not_in(("rejected", "replaced")))
        .where(DocumentRow.id.not_in(replaced))
        .order_by(DocumentRow.id, ReadingRow.ordinal)
    )
    if region is not None:
        query = query.where(government == region)
    for proposal, reading, document, place in session.execute(query.execution_options(yield_per=2000)):
        told = content_of(reading, proposal.changes or {})
        has_value = told["value"] is not None or bool(told["grade"])
        if not has_value or told["status"] not in {Status.GIVEN, Status.ZERO} or told["year"] is None:
            continue
        if year is not None and told["year"] != year:
            continue
        confirmed = proposal.decision in {"accepted", "edited"}
        certain = confirmed or proposal.probability >= LEAST_PROBABILITY
        matched = proposal.code is not None and proposal.outcome != "none" and certain
        if not matched and not tells_something(reading.indicator):
            continue
        what = proposal.code if matched and proposal.code else plain_name(reading.indicator, reading.unit)
        yield _Found(
            key=(
                place or "",
                what,
                told["year"],
                told["period"] or "",
                told["kind"].value,
            ),
            said=content(told, asked=_asked(catalogue, what), is_count=is_taken_for_count(proposal.checks)),
            matched=matched,
            entry=Entry(
                document_id=document.id,
                file_name=document.file_name,
                report=document.report,
                report_year=document.year,
                unit_name=document.unit,
                page=reading.page,
                locator=reading.locator,
                printed_name=reading.indicator,
                raw=reading.raw,
                value=told["value"],
                grade=told["grade"],
                unit=told["unit"],
                proposal_id=proposal.id,
                confirmed=confirmed,
            ),
        )


def _without_copies(found: list[_Found]) -> tuple[list[_Found], tuple[tuple[str, str], ...], tuple[int, ...]]:
    """Leaves out a file that is another's report again: the PDF and the Word file of one LPPD cost no second entry."""
    contents: dict[int, dict[Key, tuple[object, object]]] = defaultdict(dict)
    facts: dict[int, Entry] = {}
    for item in found:
        contents[item.entry.document_id][item.key] = (item.entry.value, item.entry.grade)
        facts[item.entry.document_id] = item.entry
    by_report: dict[tuple[str, str], list[int]] = defaultdict(list)
    for document, entry in facts.items():
        if entry.report is not None and entry.report_year is not None:
            place = next(iter(contents[document]))[0]
            by_report[place, entry.publication].append(document)
    copies: dict[int, int] = {}
    for documents in by_report.values():
        for one, other in combinations(sorted(documents), 2):
            if one not in copies and other not in copies and _is_same_report(contents[one], contents[other]):
                copies[other] = one
    told = tuple((facts[one].file_name, facts[other].file_name) for other, one in copies.items())
    return [item for item in found if item.entry.document_id not in copies], told, tuple(sorted(copies))


def _is_same_report(one: Mapping[Key, object], other: Mapping[Key, object]) -> bool:
    shared = one.keys() & other.keys()
    agreeing = sum(one[key] == other[key] for key in shared)
    return agreeing >= SAME_REPORT_SHARE * min(len(one), len(other))


def _catalogue(session: Session) -> dict[str, _Known]:
    from sqlalchemy import select

    from store.tables import IndicatorRow

    rows = session.execute(select(IndicatorRow.code, IndicatorRow.name, IndicatorRow.lead_opd, IndicatorRow.unit))
    return {row.code: _Known(name=row.name, opd=row.lead_opd or "", unit=row.unit) for row in rows}


def _asked(catalogue: Mapping[str, _Known], code: str) -> str | None:
    return catalogue[code].unit if code in catalogue else None


def _measured_together(found: list[_Found], catalogue: Mapping[str, _Known]) -> list[_Found]:
    """Where a document counts people for an indicator, its small numbers without unit are people too."""
    units = known_units()
    said = [
        Said(
            group=(item.entry.document_id, *item.key[:3]),
            value=item.entry.value,
            unit=item.entry.unit,
            kind=Kind(item.key[4]),
            asked=_asked(catalogue, item.key[1]),
        )
        for item in found
    ]
    measured = []
    for item, one, measure in zip(found, said, units.together(said), strict=True):
        known = item.said.measure or measure
        of_family = family(known, units.named(one.asked)) if item.matched else ""
        measured.append(replace(item, said=replace(item.said, measure=known), family=of_family))
    return measured


def _grouped(found: Iterable[_Found]) -> dict[tuple[Key, str], list[Entry]]:
    groups: dict[tuple[Key, str], list[Entry]] = defaultdict(list)
    for item in found:
        groups[item.key, item.family].append(item.entry)
    return groups


def _one_per_document(entries: list[Entry]) -> list[Entry]:
    """A document that prints a value in three places wrote it for one purpose; a confirmed place stands for it."""
    chosen: dict[int, Entry] = {}
    for entry in entries:
        before = chosen.get(entry.document_id)
        if before is None or (entry.confirmed and not before.confirmed):
            chosen[entry.document_id] = entry
    return list(chosen.values())


def _repeated(key: Key, entries: list[Entry], catalogue: Mapping[str, _Known], *, matched: bool) -> Repeated:
    region, what, year, period, kind = key
    one_each = _one_per_document(entries)
    confirmed = sum(entry.confirmed for entry in one_each)
    return Repeated(
        region=region,
        code=what if matched else None,
        name=catalogue[what].name if matched else one_each[0].printed_name,
        opd=catalogue[what].opd if matched else "",
        year=year,
        period=period,
        kind=kind,
        entries=tuple(one_each),
        repeats=len(one_each) - 1,
        confirmed_repeats=max(0, confirmed - 1),
    )


def _conflicts(found: list[_Found], catalogue: Mapping[str, _Known]) -> list[Contradiction]:
    groups: dict[Key, list[tuple[Entry, Content]]] = defaultdict(list)
    for item in found:
        if item.matched:
            groups[item.key].append((item.entry, item.said))
    result: list[Contradiction] = []
    for (region, code, year, period, kind), told in groups.items():
        for one, other, size in contradictions_in(told):
            result.append(
                Contradiction(
                    region=region,
                    code=code,
                    name=catalogue[code].name,
                    year=year,
                    period=period,
                    kind=kind,
                    one=one,
                    other=other,
                    difference=size.difference,
                    percent=size.percent,
                    hint=size.hint,
                    within_one_document=one.document_id == other.document_id,
                    confirmed=one.confirmed and other.confirmed,
                )
            )
    return _one_of_each_first(sorted(_with_causes(result), key=_most_telling_first))


def _with_causes(found: list[Contradiction]) -> list[Contradiction]:
    """An achievement whose realisation or target is contradicted itself is a consequence, and told as one."""
    causes = {(one.region, one.code, one.year, one.period) for one in found if one.kind != Kind.CAPAIAN}
    return [
        replace(one, hint=FOLLOWS)
        if one.kind == Kind.CAPAIAN and (one.region, one.code, one.year, one.period) in causes
        else one
        for one in found
    ]


def _one_of_each_first(found: list[Contradiction]) -> list[Contradiction]:
    """Five documents that disagree about one value are one finding: its other pairs stand behind all findings."""
    seen: set[tuple[object, ...]] = set()
    first: list[Contradiction] = []
    more: list[Contradiction] = []
    for one in found:
        key = (one.region, one.code, one.year, one.period, one.kind)
        (more if key in seen else first).append(one)
        seen.add(key)
    return [*first, *more]


def _most_telling_first(item: Contradiction) -> tuple[object, ...]:
    """Between documents, then within one; slips first, wrong matches after the rest, consequences last; large first."""
    size = item.percent
    return (
        item.hint in (FOLLOWS, NOT_FINAL),
        item.within_one_document,
        item.hint == OTHER_NAME,
        not item.hint,
        size is None,
        -abs(size or Decimal(0)),
        item.code,
        item.year,
    )


def _counts(
    found: list[_Found],
    groups: Mapping[tuple[Key, str], list[Entry]],
    repeated: list[Repeated],
    unmatched: list[Repeated],
    conflicts: list[Contradiction],
) -> FoundCounts:
    def key_of(conflict: Contradiction) -> tuple[object, ...]:
        return conflict.region, conflict.code, conflict.year, conflict.period, conflict.kind

    again = sum(item.repeats for item in repeated)
    confirmed = sum(item.confirmed_repeats for item in repeated)
    return FoundCounts(
        documents=len({item.entry.document_id for item in found if item.matched}),
        entries=sum(len({entry.document_id for entry in entries}) for entries in groups.values()),
        values=len(groups),
        repeated_values=len(repeated),
        repeated_entries=again,
        confirmed_repeated_entries=confirmed,
        pending_repeated_entries=again - confirmed,
        contradictions=len({key_of(item) for item in conflicts if not item.within_one_document}),
        contradictions_within=len({key_of(item) for item in conflicts if item.within_one_document}),
        unmatched_repeated_values=len(unmatched),
        unmatched_repeated_entries=sum(item.repeats for item in unmatched),
    )


def _pairs(
    repeated: list[Repeated], conflicts: list[Contradiction], label: Callable[[Entry], str]
) -> tuple[PairCount, ...]:
    shared: Counter[tuple[str, str]] = Counter()
    for item in repeated:
        labels = [label(entry) for entry in item.entries]
        # A set: two LPPD of two years and one LKPJ share this value once as "LKPJ, LPPD".
        shared.update({_ordered(one, other) for one, other in combinations(labels, 2)})
    against: Counter[tuple[str, str]] = Counter()
    for conflict in conflicts:
        if not conflict.within_one_document:
            against[_ordered(label(conflict.one), label(conflict.other))] += 1
    pairs = (
        PairCount(one=pair[0], other=pair[1], repeated=count, contradictions=against[pair])
        for pair, count in shared.items()
    )
    return tuple(sorted(pairs, key=lambda pair: (-pair.repeated, pair.one, pair.other)))


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _by_opd(repeated: list[Repeated]) -> tuple[tuple[str, int], ...]:
    counted: Counter[str] = Counter()
    for item in repeated:
        counted[item.opd] += item.repeats
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
