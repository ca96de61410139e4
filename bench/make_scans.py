"""Turn PDF files into scans of themselves, a skewed and noisy picture a page, and read what is left of their values.

usage: python bench/make_scans.py [report.pdf ...] [--pages 7 8] [--dpi 200] [--skew 1.0] [--turn 0] [--folder scans]

Without files: two pages of a sample report. With ``--only-make`` the scans are written and not read.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from extractor.facts import Flag, Reading
from extractor.pdf import count_pages, read_pages, render_page
from extractor.scans import has_engine, look_again
from extractor.tables import Context, read_tables

SAMPLE = Path(__file__).resolve().parents[1] / "annotations" / "samples" / "documents" / "spm-2024.pdf"
SAMPLE_PAGES = (7, 8)

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


def values(path: Path, pages: Sequence[int]) -> list[Reading]:
    """Those of the tables; sentences rest on the same text."""
    read = read_pages(path, pages=pages or None, look=look_again)
    return [reading for table in read_tables(read, Context(report=None, year=2024)) for reading in table.readings]


def compare(path: Path, scan: Path, pages: Sequence[int]) -> None:
    """Prints how many of the digital file's values the scan gives, which others, and the time in times of its."""
    started = time.process_time()
    digital = values(path, pages)
    between = time.process_time()
    scanned = values(scan, ())
    slower = (time.process_time() - between) / max(between - started, 1e-9)
    before, after = (Counter((r.indicator, r.kind, r.year, r.value) for r in found) for found in (digital, scanned))
    by_value, of_scan = (Counter((r.kind, r.year, r.value) for r in found) for found in (digital, scanned))
    unflagged = sum(Flag.OCR not in reading.flags for reading in scanned)
    print(
        f"{path.name}: {len(digital)} values; on the scan {(before & after).total()} with the same name, "
        f"{(by_value & of_scan).total()} by value; {(of_scan - by_value).total()} others; "
        f"{unflagged} without flag; {slower:.0f} times as long"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=1.0)
    parser.add_argument("--turn", type=int, default=0, choices=(0, 90, 180, 270))
    parser.add_argument("--pages", type=int, nargs="*", default=())
    parser.add_argument("--only-make", action="store_true")
    given = parser.parse_args()
    pages = given.pages or (() if given.files else SAMPLE_PAGES)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for path in given.files or (SAMPLE,):
            target = folder / f"{path.stem}.pdf"
            write_scan(path, target, pages=pages, dpi=given.dpi, skew=given.skew, turn=given.turn)
            if given.only_make:
                print(f"{target}: {count_pages(target)} pages, {target.stat().st_size / 1e6:.1f} MB")
            elif has_engine():
                compare(path, target, pages)
            else:
                print('no engine reads scans here: pip install "warisan[ocr]"')


if __name__ == "__main__":
    main()
