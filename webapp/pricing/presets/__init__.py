"""Margin presets: how much more than its cost a variant is to bring back, and in how many months."""
