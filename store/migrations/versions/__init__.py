"""One file a revision, in order; each runs on SQLite and on PostgreSQL."""
