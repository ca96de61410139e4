"""A count with its share behind it, perhaps with the condition that was counted: ``≥B = 12 OPD (20%)``."""

from __future__ import annotations

import re

from extractor._number_facts import Evidence
from extractor._number_separators import unit_words
from extractor._number_tail import NUMBER
from extractor._number_words import COUNTS, GRADE, PERCENTS

_COUNT_AND_SHARE = re.compile(
    rf"(?P<condition>(?P<bound>[<>≤≥]=?)?\s*(?:(?i:predikat|kategori|nilai|level)\s*:?\s*)?{GRADE}\s*"
    rf"(?:[=:]|(?i:sebanyak|ada)\b)\s*)?(?P<count>{NUMBER})\s*(?P<what>[^\W\d_][^\d()%]{{0,30}}?)?\s*"
    rf"\(\s*(?:=\s*)?(?P<share>{NUMBER})\s*(?:%|persen)\s*\)\Z"
)
_COUNTED_NAME = re.compile(r"\W*(?:jumlah|banyak)", re.IGNORECASE)


def count_or_share(line: str, evidence: Evidence) -> str | None:
    """The part of such a cell that is the value, by the unit; ``None`` where the cell is of another form.

    The condition's sign bounds what was counted and not the count: "≥B = 12 OPD" are twelve, not at least twelve.
    """
    found = _COUNT_AND_SHARE.match(line)
    if found is None or not (found["what"] or found["bound"]):
        return None
    percent = _is_percent(evidence.unit)
    if not found["condition"] and not percent:
        return None  # a count with its share in brackets is read in order
    count = f"{found['count']} {found['what'] or ''}".strip()
    share = f"{found['share']}%"
    counted = not percent and (_counts(evidence.unit, found["what"]) or _is_counted(evidence))
    return f"{count} ({share})" if counted else f"{share} ({count})"


def _is_percent(unit: str | None) -> bool:
    low, words = unit_words(unit)
    return low in PERCENTS or "%" in words


def _counts(unit: str | None, what: str | None) -> bool:
    _, words = unit_words(unit)
    return bool(words & COUNTS) or bool(what and words & unit_words(what)[1])


def _is_counted(evidence: Evidence) -> bool:
    return not evidence.unit and bool(_COUNTED_NAME.match(evidence.name or ""))
