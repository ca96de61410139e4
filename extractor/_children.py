"""How other processes are started, whatever they are for, and how they end."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Sequence

ALL_READERS = ("extractor._preloaded",)
PDF_READER = ("extractor.pdf._reading",)


def context(preloaded: Sequence[str]) -> multiprocessing.context.BaseContext:
    """Never fork: PDFium's locks and the caller's threads would be copied in whatever state they are.

    ``preloaded``: modules loaded once, not by each process; those of the first call hold for all.
    """
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(list(preloaded))
    return forking


def end_with_parent() -> None:
    """A killed parent tells its processes nothing: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="end with parent").start()
