"""What a measured tenant holds."""
