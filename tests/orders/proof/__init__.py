"""What an order comes to and how it lives, held against a model."""
