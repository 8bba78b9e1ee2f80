"""The field types of inputs: strict when the value came as JSON, lenient in form when a person typed it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from annotated_types import Ge, GroupedMetadata, Le, MaxLen, MinLen
from email_validator import EmailNotValidError
from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import CoreSchema, ValidationInfo, no_info_before_validator_function

from webapp.core.data.columns import MAX_MONEY, MAX_QUANTITY
from webapp.core.inputs.span import within
from webapp.core.inputs.text import clean, normal_email, wrong_in_email
from webapp.core.sheets.amounts import AmbiguousAmount, Amounts

_WHOLE = re.compile(r"0|-?[1-9][0-9]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Hint:
    """How a form asks for a value of this type; pydantic passes it by."""

    kind: str


@dataclass(frozen=True)
class Kept:
    """``Annotated[X | None, Kept()] = None`` in a PATCH: not sent leaves it as it is, null or a blank is refused."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Judge null before the type does."""
        return no_info_before_validator_function(_refuse_null, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of X alone."""
        whole = handler(schema)
        options = [one for one in whole.get("anyOf", ()) if one.get("type") != "null"]
        return {**{name: value for name, value in whole.items() if name != "anyOf"}, **options[0]} if options else whole


def _nothing(value: Any) -> Any:
    return None if isinstance(value, str) and not clean(value, lines=True) else value


Blank = BeforeValidator(_nothing)
"""``Annotated[X | None, Blank]``: an empty text says nothing, as null does."""


def null_is(usual: Any) -> BeforeValidator:
    """For a field with a default: null says nothing, as if it was not sent."""
    return BeforeValidator(lambda value: usual if value is None else value)


def _refuse_null(value: Any) -> Any:
    if value is None:
        raise ValueError("Fill this in.")
    return value


def is_lax(info: ValidationInfo) -> bool:
    """Whether the value was typed into a form."""
    return bool((info.context or {}).get("lax"))


def zone_of(info: ValidationInfo) -> str:
    """The tenant's time zone."""
    return str((info.context or {}).get("zone", "UTC"))


def _exponent(info: ValidationInfo) -> int:
    return int((info.context or {}).get("exponent", 2))


def _clean_line(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _clean_note(value: Any) -> Any:
    return clean(value, lines=True) if isinstance(value, str) else value


@dataclass(frozen=True)
class Line(GroupedMetadata):
    """``Annotated[str, Line(200)]``: one line of text, ``least`` to ``limit`` characters after trimming."""

    limit: int
    least: int = 1

    def __iter__(self) -> Iterator[object]:
        """The parts pydantic applies, innermost first."""
        yield MinLen(self.least)
        yield MaxLen(self.limit)
        yield BeforeValidator(_clean_line)


@dataclass(frozen=True)
class Note(GroupedMetadata):
    """``Annotated[str, Note(5000)]``: text that may have several lines; with ``least`` 1 it must say something."""

    limit: int
    least: int = 0

    def __iter__(self) -> Iterator[object]:
        """The parts pydantic applies, innermost first."""
        if self.least:
            yield MinLen(self.least)
        yield MaxLen(self.limit)
        yield BeforeValidator(_clean_note)


@dataclass(frozen=True)
class Whole(GroupedMetadata):
    """``Annotated[int, Whole(1, 120)]``: a whole number; from a form, ASCII digits alone."""

    least: int = 0
    most: int = MAX_QUANTITY

    def __iter__(self) -> Iterator[object]:
        """The parts pydantic applies, innermost first."""
        yield Ge(self.least)
        yield Le(self.most)
        yield BeforeValidator(_judge_whole)


def _judge_whole(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and is_lax(info):
        text = value.strip()
        if not _WHOLE.fullmatch(text):
            raise ValueError(f"“{text[:40]}” is not a whole number. Type digits only.")
        return int(text[:12])  # of a longer one it is said that it is too large
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) <= MAX_QUANTITY:
        return int(value)  # 12.0 is a whole number in JSON, as JSON Schema has it
    return value


def _read_amount(text: str, amounts: Amounts, asks: str) -> Decimal:
    """What a person typed, by the rules that read a sheet. Raises ValueError."""
    try:
        return amounts.read(text)
    except AmbiguousAmount as error:
        raise ValueError(f"{error}.") from None
    except ValueError:
        raise ValueError(asks) from None


def _judge_amount(
    value: Any, info: ValidationInfo, *, digits: int, most: int, asks: str, too_fine: str, amounts: Amounts
) -> int:
    """A whole number of the smallest unit, ``digits`` after the point; trailing zeros are no extra digits."""
    if isinstance(value, str) and is_lax(info):
        value = _read_amount(value, amounts, asks)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("This must be a number.")
    amount = Decimal(value)
    if amount < 0:
        raise ValueError("This cannot be below zero.")
    if amount > Decimal(most).scaleb(-digits):
        raise ValueError("This is too large.")
    smallest = int(amount.scaleb(digits))
    if Decimal(smallest).scaleb(-digits) != amount:
        raise ValueError(too_fine)
    return smallest


def judge_money(value: Any, info: ValidationInfo) -> int:
    """Minor units from a decimal amount; more digits than the currency has is an error. Raises ValueError."""
    exponent = _exponent(info)
    currency = str((info.context or {}).get("currency", ""))
    return _judge_amount(
        value,
        info,
        digits=exponent,
        most=MAX_MONEY,
        asks="Type an amount such as 1800 or 159.95.",
        amounts=Amounts(currency, _mark_of(value) if exponent == 3 else None),
        too_fine=f"This currency has {exponent} digits after the point; this amount has more.",
    )


def _mark_of(value: Any) -> str:
    """Three digits behind one mark are what a currency of three digits shows: decimals, whichever mark it is."""
    return "," if isinstance(value, str) and "," in value else "."


def judge_percentage(value: Any, info: ValidationInfo, *, most: int = 10_000) -> int:
    """Basis points from a percentage with at most two digits after the point; ``most`` is 100 %. Raises ValueError."""
    return _judge_amount(
        value,
        info,
        digits=2,
        most=most,
        asks="Type a percentage such as 5 or 7.5, without the sign.",
        amounts=Amounts("", "."),
        too_fine="A percentage has at most two digits after the point.",
    )


Money = Annotated[
    int,
    Hint("money"),
    BeforeValidator(judge_money),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 10**11}),
]
"""An amount in the tenant's currency; JSON number or typed text in, whole minor units out."""


