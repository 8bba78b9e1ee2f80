"""What is said to an order on its way."""

from typing import Annotated

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Line, Note


class OneOrder(Input):
    """One order."""

    order_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ConfirmOrder(OneOrder):
    """An order that was looked at and is approved."""


class ReserveOrder(OneOrder):
    """An order that wants more than is kept for it."""


class CancelOrder(OneOrder):
    """An order that comes to nothing, and why."""

    reason: Annotated[Annotated[str, Note(1000)] | None, Blank] = Field(
        None, title="Why", examples=["The customer changed their mind."]
    )


class OrderNotes(OneOrder):
    """The notes, which replace those before."""

    notes: Annotated[str, Note(5000)] = Field(title="Notes", examples=["Deliver to the back door."])
