"""A page of a PDF as a picture, out of the very shapes the file draws, and what a scanner reads there."""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageDraw

DPI = 300
_STREAM = re.compile(rb"<<([^<>]*)>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_BOX = re.compile(rb"/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]")
_STEP = re.compile(rb"([0-9.+-]+) ([0-9.+-]+) ([0-9.+-]+) ([0-9.+-]+) re\b|(?<!\S)(f\*|f|S|n)(?!\S)")


def pages_of(pdf: bytes) -> Iterator[Image.Image]:
    """Each page: its filled rectangles, black on white; a drawing that is moved or turned would be missed."""
    found = _BOX.search(pdf)
    assert found is not None
    width, height = (float(part) for part in found.groups())
    for content in _contents(pdf):
        assert content.startswith(b"1 0 0 1 0 0 cm")
        assert content.count(b" cm") == 1
        page = Image.new("L", (round(width / 72 * DPI), round(height / 72 * DPI)), 255)
        brush = ImageDraw.Draw(page)
        for x, y, w, h in _filled(content):
            left, top, right, bottom = (part / 72 * DPI for part in (x, height - y - h, x + w, height - y))
            brush.rectangle((round(left), round(top), round(right) - 1, round(bottom) - 1), fill=0)
        yield page


def _filled(content: bytes) -> Iterator[tuple[float, ...]]:
    """The rectangles that are filled; what is only outlined is a line to cut along."""
    path: list[tuple[float, ...]] = []
    for *numbers, paint in _STEP.findall(content):
        if not paint:
            path.append(tuple(map(float, numbers)))
            continue
        if paint.startswith(b"f"):
            yield from path
        path = []


def _contents(pdf: bytes) -> Iterator[bytes]:
    for head, body in _STREAM.findall(pdf):
        if b"ASCII85Decode" in head:  # fonts are not
            yield zlib.decompress(a85decode(b"<~" + body.strip(), adobe=True))


def read_pdf(pdf: bytes) -> list[list[tuple[str, str]]]:
    """What a scanner reads on each page: (symbology identifier, data as sent, separators and all), from the top."""
    return [read(page) for page in pages_of(pdf)]


def read(page: Image.Image) -> list[tuple[str, str]]:
    """What a scanner reads in a picture, line by line."""
    found = zxingcpp.read_barcodes(page)
    found.sort(key=lambda one: (_row(one.position), one.position.top_left.x))
    return [(one.symbology_identifier, _data(one)) for one in found]


def _data(one: zxingcpp.Barcode) -> str:
    """GS1 data as the scanner sends it; its text would have brackets."""
    return one.bytes.decode() if one.content_type == zxingcpp.ContentType.GS1 else one.text


def _row(position: zxingcpp.Position) -> int:
    """Labels of one row have their symbols at one height, give or take a point."""
    return round((position.top_left.y + position.bottom_right.y) / 2 / 20)
