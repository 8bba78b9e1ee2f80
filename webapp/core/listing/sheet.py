"""The one CSV writer: every field quoted, and no cell that a spreadsheet would run as a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.listing.listing import Column

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_lines(columns: Iterable[Column], rows: Iterable[Any], *, exponent: int, zone: str) -> Iterator[str]:
    """Header and rows as CSV text, line by line; money in major units, times in the tenant's zone."""
    shown = [column for column in columns if column.export]
    yield _line([column.label for column in shown])
    for row in rows:
        yield _line([_cell(getattr(row, column.key), column.kind, exponent, zone) for column in shown])


def _cell(value: Any, kind: str, exponent: int, zone: str) -> str:
    if value is None:
        return ""
    if kind == "money":
        return str(to_major(value, exponent))
    if kind == "percent":
        return str(to_major(value, PERCENT_DIGITS))
    if isinstance(value, dt.datetime):
        return value.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    if isinstance(value, (int, Decimal, dt.date)):
        return str(value)
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_RISKY) else text


def plain_text(text: str) -> str:
    """What ``safe_text`` was given, from what it made of it."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_RISKY) else text


def sheet_lines(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Header and rows of text as CSV, line by line, for a sheet that is read back."""
    yield _line([safe_text(cell) for cell in header])
    for row in rows:
        yield _line([safe_text(cell) for cell in row])


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
