"""Runs of the check, kept."""
