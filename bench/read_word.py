"""Reading a Word report beside the loop over ``row.cells`` that python-docx offers for it.

Run: ``python -m bench.read_word``. Prints one line of JSON; only the ratio is a claim.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from extractor.word import read_word

TABLES, ROWS, COLUMNS = 200, 24, 8
HEADER, GROUP = 2, 5
PARAGRAPHS_A_TABLE = 12
"""With these a table fills one page and a half: about 300 pages."""
ROUNDS = 3


def make_report(path: Path) -> Path:
    """About 300 pages and 200 tables as reports have them: merged header, a sasaran column merged down."""
    document = docx.Document()
    pattern = _table(document)
    body = document.element.body
    for number in range(TABLES - 1):
        for line in range(PARAGRAPHS_A_TABLE):
            document.add_paragraph(f"Capaian indikator {number}.{line} tahun 2024 sebesar {line},{number:02d} persen.")
        body.insert_element_before(deepcopy(pattern), "w:sectPr")
    document.save(str(path))
    return path


def _table(document: Document) -> BaseOxmlElement:
    table = document.add_table(rows=ROWS, cols=COLUMNS)
    for at, row in enumerate(table.rows):
        for col, cell in enumerate(row.cells):
            if at < HEADER or col > 0:
                run = cell.paragraphs[0].add_run(f"Indikator {at}" if col == 1 else f"{at * col},{col}5")
                run.font.size = Pt(9)
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 2).merge(table.cell(0, 4))
    for top in range(HEADER, ROWS, GROUP):
        table.cell(top, 0).merge(table.cell(min(top + GROUP, ROWS) - 1, 0)).text = f"Sasaran {top}"
    return table._tbl


def with_python_docx(path: Path) -> int:
    """What a script does: every table, every row, every cell's text, and the paragraphs."""
    document = docx.Document(str(path))
    cells = sum(len(cell.text) >= 0 for table in document.tables for row in table.rows for cell in row.cells)
    return cells + sum(len(paragraph.text) > 0 for paragraph in document.paragraphs)


def with_warisan(path: Path) -> int:
    """All grids with spans, lines and locators, and all paragraphs."""
    page = read_word(path)
    return sum(len(grid.cells) for grid in page.grids) + len(page.paragraphs)


def compare(path: Path) -> dict[str, float]:
    """Best processor time of a few rounds, taken in turn so that both meet the same machine."""
    best: dict[str, float] = {}
    readers: tuple[tuple[str, Callable[[Path], int]], ...] = (("ours", with_warisan), ("python-docx", with_python_docx))
    for _ in range(ROUNDS):
        for name, reader in readers:
            started = time.process_time()
            reader(path)
            best[name] = min(best.get(name, 1e9), time.process_time() - started)
    return {"times_faster": round(best["python-docx"] / best["ours"], 2)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({"bench": "read_word", **compare(make_report(Path(folder) / "laporan.docx"))}))
