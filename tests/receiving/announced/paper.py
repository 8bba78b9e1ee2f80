"""What a PDF says, page by page, read back by its own fonts' tables from codes to letters."""

import re
import zlib
from base64 import a85decode

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj(.*?)endobj", re.DOTALL)
_SHOWN = re.compile(rb"/(F[0-9+]+) [0-9.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTER = re.compile(rb"<(\w{2})> <(\w{4,})>\n")


def pages_of(pdf: bytes) -> list[list[str]]:
    """The texts on each page, in the order in which they were drawn."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = _fonts(objects)
    contents = [
        int(found[1])
        for body in objects.values()
        if b"/Type /Page\n" in body or b"/Type /Page " in body
        if (found := re.search(rb"/Contents (\d+) 0 R", body))
    ]
    return [_texts(_stream(objects[number]), fonts) for number in contents]


def _stream(body: bytes) -> bytes:
    data = body.partition(b"stream")[2].lstrip(b"\r\n").rpartition(b"endstream")[0].strip()
    if b"ASCII85Decode" in body:
        data = a85decode(b"<~" + data, adobe=True)
    return zlib.decompress(data) if b"FlateDecode" in body else data


def _fonts(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    """For each font's name in a page: what its codes mean."""
    found: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F[0-9+]+) (\d+) 0 R", body):
            table = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
            if table:
                found[name] = _letters(_stream(objects[int(table[1])]))
    return found


def _letters(table: bytes) -> dict[int, str]:
    pairs = _LETTER.findall(table.partition(b"beginbfchar")[2])
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}


def _texts(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    font, found = b"", []
    for name, text in _SHOWN.findall(content):
        if name:
            font = name
            continue
        codes = _ESCAPE.sub(_plain, text)
        found.append("".join(fonts[font].get(code, "?") for code in codes))
    return found


def _plain(match: re.Match[bytes]) -> bytes:
    told = match[1]
    if told.isdigit():
        return bytes([int(told, 8)])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(told, told)
