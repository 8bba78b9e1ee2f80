"""The refusal of a code."""

from webapp.core.operation.errors import Problem


class CodeRefused(Problem):
    """What was scanned cannot be taken as any code."""

    code = "CODE_REFUSED"
    message = "{why}"
    field = "code"

    def __init__(self, why: str) -> None:
        super().__init__(why=why)
