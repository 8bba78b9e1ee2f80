"""Rows that were received wrongly, and what is right instead."""

from typing import Annotated, Any

from pydantic import Field

from webapp.core.inputs.types import Blank, Line, Money, Note, Switch
from webapp.receiving.inputs.intakes import OneIntake
from webapp.receiving.inputs.scans import AnyDay

MOST_TICKED = 500
MOST_CORRECTED = 2000


class CorrectScans(OneIntake):
    """What is right of rows of an intake; what is not said stays as it was received."""

    rows: Annotated[list[Annotated[str, Line(100)]], Field(max_length=MOST_TICKED)] = Field(
        default_factory=list,
        title="Rows",
        description="The key of a scan, or the id that receiving answered: a unit's or a movement's.",
        examples=[["5f0c6c1e-4a86-4f6e-9d3a-2f1d7a1b9c55"]],
        json_schema_extra={"widget": "checks"},
    )
    received_as: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(
        None,
        title="Everything received as",
        description="Instead of ticking rows: all that this intake has under one SKU.",
        examples=["MACBOOK-PRO-16-M3-A"],
        json_schema_extra={"widget": "hidden"},
    )
    sku: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(
        None, title="SKU", description="What it really is.", examples=["MACBOOK-PRO-16-M3-B"]
    )
    grade: Annotated[Annotated[str, Line(50)] | None, Blank] = Field(
        None, title="Grade", description="Instead of a SKU: the variant of the same product that has this grade."
    )
    location: Annotated[Annotated[str, Line(500)] | None, Blank] = Field(
        None,
        title="Place",
        description="Where it really lies: a warehouse, or CODE/BIN such as RTM/A-01-02.",
        examples=["WH-01"],
    )
    acquisition_cost: Annotated[Money | None, Blank] = Field(None, title="Cost", description="Of each unit.")
    acquisition_date: AnyDay = Field(None, title="Acquired on")
    condition: Annotated[Annotated[str, Line(500)] | None, Blank] = Field(None, title="Condition")
    notes: Annotated[Annotated[str, Note(5000)] | None, Blank] = Field(None, title="Notes")
    lot_number: Annotated[Annotated[str, Line(128)] | None, Blank] = Field(
        None, title="Lot", description="For what is kept in lots."
    )
    expires_on: AnyDay = Field(None, title="Expires", description="The last day on which the lot is good.")
    partly: Switch = Field(
        default=False,
        title="Correct what can be corrected",
        description="What later facts hold stays as it is, and you are told which.",
    )

    @property
    def edits(self) -> dict[str, Any]:
        """What is written about a unit itself."""
        names = ("acquisition_cost", "acquisition_date", "condition", "notes")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    @property
    def says(self) -> bool:
        """Whether anything is said that could be corrected."""
        return bool(self.edits or self.sku or self.grade or self.location or self.lot_number or self.expires_on)
