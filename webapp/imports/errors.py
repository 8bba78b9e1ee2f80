"""What importing can refuse."""

from webapp.core.operation.errors import Conflict, InputRefused, NotFound


class RunNotFound(NotFound):
    """No such import of this tenant, or it was dropped."""

    what = "That import"


class RowNotFound(NotFound):
    """No such parked row, or it was taken or dropped already."""

    what = "That row"


class AlreadyImported(Conflict):
    """The sheet was imported before this was sent."""

    code = "ALREADY_IMPORTED"
    message = "{name} was imported already. Open its result to see what became of it."


class NoSheet(InputRefused):
    """Neither a file nor a paste, or both."""
