"""Lists and look-ups of lots."""
