"""From a workbook's first sheet to the text of a CSV, with bounds on what a small file can unfold to."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from python_calamine import CalamineError, load_workbook

from webapp.core.listing.sheet import sheet_lines
from webapp.core.sheets.decode import UnreadableSheet, decode, workbook_kind
from webapp.core.sheets.parse import Limits

MAX_UNFOLDED = 100_000_000
MAX_PARTS = 2_000
_CELLS = re.compile(rb'\br="([A-Z]{1,3})?([0-9]{1,7})"')
_SAVE_AS = "Open it in the spreadsheet and save it as XLSX or CSV."


def file_text(data: bytes, limits: Limits) -> str:
    """The text of a CSV file, or of a workbook's first sheet as CSV. Raises UnreadableSheet."""
    if len(data) > limits.size:
        raise UnreadableSheet(f"it is larger than {limits.size // 1_000_000} MB. Send it in parts.")
    kind = workbook_kind(data)
    if kind is None:
        return decode(data).text
    if kind != "XLSX":
        raise UnreadableSheet(f"it is {kind}. {_SAVE_AS}")
    return workbook_text(data, limits)


def workbook_text(data: bytes, limits: Limits) -> str:
    """The first sheet of an XLSX file as CSV, each row in its own place."""
    _judge_parts(data, limits)
    try:
        book = load_workbook(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False) if book.sheet_names else []
    except (CalamineError, ValueError, OSError):
        raise UnreadableSheet(f"it is no workbook that can be read. {_SAVE_AS}") from None
    return _csv([[_text(cell) for cell in row] for row in rows])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    return "".join(sheet_lines(rows[0], (row or [""] for row in rows[1:]))) if rows else ""


def _text(cell: Any) -> str:
    """A cell as somebody would type it: whole numbers without a point, days as ISO text."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return str(cell).replace("\0", "")


def _judge_parts(data: bytes, limits: Limits) -> None:
    """Refuse what would unfold to more than a sheet has: parts that are too large, and cells that lie far out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNFOLDED:
                raise UnreadableSheet(f"it unfolds to more than a sheet of {limits.rows:,} rows has. Send it in parts.")
            names = {info.filename for info in infos}
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise UnreadableSheet(f"it is no XLSX workbook. {_SAVE_AS}")
            for info in infos:
                if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                    _judge_cells(parts.read(info), limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise UnreadableSheet(f"it is no workbook that can be read. {_SAVE_AS}") from None


def _judge_cells(part: bytes, limits: Limits) -> None:
    """A single cell at the far corner would make room for all cells before it."""
    rows = columns = 0
    for letters, number in _CELLS.findall(part):
        rows = max(rows, int(number))
        columns = max(columns, len(letters) and _column(letters))
    if rows > limits.rows * 10 or columns > limits.columns * 10:
        raise UnreadableSheet("it has cells far outside the list. Copy the list into a new sheet and save that.")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
