"""Word files as they print: LibreOffice makes a PDF of them in the background, and the table cell is found on its page.

Until the PDF is there, and where LibreOffice is absent or fails, a Word table is shown as HTML.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from extractor.confined import confined
from extractor.errors import WarisanError
from extractor.facts import Box, Cell, Grid, PageContent
from store import Document, Store, document_file

KEPT = 8
"""Word files whose PDF stays at hand; those before them are converted anew when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A Word file printed to PDF."""

    pdf: Path
    pages: tuple[PageContent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """Where a cell stands on the printed page."""

    page: int
    box: Box


class Prints:
    """The printed Word files of a service, by their SHA-256: converted in a thread of their own, one by one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = Path(tempfile.mkdtemp(prefix="warisan-prints-"))
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="prints")
        self._lock = Lock()
        self._kept: OrderedDict[str, Future[Print | None]] = OrderedDict()
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def now(self, document: Document) -> Print | None:
        """The print if it is there; else it is begun, and ``None``."""
        begun = self._begun(document)
        return begun.result() if begun.done() else None

    def awaited(self, document: Document) -> Print | None:
        """The print, as soon as it is there; ``None`` where none can be made."""
        return self._begun(document).result()

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _begun(self, document: Document) -> Future[Print | None]:
        with self._lock:
            begun = self._kept.get(document.sha256)
            if begun is None:
                begun = self._kept[document.sha256] = self._pool.submit(self._print, document)
            self._kept.move_to_end(document.sha256)
            while len(self._kept) > KEPT:
                old, _ = self._kept.popitem(last=False)
                shutil.rmtree(self._folder / old, ignore_errors=True)
            return begun

    def _print(self, document: Document) -> Print | None:
        from extractor.legacy import convert_to_pdf, is_present

        if not is_present():
            return None
        folder = self._folder / document.sha256
        folder.mkdir(exist_ok=True)
        try:
            with document_file(self._store, document.id) as path:
                pdf = convert_to_pdf(path, self._store.limits, folder)
            pages = confined(read_print, pdf, name=document.file_name, limits=self._store.limits)
        except (WarisanError, OSError):
            return None  # the table is shown as HTML: what matters can be seen without the print
        return Print(pdf=pdf, pages=pages)


def is_word(document: Document) -> bool:
    return document.file_name.casefold().endswith((".docx", ".docm", ".doc"))


def read_print(pdf: Path) -> tuple[PageContent, ...]:
    """Runs in a process of its own."""
    from extractor.pdf import read_pages

    return tuple(read_pages(pdf))


def find_printed(grid: Grid, cell: Cell, pages: Sequence[PageContent]) -> PrintedCell | None:
    """The cell on its page, if its row stands there once, cell by cell; else with the rows around it; else ``None``."""
    rows = _rows(grid)
    at = next((at for at, row in enumerate(rows) if any(other is cell for other in row)), None)
    if at is None or not _plain(cell.text):
        return None
    place = next(place for place, other in enumerate(rows[at]) if other is cell)
    printed = [(page.number, _rows(table)) for page in pages for table in page.grids]
    for around in (0, 1, 2):
        found = list(_alike(rows, at, printed, around))
        if len(found) == 1:
            number, row = found[0]
            box = row[place].box
            return PrintedCell(page=number, box=box) if number is not None and box is not None else None
    return None


_Rows = list[list[Cell]]


def _alike(
    rows: _Rows, at: int, printed: Sequence[tuple[int | None, _Rows]], around: int
) -> Iterator[tuple[int | None, list[Cell]]]:
    """The printed rows that read as row ``at`` does, and so do ``around`` rows before and after them."""
    wanted = [_texts(row) for row in rows[max(0, at - around) : at + around + 1]]
    before = min(at, around)
    for number, table in printed:
        for start in range(len(table) - len(wanted) + 1):
            if [_texts(row) for row in table[start : start + len(wanted)]] == wanted:
                yield number, table[start + before]


def _rows(grid: Grid) -> _Rows:
    """The cells with text, row by row; rows without any are left out."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if _plain(cell.text):
            rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [_plain(cell.text) for cell in row]


def _plain(text: str) -> str:
    """Without spaces, which print and file break differently."""
    return re.sub(r"[\s\xad\u200b]+", "", text)
