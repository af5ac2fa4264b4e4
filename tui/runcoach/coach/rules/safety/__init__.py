"""Rules that no persona can override."""
