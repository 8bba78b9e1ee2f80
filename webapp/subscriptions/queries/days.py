"""Filters by a calendar day."""

import datetime as dt

from webapp.core.listing.filters import day_of
from webapp.core.operation.errors import Detail, InputRefused


def day_asked(name: str, text: str) -> dt.date:
    """The day that a filter names, as a day or as a moment on it; raises InputRefused."""
    day, mark, _ = text.partition("T")
    try:
        return day_of(day if mark else text)
    except ValueError:
        raise InputRefused([Detail(name, "A day is year-month-day, such as 2025-01-15.")]) from None
