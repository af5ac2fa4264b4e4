"""One file for each feature of the main screen: a controller holds its state and does its work."""
