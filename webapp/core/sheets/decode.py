"""From the bytes of a file to its text: what spreadsheets write is recognised, what is no text is refused."""

from dataclasses import dataclass

from webapp.core.operation.errors import Detail, Problem

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_LOOKED_AT = 400
"""How many bytes tell UTF-16 without a mark from anything else."""

_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}


class UnreadableSheet(Problem):
    """The file as a whole cannot be read, so no row of it was looked at."""

    code = "VALIDATION_ERROR"
    message = "This file cannot be read: {why}"

    def __init__(self, why: str, *, at: str = "csvFile") -> None:
        super().__init__(why=why, details=[Detail(at, why)])
        self.why = why


@dataclass(frozen=True)
class Decoded:
    """A file's text, and the name of the encoding it was read in."""

    text: str
    encoding: str


def workbook_kind(data: bytes) -> str | None:
    """What kind of workbook the bytes are: ``XLSX`` or what passes for it, another one in words, or none."""
    if data.startswith(_OLD):
        return "an old Excel workbook (.xls), or one with a password"
    if not data.startswith(_PACKED):
        return None
    return "an OpenDocument file (.ods)" if data[30:].startswith(_OPEN_DOCUMENT) else "XLSX"


def decode(data: bytes) -> Decoded:
    """UTF-8 or UTF-16 with or without a mark, else Windows-1252. Raises UnreadableSheet."""
    if not data.strip():
        raise UnreadableSheet("it is empty. Choose a file with a header and at least one row.")
    kind = workbook_kind(data)
    if kind is not None:
        kind = "a workbook" if kind == "XLSX" else kind
        raise UnreadableSheet(f"it is {kind}. Open it in the spreadsheet and save it as CSV (UTF-8).")
    if data.startswith(_UTF_32):
        raise UnreadableSheet("it is UTF-32 text. Save it as CSV in UTF-8.")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding)
    unmarked = _unmarked_utf_16(data)
    if unmarked is not None:
        return _text(data, unmarked)
    try:
        return _text(data, "utf-8")
    except UnreadableSheet:
        if b"\0" in data:
            raise
        return _text(data, "cp1252")


def _text(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableSheet(f"line {line} is no {_NAMES[encoding]} text. Save it as CSV in UTF-8.") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UnreadableSheet(f"line {line} holds a NUL character, so it is no text. Save it as CSV in UTF-8.")
    return Decoded(text, _NAMES[encoding])


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 of a Latin header shows a zero in every second byte, and none in the others."""
    head = data[: min(_LOOKED_AT, len(data) // 2 * 2)]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) * 2 // 5
    if odd >= enough > even * 4:
        return "utf-16-le"
    if even >= enough > odd * 4:
        return "utf-16-be"
    return None
