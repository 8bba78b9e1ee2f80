"""Subscriptions: which unit a customer has, on which line of their order, and what they pay for it and when."""
