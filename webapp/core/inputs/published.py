"""Values as clients of the published APIs write them: quantities as text, moments as text, days or epochs."""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from webapp.core.data.columns import EPOCH, MAX_QUANTITY
from webapp.core.inputs.days import read_day
from webapp.core.inputs.span import within
from webapp.core.inputs.text import clean
from webapp.core.inputs.types import Hint, is_lax, zone_of

MILLISECONDS_FROM = 10**11
"""An epoch from here on is milliseconds; as seconds it would lie beyond the year 5000."""

_DIGITS = re.compile(r"[0-9]{1,10}")
_EPOCH = re.compile(r"[0-9]{9,13}")
_DAY = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")


def _judge_quantity(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, str):
        text = value.strip()
        if not text.isascii() or not _DIGITS.fullmatch(text):
            raise ValueError("This is a whole number of pieces, such as 12.")
        value = int(text)
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) <= MAX_QUANTITY:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("This must be a whole number.")
    if value < 0:
        raise ValueError("This cannot be below zero.")
    if value > MAX_QUANTITY:
        raise ValueError("More than a billion pieces cannot lie in one place. Check the quantity.")
    return value


Quantity = Annotated[
    int,
    Hint("whole"),
    BeforeValidator(_judge_quantity),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": MAX_QUANTITY},
                {"type": "string", "pattern": "^[0-9]{1,9}$"},
            ]
        }
    ),
]
"""A number of pieces, as a number or as its digits."""


def read_moment(value: Any, zone: str) -> dt.datetime | dt.date:
    """A moment, or the day that was named without a time of it. Raises ValueError in a clerk's words."""
    if isinstance(value, str):
        said = within(_of_text(clean(value)), zone)
        return said.astimezone(dt.UTC) if isinstance(said, dt.datetime) else said
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("Send a date, an ISO 8601 time, or seconds or milliseconds since 1970.")
    return within(_of_number(Decimal(value)), zone)


def _of_text(text: str) -> dt.datetime | dt.date:
    if _EPOCH.fullmatch(text):
        return _of_number(Decimal(text))
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("Write a date such as 2027-12-31, or an ISO 8601 time.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _of_number(number: Decimal) -> dt.datetime:
    if abs(number) > MILLISECONDS_FROM * 1000:
        raise ValueError("This date is outside 2000 to 2100.")
    seconds = number / 1000 if abs(number) >= MILLISECONDS_FROM else number
    return EPOCH + dt.timedelta(microseconds=int(seconds * 1_000_000))


def _judge_moment(value: Any, info: ValidationInfo) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and is_lax(info):
        return within(read_day(value), zone_of(info))
    return read_moment(value, zone_of(info))


Moment = Annotated[
    dt.datetime | dt.date | None,
    Hint("day"),
    BeforeValidator(_judge_moment),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]}),
]
"""A moment or a day: ISO 8601, a date, seconds or milliseconds since 1970; null and an empty text are none."""


def instant_of(moment: dt.datetime | dt.date | None, zone: str) -> dt.datetime | None:
    """The instant up to which something is good: of a day alone it is the last one, in the tenant's zone."""
    if moment is None or isinstance(moment, dt.datetime):
        return moment
    after = dt.datetime.combine(moment + dt.timedelta(days=1), dt.time(), ZoneInfo(zone))
    return (after - dt.timedelta(microseconds=1)).astimezone(dt.UTC)
