"""Subscriptions and payments as FlexPortal writes them."""
