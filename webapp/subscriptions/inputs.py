"""What operations on subscriptions take."""

from typing import Annotated, Literal, Self

from annotated_types import MaxLen, MinLen
from pydantic import Field, JsonValue, model_validator

from webapp.core.inputs.schema import Input
from webapp.core.inputs.text import fold
from webapp.core.inputs.types import Blank, DayOrMoment, Line, Note, Whole
from webapp.core.operation.errors import Detail, InputRefused

MOST = 200
_START_WORDS: dict[str, JsonValue] = {
    "immediate": "At once",
    "first_of_next_month": "On the first of next month",
    "same_day_next_month": "A month after it starts",
}


StartDay = Annotated[DayOrMoment | None, Blank]
_Serial = Annotated[Annotated[str, Line(256)] | None, Blank]


class Terms(Input):
    """How a unit is rented out; what is not said is as the order and the tenant have it."""

    start_date: StartDay = Field(
        None, title="Starts on", description="Today, if nothing is said.",
        examples=["2025-02-01"],
    )  # fmt: skip
    contract_length: Annotated[int, Whole(1, 120)] | None = Field(None, title="Months", examples=[24])
    billing_start_option: Literal["immediate", "first_of_next_month", "same_day_next_month"] | None = Field(
        None, title="First payment", json_schema_extra={"words": _START_WORDS}, examples=["immediate"]
    )
    notes: Annotated[Annotated[str, Note(5000)] | None, Blank] = Field(None, title="Notes")


class CreateSubscription(Terms):
    """A unit for a line of a confirmed order; both published spellings are taken."""

    order_id: Annotated[str, Line(64)] = Field(title="Order", examples=["ord_1m2n3p4q5r6s7t8v9w0x1y2z3a"])
    asset_serial_number: _Serial = Field(None, title="Serial number", examples=["SN-0001"])
    serial_number: _Serial = Field(None, description="The same as assetSerialNumber.")
    customer_id: Annotated[Annotated[str, Line(64)] | None, Blank] = Field(
        None, description="The order's customer, if it is sent."
    )
    order_item_index: Annotated[int, Whole(0, 10_000)] | None = Field(
        None, description="Which line, from 0 on; else the first of this SKU with something open.", examples=[0]
    )

    @model_validator(mode="after")
    def _named(self) -> Self:
        one, other = self.asset_serial_number, self.serial_number
        if not (one or other):
            raise _at_serial("Send the unit's serial number as assetSerialNumber.")
        if one and other and fold(one) != fold(other):
            raise _at_serial("assetSerialNumber and serialNumber name two units. Send one of them.")
        return self

    @property
    def serial(self) -> str:
        """The unit's serial number, in whichever spelling it came."""
        return self.asset_serial_number or self.serial_number or ""


def _at_serial(words: str) -> InputRefused:
    return InputRefused([Detail("assetSerialNumber", words, "custom")])


class FulfilOrder(Terms):
    """Units that go out for one order, each for the first line of its SKU with something open."""

    order_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    serial_numbers: Annotated[list[Annotated[str, Line(256)]], MinLen(1), MaxLen(MOST)] = Field(
        title="Serial numbers",
        description="One on a line, as they are scanned.",
        json_schema_extra={"widget": "lines"},
        examples=[["SN-0001", "SN-0002"]],
    )


class SubscriptionNotes(Input):
    """The notes, which replace those before."""

    subscription_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    notes: Annotated[str, Note(5000)] = Field(title="Notes", examples=["Collected at the front desk."])
