"""Interval sets, read off laps and records."""
