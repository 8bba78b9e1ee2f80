"""What the ledger's operations take."""

from typing import Annotated

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Switch


class UndoBatch(Input):
    """One batch to be taken back (docs/contract.md, Our own resources)."""

    batch_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    partly: Switch = Field(
        default=False,
        title="Undo what can be undone",
        description="Leave what later facts hold, and say which.",
    )
