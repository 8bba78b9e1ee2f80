"""The one writer of workbooks: numbers and days a spreadsheet reckons with, and every text a text, never a formula."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.listing.listing import Column
from webapp.core.operation.errors import Problem

MOST_ROWS = 100_000
"""More take longer to write than a browser waits; the CSV is sent as it is read, and has no end."""
_FIRST_DAY = dt.date(1900, 3, 1)
"""Spreadsheets reckon wrongly before it."""
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits; a longer number is written as text."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {"code": 22, "number": 10, "money": 12, "percent": 10, "status": 14, "time": 20, "day": 12}

Cell = Callable[[Worksheet, int, int, Any], object]


class SheetTooLong(Problem):
    """A list has more rows than a workbook takes."""

    status = 413
    code = "SHEET_TOO_LONG"
    message = "A workbook takes {most:,} rows, and this list has more. Narrow it with filters, or export it as CSV."


def workbook(columns: Iterable[Column], rows: Iterable[Any], *, exponent: int, zone: str) -> IO[bytes]:
    """Header and rows as an XLSX file that is gone when it is closed; raises SheetTooLong."""
    shown = [column for column in columns if column.export]
    file = tempfile.TemporaryFile(prefix="stockdesk-")  # noqa: SIM115  # whoever sends it closes it
    try:
        _write(file, shown, rows, partial(_cell_of, exponent=exponent, zone=ZoneInfo(zone)))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _write(file: IO[bytes], shown: list[Column], rows: Iterable[Any], cell_of: Callable[..., Cell]) -> None:
    with xlsxwriter.Workbook(file, _OPTIONS) as book:  # its temporary files go with it, whatever happens
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for at, column in enumerate(shown):
            sheet.set_column(at, at, _WIDTHS.get(column.kind, 28))
            sheet.write_string(0, at, column.label, bold)
        cells = [cell_of(book, column.kind) for column in shown]
        for line, row in enumerate(rows, start=1):
            if line > MOST_ROWS:
                raise SheetTooLong(most=MOST_ROWS)
            for at, (column, write) in enumerate(zip(shown, cells, strict=True)):
                value = getattr(row, column.key)
                if value is not None and value != "":
                    write(sheet, line, at, value)


def _cell_of(book: Any, kind: str, exponent: int, zone: ZoneInfo) -> Cell:
    digits = {"money": exponent, "percent": PERCENT_DIGITS}.get(kind)
    if digits is not None:
        shape = book.add_format({"num_format": f"#,##0.{'0' * digits}" if digits else "#,##0"})
        return partial(_amount, shape, digits)
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    return partial(_plain, moment, book.add_format({"num_format": "yyyy-mm-dd"}), zone)


def _amount(shape: Any, digits: int, sheet: Worksheet, line: int, at: int, value: int) -> object:
    if abs(value) >= _EXACT:
        return sheet.write_string(line, at, str(to_major(value, digits)))
    return sheet.write_number(line, at, to_major(value, digits), shape)


def _plain(moment: Any, day: Any, zone: ZoneInfo, sheet: Worksheet, line: int, at: int, value: Any) -> object:
    """By what it is; a moment stands in the tenant's zone, as on the page."""
    if isinstance(value, dt.datetime):
        return sheet.write_datetime(line, at, value.astimezone(zone).replace(tzinfo=None), moment)
    if isinstance(value, dt.date) and value >= _FIRST_DAY:
        return sheet.write_datetime(line, at, value, day)
    if isinstance(value, bool):
        return sheet.write_boolean(line, at, value)
    if isinstance(value, (int, Decimal)) and -_EXACT < value < _EXACT:
        return sheet.write_number(line, at, value)
    return sheet.write_string(line, at, str(value))
