"""Units with a serial number: received, found, followed."""
