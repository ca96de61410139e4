"""Files that hurt parsers, read as uploads are: each must end in readings or in one sentence, in time and memory.

    python -m tests.torture.hostile FOLDER [FOLDER ...] [--only WORD]

A folder may hold a ``manifest.csv`` with the columns file, expect (reject, accept, either) and reason_or_value. Prints
what became of each file that was not what is expected, then the counts.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor import read_report
from extractor.confined import confined
from extractor.errors import WarisanError
from extractor.settings import ReadLimits

MOST_SECONDS = 60
NAMES = {"manifest.csv", "index.csv", "README.md", "SOURCES.md"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How one file ended."""

    file: Path
    reason: str
    """The refusal's name, or ``read``."""
    sentence: str
    seconds: float
    text: str = ""


def end_of(path: Path) -> Ended:
    """Reads the file as a worker does."""
    start = time.monotonic()
    try:
        text = confined(_read, path, name=path.name)
    except WarisanError as error:
        return Ended(file=path, reason=error.reason, sentence=str(error), seconds=time.monotonic() - start)
    return Ended(file=path, reason="read", sentence="", seconds=time.monotonic() - start, text=text)


def _read(path: Path) -> str:
    """What was read, and what was said to be left out."""
    found = read_report(path, limits=ReadLimits())
    return "\n".join([*(reading.raw for reading in found.readings), *map(str, found.problems)])


def expectations(folder: Path) -> dict[str, str]:
    manifest = folder / "manifest.csv"
    if not manifest.exists():
        return {}
    with manifest.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row["expect"] for row in csv.DictReader(file)}


def files_in(folders: list[Path], only: str) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        expected = expectations(folder)
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.name not in NAMES and only in path.name:
                yield path, expected.get(path.name, "either")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    wrong = 0
    for path, expected in files_in(options.folders, options.only):
        ended = end_of(path)
        counts[ended.reason] += 1
        faults = [
            *(["refused"] if expected == "accept" and ended.reason != "read" else []),
            *(["read"] if expected == "reject" and ended.reason == "read" else []),
            *(["slow"] if ended.seconds > MOST_SECONDS else []),
        ]
        if faults:
            wrong += 1
            print(f"{', '.join(faults):16} {ended.seconds:6.1f} s  {path.name:60} {ended.sentence}", flush=True)
    print(f"{sum(counts.values())} files: " + ", ".join(f"{reason} {count}" for reason, count in counts.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