def _judge_day(value: Any) -> dt.date:
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        raise ValueError("Type a date as year-month-day, such as 2025-01-15.")
    try:
        day = dt.date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("There is no such day. Look at the month and the day again.") from None
    return within(day, "UTC")


Day = Annotated[dt.date, Hint("day"), BeforeValidator(_judge_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar date as ISO text."""


def _judge_day_or_moment(value: Any, info: ValidationInfo) -> dt.date:
    text = value.strip() if isinstance(value, str) else ""
    if text[10:11] not in ("T", "t", " ") or not _DATE.fullmatch(text[:10]):
        return _judge_day(value)
    try:
        moment = dt.datetime.fromisoformat(text.upper())
    except ValueError:
        raise ValueError("There is no such time. A moment is written such as 2025-01-15T10:30:00Z.") from None
    return within(moment, zone_of(info))


DayOrMoment = Annotated[
    dt.date,
    Hint("day"),
    PlainValidator(_judge_day_or_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": one} for one in ("date", "date-time")]}),
]
"""A date, or a datetime with or without an offset; ``day_meant`` makes it a day."""


def _judge_flag(value: Any, info: ValidationInfo) -> Any:
    if is_lax(info) and isinstance(value, str):
        return value.strip().lower() in ("y", "yes", "on", "true", "1")
    return value


Switch = Annotated[bool, Hint("switch"), BeforeValidator(_judge_flag)]
"""Yes or no: a JSON boolean, or a ticked box."""


def _judge_link(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = clean(value)
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise ValueError("Only a web link beginning with https:// or http:// can stand here.")
    return text


Link = Annotated[
    str,
    Hint("link"),
    MaxLen(2048),
    BeforeValidator(_judge_link),
    WithJsonSchema({"type": "string", "format": "uri", "maxLength": 2048}),
]
"""An http or https link; shown, never fetched."""


def judge_email(value: Any) -> Any:
    """An e-mail address as it is kept. Raises ValueError."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    if not text:
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    try:
        return normal_email(text)
    except EmailNotValidError:
        raise PydanticCustomError("invalid_string", "{error}", {"error": wrong_in_email(text)}) from None


Email = Annotated[
    str,
    Hint("email"),
    MaxLen(254),
    BeforeValidator(judge_email),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
"""An e-mail address, trimmed before it is judged; no look-up on the network."""
