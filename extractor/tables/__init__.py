"""Grids become readings: joined over pages, headed, columns given roles, rows read, checked."""
