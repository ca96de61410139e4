"""The sample reports, one module a kind."""
