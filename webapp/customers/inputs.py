"""What is told of customers and where they live."""

from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import BeforeValidator, Field, JsonValue, WithJsonSchema

from webapp.core.inputs.schema import Input
from webapp.core.inputs.text import clean, fold
from webapp.core.inputs.types import Blank, Email, Hint, Kept, Line, Switch, Whole, judge_email, null_is
from webapp.customfields.inputs import CustomFields

CustomerType = Literal["individual", "business"]
TYPE_WORDS: dict[str, JsonValue] = {"individual": "Private", "business": "Business"}
NOBODYS = "@anonymised.invalid"
"""What the e-mail address of somebody ends with who is anonymised."""
STATUS_WORDS: dict[str, JsonValue] = {"active": "Active", "inactive": "Inactive"}

_Short = Annotated[Annotated[str, Line(200)] | None, Blank]


class Address(Input):
    """Where somebody is billed or something is sent (docs/contract.md, Orders); the country is free text."""

    contact_name: Annotated[str, Line(200)] = Field(title="Contact", examples=["Sarah Johnson"])
    company: _Short = Field(None, title="Company", examples=["Acme Corporation"])
    street_address: Annotated[str, Line(300)] = Field(title="Street and number", examples=["123 Business Park Drive"])
    building_info: _Short = Field(None, title="Building, floor", examples=["Building 3"])
    locality: _Short = Field(None, title="District", examples=["Mission Bay"])
    city: Annotated[str, Line(200)] = Field(title="City", examples=["San Francisco"])
    admin_area: _Short = Field(None, title="State or province", examples=["CA"])
    postal_code: Annotated[Annotated[str, Line(50)] | None, Blank] = Field(
        None, title="Postal code", examples=["94105"]
    )
    country: Annotated[str, Line(100)] = Field(title="Country", examples=["US"])


def is_nobodys(email: str) -> bool:
    """Whether this stands where the e-mail address of somebody was who is anonymised."""
    return fold(email).endswith(fold(NOBODYS))


def _judge_told(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and is_nobodys(clean(value)) else judge_email(value)


ToldEmail = Annotated[
    str,
    Hint("email"),
    MaxLen(254),
    BeforeValidator(_judge_told),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
"""An e-mail address, or what is told in its place: whoever sends that back changes nothing, and nobody else has it."""


class OrderingCustomer(Input):
    """Who orders: found by the e-mail address, or made by the order."""

    email: Email = Field(title="E-mail", examples=["sarah.johnson@acmecorp.com"])
    first_name: Annotated[str, Line(100)] = Field(title="First name", examples=["Sarah"])
    last_name: Annotated[str, Line(100)] = Field(title="Last name", examples=["Johnson"])
    company: _Short = Field(None, title="Company", examples=["Acme Corporation"])
    phone: Annotated[Annotated[str, Line(50)] | None, Blank] = Field(None, title="Phone", examples=["+1-555-123-4567"])
    customer_type: Annotated[CustomerType, null_is("individual")] = Field(
        "individual", title="Kind of customer", json_schema_extra={"words": TYPE_WORDS}, examples=["business"]
    )


class ToldCustomer(OrderingCustomer):
    """Who ordered, as the order says it."""

    email: ToldEmail = Field(title="E-mail", examples=["sarah.johnson@acmecorp.com"])


class OneCustomer(Input):
    """One customer."""

    customer_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ChangeCustomer(OneCustomer):
    """What changes of a customer; what is not sent stays. Orders and subscriptions keep what they were made with."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    email: Annotated[ToldEmail | None, Kept()] = Field(None, title="E-mail", examples=["s.johnson@acmecorp.com"])
    first_name: Annotated[Annotated[str, Line(100)] | None, Kept()] = Field(
        None, title="First name", examples=["Sarah"]
    )
    last_name: Annotated[Annotated[str, Line(100)] | None, Kept()] = Field(
        None, title="Last name", examples=["Johnson"]
    )
    company: _Short = Field(None, title="Company", examples=["Acme Corporation"])
    phone: Annotated[Annotated[str, Line(50)] | None, Blank] = Field(None, title="Phone", examples=["+31 10 123 45 67"])
    customer_type: Annotated[CustomerType | None, Kept()] = Field(
        None, title="Kind of customer", json_schema_extra={"words": TYPE_WORDS}
    )
    status: Annotated[Literal["active", "inactive"] | None, Kept()] = Field(
        None,
        title="Status",
        description="An inactive customer gets no new orders.",
        json_schema_extra={"words": STATUS_WORDS},
    )
    billing_address: Address | None = Field(None, title="Billing address")
    shipping_address: Address | None = Field(None, title="Shipping address")
    custom_fields: CustomFields | None = Field(
        None,
        title="Further fields",
        description="What is not sent stays, a null takes one away.",
        json_schema_extra={"widget": "keyed"},
    )


class MergeCustomers(OneCustomer):
    """Another record of the same customer, which becomes part of this one."""

    other: Annotated[str, Line(254)] = Field(
        title="The other record",
        description="Its e-mail address or id. Its orders and subscriptions come here, and its address leads here.",
        examples=["s.johnson@acmecorp.com"],
    )
    sure: Annotated[Switch, null_is(False)] = Field(False, title="They are one customer", examples=[True])


class AnonymiseCustomer(OneCustomer):
    """A customer who wants to be forgotten, by their e-mail address once more."""

    email: Annotated[str, Line(254)] = Field(title="Their e-mail address", examples=["sarah.johnson@acmecorp.com"])
