"""The one place that asks what time it is, so that a test can answer."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

_stopped: ContextVar[dt.datetime | None] = ContextVar("stopped", default=None)


def now() -> dt.datetime:
    """This moment, in UTC, to the microsecond."""
    return _stopped.get() or dt.datetime.now(dt.UTC)


@contextmanager
def stopped_at(moment: dt.datetime) -> Iterator[None]:
    """Let it be this moment: for demo data with a past, and for tests."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)


def today(zone: str) -> dt.date:
    """The calendar date it is now in a time zone (an IANA name)."""
    return day_of(now(), zone)


def day_of(moment: dt.datetime, zone: str) -> dt.date:
    """The calendar date a moment is on in a time zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def iso(moment: dt.datetime) -> str:
    """ISO 8601 in UTC with milliseconds and ``Z``, the form the JSON answers use."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
