"""Undoing a batch: a plan of what can and cannot, then its counter-lines."""

from webapp.ledger.undoing.applying import apply_undo, on_undo, on_undo_together, reverse_lines
from webapp.ledger.undoing.lines import Line
from webapp.ledger.undoing.plan import Item, Refusal, UndoPlan, add_guard, add_tie, plan_rows, plan_undo

__all__ = [
    "Item",
    "Line",
    "Refusal",
    "UndoPlan",
    "add_guard",
    "add_tie",
    "apply_undo",
    "on_undo",
    "on_undo_together",
    "plan_rows",
    "plan_undo",
    "reverse_lines",
]
