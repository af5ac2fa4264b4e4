"""The coaches as data."""
