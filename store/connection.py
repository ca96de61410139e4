"""Opens the store: one database (SQLite or PostgreSQL) and one place for the original files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from extractor.settings import ReadLimits

if TYPE_CHECKING:
    from store.files import Files

# How long a writer waits for another one (SQLite has one writer at a time) before it gives up.
BUSY_SECONDS = 60

READ_ONLY = "warisan_read_only"


class DatabaseUnreachable(WarisanError):
    """The database cannot be opened ({detail}). Check WARISAN_DATABASE, and that the server runs."""

    indonesian = "Basis data tidak dapat dibuka ({detail}). Periksa WARISAN_DATABASE dan pastikan peladennya berjalan."


class Store:
    """The database and the files of one installation. Made by ``open_store``; threads may share it."""

    def __init__(self, database_url: str, files_url: str, limits: ReadLimits | None = None) -> None:
        from store.files import Files

        self.database_url = database_url
        self.files_url = files_url
        self.engine = make_engine(database_url)
        self.files: Files = Files(files_url)
        self.limits = limits or ReadLimits()
        # SQLite lets waiting writers sleep and try again: of fifty in one process some would never have their turn.
        self._writers = RLock()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def session(self, *, read_only: bool = False) -> Iterator[Session]:
        """One transaction: kept whole at the end of the block, or not at all where the block raises.

        SQLite has one writer at a time: a block that only reads says so, and then waits for nobody.
        """
        engine = self.engine.execution_options(**{READ_ONLY: True}) if read_only else self.engine
        turn = self._writers if self.is_sqlite and not read_only else nullcontext()
        with turn, Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def upgrade(self) -> None:
        """Brings the schema and the packaged catalogue up to this version of Warisan."""
        from store.upgrading import upgrade

        upgrade(self)

    def close(self) -> None:
        self.engine.dispose()


def open_store(database_url: str, files_url: str, limits: ReadLimits | None = None) -> Store:
    """Opens the store; a fresh or older database is upgraded by itself.

    ``database_url`` is an SQLAlchemy URL (``sqlite:///...`` or ``postgresql://...``), ``files_url`` an fsspec URL
    or a folder. ``limits``: within which the files of this store are read.
    """
    from sqlalchemy.exc import OperationalError

    from store.upgrading import is_current

    store = Store(normal_url(database_url), files_url, limits)
    try:
        if not is_current(store):
            store.upgrade()
    except OperationalError as error:
        store.close()
        raise DatabaseUnreachable(detail=str(error.orig).strip().splitlines()[0]) from error
    return store


def normal_url(database_url: str) -> str:
    """``postgres://`` and ``postgresql://`` are psycopg 3, the one driver that is installed."""
    for old in ("postgres://", "postgresql://"):
        if database_url.startswith(old):
            return "postgresql+psycopg://" + database_url.removeprefix(old)
    return database_url


def make_engine(database_url: str, *, foreign_keys: bool = True) -> Engine:
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            json_serializer=canonical_json,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=40,
            pool_timeout=BUSY_SECONDS,
        )
    if url.database and url.database != ":memory:":
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, json_serializer=canonical_json, connect_args={"timeout": BUSY_SECONDS}, pool_size=10, max_overflow=50
    )
    event.listen(engine, "connect", _on_sqlite_connect if foreign_keys else _on_sqlite_connect_to_migrate)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def canonical_json(facts: object) -> str:
    """One text for one content, whatever the order of its keys: the audit chain hashes the text that is stored."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _on_sqlite_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 (the driver's connection)
    _prepare_sqlite(connection, foreign_keys=True)


def _on_sqlite_connect_to_migrate(connection: Any, _record: object) -> None:  # noqa: ANN401 (the driver's connection)
    _prepare_sqlite(connection, foreign_keys=False)


def _prepare_sqlite(connection: Any, *, foreign_keys: bool) -> None:  # noqa: ANN401 (the driver's connection)
    # The driver would begin transactions by itself, late and without the lock: _on_sqlite_begin does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # A decision that was acknowledged survives a power cut: WAL with NORMAL would lose the last ones.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    cursor.close()


def _on_sqlite_begin(connection: Connection) -> None:
    """Writers take the lock at the start: a reader that turns writer later would be refused, not made to wait."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
