"""Saved views: a list's filters, search and order under a name, for oneself or for everybody."""
