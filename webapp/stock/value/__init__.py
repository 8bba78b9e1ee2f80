"""What stock was worth at cost, at the end of any day, warehouse by warehouse."""
