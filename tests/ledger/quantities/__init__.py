"""What is done with quantities, verb by verb, against a model that counts piece by piece."""
