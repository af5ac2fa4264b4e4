"""Reading the GarminDB cache, never writing a byte."""
