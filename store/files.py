"""The original bytes, kept for ever under their SHA-256, in a folder or an object store (fsspec)."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

CHUNK = 1 << 20


class Files:
    """One place for files. A file is there whole, or not at all."""

    def __init__(self, url: str) -> None:
        import fsspec

        self._fs: Any  # fsspec has no types
        self._fs, root = fsspec.core.url_to_fs(url)
        self._root = root.rstrip("/")

    @property
    def _is_folder(self) -> bool:
        return "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else (self._fs.protocol,))

    def put(self, path: Path, sha256: str) -> None:
        """Keeps the file; bytes that are there already are not written again."""
        target = self._place(sha256)
        if self._fs.exists(target) and self._fs.size(target) == path.stat().st_size:
            return
        with path.open("rb") as source:
            self.put_stream(source, sha256)

    def put_stream(self, source: IO[bytes], sha256: str) -> None:
        target = self._place(sha256)
        self._fs.makedirs(str(PurePosixPath(target).parent), exist_ok=True)
        # An object store shows an object once it is whole; a folder needs a second name for that.
        written = f"{target}.{uuid.uuid4().hex}.part" if self._is_folder else target
        with self._fs.open(written, "wb") as sink:
            shutil.copyfileobj(source, sink, CHUNK)
            if self._is_folder:
                sink.flush()
                os.fsync(sink.fileno())
        if self._is_folder:
            _take_place(Path(written), Path(target))

    @contextmanager
    def local(self, sha256: str, file_name: str) -> Iterator[Path]:
        """The file on this machine, under its own name: messages name the file as its owner knows it."""
        with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
            path = Path(folder) / plain_name(file_name)
            if self._is_folder:
                path.symlink_to(Path(self._place(sha256)).absolute())
            else:
                self._fs.get_file(self._place(sha256), str(path))
            yield path

    def digest(self, sha256: str) -> str | None:
        """The SHA-256 of what is kept there now; ``None`` where nothing is."""
        place = self._place(sha256)
        if not self._fs.exists(place):
            return None
        with self._fs.open(place, "rb") as file:
            return digest_of(file)

    def read_text(self, name: str) -> str | None:
        """A small file of the store's own beside the documents."""
        content = self.read_bytes(name)
        return None if content is None else content.decode()

    def write_text(self, name: str, text: str) -> None:
        self.write_bytes(name, text.encode())

    def read_bytes(self, name: str) -> bytes | None:
        place = f"{self._root}/{name}"
        if not self._fs.exists(place):
            return None
        content: bytes = self._fs.cat_file(place)
        return content

    def write_bytes(self, name: str, content: bytes) -> None:
        place = f"{self._root}/{name}"
        self._fs.makedirs(str(PurePosixPath(place).parent), exist_ok=True)
        if not self._is_folder:
            self._fs.pipe_file(place, content)
            return
        part = Path(f"{place}.{uuid.uuid4().hex}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _take_place(part, Path(place))

    def remove_folder(self, name: str) -> None:
        """Files of the store's own that are of no use any more; fine where there are none."""
        with suppress(FileNotFoundError):
            self._fs.rm(f"{self._root}/{name}", recursive=True)

    def open(self, sha256: str) -> IO[bytes]:
        file: IO[bytes] = self._fs.open(self._place(sha256), "rb")
        return file

    def _place(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"


def _take_place(written: Path, target: Path) -> None:
    """Under its name, and so after a power cut too: a database row may name the file a moment later."""
    written.replace(target)
    if os.name != "posix":
        return
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest_of(file: Any) -> str:  # noqa: ANN401 (any binary file, also fsspec's)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def plain_name(file_name: str) -> str:
    """A name without a path, whichever system it comes from."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "").strip()
    return name if name not in ("", ".", "..") else "berkas"
