"""What can be done with a sheet."""
