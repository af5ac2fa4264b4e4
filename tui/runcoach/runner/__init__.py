"""One runner's data as of a day."""
