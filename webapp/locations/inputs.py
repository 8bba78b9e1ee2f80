"""What the operations on places take."""

from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from webapp.core.inputs.schema import Input, SnakeInput
from webapp.core.inputs.types import Line, Note, Switch

WarehouseType = Literal["OWNED", "SUPPLIER", "CONSIGNMENT", "THIRD_PARTY_LOGISTICS"]

TYPE_WORDS = {
    "OWNED": "Our own",
    "SUPPLIER": "A supplier's",
    "CONSIGNMENT": "Consignment",
    "THIRD_PARTY_LOGISTICS": "Third-party logistics",
}


class CreateWarehouse(Input):
    """A new warehouse; without a code one is made (docs/contract.md, ShopSynch warehouses)."""

    name: Annotated[str, Line(200)] = Field(title="Name", description="What people call it.", examples=["Rotterdam"])
    code: Annotated[str, Line(50)] | None = Field(
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
        description="As on its label, e.g. A-01-02. Left blank, the name is the code.",
        examples=["A-01-02"],
    )
    parent_id: Annotated[str, Line(64)] | None = Field(None, title="Inside", json_schema_extra={"widget": "select"})
    metadata: dict[str, Any] | None = Field(None, json_schema_extra={"widget": "none"})
