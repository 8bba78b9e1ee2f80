"""What can be done with people, keys, desks and settings."""
