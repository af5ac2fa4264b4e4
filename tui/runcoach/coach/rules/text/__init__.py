"""Rules about the words of an answer: they warn and mark."""
