"""Codes as scanners send them."""
