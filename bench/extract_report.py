"""Whole reports, side by side in one run: ``extract`` (tables, sentences, readings) against readers of tables alone.

    python bench/extract_report.py [FILE.pdf ...] [--pages N] [--repeat N] [--peers NAME ...]

Peers: pdfplumber's ``extract_tables``, camelot's lattice, pdfplumber-rs and bolivar (both take over the name
pdfplumber, so each peer gets a virtual environment of its own in ``bench/.peers``, made on first use), and PDFium's
bare text. They stop at tables; ours goes on to readings. Only ratios count; times are processor time.
"""

from __future__ import annotations

import argparse
import json
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=None)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    args = parser.parse_args()
    files = args.files or [*sorted(SHARED.glob("*lakip2016.pdf")), SAMPLES / "lkpj-2024.pdf"]
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            compare(first_pages(file, args.pages, Path(folder)), args.peers, args.repeat)


if __name__ == "__main__":
    main()
