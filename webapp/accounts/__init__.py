"""Tenants, people, sessions, API keys and desks."""
