"""What the operations on margin presets take."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.config import JsonDict
from pydantic_core.core_schema import ValidationInfo

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Hint, Kept, Line, Switch, Whole, judge_percentage
from webapp.pricing.presets.models import MAX_MARGIN

MAX_MONTHS = 1200
ROUNDING_WORDS: JsonDict = {
    "none": "Not rounded",
    "whole": "Up to a whole amount",
    "ninety": "Up to the next .90",
}


def _judge_margin(value: Any, info: ValidationInfo) -> int:
    return judge_percentage(value, info, most=MAX_MARGIN)


Margin = Annotated[
    int,
    Hint("percent"),
    BeforeValidator(_judge_margin),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1000, "multipleOf": 0.01}),
]
"""A margin over the cost: a percentage in, whole basis points out."""

Rounding = Literal["none", "whole", "ninety"]
Months = Annotated[int, Whole(1, MAX_MONTHS)]
_NAME = "Prices worked out with it keep this name."
_MONTHS = "In which the cost and the margin come back. Left blank, each price has the months of its contract."
_DEFAULT = "Suggestions start from it."


class CreatePreset(Input):
    """A new way to work out prices."""

    name: Annotated[str, Line(100)] = Field(title="Name", description=_NAME, examples=["Quick return"])
    margin_percent: Margin = Field(title="Margin over the cost", examples=[10], json_schema_extra={"data-unit": "%"})
    target_months: Months | None = Field(
        None, title="Months", description=_MONTHS, examples=[24], json_schema_extra={"data-unit": "months"}
    )
    rounding: Rounding = Field(
        "none", title="Suggestions are rounded", examples=["ninety"], json_schema_extra={"words": ROUNDING_WORDS}
    )
    is_default: Switch = Field(False, title="This is the usual one", description=_DEFAULT, examples=[False])


class PresetId(Input):
    """One of the presets here."""

    preset_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ChangePreset(PresetId):
    """What changes; what is not sent stays. ``version`` is what was read, so that nobody overwrites unseen."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    name: Annotated[Annotated[str, Line(100)] | None, Kept()] = Field(
        None, title="Name", description=_NAME, examples=["Slow return"]
    )
    margin_percent: Annotated[Margin | None, Kept()] = Field(
        None, title="Margin over the cost", examples=[12.5], json_schema_extra={"data-unit": "%"}
    )
    target_months: Months | None = Field(
        None, title="Months", description=_MONTHS, examples=[36], json_schema_extra={"data-unit": "months"}
    )
    rounding: Annotated[Rounding | None, Kept()] = Field(
        None, title="Suggestions are rounded", examples=["whole"], json_schema_extra={"words": ROUNDING_WORDS}
    )
    is_default: Annotated[Switch | None, Kept()] = Field(
        None, title="This is the usual one", description=_DEFAULT, examples=[True]
    )
