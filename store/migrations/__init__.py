"""The way from every released schema to the present one, as Alembic revisions."""

HEAD = "0002"
"""The newest revision. Kept here too, so that a start need not import Alembic to see that all is well."""
