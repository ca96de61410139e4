"""A table pasted as a picture between the lines of a page is told; a photograph, a logo and a chart are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pdf_drawing import Sheet, save
from PIL import Image, ImageDraw

from extractor.pdf import read_pages
from extractor.scans import look_again
from extractor.scans._pasted import PASTED_TABLE


def _table(wide: int = 900, high: int = 300) -> Image.Image:
    picture = Image.new("RGB", (wide, high), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(6):
        draw.line((0, row * (high - 3) // 5, wide, row * (high - 3) // 5), fill="black", width=3)
    for column in range(4):
        draw.line((column * (wide - 3) // 3, 0, column * (wide - 3) // 3, high), fill="black", width=3)
    for row in range(5):
        draw.text((30, row * 60 + 20), f"Indikator {row}", fill="black")
    return picture


def _photograph() -> Image.Image:
    chance = np.random.default_rng(1)
    return Image.fromarray(chance.integers(0, 200, (300, 900, 3), np.uint8))


def _chart() -> Image.Image:
    picture = Image.new("RGB", (900, 300), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(6):
        draw.line((40, 20 + row * 50, 880, 20 + row * 50), fill="grey", width=2)
    for bar in range(5):
        draw.rectangle((80 + bar * 160, 270 - bar * 40, 150 + bar * 160, 270), fill="steelblue")
    return picture


def _problems(tmp_path: Path, picture: Image.Image, wide: float, *, over: bool = False) -> list[str]:
    grey = picture.convert("L")
    sheet = Sheet()
    for line in range(12):
        sheet.text(72, 60 + 14 * line, "Tabel berikut menyajikan capaian kinerja Kota Sukamulya tahun 2023.")
    form = f"/W {grey.width} /H {grey.height} /CS /G /BPC 8 /F /AHx"
    sheet.marks.append(f"q {wide} 0 0 {wide / 3} 72 300 cm BI {form} ID {grey.tobytes().hex()}> EI Q")
    if over:
        sheet.text(90, 520, "Teks di atas gambar")
    pages = read_pages(save(tmp_path / "laporan.pdf", sheet), look=look_again)
    return [problem.what for page in pages for problem in page.problems]


def test_a_pasted_table_is_told(tmp_path: Path) -> None:
    assert _problems(tmp_path, _table(), 450) == [PASTED_TABLE]


@pytest.mark.parametrize("picture", [_photograph, _chart])
def test_photographs_and_charts_are_no_tables(tmp_path: Path, picture: Callable[[], Image.Image]) -> None:
    assert _problems(tmp_path, picture(), 450) == []


def test_small_pictures_and_backgrounds_of_text_are_not_looked_at(tmp_path: Path) -> None:
    assert _problems(tmp_path, _table(), 100) == []
    assert _problems(tmp_path, _table(), 450, over=True) == []
