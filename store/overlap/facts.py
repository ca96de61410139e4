"""What is asked for, or written, more than once; and what that costs. All counts, no opinion."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from store.overlap.passage_facts import PassageOverlap

SIX_REPORTS = ("LKPJ", "LPPD", "SPM", "LKJIP", "RB", "LHE-AKIP")
"""The six yearly reports whose overlap is measured unless others are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCounts:
    """How often the rules ask for the same number."""

    scope: str
    """``all``; ``mandatory``: only what a form names; ``merged``: codes that must hold one value count as one."""
    indicators_in_catalogue: int
    demands: int
    """(report, indicator) pairs of all reports, also those not measured here."""
    asked: int
    """Indicators that at least one of the reports asks for."""
    asked_twice: int
    """Indicators that two or more of them ask for."""
    cells: int
    """(report, indicator) pairs of the reports."""
    repeats: int
    """Cells beyond the first of each indicator: what is supplied again."""
    fields: int
    """Single values (indicator, kind, year, period) asked for by the reports, each counted per report."""
    field_repeats: int
    """Values beyond the first time they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePair:
    """What two reports both ask for."""

    report_a: str
    report_b: str
    indicators: int
    mandatory: int
    """Of these, asked for by the forms of both."""
    fields: int
    """Single values (indicator, kind, year, period) that both ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedIndicator:
    """An indicator that two or more reports ask for."""

    code: str
    name: str
    urusan: str
    opd: str
    reports: tuple[str, ...]
    mandatory_reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLoad:
    """Cells of one perangkat daerah or one urusan."""

    name: str
    cells: int
    repeats: int
    mandatory_cells: int
    mandatory_repeats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSet:
    """Indicators that exactly these reports ask for."""

    reports: tuple[str, ...]
    indicators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOverlap:
    """What the rules ask for more than once."""

    reports: tuple[str, ...]
    counts: tuple[RuleCounts, ...]
    pairs: tuple[RulePair, ...]
    most_repeated: tuple[RepeatedIndicator, ...]
    by_opd: tuple[GroupLoad, ...]
    by_urusan: tuple[GroupLoad, ...]
    sets: tuple[IndicatorSet, ...]
    """Each indicator stands in one; most indicators first."""

    def count(self, scope: str) -> RuleCounts:
        return next(counts for counts in self.counts if counts.scope == scope)


def publication_name(report: str | None, year: int | None, unit: str | None, file_name: str) -> str:
    if report is None:
        return file_name
    return " ".join(str(part) for part in (report, year, unit) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of one indicator as one document prints it."""

    document_id: int
    file_name: str
    report: str | None
    report_year: int | None
    unit_name: str | None
    """The perangkat daerah, where the report is of one."""
    page: int | None
    locator: str
    printed_name: str
    raw: str
    value: Decimal | None
    grade: str | None
    unit: str | None
    proposal_id: int
    confirmed: bool
    """A person accepted it; otherwise it is an open proposal."""

    @property
    def publication(self) -> str:
        """``LPPD 2024``, or the file's name where the report is not known."""
        return publication_name(self.report, self.report_year, self.unit_name, self.file_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One value that two or more documents print."""

    region: str
    code: str | None
    """``None`` where it was found by its printed name alone."""
    name: str
    opd: str
    year: int
    period: str
    kind: str
    entries: tuple[Entry, ...]
    """One for each document, in the order of upload."""
    repeats: int
    """Entries beyond the first."""
    confirmed_repeats: int
    """Of these, between entries that a person accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two places that give different values for the same thing."""

    region: str
    code: str
    name: str
    year: int
    period: str
    kind: str
    one: Entry
    other: Entry
    difference: Decimal | None
    """other - one; ``None`` where units or grades differ."""
    percent: Decimal | None
    """The difference against the first value."""
    hint: str
    """Indonesian: what it looks like (pembulatan, digit tertukar, geser koma), or empty."""
    within_one_document: bool
    confirmed: bool
    """Both sides were accepted by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount:
    """Values that two publications, or two kinds of report, both print."""

    one: str
    other: str
    repeated: int
    contradictions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCounts:
    """Totals over the documents; each counts what its comment says and nothing else."""

    documents: int
    """Documents with at least one value in scope."""
    entries: int
    """(document, value) pairs."""
    values: int
    """Different values among them."""
    repeated_values: int
    repeated_entries: int
    confirmed_repeated_entries: int
    pending_repeated_entries: int
    contradictions: int
    """Values on which two documents disagree beyond rounding."""
    contradictions_within: int
    """Values on which a document disagrees with itself."""
    unmatched_repeated_values: int
    """Repeats known by the printed name alone; in no other count."""
    unmatched_repeated_entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCounts:
    """The counts of one year of values, or of one government."""

    name: str
    documents: int
    entries: int
    repeated_entries: int
    contradictions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOverlap:
    """What the documents print more than once, and differently."""

    region: str | None
    year: int | None
    counts: FoundCounts
    by_report: tuple[PairCount, ...]
    by_document: tuple[PairCount, ...]
    by_opd: tuple[tuple[str, int], ...]
    """(perangkat daerah, repeated entries)."""
    by_year: tuple[PartCounts, ...]
    by_region: tuple[PartCounts, ...]
    """By Kemendagri code; a province or a ministry compares its governments."""
    repeated: tuple[Repeated, ...]
    unmatched: tuple[Repeated, ...]
    contradictions: tuple[Contradiction, ...]
    same_report_twice: tuple[tuple[str, str], ...]
    """Files that hold the same report twice (PDF and Word): counted as one document."""
    copies: tuple[int, ...] = ()
    """Ids of the documents left out for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """Time for one entry: find it, type value, unit and year, check it."""

    low: int
    likely: int
    high: int
    assumption: str
    """Indonesian: what is assumed, or how it was measured."""
    measured: int = 0
    """Decisions that it was measured from; 0 where it is assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Repeated entries times seconds."""

    what: str
    entries: int
    low_hours: Decimal
    likely_hours: Decimal
    high_hours: Decimal
    likely_days: Decimal
    """Working days of eight hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What repeated entries cost one report or one perangkat daerah."""

    what: str
    """Indonesian: by what and by which measure, as "Laporan (aturan)"."""
    name: str
    entries: Decimal
    """Its share of the repeated entries; all shares of one measure are the total."""
    low_days: Decimal
    likely_days: Decimal
    high_days: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What pre-fill really saved: values printed in forms that came back unchanged."""

    forms: int
    """Forms that came back."""
    kept: int
    effort: Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapReport:
    """Both measures, their cost, and what a reader must know first."""

    place: str
    """The government's name, or "Semua daerah"."""
    by_rule: RuleOverlap
    as_found: FoundOverlap
    passages: PassageOverlap
    seconds: Seconds
    effort: tuple[Effort, ...]
    loads: tuple[Load, ...]
    saved: Saved
    trend: tuple[PartCounts, ...]
    """By year of the values, oldest first; of all years, whichever was asked for."""
    messages: tuple[str, ...]
    """Indonesian: only one document, no repeats, a year without values."""

    def to_json(self) -> dict[str, Any]:
        found: dict[str, Any] = _exact(asdict(self))
        return found


def _exact(item: Any) -> Any:  # noqa: ANN401 (walks any JSON-like structure)
    """Decimals as text, so that no program rounds them."""
    if isinstance(item, Decimal):
        return format(item, "f")
    if isinstance(item, dict):
        return {key: _exact(value) for key, value in item.items()}
    if isinstance(item, list | tuple):
        return [_exact(value) for value in item]
    return item
