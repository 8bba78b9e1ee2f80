"""What lines cost, what an order comes to, and how all that changes one is kept and taken back."""
