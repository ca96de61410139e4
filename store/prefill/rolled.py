"""What rolling a report forward did, cell by cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What became of one place of last year's report."""

    FILLED = "filled"
    """Now holds a confirmed value."""
    ABSENT = "absent"
    """Now names the confirmed absence of a value."""
    MOVED = "moved"
    """Now holds what last year's report printed in the column of that year."""
    COMPUTED = "computed"
    EMPTIED = "emptied"
    """Nothing is known yet: emptied and highlighted."""
    DOUBTFUL = "doubtful"
    """Could not be changed safely: highlighted as it stood."""
    STALE = "stale"
    """A number or verdict that is no recognised value, in a table that moved on: highlighted as it stood."""
    REDATED = "redated"
    COMMENTED = "commented"
    """A sentence with numbers: the new ones stand in a comment."""
    LEFT = "left"
    """Rightly unchanged: the start or the end of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place, before and after."""

    place: str
    """Locator: ``body/tbl2/r3/c4``."""
    action: Action
    before: str
    after: str
    why: str
    """Indonesian."""
    indicator: str = ""
    code: str | None = None
    kind: str | None = None
    old_year: int | None = None
    year: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "action": self.action.value,
            "before": self.before,
            "after": self.after,
            "why": self.why,
            "indicator": self.indicator,
            "code": self.code,
            "kind": self.kind,
            "old_year": self.old_year,
            "year": self.year,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RollForwardReport:
    """What was changed and why, and what was left."""

    file_name: str
    report: str | None
    region: str
    old_year: int
    year: int
    changes: tuple[Change, ...]
    problems: tuple[str, ...]
    """Indonesian: tables without recognised values, pictures and charts, what the reader could not read."""

    def counts(self) -> dict[str, int]:
        found = Counter(change.action.value for change in self.changes)
        return {action.value: found.get(action.value, 0) for action in Action}

    def to_json(self) -> dict[str, Any]:
        return {
            "file_name": self.file_name,
            "report": self.report,
            "region": self.region,
            "old_year": self.old_year,
            "year": self.year,
            "counts": self.counts(),
            "changes": [change.to_json() for change in self.changes],
            "problems": list(self.problems),
        }
