"""The facts in words: a file a subject, and the list of them all."""
