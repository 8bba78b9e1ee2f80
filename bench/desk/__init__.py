"""The receiving desk in a browser."""
