"""Measures Stockdesk beside a bare Flask application: ``python -m bench`` or ``make bench``."""
