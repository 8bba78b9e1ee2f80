"""Migrations: numbered, reversible, the same on both engines, their SQL frozen as it was when they were written."""
