"""What changing one unit takes."""

from typing import Annotated

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Day, Kept, Line, Money, Note


class OneAsset(Input):
    """One unit: by its serial number or identifier from a program, by its id from a page."""

    serial_number: Annotated[str, Line(300, 0)] | None = Field(None, json_schema_extra={"widget": "none"})
    unit_id: Annotated[str, Line(64)] | None = Field(None, json_schema_extra={"widget": "none"})


class ChangeAsset(OneAsset):
    """What changes of one unit; what is not sent stays (docs/contract.md, FlexPortal assets)."""

    status: Annotated[Annotated[str, Line(50)] | None, Kept()] = Field(None, title="Status", examples=["unavailable"])
    status_reason: Annotated[str, Line(50, 0)] | None = Field(
        None, title="Reason", description="Why it is unavailable.", examples=["in_repair"]
    )
    location: Annotated[str, Line(500, 0)] | None = Field(
        None, title="Place", description="A warehouse, or CODE/BIN such as RTM/A-01-02.", examples=["At the reception"]
    )
    condition: Annotated[str, Line(500, 0)] | None = Field(None, title="Condition", examples=["good"])
    acquisition_cost: Money | None = Field(None, title="Cost", examples=[1800])
    acquisition_date: Annotated[Day | None, Blank] = Field(None, title="Acquired on", examples=["2025-01-15"])
    notes: Annotated[str, Note(5000)] | None = Field(None, title="Notes", examples=["Keyboard replaced"])
    version: Annotated[str, Line(40)] | None = Field(None, json_schema_extra={"widget": "hidden"})
