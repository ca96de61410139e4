"""Whole reports, side by side in one run: ``extract`` (tables, sentences, readings) against readers of tables alone.

    python bench/extract_report.py [FILE.pdf ...] [--pages N] [--repeat N] [--peers NAME ...]
    python bench/extract_report.py --growth [LENGTH ...]

Peers: pdfplumber's ``extract_tables``, camelot's lattice, pdfplumber-rs and bolivar (both take over the name
pdfplumber, so each peer gets a virtual environment of its own in ``bench/.peers``, made on first use), and PDFium's
bare text. They stop at tables; ours goes on to readings. Only ratios count; times are processor time.

``--growth`` reads one file of ours at 10, 30, 100, 300 and 1,000 pages: time a page must stay flat, and memory low.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "reports"
SAMPLES = HERE.parent / "annotations" / "samples" / "documents"

TIMED = """
import json, resource, sys, time
{prepare}
start = time.process_time()
found = 0
{work}
seconds = time.process_time() - start
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps(dict(seconds=seconds + children.ru_utime + children.ru_stime, found=found,
                      peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)))
"""
PLUMBER = """
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        found += len(page.extract_tables())
        close = getattr(page, "close", None)
        if close: close()
"""
PEERS: dict[str, tuple[list[str], str, str]] = {
    "pdfplumber": (["pdfplumber>=0.11.8"], "import pdfplumber", PLUMBER),
    "pdfplumber-rs": (["pdfplumber-rs"], "import pdfplumber", PLUMBER),
    "bolivar": (["bolivar"], "import pdfplumber", PLUMBER),
    "camelot lattice": (
        ["camelot-py"],
        "import camelot",
        "found = len(camelot.read_pdf(sys.argv[1], pages='all', flavor='lattice', suppress_stdout=True))",
    ),
}
"""Name -> what to install, what to import, and the work; each finds all tables with their texts."""

BARE = """
document = pypdfium2.PdfDocument(sys.argv[1])
for number in range(len(document)):
    page = document[number]
    found += len(page.get_textpage().get_text_range())
"""
OURS = """
found = len(read_report(Path(sys.argv[1])).readings)
"""


def environment(name: str, packages: list[str]) -> Path:
    """The Python of a peer's own virtual environment, made on first use."""
    home = HERE / ".peers" / name.replace(" ", "-")
    python = home / "bin" / "python"
    if not (home / ".ready").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True, capture_output=True)
        (home / ".ready").touch()
    return python


def measure(python: Path | str, prepare: str, work: str, file: Path) -> dict[str, float]:
    """Processor seconds (children included), what was found, and peak memory in MB."""
    code = TIMED.format(prepare=prepare, work=work)
    done = subprocess.run(
        [python, "-W", "ignore", "-c", code, str(file)], capture_output=True, text=True, check=True, cwd=HERE.parent
    )
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def best(python: Path | str, prepare: str, work: str, file: Path, repeat: int) -> dict[str, float]:
    return min((measure(python, prepare, work, file) for _ in range(repeat)), key=lambda result: result["seconds"])


def first_pages(file: Path, pages: int | None, folder: Path) -> Path:
    """The file itself, or its first pages as a file of their own, so that every reader gets the same."""
    if pages is None:
        return file
    import pypdfium2

    source, part = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument.new()
    part.import_pages(source, list(range(min(pages, len(source)))))
    target = folder / file.name
    part.save(target)
    return target


def compare(file: Path, peers: list[str], repeat: int) -> None:
    ours_prepare = "from pathlib import Path; from extractor import read_report"
    rows = {
        "warisan extract": best(sys.executable, ours_prepare, OURS, file, repeat),
        "PDFium bare text": best(sys.executable, "import pypdfium2", BARE, file, repeat),
    }
    for name in peers:
        packages, prepare, work = PEERS[name]
        try:
            rows[name] = best(environment(name, packages), prepare, work, file, repeat)
        except subprocess.CalledProcessError as error:
            print(f"{file.name}: {name} failed: {(error.stderr or '').strip().splitlines()[-1:]}")
    ours = rows["warisan extract"]["seconds"]
    for name, row in rows.items():
        ratio = row["seconds"] / ours
        print(f"{file.name:42} {name:18} {ratio:7.2f} x ours   found {row['found']:7.0f}   peak {row['peak']:5.0f} MB")


LENGTHS = (10, 30, 100, 300, 1000)
FLAT = 1.3
MOST_MEMORY = 250
"""MB at the longest file."""
GROWTH = """
import resource, sys
from pathlib import Path
from extractor import read_report
readings = len(read_report(Path(sys.argv[1])).readings)
print(readings, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def long_file(pages: int, folder: Path) -> Path:
    """Our sample report's pages over and over, each copied by itself."""
    import pypdfium2

    source, made = pypdfium2.PdfDocument(SAMPLES / "lkpj-2024.pdf"), pypdfium2.PdfDocument.new()
    while len(made) < pages:
        made.import_pages(source, list(range(min(len(source), pages - len(made)))))
    target = folder / f"laporan-{pages}.pdf"
    made.save(target)
    return target


def cost(file: Path) -> tuple[float, int, float]:
    """Processor seconds with those of all helping processes, readings, and peak memory of the one that reads, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GROWTH, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=HERE.parent,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    readings, peak = done.stdout.split()[-2:]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(readings), float(peak)


def grow(lengths: list[int]) -> bool:
    """Whether a page of the longest file costs hardly more than the cheapest, and memory stays in its bound.

    The fixed cost of a start weighs on the shortest files: a page looks dear there.
    """
    per_page: list[float] = []
    peak = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for pages in lengths:
            seconds, readings, peak = cost(long_file(pages, Path(folder)))
            per_page.append(seconds / pages)
            print(
                f"{pages:5} pages  a page costs {per_page[-1] / per_page[0]:5.2f} x one of {lengths[0]}   "
                f"readings {readings:6}   peak {peak:4.0f} MB",
                flush=True,
            )
    return per_page[-1] <= FLAT * min(per_page) and peak <= MOST_MEMORY


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=None)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    parser.add_argument("--growth", nargs="*", type=int, metavar="LENGTH")
    args = parser.parse_args()
    if args.growth is not None:
        sys.exit(0 if grow(args.growth or list(LENGTHS)) else "a page of a long file costs more, or memory is over")
    files = args.files or [*sorted(SHARED.glob("*lakip2016.pdf")), SAMPLES / "lkpj-2024.pdf"]
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            compare(first_pages(file, args.pages, Path(folder)), args.peers, args.repeat)


if __name__ == "__main__":
    main()
