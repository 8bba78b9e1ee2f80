"""What scanners send, and what it says."""
