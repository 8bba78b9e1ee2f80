"""Filters that several lists share: from a day to a day, older than so many days, from an amount to an amount."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from webapp.core.data import clock
from webapp.core.data.money import to_minor
from webapp.core.listing.listing import Filter
from webapp.core.operation.errors import Detail, InputRefused

Moment = InstrumentedAttribute[dt.datetime]
_OLDEST_DAYS = 36_500
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,11}(?:[.,][0-9]{1,4})?")


def from_day(name: str, label: str, column: Moment, zone: str) -> Filter:
    """What happened on a day or after it."""
    return _folded(name, label, lambda text: column >= midnight(name, text, zone), "day")


def to_day(name: str, label: str, column: Moment, zone: str) -> Filter:
    """What happened on a day or before it."""
    return _folded(name, label, lambda text: column < midnight(name, text, zone, days_after=1), "day")


def older_than(name: str, label: str, column: Moment) -> Filter:
    """What happened more than so many days ago."""
    return Filter(name, label, lambda text: column < _days_ago(name, text), kind="days", folded=True, moves=True)


def from_amount(name: str, label: str, column: InstrumentedAttribute[Any], exponent: int) -> Filter:
    """What costs so much or more."""
    return _folded(name, label, lambda text: column >= _minor(name, text, exponent), "amount")


def to_amount(name: str, label: str, column: InstrumentedAttribute[Any], exponent: int) -> Filter:
    """What costs so much or less."""
    return _folded(name, label, lambda text: column <= _minor(name, text, exponent), "amount")


def _folded(name: str, label: str, clause: Callable[[str], ColumnElement[bool]], kind: str) -> Filter:
    return Filter(name, label, clause, kind=kind, folded=True)


def day_of(text: str) -> dt.date:
    """A day as year-month-day; raises ValueError at any other way to write one, such as 2025-W05-1."""
    if _DAY.fullmatch(text) is None:
        raise ValueError
    return dt.date.fromisoformat(text)


def midnight(name: str, text: str, zone: str, *, days_after: int = 0) -> dt.datetime:
    """When a day begins in a zone, or one so many days after it; raises InputRefused at what is no day."""
    try:
        day = day_of(text) + dt.timedelta(days=days_after)
        return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise _refused(name, "A day is year-month-day, such as 2025-01-15.") from None


def _days_ago(name: str, text: str) -> dt.datetime:
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= _OLDEST_DAYS and len(text) < 9):
        raise _refused(name, f"This is a whole number of days up to {_OLDEST_DAYS:,}.")
    return clock.now() - dt.timedelta(days=int(text))


def _minor(name: str, text: str, exponent: int) -> int:
    if _AMOUNT.fullmatch(text) is None:
        raise _refused(name, "This is an amount without thousands separators, such as 1250 or 1250.50.")
    return to_minor(Decimal(text.replace(",", ".")), exponent)


def _refused(name: str, why: str) -> InputRefused:
    return InputRefused([Detail(name, why, "invalid_string")])
