"""The days that are kept: 2000 to 2100, by the day that a moment is on here, wherever it was written."""

import datetime as dt
from typing import TypeVar
from zoneinfo import ZoneInfo

FIRST_DAY = dt.date(2000, 1, 1)
LAST_DAY = dt.date(2100, 12, 31)

SaidT = TypeVar("SaidT", bound=dt.date)


def day_meant(said: dt.date, zone: str) -> dt.date:
    """The tenant's day that is meant: a moment with an offset is on the day that it is here, any other as written."""
    if not isinstance(said, dt.datetime):
        return said
    return said.astimezone(ZoneInfo(zone)).date() if said.tzinfo else said.date()


def within(said: SaidT, zone: str) -> SaidT:
    """The same, if its day is one that is kept. Raises ValueError in a clerk's words."""
    try:
        is_kept = FIRST_DAY <= day_meant(said, zone) <= LAST_DAY
    except OverflowError:  # before the first year or after the last that there is
        is_kept = False
    if not is_kept:
        raise ValueError("This date is outside 2000 to 2100.")
    return said
