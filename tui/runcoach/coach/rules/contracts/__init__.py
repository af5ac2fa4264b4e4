"""Rules that a persona keeps because it is that persona."""
