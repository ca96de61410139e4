"""Words of headers that an engine misread by a letter."""

from __future__ import annotations

import pytest

from extractor.scans._header_words import mend_header_words


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("Realissi 2023", "Realisasi 2023"),
        ("TTarget", "Target"),
        ("1NDIKATOR KINERJJA", "INDIKATOR KINERJA"),
        ("Capaain (%)", "Capaian (%)"),
        ("Satuan", "Satuan"),
        ("Persentasse sasran strategs", "Persentase sasaran strategis"),
    ],
)
def test_a_word_one_letter_off_is_put_right(read: str, mended: str) -> None:
    assert mend_header_words(read) == mended


@pytest.mark.parametrize(
    "text",
    ["101.100", "00110", "targetnya", "kesatuan", "sarana prasarana", "urutan", "Targeting", "pengajaran", "98,41"],
)
def test_numbers_and_other_words_stay(text: str) -> None:
    assert mend_header_words(text) == text
