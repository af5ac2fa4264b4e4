"""The workout and the growing draft of an answer."""
