"""PDFium's C functions, called as cheaply as Python can.

A page has thousands of characters and each costs two calls, so what ctypes does around a call would cost more than
PDFium itself: it looks each argument over and wraps it anew. Here arguments are wrapped once and used many times.
"""

from __future__ import annotations

import ctypes
import threading
from collections import deque
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Wrapped = Any
"""An argument as ctypes hands it on; its class has no name outside ctypes."""


def plain(function: Any, result: Any) -> Any:  # noqa: ANN401  ctypes functions have no useful type
    """The same function; it takes wrapped addresses and small whole numbers, and gives addresses as numbers.

    It keeps the interpreter's lock, which would take longer to give back than these calls take.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def plain_and_long(function: Any, result: Any) -> Any:  # noqa: ANN401  as above
    """For calls of milliseconds: other threads may run meanwhile."""
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(pointer: Any) -> int:  # noqa: ANN401  any of PDFium's handles
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


wrapped = ctypes.c_void_p.from_param
"""An address ready to be an argument."""


class Answers(threading.local):
    """Rows of memory where PDFium writes what it answers, one row a call; each thread has its own.

    ``at[column]`` are the wrapped addresses of that column in every row.
    """

    def __init__(self, kind: type[np.generic], columns: int, pointed: int = 1) -> None:
        self._kind, self._columns, self._pointed = np.dtype(kind), columns, pointed
        self._make(64)

    def _make(self, rows: int) -> None:
        self.rows = np.zeros((rows, self._columns), self._kind)
        memory = (ctypes.c_char * self.rows.nbytes).from_buffer(self.rows.data)
        step, wide = self._columns * self._kind.itemsize, self._kind.itemsize
        self.at = [
            [ctypes.byref(memory, row * step + column * wide) for row in range(rows)] for column in range(self._pointed)
        ]

    def cleared(self, count: int) -> list[list[Wrapped]]:
        """The addresses, after at least ``count`` rows were made empty: a call that fails writes nothing."""
        if count > len(self.rows):
            self._make(2 * count)
        self.rows[:count] = 0
        return self.at

    def first(self, count: int) -> NDArray[Any]:
        """What stands in the first ``count`` rows, as numbers to keep."""
        return self.rows[:count].copy()


def done(calls: Iterable[object]) -> None:
    """Makes all of the calls, whose answers stand elsewhere."""
    deque(calls, maxlen=0)
