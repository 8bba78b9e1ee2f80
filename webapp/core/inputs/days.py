"""Days as people and labels write them: 31.12.2027, 31/12/2027, 31 Dec 2027, 12/2027, 2027-12-31, 271231."""

import calendar
import datetime as dt
import re

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[ -.]*([a-z]{3})[a-z]*[ -.,]*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_MONTH_LAST = re.compile(r"(\d{4})[-/.](\d{1,2})")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})")


def read_day(text: str) -> dt.date:
    """The day that a text means; a month alone is its last day. Raises ValueError, in a clerk's words."""
    said = text.strip().lower()
    try:
        found = _read(said)
    except ValueError as error:
        if str(error).startswith("Is "):
            raise
        raise ValueError("There is no such day. Look at the month and the day again.") from None
    if found is None:
        raise ValueError("Type a date such as 31.12.2027 or 2027-12-31.")
    return found


def _read(said: str) -> dt.date | None:
    if match := _ISO.fullmatch(said):
        return dt.date(*map(int, match.groups()))
    if match := _DAY_FIRST.fullmatch(said):
        return _day_first(int(match[1]), int(match[3]), _year(match[4]), said, match[2])
    if (match := _NAMED.fullmatch(said)) and match[2] in _MONTHS:
        return dt.date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    if match := _MONTH.fullmatch(said):
        return _last_of(int(match[2]), int(match[1]))
    if match := _MONTH_LAST.fullmatch(said):
        return _last_of(int(match[1]), int(match[2]))
    if match := _SIX.fullmatch(said):  # as GS1 prints it on labels: year, month, day, where 00 is the month's last
        year, month, day = _year(match[1]), int(match[2]), int(match[3])
        return dt.date(year, month, day) if day else _last_of(year, month)
    return None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day_first(first: int, second: int, year: int, said: str, mark: str) -> dt.date:
    """Day before month, but for slashes where both could be months: those are asked about."""
    if mark == "/" and first <= 12 and second <= 12 and first != second:
        raise ValueError(f"Is {said} day {first} or day {second} of the month? Type it as year-month-day.")
    if mark == "/" and second > 12 >= first:
        first, second = second, first
    return dt.date(year, second, first)


def _last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
