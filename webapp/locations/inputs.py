"""What the operations on places take."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, JsonValue, ValidationInfo, model_validator

from webapp.core.inputs.schema import Input, SnakeInput
from webapp.core.inputs.types import Kept, Line, Note, Switch, Whole, is_lax

WarehouseType = Literal["OWNED", "SUPPLIER", "CONSIGNMENT", "THIRD_PARTY_LOGISTICS"]

TYPE_WORDS = {
    "OWNED": "Our own",
    "SUPPLIER": "A supplier's",
    "CONSIGNMENT": "Consignment",
    "THIRD_PARTY_LOGISTICS": "Third-party logistics",
}


def _judge_code(code: str) -> str:
    """``CODE/BIN`` is read at its slash."""
    if "/" in code:
        raise ValueError("A warehouse's code holds no slash: what stands behind one is a bin.")
    return code


class CreateWarehouse(Input):
    """A new warehouse; without a code one is made (docs/contract.md, ShopSynch warehouses)."""

    name: Annotated[str, Line(200)] = Field(title="Name", description="What people call it.", examples=["Rotterdam"])
    code: Annotated[str, Line(50), AfterValidator(_judge_code)] | None = Field(
        None, title="Code", description="Short, as on labels. Left blank, one is made.", examples=["RTM"]
    )
    address: Annotated[str, Note(500)] | None = Field(None, title="Address", examples=["Maashaven 12, Rotterdam"])
    is_default: Switch = Field(
        default=False, title="Default warehouse", description="Where stock goes when nobody says where."
    )
    type: WarehouseType = Field("OWNED", title="Whose", json_schema_extra={"words": dict[str, JsonValue](TYPE_WORDS)})


class CreateBin(SnakeInput):
    """A new bin inside a warehouse (docs/contract.md, PackageX layouts)."""

    location_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    name: Annotated[str, Line(127)] = Field(title="Name", examples=["Aisle A, rack 1, level 2"])
    code: Annotated[str, Line(50)] | None = Field(
        None,
        title="Code",
        description="As on its label, e.g. A-01-02. Left blank, the name is the code, and the other way round.",
        examples=["A-01-02"],
    )
    parent_id: Annotated[str, Line(64)] | None = Field(None, title="Inside", json_schema_extra={"widget": "select"})
    metadata: dict[str, Any] | None = Field(None, json_schema_extra={"widget": "none"})

    @model_validator(mode="before")
    @classmethod
    def _name_by_code(cls, values: Any, info: ValidationInfo) -> Any:
        """On a page the code alone is enough; the published API asks for the name."""
        if is_lax(info) and isinstance(values, Mapping) and not values.get("name") and values.get("code"):
            return {**values, "name": values["code"]}
        return values


class RenameBin(SnakeInput):
    """Other words for a bin; what is not sent stays. ``version`` is what was read, so that nobody overwrites unseen."""

    location_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    layout_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
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
