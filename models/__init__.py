"""Readings meet indicators: candidates, ranker, calibration, training, evaluation. Reads ``annotations``."""
