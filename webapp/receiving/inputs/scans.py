"""Scans as a desk or a client sends them."""

import datetime as dt
import json
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from webapp.core.inputs.days import read_day
from webapp.core.inputs.schema import Input
from webapp.core.inputs.span import within
from webapp.core.inputs.text import clean
from webapp.core.inputs.types import Blank, Day, Line, Money, Note, Switch, Whole, is_lax, zone_of

MOST = 50
LONGEST = 4096


def _judge_key(key: str) -> str:
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise ValueError("A key is 8 to 100 printable ASCII characters, such as a UUID.")
    return key


Key = Annotated[str, Line(100, 8), AfterValidator(_judge_key)]


def _judge_moment(value: Any, info: ValidationInfo) -> Any:
    """A client's clock is a courtesy: what cannot be read is passed by."""
    try:
        moment = within(dt.datetime.fromisoformat(value), zone_of(info)) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _any_day(value: Any, info: ValidationInfo) -> Any:
    """From a form a day as people write it; from JSON only as ISO text."""
    return read_day(value).isoformat() if isinstance(value, str) and is_lax(info) and value.strip() else value


AnyDay = Annotated[Day | None, BeforeValidator(_any_day), Blank]


class LotIn(Input):
    """A lot's number and its last good day."""

    number: Annotated[str, Line(128)] = Field(examples=["LOT-221X"])
    expiry: AnyDay = Field(None, examples=["2027-03-31"])


class AnswerIn(Input):
    """What somebody says to a scan that asked."""

    to: Key = Field(description="The key of the scan that asks.", examples=["5f0c6c1e-4a86-4f6e-9d3a-2f1d7a1b9c55"])
    choice: Annotated[str, Line(220)] = Field(
        description="One of the choices that its row offers: take, move, back, dismiss, undo, item:SKU, link:SKU.",
        examples=["take"],
    )


class Preset(Input):
    """What stays from one scan to the next; what is not sent stays as it is, a blank clears it."""

    sku: Annotated[str, Line(200, 0)] | None = None
    grade: Annotated[str, Line(50, 0)] | None = None
    location: Annotated[str, Line(500, 0)] | None = None
    acquisition_cost: Annotated[Money | None, Blank] = None
    acquisition_date: Annotated[Day | None, Blank] = None
    condition: Annotated[str, Line(500, 0)] | None = None
    notes: Annotated[str, Note(5000)] | None = None
    status: Annotated[Literal["available", "returned", "unavailable"] | None, Blank] = None
    lot_number: Annotated[str, Line(128, 0)] | None = None
    expires_on: AnyDay = None


_CHOICES = {
    "type": "object",
    "properties": {
        **{
            name: {"type": ["string", "null"]}
            for name in ("sku", "grade", "location", "condition", "notes", "lotNumber")
        },
        "acquisitionCost": {"type": ["number", "null"]},
        **{name: {"type": ["string", "null"], "format": "date"} for name in ("acquisitionDate", "expiresOn")},
        "status": {"enum": ["available", "returned", "unavailable", None]},
    },
}
"""How the API document shows a Preset: it is judged by the row it makes, as a code is."""


def _judge_choices(value: Any) -> Any:
    """A choice is kept as it was sent, so it has to be something that can be kept."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False, default=str).encode()
    except (ValueError, RecursionError):
        raise ValueError("This cannot be read.") from None
    return value


def _any_text(value: Any) -> Any:
    """A code is judged by the row it makes, so that one bad code never costs the others."""
    return value[: LONGEST + 1] if isinstance(value, str) else value


class ScanIn(Input):
    """One scan; its ``key`` is the client's own, and sending it again does nothing twice."""

    key: Key = Field(examples=["5f0c6c1e-4a86-4f6e-9d3a-2f1d7a1b9c55"])
    code: Annotated[str, BeforeValidator(_any_text)] = Field("", examples=["C02ZX1Y2MD6T"])
    at: Annotated[dt.datetime | None, BeforeValidator(_judge_moment)] = Field(
        None, description="When it was scanned, by the client's clock.", examples=["2026-11-21T09:41:07Z"]
    )
    qty: Annotated[int, Whole(1)] | None = Field(None, description="Pieces, of what is counted.", examples=[12])
    lot: LotIn | None = None
    preset: Annotated[dict[str, Any], BeforeValidator(_judge_choices), WithJsonSchema(_CHOICES)] | None = Field(
        None, alias="set", description="What to choose instead: sku, location, grade, acquisitionCost, condition, …"
    )
    answer: AnswerIn | None = None
    typed: Switch = False
    """Whether the desk's own scanner set-up still has to be applied: a browser without JavaScript did not."""


class FaultyScan(ScanIn):
    """A scan that cannot be read as a whole: it is refused in its turn, and the others are not."""

    fault: str

    @classmethod
    def judged(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> ScanIn:
        """The scan, or why it is none; one whose key cannot be read has no answer of its own."""
        try:
            return handler(value)  # type: ignore[no-any-return]
        except ValidationError as error:
            if not isinstance(value, dict) or any(one["loc"][:1] in ((), ("key",)) for one in error.errors()):
                raise
            code = value.get("code")
            return cls.model_construct(
                key=clean(value["key"]),
                code=_any_text(code) if isinstance(code, str) else "",
                preset=None if value.get("set") is None else {},
                answer=None if value.get("answer") is None else AnswerIn.model_construct(to="", choice=""),
                fault=_readable(" ".join(detail.message for detail in cls._refusal(error).details)),
            )


def _readable(words: str) -> str:
    """Words that may quote what was sent, as a database can hold them."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in words)


def _judge_scan(value: Any, handler: ValidatorFunctionWrapHandler) -> ScanIn:
    return FaultyScan.judged(value, handler)


class TakeScans(Input):
    """What waits at a desk, oldest first."""

    intake_id: Annotated[str, Line(64, 0)] = Field(
        "",
        description="Left blank, the intake that the desk is at, or a new one.",
        json_schema_extra={"widget": "none"},
    )
    scans: Annotated[list[Annotated[ScanIn, WrapValidator(_judge_scan)]], Field(min_length=1, max_length=MOST)]
    taken_over_from: Annotated[str, Line(64, 0)] | None = Field(
        None, description="The id of the person who scanned, when somebody else sends what they left."
    )
