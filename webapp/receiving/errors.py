"""What the receiving desk can refuse as a whole; what is wrong with one scan is said in its row."""

from webapp.core.operation.errors import NotAllowed, NotFound
from webapp.ledger.errors import NothingToUndo


class IntakeNotFound(NotFound):
    """No intake of this tenant has the id."""

    what = "Intake"


class ScanNotFound(NotFound):
    """No scan of this intake has the key."""

    what = "Scan"


class NothingReceived(NothingToUndo):
    """There is nothing in the intake that could be taken back."""

    message = "Nothing of {name} is left to take back."


class NotYours(NotAllowed):
    """Scans that somebody else made are sent by themselves, or by a manager who takes them over."""

    code = "NOT_YOUR_SCANS"
    message = "These scans are {name}'s. They send them when they sign in here, or a manager takes them over."
