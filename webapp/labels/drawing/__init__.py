"""What a label looks like: its symbol, its words, and where both stand, as PDF, as a picture, as ZPL."""
