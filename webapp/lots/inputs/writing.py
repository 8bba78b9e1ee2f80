"""What creating and updating a lot takes (docs/contract.md, PackageX lots)."""

from typing import Annotated, Any

from pydantic import Field

from webapp.core.inputs.published import Moment, Quantity
from webapp.core.inputs.schema import SnakeInput
from webapp.core.inputs.types import Kept, Line

Number = Annotated[str, Line(128)]
_ID: Any = {"widget": "none"}
_UNTIL = "The last day on which it is good."


class Quantities(SnakeInput):
    """The published quantities: what is sent is what the lot holds afterwards, what is not sent stays."""

    total_qty: Quantity | None = Field(
        None,
        title="In all",
        description="Available, reserved and held together; the expected ones are not here yet.",
        json_schema_extra=_ID,
    )
    available_qty: Quantity | None = Field(None, title="Available", examples=[10])
    defective_qty: Quantity | None = Field(None, title="Held", description="Not usable: defective, quarantined.")
    manifested_qty: Quantity | None = Field(None, title="Expected", description="Announced, not here yet.")
    reserved_qty: Quantity | None = Field(None, title="Reserved", description="Promised, without a reference.")


class CreateLot(Quantities):
    """A new lot of an item, in a warehouse or in one of its bins."""

    item_id: Annotated[str, Line(64)] = Field(
        title="Item", examples=["var_0f3k2m9q7"], json_schema_extra={"widget": "select"}
    )
    location_id: Annotated[str, Line(64, 0)] | None = Field(
        None, title="Warehouse", examples=["wh_0f3k2m9q7"], json_schema_extra={"widget": "select"}
    )
    layout_id: Annotated[str, Line(64, 0)] | None = Field(
        None, title="Bin", examples=["lay_0f3k2m9q7"], json_schema_extra={"widget": "select"}
    )
    number: Annotated[str, Line(128, 0)] | None = Field(
        None, title="Lot number", description="As on its label. Left blank, one is made.", examples=["LOT_221X"]
    )
    manufacturer_number: Annotated[str, Line(128, 0)] | None = Field(None, title="Maker's lot number")
    expires_at: Moment = Field(None, title="Good until", description=_UNTIL, examples=["2027-12-31"])
    status: Annotated[str, Line(64)] | None = Field(None, title="Status", json_schema_extra=_ID)
    address_id: Annotated[str, Line(128, 0)] | None = Field(None, json_schema_extra=_ID)
    metadata: dict[str, Any] | None = Field(None, json_schema_extra=_ID)


class OneLot(SnakeInput):
    """One lot."""

    lot_id: Annotated[str, Line(64)] = Field(json_schema_extra=_ID)


class UpdateLot(OneLot, Quantities):
    """What changes of a lot; what is not sent stays."""

    number: Annotated[Number | None, Kept()] = Field(None, title="Lot number", examples=["LOT_221X"])
    manufacturer_number: Annotated[str, Line(128, 0)] | None = Field(
        None, title="Maker's lot number", examples=["appl_1213"]
    )
    location_id: Annotated[Annotated[str, Line(64)] | None, Kept()] = Field(
        None, title="Warehouse", description="Another one: the whole lot moves.", json_schema_extra=_ID
    )
    layout_id: Annotated[str, Line(64, 0)] | None = Field(None, title="Bin", json_schema_extra=_ID)
    expires_at: Moment = Field(None, title="Good until", description=_UNTIL, examples=["2027-12-31"])
    status: Annotated[Annotated[str, Line(64)] | None, Kept()] = Field(None, title="Status", json_schema_extra=_ID)
    address_id: Annotated[str, Line(128, 0)] | None = Field(None, json_schema_extra=_ID)
    metadata: dict[str, Any] | None = Field(None, json_schema_extra=_ID)
    sure_of: Annotated[str, Line(40)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    version: Annotated[str, Line(40)] | None = Field(
        None,
        description="The `version` that was read, so that nobody overwrites unseen.",
        json_schema_extra={"widget": "hidden"},
    )
