"""Bytes become text, or are refused with what to do instead."""

import pytest

from webapp.core.sheets.decode import UnreadableSheet, decode

ODS = b"PK\x03\x04".ljust(30, b"\0") + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
TEXT = 'Product Name,Product SKU,Preis €\nMacBook Pro 16",MBP,1299\nCafé,CAFÉ-1,5\n'


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_what_spreadsheets_write_is_read(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04anything", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook (.xls)"),
        (ODS, "OpenDocument file (.ods). Open it in the spreadsheet and save it as CSV"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (b"a,b\nc,\0d\n", "line 2 holds a NUL"),
        (b"\xef\xbb\xbfa,b\nc,\xff\n", "line 2 is no UTF-8"),
        (b"a,b\nc,\x81\n", "line 2 is no Windows-1252"),
        (b"\xff\xfea\0,\0b", "no UTF-16"),
        (b"\xff\xfe\x00\xd8", "no UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSheet) as refused:
        decode(data)
    assert words in refused.value.words
    assert refused.value.details[0].path == "csvFile"
