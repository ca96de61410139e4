"""Sentences become readings."""
