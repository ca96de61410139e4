"""Work on other people's files, done by a process of its own with limits: what breaks there breaks nothing here.

Files of a few hundred bytes can keep a parser busy for hours, fill the memory, or crash it. Each piece of work gets a
new process, made in milliseconds by a server that has the readers loaded; with limits of time and memory, a folder of
its own for temporary files, no core dumps, and no network where the system lets a process give it up.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as TooSlow
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extractor._children import ALL_READERS, context, end_with_parent
from extractor.errors import InBoth, NeedsTooMuchMemory, ReaderStopped, TookTooLong, WarisanError
from extractor.settings import ReadLimits

if TYPE_CHECKING:
    from pebble import ProcessPool

Result = TypeVar("Result")

WHOLE_FILE = InBoth("the whole file", "seluruh berkas")

LONGEST_SECONDS = 3600
"""Nothing takes longer, whatever time its parts were given."""
MOST_WRITTEN_MB = 2_000
NEW_USER_NEW_NETWORK = 0x10000000 | 0x40000000
"""Flags of Linux' ``unshare``: a network of its own, with nothing on it."""

_pool_lock = threading.Lock()
_pools: list[ProcessPool] = []


def confined(
    work: Callable[..., Result],
    *arguments: object,
    name: str,
    limits: ReadLimits | None = None,
    part: InBoth = WHOLE_FILE,
) -> Result:
    """What ``work(*arguments)`` gives; ``name`` is the file's, ``part`` what of it is worked on.

    ``work`` is a function that other processes can import. Its refusals come through; whatever else happens to it is
    ``TookTooLong``, ``NeedsTooMuchMemory`` or ``ReaderStopped``.
    """
    from pebble import ProcessExpired

    limits = limits or ReadLimits()
    seconds = LONGEST_SECONDS if os.name == "posix" else limits.seconds
    with tempfile.TemporaryDirectory(prefix="warisan-child-", ignore_cleanup_errors=True) as folder:
        future = _pool().schedule(_work, args=[folder, limits, work, arguments], timeout=seconds)
        try:
            result: Result = future.result()
        except TooSlow as error:
            _end_what_it_started(Path(folder))
            raise TookTooLong(name=name, part=part, seconds=limits.seconds) from error
        except MemoryError as error:
            raise NeedsTooMuchMemory(name=name, part=part, limit=limits.memory_mb) from error
        except ProcessExpired as error:
            _end_what_it_started(Path(folder))
            if error.exitcode == -_signal("SIGALRM"):
                raise TookTooLong(name=name, part=part, seconds=limits.seconds) from error
            raise ReaderStopped(name=name, part=part) from error
        except WarisanError:
            raise
        except Exception as error:
            # Damage finds ever new ways to upset a parser; that it did is told to whoever reads the log.
            logging.getLogger(__name__).exception("reading %s (%s) raised", name, part)
            raise ReaderStopped(name=name, part=part) from error
        return result


@contextmanager
def given_time(seconds: int) -> Iterator[None]:
    """Time of its own for what is known to be slow; nothing where no limit runs."""
    left = signal.getitimer(signal.ITIMER_REAL)[0] if hasattr(signal, "getitimer") else 0.0
    if not left:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)


def _pool() -> ProcessPool:
    """Processes wait ready; each does one piece of work."""
    with _pool_lock:
        if not _pools or not _pools[0].active:
            from pebble import ProcessPool

            workers = 1 + (os.cpu_count() or 1)
            _pools[:] = [ProcessPool(workers, max_tasks=1, initializer=_begin, context=context(ALL_READERS))]
        return _pools[0]


def _begin() -> None:
    """Before anything of the file is seen. The network first: only a process with one thread may leave it."""
    if os.name == "posix":
        os.setsid()  # what it starts can be ended with it
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(NEW_USER_NEW_NETWORK)
    end_with_parent()


def _work(folder: str, limits: ReadLimits, work: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    (Path(folder) / "pid").write_text(str(os.getpid()), encoding="ascii")
    tempfile.tempdir = folder
    if os.name == "posix":
        _limit(limits)
    return work(*arguments)


def _limit(limits: ReadLimits) -> None:
    import resource

    megabyte = 1_000_000
    for which, most in (
        (resource.RLIMIT_DATA, limits.memory_mb * megabyte),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN_MB * megabyte),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (most if hard < 0 else min(most, hard), hard))
    # Its default action ends the process even in the midst of C code, where no exception would be raised.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)


def _end_what_it_started(folder: Path) -> None:
    """LibreOffice, say, outlives a process that was killed; all are of one group, named after that process."""
    if os.name != "posix":
        return
    with suppress(OSError, ValueError):
        os.killpg(int((folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)


def _signal(name: str) -> int:
    return int(getattr(signal, name, 0))
