"""Page ranges read by other processes, which stay for the next file: starting one costs more than fifty pages."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from extractor._children import PDF_READER, context, end_with_parent
from extractor.errors import ReaderStopped, pages_told
from extractor.facts import PageContent
from extractor.pdf._settings import PdfSettings
from extractor.pdf.seen import LookAgain

LONGEST_RANGE = 40
"""Pages a process reads at a time: each range opens the file again and reads its neighbours' pages too."""
FIRST_RANGE = 12
"""Pages of the first range where somebody waits for it: what a report is stands on its first pages."""

_pools: dict[int, ProcessPoolExecutor] = {}
_pools_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be read, as each process is told."""

    path: Path
    numbers: Sequence[int]
    settings: PdfSettings
    look: LookAgain | None = None


def read_evenly(wanted: Wanted, processes: int) -> Iterator[PageContent]:
    """The same pages in the same order as in one process, in ranges of equal length."""
    count = len(wanted.numbers)
    rounds = ceil(count / (processes * LONGEST_RANGE))
    length = max(1, ceil(count / (processes * rounds)))
    return _read(wanted, list(range(0, count, length)), processes)


def read_ahead(wanted: Wanted, processes: int) -> Iterator[PageContent]:
    """The same pages, the first ones as early as can be; begins at the call, not when the first page is asked for."""
    return _read(wanted, [0, *range(FIRST_RANGE, len(wanted.numbers), LONGEST_RANGE)], processes)


def _read(wanted: Wanted, starts: Sequence[int], processes: int) -> Iterator[PageContent]:
    pool = _pool(processes)
    numbers = wanted.numbers
    ends = [*starts[1:], len(numbers)]
    ranges = deque(zip(starts, ends, strict=True))
    waiting: deque[tuple[int, int, Future[list[PageContent]]]] = deque()

    def ask() -> None:
        """One more range than there are processes: none of them waits for this one."""
        while ranges and len(waiting) <= processes:
            start, end = ranges.popleft()
            waiting.append((start, end, pool.submit(_read_range, wanted, start, end)))

    def answers() -> Iterator[PageContent]:
        try:
            while waiting:
                start, end, future = waiting.popleft()
                pages = future.result()
                ask()
                yield from pages
        except BrokenProcessPool as error:
            _forget(processes, pool)
            raise ReaderStopped(name=wanted.path.name, part=pages_told(numbers[start], numbers[end - 1])) from error
        finally:
            for _, _, future in waiting:
                future.cancel()

    ask()
    return answers()


def _pool(processes: int) -> ProcessPoolExecutor:
    with _pools_lock:
        if processes not in _pools:
            _pools[processes] = ProcessPoolExecutor(
                processes, mp_context=context(PDF_READER), initializer=end_with_parent
            )
        return _pools[processes]


def _forget(processes: int, pool: ProcessPoolExecutor) -> None:
    """A pool one of whose processes died takes no more work; the next file gets a new one."""
    with _pools_lock:
        if _pools.get(processes) is pool:
            del _pools[processes]
    pool.shutdown(wait=False, cancel_futures=True)


def _read_range(wanted: Wanted, start: int, end: int) -> list[PageContent]:
    from extractor.pdf._reading import read_range

    pages = read_range(wanted.path, wanted.numbers, start, end - start, settings=wanted.settings, look=wanted.look)
    return list(pages)
