"""How quantities went over days."""
