"""What lines cost: the prices of the moment, and the sums of an order."""
