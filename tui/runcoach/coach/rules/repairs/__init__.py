"""What code does to a workout that breaks a rule."""
