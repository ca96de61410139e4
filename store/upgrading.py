"""Brings a database to the present: Alembic revisions, then the packaged catalogue."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

from store.connection import make_engine
from store.migrations import HEAD
from store.tables import FactRow

if TYPE_CHECKING:
    from alembic.config import Config

    from store.connection import Store

CATALOGUE_FACT = "catalogue_sha256"

# Any number that no other program on the same PostgreSQL takes for its own lock.
UPGRADE_LOCK = 7_214_883


def is_current(store: Store) -> bool:
    """Whether nothing is to be done; asked at every start, so without importing Alembic."""
    with store.engine.connect().execution_options(warisan_read_only=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() != HEAD:
            return False
        known = connection.execute(text("SELECT text FROM fact WHERE name = :name"), {"name": CATALOGUE_FACT}).scalar()
        return known == catalogue_digest()


def upgrade(store: Store) -> None:
    """Runs in one transaction that holds a lock: of several processes that start at once, one upgrades."""
    from alembic import command

    engine = make_engine(store.database_url, foreign_keys=False)
    try:
        with engine.begin() as connection:
            if not store.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
            command.upgrade(alembic_config(connection), "head")
            _fill(connection)
            if store.is_sqlite:
                _refuse_broken_links(connection)
    finally:
        engine.dispose()


def alembic_config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def catalogue_digest() -> str:
    """Of all packaged catalogue files, so that a changed one is noticed at the next start."""
    digest = hashlib.sha256()
    folder = resources.files("store") / "catalogue"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".csv"):
            content = file.read_bytes()
            digest.update(f"{file.name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _fill(connection: Connection) -> None:
    from store.catalogue_tables import fill_catalogue

    digest = catalogue_digest()
    # The session joins the transaction of the connection: its commit only hands the rows over.
    with Session(connection) as session:
        fact = session.get(FactRow, CATALOGUE_FACT)
        if fact is None or fact.text != digest:
            fill_catalogue(session)
            session.merge(FactRow(name=CATALOGUE_FACT, text=digest))
        session.commit()


def _refuse_broken_links(connection: Connection) -> None:
    """Foreign keys are off while SQLite tables are rebuilt: look after it."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"the upgrade would leave {len(broken)} broken links, first: {broken[0]}")
