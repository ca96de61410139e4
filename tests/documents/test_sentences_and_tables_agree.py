"""Sample reports: what a sentence and a table of one report both tell is set side by side; planted faults show."""

from __future__ import annotations

from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from extractor.facts import Flag, Reading, Source
from extractor.reading import read_report

DOCUMENTS = Path(str(resources.files("annotations.samples").joinpath("documents")))


def sentences_of(name: str) -> list[Reading]:
    return [reading for reading in read_report(DOCUMENTS / name).readings if reading.source is Source.NARRATIVE]


@pytest.mark.parametrize(
    ("name", "indicator", "told", "printed"),
    [
        ("lkjip-2024.docx", "Rata-rata Lama Sekolah", "10.05", "10,00"),
        ("lkpj-2024.pdf", "Tingkat hunian akomodasi", "47.35", "473,50"),
    ],
)
def test_only_the_planted_contradiction_is_flagged(name: str, indicator: str, told: str, printed: str) -> None:
    sentences = sentences_of(name)
    (conflict,) = [reading for reading in sentences if Flag.CONFLICT_WITH_TABLE in reading.flags]
    assert (conflict.indicator, conflict.value) == (indicator, Decimal(told))
    assert conflict.notes[-1].endswith(f"menulis “{printed}”")
    agreeing = [reading for reading in sentences if any(note.startswith("sama dengan tabel") for note in reading.notes)]
    assert len(agreeing) > len(sentences) / 2
