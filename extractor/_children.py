"""How other processes are started, whatever they are for, and how they end."""

from __future__ import annotations

import multiprocessing
import os
import threading

PRELOADED = ["extractor.pdf._reading"]
"""Loaded once, not by each process."""


def context() -> multiprocessing.context.BaseContext:
    """Never fork: PDFium's locks and the caller's threads would be copied in whatever state they are."""
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(PRELOADED)
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
