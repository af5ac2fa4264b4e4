"""What the numbers mean: weeks, paces, facts, limits. Pure: no I/O and no clock."""
