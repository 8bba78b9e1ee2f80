"""What happened to a thing: who, what, where, at which desk, and whether it was taken back."""

from webapp.ledger.history.lines import Line, Standing, standings, unit_history

__all__ = ["Line", "Standing", "standings", "unit_history"]
