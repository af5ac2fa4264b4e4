"""What to do today: personas, the coaches, and the story of one answer."""
