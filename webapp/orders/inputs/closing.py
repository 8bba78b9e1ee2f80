"""What is said of a line that cannot be finished (docs/contract.md, Orders)."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from webapp.core.inputs.types import Line, Note, Switch, Whole, null_is
from webapp.orders.inputs.steps import OneOrder


def _number(value: Any) -> Any:
    """A part of an address is text."""
    text = value.removeprefix("-") if isinstance(value, str) else ""
    return int(value) if text.isascii() and text.isdigit() else value


class OneLine(OneOrder):
    """One line of an order: its place among the items, from 0."""

    index: Annotated[int, BeforeValidator(_number), Whole(0, 9999)] = Field(json_schema_extra={"widget": "none"})
    quantity: Annotated[int, Whole(1, 1_000_000)] | None = Field(
        None, title="How many", description="Left blank, all that is open.", examples=[1]
    )
    reason: Annotated[str, Note(1000, 1)] = Field(title="Why", examples=["The last one is broken; none will come."])


class CloseLine(OneLine):
    """So many of a line will never come."""


class SubstituteLine(OneLine):
    """So many of a line come as another variant of the product."""

    sku: Annotated[str, Line(200)] = Field(title="Which comes instead", examples=["MBP-16-A"])
    keep_price: Annotated[Switch, null_is(False)] = Field(
        False, title="At the price of the line", description="Else at its own price of today, for the same months."
    )
