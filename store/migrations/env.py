"""Alembic's entry: runs the revisions on the connection that ``store.upgrading`` hands over."""

from __future__ import annotations

from alembic import context

from store.tables import Base

# The tables of the durable jobs live in the same database, and are migrated by DBOS itself.
OWN = frozenset(Base.metadata.tables)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    include_name=lambda name, kind, _parents: kind != "table" or name in OWN,
)
with context.begin_transaction():
    context.run_migrations()
