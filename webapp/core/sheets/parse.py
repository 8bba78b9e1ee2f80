"""From text to rows: RFC 4180 with the liberties that spreadsheets and hands take, and no row spoiling another."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from webapp.core.sheets.decode import UnreadableSheet, decode

DELIMITERS = (",", ";", "\t", "|")
MAX_LINES = 200
"""How many lines one row may have: a quote that is never closed costs its own row, not the rest of the file."""

_SEP = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Limits:
    """How much of a file is read."""

    size: int
    rows: int
    columns: int = 100
    cell: int = 32_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it stands; ``number`` is what a spreadsheet shows beside it, ``fault`` why it cannot be used."""

    number: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A header and the rows below it that are not blank."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    delimiter: str
    encoding: str


def read_sheet(data: bytes, limits: Limits) -> Sheet:
    """A file's header and rows. Raises UnreadableSheet when no row of it can be trusted."""
    if len(data) > limits.size:
        raise UnreadableSheet(f"it is larger than {limits.size // 1_000_000} MB. Send it in parts.")
    decoded = decode(data)
    return parse(decoded.text, limits, encoding=decoded.encoding)


def parse(text: str, limits: Limits, *, encoding: str = "UTF-8") -> Sheet:
    """The same from text, such as a paste. Raises UnreadableSheet."""
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    said = _SEP.fullmatch(lines[0]) if lines else None
    if said:  # a line for the spreadsheet alone, which it does not count either
        lines = lines[1:]
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise UnreadableSheet("it is empty. Choose a file with a header and at least one row.")
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter(first)
    filled = (row for row in _records(lines, delimiter) if row.fault or any(cell.strip() for cell in row.cells))
    header = next(filled, None)
    if header is None:
        raise UnreadableSheet("there are separators but no words in it.")
    if header.fault:
        raise UnreadableSheet(f"the header needs another look. {header.fault}")
    if len(header.cells) > limits.columns:
        raise UnreadableSheet(f"it has more than {limits.columns} columns.")
    rows = tuple(_bounded(row, limits) for row in islice(filled, limits.rows + 1))
    if len(rows) > limits.rows:
        raise UnreadableSheet(f"it has more than {limits.rows:,} rows. Send it in parts.")
    return Sheet(tuple(_trimmed(header.cells)), rows, delimiter, encoding)


def _delimiter(header: str) -> str:
    """What separates the names of the header; what stands inside quotes does not count."""
    bare = _QUOTED.sub("", header)
    return max(DELIMITERS, key=bare.count)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[SheetRow]:
    at, number = 0, 0
    while at < len(lines):
        number += 1
        line = lines[at]
        if '"' not in line:
            at += 1
            yield SheetRow(number, tuple(line.rstrip("\r\n").split(delimiter)))
            continue
        reader = csv.reader(islice(lines, at, at + MAX_LINES), delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            at += 1
            fault = "The quotes in this row do not match: a cell that begins with a quote ends with one."
            yield SheetRow(number, tuple(line.rstrip("\r\n").split(delimiter)), fault)
        else:
            at += reader.line_num
            yield SheetRow(number, tuple(cells))


def _bounded(row: SheetRow, limits: Limits) -> SheetRow:
    fault = row.fault
    if max(map(len, row.cells)) > limits.cell:
        fault = f"A cell in this row holds more than {limits.cell:,} characters."
    elif len(row.cells) > limits.columns:
        fault = f"This row has more than {limits.columns} cells."
    if fault is None:
        return row
    return SheetRow(row.number, tuple(cell[:200] for cell in row.cells[: limits.columns]), fault)


def _trimmed(names: Sequence[str]) -> Iterator[str]:
    """The header's names without the empty columns that a spreadsheet leaves at the right."""
    count = max(i for i, name in enumerate(names, start=1) if name.strip())
    return (name.strip() for name in names[:count])
