"""Small OLE files (the container of old Office files), written byte by byte: [MS-CFB], version 3."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

SECTOR = 512
CUTOFF = 4096
"""Streams from this size on stand in sectors of their own; the test pads all of them to it."""
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def write_ole(path: Path, streams: Mapping[str, bytes]) -> Path:
    """A file with these streams in its root: sector 0 the allocation table, 1.. the directory, then the streams."""
    contents = {name: content.ljust(CUTOFF, b"\0") for name, content in streams.items()}
    directory_sectors = -(-(len(contents) + 1) // 4)
    fat = [FAT_SECTOR, *_chain(1, directory_sectors)]
    entries = [_entry("Root Entry", kind=5, child=1, start=END, size=0)]
    body = b""
    for at, (name, content) in enumerate(contents.items(), start=1):
        start, count = len(fat), -(-len(content) // SECTOR)
        fat += _chain(start, count)
        following = at + 1 if at < len(contents) else NONE
        entries.append(_entry(name, kind=2, right=following, start=start, size=len(content)))
        body += content.ljust(count * SECTOR, b"\0")
    assert len(fat) <= SECTOR // 4, "one sector of the allocation table is enough for a test"
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[FREE] * (SECTOR // 4 - len(fat)))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    path.write_bytes(_header() + table + directory + body)
    return path


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END]


def _header() -> bytes:
    start = struct.pack("<8s16xHHHHH6x", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<IIIIIIIIII", 0, 1, 1, 0, CUTOFF, END, 0, END, 0, 0)
    return start + counts[:36] + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name: str, *, kind: int, start: int, size: int, right: int = NONE, child: int = NONE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", NONE, right, child)
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBB", len(letters), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
