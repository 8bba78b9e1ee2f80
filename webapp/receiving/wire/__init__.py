"""Receiving as JSON."""
