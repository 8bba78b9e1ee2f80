"""Rows of goods: announced or received from a list, one judge for JSON, pasted cells and files."""
