"""What handling units takes: a status with its reason, an inspection, a place, another grade."""

from typing import Annotated, Any, Literal

from pydantic import Field

from webapp.assets.inputs.changing import OneAsset
from webapp.assets.inputs.many import MAX_ROWS, Mode
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Note

Action = Literal["status", "inspect", "move", "regrade", "edit"]

_SELECT: Any = {"widget": "select"}
_BACK = "Where it goes if it comes back. Left blank, where it stood last."

To = Annotated[str, Line(50)]
Where = Annotated[str, Line(500, 0)]
Remark = Annotated[str, Note(2000)]
Condition = Annotated[str, Line(500, 0)]


class ChangeStatus(OneAsset):
    """A unit's status by hand; a reason makes it unavailable, or takes it away."""

    to: To = Field(title="It is now", examples=["in_repair"], json_schema_extra=_SELECT)
    location: Where | None = Field(None, title="Place", description=_BACK)
    note: Remark | None = Field(None, title="What happened", examples=["Display broken"])


class InspectUnit(OneAsset):
    """What an inspection found."""

    to: To = Field("available", title="It is now", json_schema_extra=_SELECT)
    condition: Condition | None = Field(None, title="Condition", examples=["good"])
    location: Where | None = Field(None, title="Place", description="Left blank, it stays where it is.")
    note: Remark | None = Field(None, title="What was found")


class MoveUnit(OneAsset):
    """Where a unit goes."""

    location: Annotated[str, Line(500)] = Field(
        title="Place", description="A warehouse, or CODE/BIN such as RTM/A-01-02.", examples=["RTM/A-01-02"]
    )
    note: Remark | None = Field(None, title="Note")


class RegradeUnit(OneAsset):
    """Which variant of its product a unit is from now on."""

    sku: Annotated[str, Line(200)] = Field(title="Variant", examples=["MBP16-B"], json_schema_extra=_SELECT)
    condition: Condition | None = Field(None, title="Condition")
    location: Where | None = Field(None, title="Place", description="Left blank, it stays where it is.")
    note: Remark | None = Field(None, title="Why")


class ActOnAssets(Input):
    """One thing done to many units; each is done or refused by itself, unless all or nothing is asked for."""

    serial_numbers: Annotated[list[Annotated[str, Line(300)]], Field(min_length=1, max_length=MAX_ROWS)] = Field(
        title="Units", examples=[["C02ZX1Y2MD6T"]], json_schema_extra={"widget": "checks"}
    )
    action: Action = Field(title="Action", examples=["move"], json_schema_extra={"widget": "hidden"})
    to: Annotated[str, Line(50)] | None = Field(None, title="They are now", json_schema_extra=_SELECT)
    location: Where | None = Field(
        None, title="Place", description="A warehouse, or CODE/BIN such as RTM/A-01-02.", examples=["RTM/A-01-02"]
    )
    sku: Annotated[str, Line(200)] | None = Field(
        None, title="Variant", description="For `regrade`.", json_schema_extra={"widget": "none"}
    )
    grade: Annotated[str, Line(50, 0)] | None = Field(
        None, title="Grade", description="The only variant of its product that has this grade."
    )
    condition: Condition | None = Field(None, title="Condition")
    notes: Annotated[str, Note(5000)] | None = Field(
        None, title="Notes", description="In place of the notes that are there."
    )
    note: Remark | None = Field(None, title="What happened")
    mode: Mode = Field("rows", title="Mode", json_schema_extra={"widget": "none"})
