"""Shipments: which of the units that went out for an order left together, when, and by which carrier."""
