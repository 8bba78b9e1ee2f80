"""What an intake is told of itself."""

from typing import Annotated, Literal

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Kept, Line, Switch

_ID = Field(json_schema_extra={"widget": "none"})


class _About(Input):
    supplier: Annotated[str, Line(200, 0)] | None = Field(None, title="Supplier", examples=["Back Office GmbH"])
    delivery_note: Annotated[str, Line(200, 0)] | None = Field(
        None, title="Delivery note", examples=["LS-2026-1187"], description="The number on the paper in the box."
    )
    reference: Annotated[str, Line(200, 0)] | None = Field(
        None, title="Reference", examples=["PO-4711"], description="A purchase order, or whatever you file it under."
    )


class OpenIntake(_About):
    """A delivery that arrives (docs/contract.md, Our own resources)."""

    name: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(
        None, title="Name", description="Left blank, the day and the time.", examples=["20 laptops from Back Office"]
    )
    kind: Literal["receipt", "opening"] = Field(
        "receipt",
        title="Kind",
        description="Opening stock is what stood on the shelves before you began with Stockdesk.",
        json_schema_extra={"labels": {"receipt": "A delivery", "opening": "Opening stock"}},
    )


class EditIntake(_About):
    """What is known of an intake, corrected; what is not sent stays."""

    intake_id: Annotated[str, Line(64)] = _ID
    name: Annotated[Annotated[str, Line(200)] | None, Kept()] = Field(None, title="Name", examples=["20 laptops"])
    version: Annotated[int | None, Field(json_schema_extra={"widget": "hidden"}, examples=[1])] = None


class OneIntake(Input):
    """An intake by its id."""

    intake_id: Annotated[str, Line(64)] = _ID


class CloseIntake(OneIntake):
    """An intake that is done."""

    missing: Literal["keep", "give_up"] = Field(
        "keep",
        title="What is missing",
        description="Goods that were announced and are not here.",
        json_schema_extra={"labels": {"keep": "is still to come: it stays expected", "give_up": "does not come"}},
    )


class UndoIntake(OneIntake):
    """An intake to be taken back whole."""

    partly: Switch = Field(
        default=False,
        title="Take back what can be taken back",
        description="What later facts hold stays as it is, and you are told which.",
    )
