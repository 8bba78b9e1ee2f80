"""Many variants at once: a table that is edited in place and saved row by row, and the same as JSON."""
