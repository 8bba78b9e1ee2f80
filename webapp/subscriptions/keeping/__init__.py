"""What holds between subscriptions and the units, customers and orders that they are of."""
