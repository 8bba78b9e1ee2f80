"""What stock was worth, evening by evening."""
