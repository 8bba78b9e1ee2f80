"""What a tenant's settings are."""

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic.config import JsonDict
from pydantic_core.core_schema import ValidationInfo

from webapp.accounts.models.tenants import MOST_ORDERED
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Hint, Kept, Line, Switch, Whole, is_lax

_PERCENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9]{0,4}")
_HUNDRED = 100

TRACKING_WORDS: JsonDict = {
    "serial": "One by one, by serial number",
    "lot": "By lot",
    "count": "By counting",
}
BILLING_WORDS: JsonDict = {
    "immediate": "On the day that a subscription starts",
    "first_of_next_month": "On the first of the next month",
    "same_day_next_month": "On the same day of the next month",
}


@cache
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())


def _judge_zone(name: str) -> str:
    if name not in zones():
        raise ValueError("There is no such time zone. Take one such as Europe/Amsterdam from the list.")
    return name


def _judge_percent(value: Any, info: ValidationInfo) -> int:
    """Basis points from a percentage with at most two digits after the point."""
    if isinstance(value, str) and is_lax(info):
        if not _PERCENT.fullmatch(value.strip()):
            raise ValueError("Type a percentage such as 21 or 8.25.")
        value = Decimal(value.strip().replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("This must be a number.")
    if not 0 <= value <= _HUNDRED:
        raise ValueError("A percentage is from 0 to 100.")
    points = Decimal(value) * _HUNDRED
    if points != points.to_integral_value():
        raise ValueError("A percentage has at most two digits after the point.")
    return int(points)


Percent = Annotated[
    int,
    Hint("percent"),
    BeforeValidator(_judge_percent),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100, "multipleOf": 0.01}),
]
"""A percentage: JSON number or typed text in, whole basis points out."""


def _split(value: Any, info: ValidationInfo) -> Any:
    if is_lax(info) and isinstance(value, list):
        return [part for line in value for part in re.split(r"[,;\s]+", str(line)) if part]
    return value


def _judge_lengths(lengths: list[int]) -> list[int]:
    if len(set(lengths)) != len(lengths):
        raise ValueError("Each length stands here once.")
    return sorted(lengths)


Lengths = Annotated[
    list[Annotated[int, Whole(1, 120)]],
    MinLen(1),
    MaxLen(40),
    AfterValidator(_judge_lengths),
    BeforeValidator(_split),
]


def _judge_prefix(text: str) -> str:
    if not _PREFIX.fullmatch(text):
        raise ValueError("A prefix is a letter and up to four letters or digits more, without spaces.")
    return text


Prefix = Annotated[str, Line(5), AfterValidator(_judge_prefix)]


class UpdateSettings(Input):
    """What changes; what is not sent stays. ``version`` is what was read, so that nobody overwrites unseen."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    name: Annotated[Annotated[str, Line(100)] | None, Kept()] = Field(None, title="Name", examples=["Renter & Co"])
    time_zone: Annotated[Annotated[str, Line(64), AfterValidator(_judge_zone)] | None, Kept()] = Field(
        None,
        title="Time zone",
        description="Dates and times are shown in it, and a day ends by it.",
        examples=["Europe/Amsterdam"],
    )
    vat_percent: Annotated[Percent | None, Kept()] = Field(
        None, title="VAT", examples=[21], json_schema_extra={"data-unit": "%"}
    )
    prices_include_vat: Annotated[Switch | None, Kept()] = Field(None, title="Prices include VAT", examples=[False])
    contract_lengths: Annotated[Lengths | None, Kept()] = Field(
        None,
        title="Contract lengths",
        description="In months, from 1 to 120, apart by commas. A new variant offers these.",
        examples=[[6, 12, 24, 36]],
    )
    default_contract_length: Annotated[Annotated[int, Whole(1, 120)] | None, Kept()] = Field(
        None,
        title="Default length",
        description="One of those above.",
        examples=[12],
        json_schema_extra={"data-unit": "months"},
    )
    default_tracking: Annotated[Literal["serial", "lot", "count"] | None, Kept()] = Field(
        None,
        title="New variants are tracked",
        examples=["serial"],
        json_schema_extra={"words": TRACKING_WORDS},
    )
    records_for_new_variants: Annotated[Switch | None, Kept()] = Field(
        None,
        title="Make a stock record for each new variant",
        description="In the default warehouse, with nothing in it.",
        examples=[True],
    )
    order_id_prefix: Annotated[Prefix | None, Kept()] = Field(
        None,
        title="Orders begin with",
        examples=["ORD"],
    )
    subscription_id_prefix: Annotated[Prefix | None, Kept()] = Field(
        None, title="Subscriptions begin with", examples=["SUB"]
    )
    customer_id_prefix: Annotated[Prefix | None, Kept()] = Field(None, title="Customers begin with", examples=["CUS"])
    min_order_quantity: Annotated[Annotated[int, Whole(1, MOST_ORDERED)] | None, Kept()] = Field(
        None, title="Least of one item", description="A line of an order asks for no fewer.", examples=[1]
    )
    max_order_quantity: Annotated[Annotated[int, Whole(1, MOST_ORDERED)] | None, Kept()] = Field(
        None, title="Most of one item", description="And for no more.", examples=[500]
    )
    billing_start: Annotated[Literal["immediate", "first_of_next_month", "same_day_next_month"] | None, Kept()] = Field(
        None, title="Billing begins", examples=["immediate"], json_schema_extra={"words": BILLING_WORDS}
    )
    reserve_on_confirm: Annotated[Switch | None, Kept()] = Field(
        None,
        title="Reserve stock when an order is confirmed",
        description="As much as is there. Confirming never fails for lack of stock.",
        examples=[False],
    )
