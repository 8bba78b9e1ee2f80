"""Demo data: a renter of refurbished electronics, made through the operations like any other day's work."""
