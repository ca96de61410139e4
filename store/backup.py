"""One file that holds the whole store: every table and every original file, checked when it is read back.

The same form for SQLite and PostgreSQL, so a restore is also the way from the one to the other.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, Table, insert, select, text
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from store.chain import publish_head
from store.connection import canonical_json, open_store
from store.files import CHUNK
from store.migrations import HEAD, READABLE_BACKUPS
from store.tables import Base, DocumentRow, ExactDecimal, UtcTime, now

if TYPE_CHECKING:
    from store.connection import Store

MANIFEST = "manifest.json"
ROWS_AT_ONCE = 2_000


class FaultyBackup(WarisanError):
    """The backup {name} is damaged or not of this version ({detail}). Use another copy of it."""

    indonesian = "Cadangan {name} rusak atau bukan dari versi ini ({detail}). Pakai salinan lain."


class StoreNotEmpty(WarisanError):
    """The store holds {documents} documents already. Restore into a new database and a new folder of files."""

    indonesian = "Penyimpanan sudah berisi {documents} dokumen. Pulihkan ke basis data dan map berkas yang baru."


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What was written."""

    path: Path
    rows: int
    documents: int
    size: int


def backup(store: Store, path: Path) -> Backup:
    """Writes the backup while others work: all tables as of one moment, then the files they name."""
    part = path.with_name(path.name + ".part")
    digests: dict[str, str] = {}
    rows = 0
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
        with store.session(read_only=True) as session:
            if not store.is_sqlite:
                session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            for table in Base.metadata.sorted_tables:
                name = f"tables/{table.name}.jsonl"
                digests[name], count = _write_table(session, table, package, name)
                rows += count
            documents = session.scalars(select(DocumentRow.sha256)).all()
        for sha256 in documents:
            _write_file(store, sha256, package)
        manifest = {"schema": HEAD, "made_at": now().isoformat(), "tables": digests, "files": sorted(documents)}
        package.writestr(MANIFEST, canonical_json(manifest))
    part.replace(path)
    return Backup(path=path, rows=rows, documents=len(documents), size=path.stat().st_size)


def restore(path: Path, database_url: str, files_url: str) -> Store:
    """Fills a new database and folder from a backup. Nothing is written before all of it proved whole.

    Documents that were waiting to be read wait no more: have them read again with ``read_again``.
    """
    if not path.is_file() or not zipfile.is_zipfile(path):
        raise FaultyBackup(name=path.name, detail="bukan berkas zip")
    with zipfile.ZipFile(path) as package:
        manifest = _checked_manifest(package, path.name)
        store = open_store(database_url, files_url)
        with store.session() as session:
            count = len(session.scalars(select(DocumentRow.id)).all())
            if count:
                raise StoreNotEmpty(documents=count)
            for sha256 in manifest["files"]:
                _read_file(store, sha256, package)
            _fill_tables(session, package, manifest["tables"])
            if not store.is_sqlite:
                _continue_numbering(session)
    publish_head(store)
    return store


def _write_table(session: Session, table: Table, package: zipfile.ZipFile, name: str) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=ROWS_AT_ONCE)
    with package.open(name, "w", force_zip64=True) as sink:
        for row in session.execute(query).mappings():
            line = (canonical_json({key: _told(value) for key, value in row.items()}) + "\n").encode()
            digest.update(line)
            sink.write(line)
            count += 1
    return digest.hexdigest(), count


def _told(value: Any) -> Any:  # noqa: ANN401 (any column's value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else value


def _write_file(store: Store, sha256: str, package: zipfile.ZipFile) -> None:
    with store.files.open(sha256) as source, package.open(f"files/{sha256}", "w", force_zip64=True) as sink:
        while chunk := source.read(CHUNK):
            sink.write(chunk)


def _checked_manifest(package: zipfile.ZipFile, name: str) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(package.read(MANIFEST))
        if manifest["schema"] not in READABLE_BACKUPS:
            raise FaultyBackup(
                name=name, detail=f"skema {manifest['schema']}, seharusnya {' atau '.join(READABLE_BACKUPS)}"
            )
        wanted = {**manifest["tables"], **{f"files/{sha256}": sha256 for sha256 in manifest["files"]}}
        for member, digest in wanted.items():
            with package.open(member) as file:
                if _digest(file) != digest:
                    raise FaultyBackup(name=name, detail=f"{member} berubah")
    except (KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise FaultyBackup(name=name, detail=str(error)) from error
    return manifest


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _read_file(store: Store, sha256: str, package: zipfile.ZipFile) -> None:
    with package.open(f"files/{sha256}") as source:
        store.files.put_stream(source, sha256)


def _fill_tables(session: Session, package: zipfile.ZipFile, written: Iterable[str]) -> None:
    """The rows of the backup take the place of the packaged catalogue that a new store is filled with.

    What an earlier release had no table or column for stays empty.
    """
    there = set(written)
    tables = Base.metadata.sorted_tables
    for table in reversed(tables):
        session.execute(table.delete())
    for table in (table for table in tables if f"tables/{table.name}.jsonl" in there):
        for rows in _batches(package, table):
            session.execute(insert(table), rows)


def _batches(package: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    batch = []
    with package.open(f"tables/{table.name}.jsonl") as source:
        for line in io.TextIOWrapper(source, encoding="utf-8"):
            facts = json.loads(line)
            known = [column for column in table.columns if column.key in facts]
            batch.append({column.key: _read_back(column.type, facts[column.key]) for column in known})
            if len(batch) == ROWS_AT_ONCE:
                yield batch
                batch = []
    if batch:
        yield batch


def _read_back(kind: object, value: Any) -> Any:  # noqa: ANN401 (any column's value)
    if value is None:
        return None
    if isinstance(kind, ExactDecimal):
        return Decimal(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    return datetime.fromisoformat(value) if isinstance(kind, UtcTime) else value


def _continue_numbering(session: Session) -> None:
    """PostgreSQL counts ids by itself: it goes on after the highest one restored."""
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            query = f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), max({column.name})) FROM "
            session.execute(text(f'{query} "{table.name}" HAVING max({column.name}) IS NOT NULL'))
