"""The GarminDB cache: find it, read it, make a sample of it. Knows SQL; nothing above does."""
