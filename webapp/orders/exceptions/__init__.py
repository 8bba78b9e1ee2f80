"""Orders that were promised goods which are damaged or missing by now."""
