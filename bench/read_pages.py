"""How fast pages are read, side by side in one run, each reader in a process of its own.

    python bench/read_pages.py [FILE.pdf ...] [--pages N] [--repeat N]
    python bench/read_pages.py --growth        # 10 to 1,000 pages: time a page and peak memory

Readers: ours (one process, two processes), pdfplumber giving the same (words with size and font, cells with boxes
and text), PDFium's bare text. Only ratios count. Readers in one process are timed by the processor time they used,
which other programs on the machine disturb least; "ours on two" by the clock, beside "ours" by the clock, so it
needs an idle machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared" / "reports"


def ours(path: Path, pages: int, processes: int = 1) -> int:
    from extractor.pdf import PdfSettings, read_pages

    chosen = range(1, pages + 1)
    settings = PdfSettings(parallel_from=2)
    return sum(len(page.grids) for page in read_pages(path, pages=chosen, processes=processes, settings=settings))


def ours_on_two(path: Path, pages: int) -> int:
    return ours(path, pages, 2)


def plumber(path: Path, pages: int) -> int:
    import pdfplumber

    count = 0
    with pdfplumber.open(path) as document:
        for page in document.pages[:pages]:
            page.extract_words(extra_attrs=["fontname", "size"])
            for table in page.find_tables():
                table.extract()
                count += 1
            page.close()
    return count


def bare_text(path: Path, pages: int) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for number in range(pages):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    return 0


READERS: dict[str, Callable[[Path, int], int]] = {
    "ours": ours,
    "ours on two": ours_on_two,
    "pdfplumber": plumber,
    "bare text": bare_text,
}


def measure(reader: str, path: Path, pages: int, repeat: int) -> dict[str, float]:
    """Seconds (the best of ``repeat``) and peak memory in MB, in a fresh process."""
    command = [sys.executable, "-W", "ignore", __file__, "--inside", reader, str(path), str(pages), str(repeat)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def inside(reader: str, path: Path, pages: int, repeat: int) -> None:
    if repeat > 1:  # what is loaded once a process is no cost of a page
        READERS[reader](path, 2)
    times = [_timed(READERS[reader], path, pages) for _ in range(repeat)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "clock": min(clock for clock, _ in times),
                "cpu": min(cpu for _, cpu in times),
                "peak": peak,
                "worker": workers,
            }
        )
    )


def _timed(read: Callable[[Path, int], int], path: Path, pages: int) -> tuple[float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    read(path, pages)
    return time.perf_counter() - clock, time.process_time() - cpu


def count(path: Path) -> int:
    from extractor.pdf import count_pages

    return count_pages(path)


def compare(files: list[Path], most: int, repeat: int) -> None:
    print(f"{'file':40} pages" + "".join(f"{name:>14}" for name in READERS) + "   ms a page; then ratios")
    for path in files:
        pages = min(count(path), most)
        found = {name: measure(name, path, pages, repeat) for name in READERS}
        ms = {name: result["cpu"] / pages * 1e3 for name, result in found.items()}
        ms["ours on two"] = found["ours on two"]["clock"] / pages * 1e3
        two = found["ours"]["clock"] / found["ours on two"]["clock"]
        times = "".join(f"{value:14.1f}" for value in ms.values())
        ratios = f"pdfplumber/ours {ms['pdfplumber'] / ms['ours']:.1f}, ours/bare {ms['ours'] / ms['bare text']:.1f}"
        print(f"{path.name[:40]:40} {pages:5}{times}   {ratios}, one/two {two:.2f}")


def growth(repeat: int) -> None:
    """One file of many pages, read in growing parts: time a page must stay, memory too."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "documents"))
    from pdf_drawing import Sheet, save

    xs, ys = [60.0, 90.0, 260.0, 330.0, 400.0], [100.0 + 20 * row for row in range(31)]
    rows = [[str(row), f"Indikator nomor {row}", f"{row},5", f"{row},25"] for row in range(30)]
    with tempfile.TemporaryDirectory() as folder:
        path = save(Path(folder) / "panjang.pdf", *(Sheet().table(xs, ys, rows) for _ in range(1000)))
        for pages in (10, 30, 100, 300, 1000):
            found = measure("ours", path, pages, repeat)
            print(f"{pages:5} pages: {found['cpu'] / pages * 1e3:6.1f} ms a page, peak {found['peak']:.0f} MB")


def main() -> None:
    if sys.argv[1:2] == ["--inside"]:
        reader, path, pages, repeat = sys.argv[2:6]
        inside(reader, Path(path), int(pages), int(repeat))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    if options.growth:
        growth(options.repeat)
    else:
        compare(options.files or sorted(SHARED.glob("*.pdf")), options.pages, options.repeat)


if __name__ == "__main__":
    main()
