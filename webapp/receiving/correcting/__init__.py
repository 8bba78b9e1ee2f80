"""Correcting rows that were received under a wrong item, cost or place: taken back and received again in one batch."""
