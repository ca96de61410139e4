"""Next cycle's forms, filled from confirmed values, with the source of every number."""
