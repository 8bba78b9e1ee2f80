"""Runs of the check that every balance is what the ledger says: kept, listed, and begun from a page."""
