"""The coach without a model: the same day for the same facts."""
