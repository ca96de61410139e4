"""Rebuild every sample report and its gold: ``python -m annotations.samples.build [NAME ...]``.

PDFs come from typst, Word files from python-docx; a Word file's PDF comes from LibreOffice. Fonts: Liberation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from annotations.samples import PRINTED, SampleReport, sample_reports
from annotations.samples._content import Gold, Report, all_marks, gold_line
from annotations.samples._typst import print_pdf
from annotations.samples._word import print_word
from annotations.samples.reports import lhe, lkjip, lkpj, lppd, rb, spm

WRITERS: dict[str, Callable[[], Report]] = {
    "lppd-2023": lambda: lppd.lppd(2023),
    "lppd-2024": lambda: lppd.lppd(2024),
    "rlppd-2024": lambda: lppd.rlppd(2024),
    "lkpj-2023": lambda: lkpj.lkpj(2023),
    "lkpj-2024": lambda: lkpj.lkpj(2024),
    "spm-2024": lambda: spm.spm(2024),
    "lkjip-2023": lambda: lkjip.lkjip(2023),
    "lkjip-2024": lambda: lkjip.lkjip(2024),
    "rb-2024": lambda: rb.rb(2024),
    "lhe-2024": lambda: lhe.lhe(2024),
}
"""Name of the report to the function that writes it."""


def build(names: Sequence[str] = ()) -> None:
    samples = {sample.name: sample for sample in sample_reports()}
    for name, write in WRITERS.items():
        if names and name not in names:
            continue
        report, sample, copy = write(), samples[name], samples.get(name + PRINTED)
        golds = [mark.gold for mark in all_marks(report)]
        if sample.format == "docx":
            pages = print_word(report, sample.path, pdf=copy.path if copy else None)
            write_gold(sample, golds, [None] * len(golds))
            if copy:
                write_gold(copy, golds, pages)
        else:
            write_gold(sample, golds, print_pdf(report, sample.path))


def write_gold(sample: SampleReport, golds: Sequence[Gold], pages: Sequence[int | None]) -> None:
    lines = [as_json(gold_line(gold, page)) for gold, page in zip(golds, pages, strict=True)]
    sample.gold.write_text("\n".join(lines) + "\n", encoding="utf-8")


def as_json(line: dict[str, object]) -> str:
    """JSON with the value's own digits: a Decimal never becomes a float on its way."""
    value = line["value"]
    text = json.dumps({**line, "value": "@value@" if isinstance(value, Decimal) else value}, ensure_ascii=False)
    return text.replace('"@value@"', format(value, "f")) if isinstance(value, Decimal) else text


if __name__ == "__main__":
    Path(sample_reports()[0].path.parent).mkdir(exist_ok=True)
    build(sys.argv[1:])
