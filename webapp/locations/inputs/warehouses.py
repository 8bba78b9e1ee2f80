"""What the operations on warehouses take."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Kept, Line, Note, Switch, Whole

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


class EditWarehouse(Input):
    """What a warehouse is called and where it is; what is not sent stays, and so does a default sent as false."""

    location_id: Annotated[str, Line(64)] = Field(examples=["wh_0f3k2m9q7"], json_schema_extra={"widget": "none"})
    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    name: Annotated[Annotated[str, Line(200)] | None, Kept()] = Field(None, title="Name", examples=["Rotterdam south"])
    code: Annotated[Annotated[str, Line(50), AfterValidator(_judge_code)] | None, Kept()] = Field(
        None,
        title="Code",
        description="Short, as on labels. What lies in the warehouse shows the new one at once.",
        examples=["RTM"],
    )
    address: Annotated[str, Note(500)] | None = Field(None, title="Address", examples=["Maashaven 14, Rotterdam"])
    is_default: Switch = Field(
        default=False, title="Default warehouse", description="Where stock goes when nobody says where."
    )
    type: Annotated[WarehouseType | None, Kept()] = Field(
        None, title="Whose", json_schema_extra={"words": dict[str, JsonValue](TYPE_WORDS)}
    )
    active: Annotated[Switch | None, Kept()] = Field(
        None, json_schema_extra={"widget": "none"}, description="In use; nothing comes into one that is not."
    )


class OneWarehouse(Input):
    """One warehouse."""

    location_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
