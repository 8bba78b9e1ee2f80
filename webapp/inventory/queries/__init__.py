"""What is read of stock records."""
