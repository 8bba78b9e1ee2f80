"""What the operations on desks take."""

from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import AfterValidator, Field, JsonValue

from webapp.core.codes.card import is_stand_in
from webapp.core.codes.layouts import LAYOUTS, LayoutCode
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Kept, Line, Switch, Whole

SUFFIXES: dict[str, JsonValue] = {
    "any": "Enter or Tab",
    "enter": "Enter",
    "tab": "Tab",
    "none": "No key: a pause ends a code",
}
_LAYOUTS: dict[str, JsonValue] = {layout.code: layout.name for layout in LAYOUTS.values()}


class NoInput(Input):
    """Nothing is taken."""


class NameDesk(Input):
    """A name for a desk."""

    name: Annotated[str, Line(60)] = Field(
        title="Name", description="As on the sign above it.", examples=["Receiving 1"]
    )


class DeskId(Input):
    """One of the desks here."""

    desk_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class RenameDesk(DeskId):
    """Another name for a desk."""

    name: Annotated[str, Line(60)] = Field(title="Name", examples=["Receiving 2"])


def _judge_separator(value: Any) -> Any:
    if value and not is_stand_in(value):
        raise ValueError("Signs such as | or the name of a key such as <F8>; no letters, digits or spaces.")
    return value


class SetUpDesk(DeskId):
    """How a desk's scanner types and how loud its sounds are; what is not sent stays as it is."""

    suffix: Annotated[Literal["any", "enter", "tab", "none"] | None, Kept()] = Field(
        None, title="What ends a code", json_schema_extra={"words": SUFFIXES}
    )
    prefix: Annotated[str, Line(20, 0)] | None = Field(
        None, title="What stands before a code", description="Taken off. Most scanners send nothing.", examples=[""]
    )
    separator: Annotated[str, Line(10, 0), AfterValidator(_judge_separator)] | None = Field(
        None,
        title="Sent for the GS1 separator",
        description="Signs such as | or a key such as <F8>. Empty where it arrives as it is.",
        examples=["|"],
    )
    scanner: Annotated[LayoutCode | None, Kept()] = Field(
        None, title="The scanner types for", json_schema_extra={"words": _LAYOUTS}, examples=["us"]
    )
    computer: Annotated[LayoutCode | None, Kept()] = Field(
        None, title="This computer's keyboard", json_schema_extra={"words": _LAYOUTS}, examples=["fr"]
    )
    typed: Annotated[str, Line(100, 0)] | None = Field(
        None, title="These arrive", description="Only for a keyboard that is not in the list.", examples=[""]
    )
    meant: Annotated[str, Line(100, 0)] | None = Field(
        None, title="and stand for these", description="At the same places.", examples=[""]
    )
    volume: Annotated[int | None, Whole(0, 10), Kept()] = Field(None, title="Volume", description="0 to 10.")
    muted: Annotated[Switch | None, Kept()] = Field(None, title="No sounds")


class TestCard(DeskId):
    """Two known codes as they arrived, and the key that ended them."""

    first: Annotated[str, MaxLen(300)] = ""
    second: Annotated[str, MaxLen(300)] = ""
    ended: Annotated[str, MaxLen(10)] = ""
