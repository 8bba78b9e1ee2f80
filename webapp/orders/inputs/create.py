"""A new order (docs/contract.md, Orders)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import MaxLen, MinLen
from pydantic import Field, JsonValue, field_validator, model_validator
from pydantic_core.core_schema import ValidationInfo

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Line, Money, Note, Switch, Whole, is_lax, null_is
from webapp.customers.inputs import Address, OrderingCustomer
from webapp.customfields.inputs import CustomFields

MOST_LINES = 500
TYPE_WORDS: dict[str, JsonValue] = {"standard": "Standard", "extension": "Extension", "upgrade": "Upgrade"}
_DETAILS = ("extensionDetails", "upgradeDetails")

_Text = Annotated[Annotated[str, Line(500)] | None, Blank]


class OrderItem(Input):
    """So many of a SKU; without a length, the tenant's usual one if the SKU has it, else its shortest."""

    sku: Annotated[str, Line(200)] = Field(title="SKU", examples=["MBP-16-A"])
    quantity: Annotated[int, Whole(1, 1_000_000)] = Field(title="Quantity", examples=[5])
    contract_length: Annotated[int, Whole(1, 1200)] | None = Field(None, title="Months", examples=[12])
    list_price_override: Money | None = Field(None, title="List price instead", examples=[2499])
    acquisition_cost_override: Money | None = Field(None, title="Acquisition cost instead", examples=[1800])
    expected_unit_price: Money | None = Field(
        None,
        title="Price that was seen",
        description="If a month of a new line costs anything else by now, the order is refused.",
        json_schema_extra={"widget": "hidden"},
    )


class ExtensionDetails(Input):
    """Which order is extended, and until when."""

    original_order_id: Annotated[str, Line(64)] = Field(
        title="Order that is extended", description="Its id, as its page says it."
    )
    extension_months: Annotated[int, Whole(1, 1200)] = Field(title="Months more")
    previous_end_date: Annotated[str, Line(40)] = Field(title="It ended on", json_schema_extra={"widget": "day"})
    new_end_date: Annotated[str, Line(40)] = Field(title="It ends on", json_schema_extra={"widget": "day"})
    reason: _Text = Field(None, title="Why")


class UpgradeDetails(Input):
    """What is replaced by something else."""

    previous_device: Annotated[str, Line(300)] = Field(title="Device until now")
    previous_serial_number: Annotated[str, Line(200)] = Field(title="Its serial number")
    previous_monthly_amount: Money = Field(title="Its monthly amount")
    previous_rental_id: Annotated[str, Line(64)] = Field(
        title="Its subscription", description="The id, as its page says it."
    )
    upgrade_reason: _Text = Field(None, title="Why")


class CreateOrder(Input):
    """An order; a missing shipping address is the billing address."""

    order_type: Annotated[Literal["standard", "extension", "upgrade"], null_is("standard")] = Field(
        "standard", title="Kind of order", json_schema_extra={"words": TYPE_WORDS}
    )
    customer: OrderingCustomer = Field(title="Customer")
    billing_address: Address = Field(title="Billing address")
    shipping_address: Address | None = Field(None, title="Shipping address")
    items: Annotated[list[OrderItem], MinLen(1), MaxLen(MOST_LINES)] = Field(title="Line")
    extension_details: ExtensionDetails | None = Field(None, title="Extension")
    upgrade_details: UpgradeDetails | None = Field(None, title="Upgrade")
    custom_fields: CustomFields | None = Field(None, title="Further fields", json_schema_extra={"widget": "keyed"})
    notes: Annotated[Annotated[str, Note(5000)] | None, Blank] = Field(
        None, title="Notes", examples=["IT department refresh - Q1 2025"]
    )
    warn_of_double: Annotated[Switch, null_is(False)] = Field(
        False,
        title="Warn of a likely double",
        description="Refuse an order that is like one of this customer a few minutes ago.",
        json_schema_extra={"widget": "hidden"},
    )

    @model_validator(mode="before")
    @classmethod
    def _of_its_kind(cls, told: Any, info: ValidationInfo) -> Any:
        """Details of a kind that an order is not are let by, whatever they say; left blank, each field says so."""
        if not isinstance(told, Mapping):
            return told
        mine = f"{told.get('orderType')}Details"
        blank: dict[str, Any] = {mine: {}} if is_lax(info) else {}
        return {**told, **{name: told.get(name, blank.get(name)) if name == mine else None for name in _DETAILS}}

    @field_validator("extension_details", "upgrade_details", mode="before")
    @classmethod
    def _told_of_its_kind(cls, told: Any, info: ValidationInfo) -> Any:
        """An extension and an upgrade say of what."""
        if told is None and info.field_name == f"{info.data.get('order_type')}_details":
            raise ValueError("An order of this kind needs these details.")
        return told
