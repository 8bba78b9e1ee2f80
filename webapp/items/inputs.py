"""What the operations on items take (docs/contract.md, PackageX items)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from webapp.catalog.inputs.product import MAX_IMAGES
from webapp.core.data.columns import MAX_MONEY, MAX_QUANTITY
from webapp.core.inputs.gtin import Gtin
from webapp.core.inputs.schema import SnakeInput
from webapp.core.inputs.types import Blank, Hint, Kept, Line, Link, Note, Whole

MOST_LEVELS, MOST_ATTRIBUTES = 100, 50
_FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """So many more or fewer, or so many from now on."""

    qty: int
    is_reset: bool = False


def _judge_step(value: Any) -> Any:
    if value is None or isinstance(value, Step):
        return value
    if isinstance(value, list):
        if len(value) != 1:
            raise ValueError("An array resets: it holds one whole number, such as [30].")
        qty = _whole(value[0])
        if qty < 0:
            raise ValueError("A quantity cannot be reset to less than zero.")
        return Step(qty, is_reset=True)
    return Step(_whole(value))


def _whole(value: Any) -> int:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("This is a whole number to add or take away, or one in an array to reset to.")
    if abs(value) > MAX_QUANTITY:
        raise ValueError("More than a billion pieces cannot lie in one place. Check the quantity.")
    return value


Change = Annotated[
    Step | None,
    BeforeValidator(_judge_step),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": -MAX_QUANTITY, "maximum": MAX_QUANTITY},
                {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 1,
                    "items": {"type": "integer", "minimum": 0, "maximum": MAX_QUANTITY},
                },
                {"type": "null"},
            ]
        }
    ),
]
"""``30`` adds, ``-50`` takes away, ``[30]`` resets."""


def _judge_measure(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("This must be a number.")
    if not 0 <= value <= _FARTHEST:
        raise ValueError("This is a number from 0 to a million.")
    return value


Measure = Annotated[
    Decimal | int | None,
    Hint("line"),
    BeforeValidator(_judge_measure),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": _FARTHEST}, {"type": "null"}]}),
]
"""A length in inches or a weight in pounds, as it was sent."""


class LevelIn(SnakeInput):
    """What changes of an item in one location, or in one layout of it; older and newer names of a quantity."""

    location_id: Annotated[str, Line(64, 0)] | None = Field(None, examples=["wh_0f3k2m9q7"])
    layout_id: Annotated[str, Line(64, 0)] | None = Field(None, examples=["lay_0f3k2m9q7"])
    verified_qty: Change = Field(None, examples=[30])
    received_qty: Change = None
    available_qty: Change = None
    damaged_qty: Change = None
    defective_qty: Change = None
    manifested_qty: Change = None
    reserved_qty: Change = None


class ItemFields(SnakeInput):
    """What is told of an item besides its name and SKU."""

    gtin: Annotated[Gtin | None, Blank] = Field(None, examples=["4006381333931"])
    upc: Annotated[Gtin | None, Blank] = Field(None, description="The same code; with both sent they agree.")
    description: Annotated[str, Note(10000)] | None = None
    color: Annotated[Annotated[str, Line(100)] | None, Blank] = None
    vendor: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(None, description="The product's brand.")
    value: Annotated[int, Whole(0, MAX_MONEY)] | None = Field(None, description="In cents: the list price.")
    images: Annotated[list[Link], Field(max_length=MAX_IMAGES)] | None = None
    attributes: Annotated[list[Annotated[str, Line(64)]], Field(max_length=MOST_ATTRIBUTES)] | None = None
    size: Annotated[Annotated[str, Line(100)] | None, Blank] = None
    length: Measure = None
    width: Measure = None
    height: Measure = None
    weight: Measure = None
    packaged_length: Measure = None
    packaged_width: Measure = None
    packaged_height: Measure = None
    packaged_weight: Measure = None
    harmonized_code: Annotated[Annotated[str, Line(50)] | None, Blank] = None
    origin_country: Annotated[Annotated[str, Line(100)] | None, Blank] = None
    external_id: Annotated[Annotated[str, Line(200)] | None, Blank] = None
    metadata: dict[str, Any] | None = None
    levels: Annotated[list[LevelIn], Field(max_length=MOST_LEVELS)] | None = None


class CreateItem(ItemFields):
    """A new item; its name is all that is needed."""

    name: Annotated[str, Line(300)] = Field(title="Name", examples=["Oat milk, 1 l"])
    sku: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(None, description="Made when it is not sent.")
    is_asset: bool | None = Field(None, description="Kept as units with serial numbers, not as counted stock.")


class OneItem(SnakeInput):
    """One item."""

    item_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class UpdateItem(OneItem, ItemFields):
    """What changes of an item; what is not sent stays, null clears."""

    name: Annotated[Annotated[str, Line(300)] | None, Kept()] = Field(None, examples=["Oat milk, 1 litre"])
    sku: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(None, description="As it is; it stays.")
