"""The ground: runs, laps, nights, units, errors, settings, folders and stores."""
