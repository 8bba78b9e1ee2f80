"""Lists and look-ups of the catalogue."""
