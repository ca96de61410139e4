"""The way from every released schema to the present one, as Alembic revisions."""

HEAD = "0004"
"""The newest revision. Kept here too, so that a start need not import Alembic to see that all is well."""

READABLE_BACKUPS = ("0001", "0002", "0003", "0004")
"""Schemas whose backups can be restored: later ones only added tables and columns that may be empty."""
