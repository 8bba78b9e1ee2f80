"""What operations on shipments take."""

from typing import Annotated, Any

from annotated_types import MaxLen
from pydantic import BeforeValidator, Field
from pydantic_core.core_schema import ValidationInfo

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, DayOrMoment, Kept, Line, Note, Whole, is_lax
from webapp.subscriptions.inputs import MOST, StartDay

_ShippedDay = Annotated[DayOrMoment | None, Kept()]


def _some(value: Any, info: ValidationInfo) -> Any:
    """A box left blank is all of them; a list of none is a client's mistake."""
    if value == []:
        if is_lax(info):
            return None
        raise ValueError("Name a serial number, or leave this out: then all leaves that has not left yet.")
    return value


class _Parcel(Input):
    """How something leaves."""

    tracking_number: Annotated[Annotated[str, Line(100)] | None, Blank] = Field(
        None, title="Tracking number", examples=["1Z999AA10123456784"]
    )
    carrier: Annotated[Annotated[str, Line(100)] | None, Blank] = Field(None, title="Carrier", examples=["UPS"])
    notes: Annotated[Annotated[str, Note(5000)] | None, Blank] = Field(
        None, title="Notes", examples=["Two parcels on one pallet."]
    )


class ShipOrder(_Parcel):
    """Units of one order that leave together."""

    order_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    serial_numbers: Annotated[
        Annotated[list[Annotated[str, Line(256)]], MaxLen(MOST)] | None, Blank, BeforeValidator(_some)
    ] = Field(
        None,
        title="Serial numbers",
        description="One on a line, as they are scanned; left out, all that went out and has not left yet.",
        json_schema_extra={"widget": "lines"},
        examples=[["SN-0001"]],
    )  # fmt: skip
    shipped_at: StartDay = Field(
        None, title="Left on", description="Today, if nothing is said.",
        examples=["2025-02-01"],
    )  # fmt: skip


class ChangeShipment(_Parcel):
    """What is not sent stays; a null takes it away, but a shipment always has its day."""

    shipment_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    shipped_at: _ShippedDay = Field(None, title="Left on", examples=["2025-02-01"])
