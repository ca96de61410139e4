"""Turn PDF files into scans of themselves: a picture a page, skewed and noisy, without any text.

usage: python bench/make_scans.py FOLDER report.pdf [more.pdf ...] [--dpi 200] [--skew 1.0] [--turn 0] [--pages 1 2 3]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from extractor.pdf import count_pages, render_page

NOISE = 12.0
"""Standard deviation of the grey of each pixel: what a flatbed scanner of an office adds."""
SPECKS = 0.0004
"""Share of pixels that are dust."""


def scanned(picture: Image.Image, *, skew: float = 1.0, turn: int = 0, seed: int = 1) -> Image.Image:
    """The page as it comes from the scanner: laid on askew (degrees), turned by quarters, with noise and dust."""
    grey = picture.convert("L").rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if turn:
        grey = grey.rotate(turn, expand=True)
    chance = np.random.default_rng(seed)
    pixels = np.asarray(grey, np.float32)
    pixels = 12 + pixels * (238 / 255) + chance.normal(0, NOISE, pixels.shape)
    dust = chance.random(pixels.shape)
    pixels[dust < SPECKS / 2] = 30
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def scans_of(
    path: Path, *, pages: Sequence[int] = (), dpi: int = 200, skew: float = 1.0, turn: int = 0
) -> Iterator[Image.Image]:
    for number in pages or range(1, count_pages(path) + 1):
        yield scanned(render_page(path, number, scale=dpi / 72), skew=skew, turn=turn, seed=number)


def write_scan(
    path: Path, target: Path, *, pages: Sequence[int] = (), dpi: int = 200, skew: float = 1.0, turn: int = 0
) -> Path:
    """``path`` as a PDF of pictures."""
    first, *rest = scans_of(path, pages=pages, dpi=dpi, skew=skew, turn=turn)
    first.save(target, format="PDF", resolution=dpi, save_all=True, append_images=rest, quality=80)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=1.0)
    parser.add_argument("--turn", type=int, default=0, choices=(0, 90, 180, 270))
    parser.add_argument("--pages", type=int, nargs="*", default=())
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for path in given.files:
        target = given.folder / f"{path.stem}.pdf"
        write_scan(path, target, pages=given.pages, dpi=given.dpi, skew=given.skew, turn=given.turn)
        print(f"{target}: {count_pages(target)} pages, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
