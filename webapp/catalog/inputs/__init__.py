"""What the operations of the catalogue take."""
