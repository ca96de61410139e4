"""The sample reports measure our readers, so they are measured themselves: every gold line stands where it says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from annotations.samples import SampleReport, sample_reports

PDFS = [sample for sample in sample_reports() if sample.format == "pdf"]


def squeezed(text: str) -> str:
    """Without white space and soft hyphens: narrow columns cut words and numbers."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\u0002]+", "", text)


@cache
def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(squeezed(text.get_text_bounded()))
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def gold(sample: SampleReport) -> list[dict[str, object]]:
    lines = sample.gold.read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


@pytest.mark.parametrize("sample", PDFS, ids=lambda sample: sample.name)
def test_each_gold_value_is_printed_on_its_page(sample: SampleReport) -> None:
    texts = pages(sample.path)
    astray = [line for line in gold(sample) if squeezed(str(line["raw"])) not in texts[int(str(line["page"])) - 1]]
    assert not astray
    assert gold(sample)
