"""How much of the reporting is typed twice, and where reports contradict each other."""

from __future__ import annotations

from pathlib import Path

from store.overlap.alignment import side_by_side
from store.overlap.as_found import overlap_as_found
from store.overlap.by_rule import overlap_by_rule
from store.overlap.effort import ASSUMED, effort, saved_by_prefill, seconds_per_entry
from store.overlap.facts import (
    SIX_REPORTS,
    Contradiction,
    Effort,
    Entry,
    FoundCounts,
    FoundOverlap,
    GroupLoad,
    IndicatorSet,
    Load,
    OverlapReport,
    PairCount,
    PartCounts,
    Repeated,
    RepeatedIndicator,
    RuleCounts,
    RuleOverlap,
    RulePair,
    Saved,
    Seconds,
)
from store.overlap.passage_facts import (
    Change,
    CopiedPassage,
    Copying,
    PassageCounts,
    PassageOverlap,
    PassagePair,
    PassagePlace,
    RetypedNumber,
)
from store.overlap.passages import copied_passages
from store.overlap.report import overlap_report, state_mark

__all__ = [
    "ASSUMED",
    "SIX_REPORTS",
    "Change",
    "Contradiction",
    "CopiedPassage",
    "Copying",
    "Effort",
    "Entry",
    "FoundCounts",
    "FoundOverlap",
    "GroupLoad",
    "IndicatorSet",
    "Load",
    "OverlapReport",
    "PairCount",
    "PartCounts",
    "PassageCounts",
    "PassageOverlap",
    "PassagePair",
    "PassagePlace",
    "Repeated",
    "RepeatedIndicator",
    "RetypedNumber",
    "RuleCounts",
    "RuleOverlap",
    "RulePair",
    "Saved",
    "Seconds",
    "copied_passages",
    "effort",
    "overlap_as_found",
    "overlap_by_rule",
    "overlap_report",
    "saved_by_prefill",
    "seconds_per_entry",
    "side_by_side",
    "state_mark",
    "write_brief",
    "write_xlsx",
]


def write_xlsx(report: OverlapReport, path: Path) -> None:
    """The whole report as a workbook with a sheet for each question."""
    from store.overlap.sheet import overlap_workbook
    from store.prefill import whole_file

    workbook = overlap_workbook(report)
    with whole_file(path) as temporary:
        workbook.save(temporary)


def write_brief(report: OverlapReport, path: Path, place: str | None = None) -> None:
    """Two pages for a meeting, in Word."""
    from store.overlap.brief import overlap_brief
    from store.prefill import whole_file

    document = overlap_brief(report, place or report.place)
    with whole_file(path) as temporary:
        document.save(str(temporary))
