"""What the operations on stock records take."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, ValidationInfo

from webapp.core.data.columns import MAX_QUANTITY
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Kept, Line, Note, Whole, is_lax
from webapp.core.operation.errors import Problem
from webapp.inventory.errors import QuantityRefused
from webapp.ledger.inputs import Reference

Action = Literal["RECEIVED", "SOLD", "ADJUSTED", "DAMAGED", "RETURNED"]
ACTION_WORDS = {
    "RECEIVED": "Received from a supplier",
    "RETURNED": "Returned by a customer",
    "SOLD": "Sold to a customer",
    "DAMAGED": "Damaged, written off",
    "ADJUSTED": "Counted: a correction",
}
_SIGNS = {"RECEIVED": 1, "RETURNED": 1, "SOLD": -1, "DAMAGED": -1}
_MOST_ATTRIBUTES = 50
_LEAST_ONE = "Quantity must be at least 1"


def _read_attributes(value: Any, info: ValidationInfo) -> Any:
    """On a page, a line for each: ``Color: Red``."""
    if not (isinstance(value, str) and is_lax(info)):
        return value
    pairs: dict[str, str] = {}
    for line in filter(None, (one.strip() for one in value.splitlines())):
        name, _, word = (part.strip() for part in line.replace("=", ":", 1).partition(":"))
        if not (name and word):
            raise ValueError(f"“{line[:40]}” needs a name and a value, such as Color: Red.")
        pairs[name] = word
    return pairs


def _judge_attributes(value: dict[str, str]) -> dict[str, str]:
    if len(value) > _MOST_ATTRIBUTES:
        raise ValueError(f"At most {_MOST_ATTRIBUTES} are possible.")
    return value


Attributes = Annotated[
    dict[Annotated[str, Line(100)], Annotated[str, Line(300)]],
    BeforeValidator(_read_attributes),
    AfterValidator(_judge_attributes),
]

_ID = Annotated[str, Line(64), Field(json_schema_extra={"widget": "none"})]
_LOCATION: dict[str, Any] = {
    "title": "Shelf or bin",
    "description": "Where it usually lies. The code of a bin is that bin, and new stock goes there.",
    "examples": ["B-02-1"],
}
_LEVEL: dict[str, Any] = {
    "title": "Reorder level",
    "description": "At this many or fewer to be promised it is on the low-stock report.",
    "examples": [10],
}
_REORDER: dict[str, Any] = {
    "title": "Reorder quantity",
    "description": "How many to order then.",
    "examples": [30],
}
_ATTRIBUTES: dict[str, Any] = {
    "title": "Attributes",
    "description": "A line for each, such as Color: Red.",
    "json_schema_extra": {"widget": "note"},
    "examples": [{"Color": "Red"}],
}


class CreateRecord(Input):
    """Stock of a product or SKU in one more warehouse (docs/contract.md, ShopSynch inventory)."""

    product_id: Annotated[str, Line(64)] | None = Field(
        None, json_schema_extra={"widget": "none"}, description="Needed, unless sku says it."
    )
    sku_id: Annotated[str, Line(64)] | None = Field(None, json_schema_extra={"widget": "none"})
    sku: Annotated[str, Line(200)] | None = Field(
        None,
        title="SKU",
        description="Of a variant; or of a product, to stock it as a whole.",
        examples=["MACBOOK-PRO-16-M3-A"],
    )
    warehouse_id: Annotated[str, Line(64)] = Field(
        title="Warehouse", json_schema_extra={"widget": "select"}, examples=["wh_0f3k2m9q7x4"]
    )
    initial_qty: Annotated[int, Whole()] = Field(
        title="Opening quantity", description="What is there now; 0 for none.", examples=[50]
    )
    location: Annotated[str, Line(200)] | None = Field(None, **_LOCATION)
    reorder_level: Annotated[int, Whole()] | None = Field(None, **_LEVEL)
    reorder_qty: Annotated[int, Whole()] | None = Field(None, **_REORDER)
    variant_attributes: Attributes | None = Field(None, **_ATTRIBUTES)


class _OneRecord(Input):
    record_id: _ID
    version: Annotated[int, Whole(0)] | None = Field(None, json_schema_extra={"widget": "hidden"})


class EditRecord(_OneRecord):
    """Where a record's stock lies and when to reorder; what is not sent stays, null clears."""

    location: Annotated[str, Line(200)] | None = Field(None, **_LOCATION)
    reorder_level: Annotated[int, Whole()] | None = Field(None, **_LEVEL)
    reorder_qty: Annotated[int, Whole()] | None = Field(None, **_REORDER)
    variant_attributes: Attributes | None = Field(None, **_ATTRIBUTES)


def _judge_change(value: int, info: ValidationInfo) -> int:
    """The sign fits the action; on a page the action says it, but for a correction."""
    sign = _SIGNS.get(info.data.get("action", ""))
    if value == 0:
        raise ValueError("Say how many: 0 changes nothing.")
    if sign is None:
        return value
    if is_lax(info):
        return sign * abs(value)
    if value * sign < 0:
        raise ValueError(f"{info.data['action']} takes a quantity {'above' if sign > 0 else 'below'} 0.")
    return value


def _judge_promised(value: int) -> int:
    if value < 1:
        raise ValueError(_LEAST_ONE)
    return value


class _Moved(_OneRecord):
    problems: ClassVar[Mapping[str, type[Problem]]] = {"qty": QuantityRefused}

    reference: Annotated[Reference, Line(200)] | None = Field(
        None, title="Reference", description="An order, a delivery note, a count.", examples=["ORD-1001"]
    )
    notes: Annotated[str, Note(2000)] | None = Field(None, title="Note")


class AdjustRecord(_Moved):
    """More or less stock of a record, and why (docs/contract.md, ShopSynch inventory)."""

    action: Action = Field(title="What happened", json_schema_extra={"words": dict[str, JsonValue](ACTION_WORDS)})
    qty: Annotated[int, Whole(-MAX_QUANTITY), AfterValidator(_judge_change)] = Field(
        title="Quantity",
        description="How many. For a correction: 3 more, or -3 when three are missing.",
        examples=[12],
    )
    reorder_level: Annotated[Annotated[int, Whole()] | None, Kept()] = Field(
        None, json_schema_extra={"widget": "none"}, examples=[10]
    )
    reorder_qty: Annotated[Annotated[int, Whole()] | None, Kept()] = Field(
        None, json_schema_extra={"widget": "none"}, examples=[30]
    )


class PromiseStock(_Moved):
    """So many of a record, to be kept for a reference or given back (docs/contract.md, ShopSynch inventory)."""

    qty: Annotated[int, Whole(-MAX_QUANTITY), AfterValidator(_judge_promised)] = Field(
        title="Quantity", examples=[2], json_schema_extra={"minimum": 1}
    )
