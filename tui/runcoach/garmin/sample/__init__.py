"""The built-in sample: an invented runner's year in a GarminDB cache with the package's own schema."""
