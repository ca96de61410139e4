"""What a hostile file can make its reader do; run in a process of its own by the tests beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor.confined import given_time
from extractor.errors import PasswordProtected


def answer(number: int) -> int:
    return number + 1


def is_loaded(module: str) -> bool:
    return module in sys.modules


def refuse(name: str) -> None:
    raise PasswordProtected(name=name)


def go_on_for_ever() -> None:
    while True:
        pass


def sleep_within(given: int, seconds: float) -> str:
    with given_time(given):
        time.sleep(seconds)
    return "done"


def fill_memory() -> int:
    return len(bytearray(3_000_000_000))


def stumble() -> None:
    raise KeyError("w:tblGrid")


def crash() -> None:
    os.abort()


def start_another(told: str) -> None:
    """A program that outlives its starter, which then hangs."""
    started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(told).write_text(str(started.pid), encoding="ascii")
    go_on_for_ever()


def leave_files() -> str:
    return tempfile.mkdtemp(prefix="left-behind-")


def call_out(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return "cut off"
    return "connected"
