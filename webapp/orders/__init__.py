"""Orders: what a customer asked for, at the prices of that moment, and how far it is."""
