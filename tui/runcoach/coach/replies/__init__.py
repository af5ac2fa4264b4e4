"""What the runner says, read once."""
