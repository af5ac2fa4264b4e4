"""What people and models write, read for what it measures and means."""
