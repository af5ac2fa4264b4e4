"""Numbers and orders in prose."""
