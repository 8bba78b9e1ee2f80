"""What changing many variants can refuse."""

from webapp.core.operation.errors import Problem


class RowsRefused(Problem):
    """All or nothing was asked for, and some rows cannot be taken; ``details`` says which and why."""

    code = "ROWS_REFUSED"
    message = "{count} of the rows cannot be taken, so nothing was saved. Mend them, or send the rest without them."
