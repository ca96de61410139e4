"""Pages read by other processes: the same as in one, and nothing left behind when one of them, or we, end early."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pdf_drawing import Sheet, save

from extractor.errors import ReaderStopped
from extractor.pdf import PdfSettings, read_pages, read_pages_ahead

PAGES = 60
AHEAD = PdfSettings(ahead_from=2)

pytestmark = pytest.mark.skipif(os.name != "posix" or (os.cpu_count() or 1) < 2, reason="needs two cores")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Numbered pages under one running header, each with a small table."""
    sheets = []
    for number in range(1, PAGES + 1):
        sheet = Sheet().table(
            [60.0, 200.0, 300.0], [120.0, 140.0, 160.0], [["Indikator", "Capaian"], [f"Nomor {number}", f"{number},5"]]
        )
        sheet.text(60, 40, "Laporan Kinerja Kota Purwaloka")
        sheets.append(sheet)
    return save(tmp_path_factory.mktemp("ahead") / "laporan.pdf", *sheets)


def test_pages_read_ahead_are_those_of_one_process(report: Path) -> None:
    alone = list(read_pages(report))
    assert list(read_pages_ahead(report, settings=AHEAD)) == alone
    assert [page.number for page in alone] == list(range(1, PAGES + 1))
    assert all(page.margins for page in alone)


def die(path: Path, page: int, why: str, sure: bool) -> None:
    """What a damaged page can do to its reader."""
    os._exit(9)


def test_a_reader_that_dies_is_one_sentence_and_the_next_file_is_read(report: Path, tmp_path: Path) -> None:
    drawn = Sheet()
    for at in range(210):  # letters drawn as lines: the picture is asked for
        drawn.rule(60, 60 + 3 * at, 90, 60 + 3 * at)
    deadly = save(tmp_path / "rusak.pdf", *(Sheet().text(60, 80, f"Halaman {n}") for n in range(20)), drawn)
    pages = read_pages_ahead(deadly, settings=AHEAD, look=die)
    with pytest.raises(ReaderStopped, match="pages 13 to"):
        list(pages)
    assert len(list(read_pages_ahead(report, settings=AHEAD))) == PAGES


def test_who_stops_early_leaves_the_processes_ready(report: Path) -> None:
    pages = read_pages_ahead(report, settings=AHEAD)
    assert next(pages).number == 1
    pages.close()
    assert len(list(read_pages_ahead(report, settings=AHEAD))) == PAGES


def test_processes_end_with_a_killed_parent(report: Path) -> None:
    told = (
        "import sys\nfrom pathlib import Path\nfrom extractor.pdf import PdfSettings, _processes, read_pages_ahead\n"
        "if __name__ == '__main__':\n"
        "    list(read_pages_ahead(Path(sys.argv[1]), settings=PdfSettings(ahead_from=2)))\n"
        "    print(*(pid for pool in _processes._pools.values() for pid in pool._processes), flush=True)\n"
        "    sys.stdin.read()\n"
    )
    script = report.with_suffix(".py")
    script.write_text(told, encoding="utf-8")
    command = [sys.executable, str(script), str(report)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert children
        parent.kill()
    deadline = time.monotonic() + 30
    while any(map(_is_running, children)):
        assert time.monotonic() < deadline, "readers outlive their parent"
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
