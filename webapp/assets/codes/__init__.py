"""Further codes of units, and the serial numbers they had before."""
