"""What is said to an order on its way."""

from typing import Annotated, Literal

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Line, Note


class ConfirmOrder(Input):
    """An order that was looked at and is approved."""

    order_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class PatchOrder(ConfirmOrder):
    """The one thing a client may change so: a pending order becomes confirmed."""

    status: Literal["confirmed"] = Field(title="Status", examples=["confirmed"])


class CancelOrder(ConfirmOrder):
    """An order that comes to nothing, and why."""

    reason: Annotated[Annotated[str, Note(1000)] | None, Blank] = Field(
        None, title="Why", examples=["The customer changed their mind."]
    )


class OrderNotes(ConfirmOrder):
    """The notes, which replace those before."""

    notes: Annotated[str, Note(5000)] = Field(title="Notes", examples=["Deliver to the back door."])
