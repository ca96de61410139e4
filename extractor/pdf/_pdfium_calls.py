"""PDFium's C functions with plain addresses as arguments.

A page has thousands of characters, and ctypes' pointer objects would cost more than PDFium itself.
"""

from __future__ import annotations

import ctypes
from typing import Any


def plain(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401  ctypes functions have no useful type
    """The same function, taking and giving addresses as numbers.

    It keeps the interpreter's lock, which would take longer to give back than these calls take.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def plain_and_long(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401  as above
    """For calls of milliseconds: other threads may run meanwhile."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(pointer: Any) -> int:  # noqa: ANN401  any of PDFium's handles
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
