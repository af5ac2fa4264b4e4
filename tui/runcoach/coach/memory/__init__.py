"""What was said, answered, run and spent before."""
