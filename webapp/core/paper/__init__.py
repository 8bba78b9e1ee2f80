"""Paper: the font that travels with us, and reports as A4 pages."""
