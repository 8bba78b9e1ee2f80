"""Stock across the house."""
