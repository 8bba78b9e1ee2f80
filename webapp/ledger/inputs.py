"""What the ledger's operations take."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Switch

_OURS = re.compile(r"int_[0-9a-z]{20,}")


def _judge_reference(text: str) -> str:
    """What an intake received names the intake: nobody else writes its id, or it would count as received there."""
    if _OURS.fullmatch(text):
        raise ValueError("This is the id of an intake. Name a paper of your own: an order, a delivery note.")
    return text


Reference = Annotated[str, Line(200, 0), AfterValidator(_judge_reference)]
"""What a movement is for: an order, a delivery note, a count."""


class UndoBatch(Input):
    """One batch to be taken back (docs/contract.md, Our own resources)."""

    batch_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    partly: Switch = Field(
        default=False,
        title="Undo what can be undone",
        description="What later facts hold stays as it is, and you are told which.",
    )
