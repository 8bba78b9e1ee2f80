"""Days as the desk says them."""

import datetime as dt
from zoneinfo import ZoneInfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def said_day(value: dt.date | dt.datetime, zone: str) -> str:
    """A calendar day such as ``21 Nov 2026``, in the tenant's zone."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(ZoneInfo(zone)).date()
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def pieces(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"
