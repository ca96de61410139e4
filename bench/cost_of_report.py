"""Processor time and space that a report costs from file to proposals: the figures that docs/scale.md reckons with.

Run: ``python -m bench.cost_of_report [FOLDER]``; without a folder, the sample reports. Prints one line of JSON a report
and one of their sum. The first report is read twice, and counts the second time: a worker loads its models once.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from annotations.samples import SAMPLE_REGION, sample_reports
from store import Store, add_document, add_region, get_document, open_store, reading_steps, summary
from store.ingest import read_document


def cost(store: Store, path: Path) -> dict[str, Any]:
    document = add_document(store, path, region=SAMPLE_REGION.code, actor="bench")
    begun = time.process_time()
    read_document(store, document.id, lambda page, pages: None)
    seconds = time.process_time() - begun
    document = get_document(store, document.id)
    return {
        "report": path.name,
        "state": document.state,
        "pages": document.pages,
        "readings": summary(store, document).readings,
        "cpu_seconds": round(seconds, 2),
        "megabytes": round(path.stat().st_size / 1e6, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    given = parser.parse_args()
    paths = [sample.path for sample in sample_reports()]
    if given.folder is not None:
        paths = sorted(path for path in given.folder.iterdir() if path.suffix in (".pdf", ".docx"))
    # In this process, so that its processor time is all there is; a child would cost some milliseconds more.
    reading_steps.confined = lambda work, *arguments, **_: work(*arguments)
    with tempfile.TemporaryDirectory() as folder:
        warm = _store(Path(folder) / "warm")
        cost(warm, paths[0])
        warm.close()
        store = _store(Path(folder) / "all")
        empty = (Path(folder) / "all" / "warisan.sqlite").stat().st_size
        found = [cost(store, path) for path in paths]
        store.close()
        database = (Path(folder) / "all" / "warisan.sqlite").stat().st_size - empty
    for one in found:
        print(json.dumps(one))
    read = [one for one in found if one["state"] == "read"]
    total = {name: round(sum(one[name] or 0 for one in read), 2) for name in ("pages", "readings", "cpu_seconds")}
    mean = {f"{name}_a_report": round(value / len(read), 2) for name, value in total.items()}
    print(
        json.dumps(
            {"reports": len(read), **total, **mean, "database_mb_a_report": round(database / len(read) / 1e6, 2)}
        )
    )


def _store(folder: Path) -> Store:
    store = open_store(f"sqlite:///{folder / 'warisan.sqlite'}", str(folder / "files"))
    add_region(store, SAMPLE_REGION.code, SAMPLE_REGION.name)
    return store


if __name__ == "__main__":
    main()
