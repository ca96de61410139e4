"""The last year of the plan that a report is measured against, as its captions and headers tell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractor.tables.matrix import Table, distinct_cells, flowing

HEADER_ROWS = 3
_END = re.compile(
    r"(?:target|akhir|terhadap)\s+(?:akhir\s+)?(?:periode\s+)?(?:rpjmd|renstra)\s*(?:s/d\s*)?(?:tahun\s*)?\(?((?:19|20)\d\d)\b"
    r"(?!\s*[-–—/])|(?:rpjmd|renstra|rencana\s+strategis)\b[^.\d]{0,60}(?:19|20)\d\d\s*[-–—]\s*((?:19|20)\d\d)",
    re.IGNORECASE,
)


def plan_end(tables: Iterable[Table]) -> int | None:
    """The year named most often: "Target Renstra 2026", "RPJMD Kota ... Tahun 2021-2026"."""
    found: Counter[int] = Counter()
    for table in tables:
        heads = (cell.text for row in table.rows[:HEADER_ROWS] for cell in distinct_cells(row))
        for text in {*table.above, *heads}:
            for match in _END.finditer(flowing(text)):
                found[int(match.group(1) or match.group(2))] += 1
    return max(found, key=lambda year: (found[year], year)) if found else None
