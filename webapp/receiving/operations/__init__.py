"""The operations of the receiving desk."""

from webapp.receiving.operations.intakes import close_intake, edit_intake, open_intake, reopen_intake, undo_intake
from webapp.receiving.operations.scans import take_scans

__all__ = [
    "close_intake",
    "edit_intake",
    "open_intake",
    "reopen_intake",
    "take_scans",
    "undo_intake",
]
