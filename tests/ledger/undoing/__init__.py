"""Undoing what the ledger did."""
