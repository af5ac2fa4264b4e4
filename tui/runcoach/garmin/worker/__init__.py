"""The worker's side of the sync: the only place that imports garmindb, in a process of its own."""
