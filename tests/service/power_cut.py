"""A disk whose power can be cut: of what SQLite writes, only what it then syncs is sure to be there afterwards.

The store's own SQLite is watched, through its VFS (https://sqlite.org/c3ref/vfs.html): each write and each sync is
noted, in order. From the notes the files can be made as a power cut at any moment leaves them: what was synced is
there, what was not is there by chance.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass, field
from pathlib import Path

MAIN_FILE, WAL_FILE = 0x100, 0x80000
"""Flags of xOpen."""


class _Methods(Structure):
    """``sqlite3_io_methods``, version 3."""


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


_Write = CFUNCTYPE(c_int, POINTER(_File), c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, POINTER(_File), c_int64)
_Sync = CFUNCTYPE(c_int, POINTER(_File), c_int)
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, POINTER(c_int))
"""The name goes on as the address it came at: SQLite keeps using it as long as the file is open."""
_Methods._fields_ = [
    ("version", c_int),
    *((name, c_void_p) for name in ("close", "read")),
    ("write", _Write),
    ("truncate", _Truncate),
    ("sync", _Sync),
    *((f"other{number}", c_void_p) for number in range(13)),
]


class _Vfs(Structure):
    """The beginning of ``sqlite3_vfs``."""

    _fields_ = [
        *((name, c_int) for name in ("version", "file_size", "longest_name")),
        *((name, c_void_p) for name in ("next", "name", "app_data")),
        ("open", _Open),
    ]


@dataclass(frozen=True, slots=True)
class _Note:
    """One thing that happened to a file: bytes at an offset, a new length, or a sync."""

    name: str
    offset: int = 0
    content: bytes | None = None
    length: int | None = None
    is_sync: bool = False


@dataclass(slots=True)
class Disk:
    """What SQLite did to one database since the power came."""

    folder: Path
    before: dict[str, bytes]
    notes: list[_Note] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)

    def mark(self, what: str) -> None:
        """Something was acknowledged to a person here."""
        self.marks.append((len(self.notes), what))

    def promised(self, moment: int) -> list[str]:
        """What had been acknowledged by then."""
        return [what for at, what in self.marks if at <= moment]

    def cut(self, moment: int, folder: Path, chance: random.Random) -> None:
        """The files as they are when the power goes after so many notes."""
        files = {name: bytearray(content) for name, content in self.before.items()}
        synced = {note.name: at for at, note in enumerate(self.notes[:moment]) if note.is_sync}
        for at, note in enumerate(self.notes[:moment]):
            if at < synced.get(note.name, -1) or chance.random() < SURVIVES:
                _apply(files.setdefault(note.name, bytearray()), note)
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)


SURVIVES = 0.5
"""The share of writes without a sync that reached the disk all the same."""


def _apply(content: bytearray, note: _Note) -> None:
    if note.length is not None:
        del content[note.length :]
    if note.content is not None:
        content.extend(bytes(max(0, note.offset + len(note.content) - len(content))))
        content[note.offset : note.offset + len(note.content)] = note.content


@contextmanager
def watched_disk(database: Path) -> Iterator[Disk]:
    """Notes what SQLite does to the database and its log, for connections opened within the block."""
    log = database.with_name(f"{database.name}-wal")
    disk = Disk(database.parent, {one.name: one.read_bytes() for one in (database, log) if one.exists()})
    vfs = _default_vfs()
    # By its address: the field itself will hold the watching function.
    opened = _Open(_address(vfs.open))
    names: dict[int, str] = {}
    alive: dict[int, tuple[object, ...]] = {}

    def watch(address: int, methods: _Methods) -> _Methods:
        """The same methods, telling of what they do."""

        def write(file, content, amount, offset):
            if name := names.get(_address(file)):
                disk.notes.append(_Note(name, offset, ctypes.string_at(content, amount)))
            return methods.write(file, content, amount, offset)

        def truncate(file, length):
            if name := names.get(_address(file)):
                disk.notes.append(_Note(name, length=length))
            return methods.truncate(file, length)

        def sync(file, flags):
            done = methods.sync(file, flags)
            if name := names.get(_address(file)):
                disk.notes.append(_Note(name, is_sync=True))
            return done

        copy = _Methods.from_buffer_copy(methods)
        copy.write, copy.truncate, copy.sync = _Write(write), _Truncate(truncate), _Sync(sync)
        alive[address] = (copy, copy.write, copy.truncate, copy.sync)
        return copy

    def open_file(self, name, file, flags, flags_given):
        done = opened(self, name, file, flags, flags_given)
        names.pop(_address(file), None)
        told = Path(ctypes.string_at(name).decode()) if name else None
        if done == 0 and flags & (MAIN_FILE | WAL_FILE) and told in (database, log):
            names[_address(file)] = told.name
            address = _address(file.contents.methods)
            if address not in alive:
                watch(address, file.contents.methods.contents)
            file.contents.methods = ctypes.pointer(alive[address][0])
        return done

    watching = _Open(open_file)
    vfs.open = watching
    try:
        yield disk
    finally:
        vfs.open = opened


def _address(pointer) -> int:
    return cast(pointer, c_void_p).value or 0


def _default_vfs() -> _Vfs:
    import _sqlite3

    library = ctypes.CDLL(_sqlite3.__file__)  # with it the SQLite that Python itself uses
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [c_char_p]
    return library.sqlite3_vfs_find(None).contents
