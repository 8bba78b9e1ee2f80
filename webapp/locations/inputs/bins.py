"""What the operations on bins take."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, model_validator

from webapp.core.inputs.schema import SnakeInput
from webapp.core.inputs.types import Kept, Line, Whole, is_lax
from webapp.locations.lineage import LONGEST

_ID = Annotated[str, Line(64), Field(json_schema_extra={"widget": "none"})]
PARENT_PATH = Annotated[
    Annotated[str, Line(LONGEST, 0)] | None,
    Field(
        description="The same as a path of codes or ids, such as /A/A-01; / alone: by itself.",
        examples=["/"],
        json_schema_extra={"widget": "none"},
    ),
]


class NewBin(SnakeInput):
    """What is told of a bin that comes to be (docs/contract.md, PackageX layouts)."""

    name: Annotated[str, Line(127)] = Field(title="Name", examples=["Aisle A, rack 1, level 2"])
    code: Annotated[str, Line(50)] | None = Field(
        None,
        title="Code",
        description="As on its label, e.g. A-01-02. Left blank, the name is the code, and the other way round.",
        examples=["A-01-02"],
    )
    parent_id: Annotated[str, Line(64)] | None = Field(None, title="Inside", json_schema_extra={"widget": "select"})
    parent_path: PARENT_PATH = None
    metadata: dict[str, Any] | None = Field(None, json_schema_extra={"widget": "none"})

    @model_validator(mode="before")
    @classmethod
    def _name_by_code(cls, values: Any, info: ValidationInfo) -> Any:
        """On a page the code alone is enough; the published API asks for the name."""
        if is_lax(info) and isinstance(values, Mapping) and not values.get("name") and values.get("code"):
            return {**values, "name": values["code"]}
        return values


class CreateBin(NewBin):
    """A new bin inside a warehouse."""

    location_id: _ID


class RenameBin(SnakeInput):
    """Other words for a bin; what is not sent stays. ``version`` is what was read, so that nobody overwrites unseen."""

    location_id: _ID
    layout_id: _ID
    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    name: Annotated[Annotated[str, Line(127)] | None, Kept()] = Field(
        None, title="Name", examples=["Aisle A, rack 1, level 3"]
    )
    code: Annotated[Annotated[str, Line(50)] | None, Kept()] = Field(
        None,
        title="Code",
        description="As on its label. What lies in the bin shows the new one at once.",
        examples=["A-01-03"],
    )
    metadata: dict[str, Any] | None = Field(None, json_schema_extra={"widget": "none"})


class OneBin(SnakeInput):
    """One bin of a warehouse."""

    location_id: _ID
    layout_id: _ID


class MoveBin(OneBin):
    """Where a bin stands: inside another one of its warehouse, or by itself."""

    parent_id: Annotated[str, Line(64)] | None = Field(None, title="Inside", json_schema_extra={"widget": "select"})
    parent_path: PARENT_PATH = None
