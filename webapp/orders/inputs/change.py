"""What changes of an order while nothing of it is assigned (docs/contract.md, Orders)."""

from typing import Annotated, Literal

from annotated_types import MaxLen, MinLen
from pydantic import Field

from webapp.core.inputs.types import Blank, Kept, Note, Whole
from webapp.customers.inputs import Address, ToldCustomer
from webapp.customfields.inputs import CustomFields
from webapp.orders.inputs.create import MOST_LINES, OrderItem
from webapp.orders.inputs.steps import OneOrder


class ChangeOrder(OneOrder):
    """What is not sent stays. Lines that are sent as they stand keep their prices, others get those of today."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    status: Annotated[Literal["pending", "confirmed", "partial", "fulfilled", "cancelled"] | None, Kept()] = Field(
        None,
        title="Status",
        description="confirmed confirms it; the one that it has changes nothing.",
        examples=["confirmed"],
        json_schema_extra={"widget": "none"},
    )
    customer: Annotated[ToldCustomer | None, Kept()] = Field(None, title="Customer")
    billing_address: Annotated[Address | None, Kept()] = Field(None, title="Billing address")
    shipping_address: Address | None = Field(None, title="Shipping address", description="null is the billing address.")
    items: Annotated[Annotated[list[OrderItem], MinLen(1), MaxLen(MOST_LINES)] | None, Kept()] = Field(
        None, title="Line"
    )
    custom_fields: CustomFields | None = Field(
        None,
        title="Further fields",
        description="What is not sent stays, a null takes one away.",
        json_schema_extra={"widget": "keyed"},
    )
    notes: Annotated[Annotated[str, Note(5000)] | None, Blank] = Field(
        None, title="Notes", examples=["Deliver to the back door."]
    )
