"""Rebuild every sample report and its gold: ``python -m annotations.samples.build [NAME ...]``.

PDFs come from typst, Word files from python-docx; a Word file's PDF comes from LibreOffice. Fonts: Liberation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from annotations.samples import SampleReport, sample_reports
from annotations.samples._content import Gold, Report, all_marks, gold_line
from annotations.samples._typst import print_pdf
from annotations.samples.reports import lppd

WRITERS: dict[str, Callable[[], Report]] = {
    "lppd-2023": lambda: lppd.lppd(2023),
    "lppd-2024": lambda: lppd.lppd(2024),
    "rlppd-2024": lambda: lppd.rlppd(2024),
}
"""Sample name to the function that writes the report."""


def build(names: Sequence[str] = ()) -> None:
    for sample in sample_reports():
        if not names or sample.name in names:
            report = WRITERS[sample.name]()
            pages = print_pdf(report, sample.path)
            write_gold(sample, [mark.gold for mark in all_marks(report)], pages)


def write_gold(sample: SampleReport, golds: Sequence[Gold], pages: Sequence[int | None]) -> None:
    lines = [_json(gold_line(gold, page)) for gold, page in zip(golds, pages, strict=True)]
    sample.gold.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _json(line: dict[str, object]) -> str:
    """JSON with the value's own digits: a Decimal never becomes a float on its way."""
    value = line["value"]
    text = json.dumps({**line, "value": "@value@" if isinstance(value, Decimal) else value}, ensure_ascii=False)
    return text.replace('"@value@"', format(value, "f")) if isinstance(value, Decimal) else text


if __name__ == "__main__":
    Path(sample_reports()[0].path.parent).mkdir(exist_ok=True)
    build(sys.argv[1:])
