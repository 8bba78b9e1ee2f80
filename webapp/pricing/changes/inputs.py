"""What the operations on price changes take (docs/contract.md, price changes)."""

import datetime as dt
import re
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.config import JsonDict
from pydantic_core.core_schema import ValidationInfo

from webapp.catalog.inputs.product import MAX_MONTHS
from webapp.core.inputs.schema import Input
from webapp.core.inputs.span import within
from webapp.core.inputs.types import Hint, Line, Whole, is_lax, judge_money, judge_percentage, zone_of

MAX_VARIANTS = 5_000
MAX_PERCENT_UP = 100_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

CHANGE_WORDS: JsonDict = {
    "percent_down": "Down by a percentage",
    "percent_up": "Up by a percentage",
    "amount_down": "Down by an amount",
    "amount_up": "Up by an amount",
    "set_to": "Set to an amount",
}
ROUNDING_WORDS: JsonDict = {
    "none": "Not rounded",
    "whole_nearest": "To the nearest whole amount",
    "whole_up": "Up to a whole amount",
    "whole_down": "Down to a whole amount",
    "ending_90": "To end in .90",
    "ending_95": "To end in .95",
    "ending_99": "To end in .99",
}
STATUS_WORDS: JsonDict = {"active": "Active ones", "inactive": "Inactive ones", "any": "Active and inactive ones"}


def _judge_value(value: Any, info: ValidationInfo) -> int:
    """Basis points for a percentage, minor units for an amount."""
    change = str(info.data.get("change", ""))
    if change.startswith("percent"):
        return judge_percentage(value, info, most=10_000 if change == "percent_down" else MAX_PERCENT_UP)
    return judge_money(value, info)


def _judge_moment(value: Any, info: ValidationInfo) -> Any:
    """A day, or a day and a time; without an offset it is the tenant's own."""
    asks = "Type a day and a time such as 2025-11-28T08:00, or a day alone."
    if not isinstance(value, str):
        raise ValueError(asks)
    text = value.strip()
    try:
        found = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(asks) from None
    return within(found, zone_of(info))


Moment = Annotated[
    Any,
    Hint("moment"),
    BeforeValidator(_judge_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A date, or a datetime with or without an offset; ``moment_of`` makes it a point in time."""


def moment_of(value: dt.date, zone: str, *, ends: bool = False) -> dt.datetime:
    """The point in time that was meant; a day alone begins, or with ``ends`` ends, at midnight in the zone."""
    if isinstance(value, dt.datetime):
        return (value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))).astimezone(dt.UTC)
    day = value + dt.timedelta(days=1) if ends else value
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def _judge_choice(value: Any, info: ValidationInfo) -> Any:
    """Nothing ticked on a page is no choice; an empty list in JSON may be a choice that came out empty."""
    if value == [] and not is_lax(info):
        raise ValueError("This names none. Leave it out to mean all.")
    return value or None


_Chosen = BeforeValidator(_judge_choice)
Ids = Annotated[list[Annotated[str, Line(64)]], Field(max_length=MAX_VARIANTS)]

Lengths = Annotated[list[Annotated[int, Whole(1, MAX_MONTHS)]], Field(max_length=MAX_MONTHS)]


class PreviewPriceChange(Input):
    """Which prices, and what happens to them."""

    product_id: Annotated[str, Line(64)] | None = Field(
        None, title="Product", examples=["prod_0f3k9"], json_schema_extra={"widget": "hidden"}
    )
    category: Annotated[str, Line(200)] | None = Field(None, title="Category", json_schema_extra={"widget": "select"})
    brand: Annotated[str, Line(200)] | None = Field(None, title="Brand", json_schema_extra={"widget": "select"})
    grade: Annotated[str, Line(50)] | None = Field(None, title="Grade", json_schema_extra={"widget": "select"})
    q: Annotated[str, Line(200)] | None = Field(None, title="SKU or name", description="Any part of it.")
    status: Literal["active", "inactive", "any"] = Field(
        "active", title="Variants", json_schema_extra={"words": STATUS_WORDS}
    )
    variant_ids: Annotated[Ids | None, _Chosen] = Field(
        None, title="These variants alone", json_schema_extra={"widget": "checks"}
    )
    except_ids: Ids | None = Field(None, title="But not these", json_schema_extra={"widget": "checks"})
    contract_lengths: Annotated[Lengths | None, _Chosen] = Field(
        None, title="Months", description="None ticked is all.", json_schema_extra={"widget": "checks"}
    )
    change: Literal["percent_down", "percent_up", "amount_down", "amount_up", "set_to"] = Field(
        title="Prices go", examples=["percent_down"], json_schema_extra={"words": CHANGE_WORDS}
    )
    value: Annotated[
        int,
        Hint("money"),
        BeforeValidator(_judge_value),
        WithJsonSchema({"type": "number", "minimum": 0, "maximum": 10**11}),
    ] = Field(title="Percentage or amount", examples=[20])
    rounding: Literal["none", "whole_nearest", "whole_up", "whole_down", "ending_90", "ending_95", "ending_99"] = Field(
        "none", title="Rounded", examples=["none"], json_schema_extra={"words": ROUNDING_WORDS}
    )
    valid_from: Moment | None = Field(None, title="From", description="Left blank, from now on.")
    valid_until: Moment | None = Field(None, title="Until", description="Left blank, for good.")


class CreatePriceChange(PreviewPriceChange):
    """The same, named and meant; ``version`` is that of the preview, so that nobody changes prices unseen."""

    name: Annotated[str, Line(200)] = Field(title="Name", examples=["Black Friday"])
    version: Annotated[str, Line(64)] | None = Field(None, json_schema_extra={"widget": "hidden"})

    @property
    def is_of_all(self) -> bool:
        """Whether nothing narrows it down."""
        return not any((self.product_id, self.category, self.brand, self.grade, self.q, self.variant_ids))


class EndPriceChange(Input):
    """A price change that is to be over now."""

    price_change_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
