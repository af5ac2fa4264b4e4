"""RunCoach: a terminal running coach on the runner's own Garmin data."""

__version__ = "0.1.0"
