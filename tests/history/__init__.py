"""What was done and what it did to quantities, as the pages tell it."""
