"""What handling a lot takes: adjusting it, setting it apart, dividing, joining and moving it."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from webapp.core.inputs.published import Quantity
from webapp.core.inputs.types import Line, Note
from webapp.ledger.inputs import Reference
from webapp.lots.inputs.writing import OneLot

Verb = Literal["receive", "issue", "damage", "restore", "reserve", "release", "scrap", "count"]
VERBS: tuple[str, ...] = get_args(Verb)

_SELECT: Any = {"widget": "select"}
_VERSION: Any = {"widget": "hidden"}
Remark = Annotated[str, Note(2000)]


class AdjustLot(OneLot):
    """One thing done to a lot's quantities."""

    verb: Verb = Field(title="What happens", examples=["receive"])
    qty: Quantity = Field(title="How many", description="For a count, what lies there, reserved or not.", examples=[3])
    reference: Reference | None = Field(
        None, title="For", description="An order or a name, for what is reserved, released or issued."
    )
    note: Remark | None = Field(None, title="Note")
    version: Annotated[str, Line(40)] | None = Field(
        None, description="The `version` that was read, so that nobody acts on old numbers.", json_schema_extra=_VERSION
    )


class StopLot(OneLot):
    """Stop picking from a lot: what is free in it is held."""

    status: Literal["quarantined", "recalled"] = Field(
        title="Why",
        examples=["quarantined"],
        json_schema_extra={"words": {"quarantined": "Quarantine: look at it first", "recalled": "Recall"}},
    )
    note: Remark | None = Field(None, title="What is wrong with it")


class SplitLot(OneLot):
    """A part of a lot becomes a lot of its own."""

    number: Annotated[str, Line(128)] = Field(title="New lot number", examples=["LOT_221X-2"])
    qty: Quantity = Field(title="How many", examples=[1])
    layout_id: Annotated[str, Line(64, 0)] | None = Field(
        None, title="Out of bin", description="Where they lie now.", json_schema_extra=_SELECT
    )
    note: Remark | None = Field(None, title="Why")


class MergeLot(OneLot):
    """Everything in a lot joins another one of the same item in the same warehouse."""

    into_lot_id: Annotated[str, Line(64)] = Field(title="Into", examples=["lot_0f3k2m9q7"], json_schema_extra=_SELECT)
    note: Remark | None = Field(None, title="Why")


class MoveLot(OneLot):
    """A part of a lot, or all that lies in one place, goes to another bin of its warehouse."""

    from_layout_id: Annotated[str, Line(64, 0)] | None = Field(None, title="Out of bin", json_schema_extra=_SELECT)
    to_layout_id: Annotated[str, Line(64, 0)] | None = Field(
        None, title="Into bin", examples=["lay_0f3k2m9q7"], json_schema_extra=_SELECT
    )
    qty: Quantity | None = Field(
        None,
        title="How many",
        description="Left blank, all that lies there, with what is reserved and held.",
        examples=[1],
    )
    note: Remark | None = Field(None, title="Note")
