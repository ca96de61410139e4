"""Grids become readings: joined over pages, headed, columns given roles, rows named, values read, checked."""

from extractor.tables.column_facts import Column, Context
from extractor.tables.readings import TableReport, problems_of, read_grid, read_tables

__all__ = ["Column", "Context", "TableReport", "problems_of", "read_grid", "read_tables"]
