"""The one CSV writer: what a spreadsheet would run becomes text, and nothing moves to another cell."""

import csv
import datetime as dt
import io
from types import SimpleNamespace

import pytest

from webapp.core.listing.listing import Column
from webapp.core.listing.sheet import csv_lines, safe_text

COLUMNS = (
    Column("name", "Name"), Column("cost", "Cost", "money"), Column("at", "At", "time"),
    Column("count", "Count", "number"), Column("hidden", "Hidden", export=False),
)  # fmt: skip
AT = dt.datetime(2025, 7, 1, 22, 30, tzinfo=dt.UTC)

PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1+1", "＋1", "－1", "＠A1",
    "=cmd|'/C calc'!A0", '=HYPERLINK("http://x","y")', "=IMPORTXML(CONCAT(1),2)", "+cmd|'/C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0", "=10+20+cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', "=WEBSERVICE(\"http://x\")",
    "\r\n=1+1", "=\n1", "-", "=", "+", "@", "=A1;=B1", '"=1"' [1:], "=1\",\"=2", " =1+1", "\u00a0=1", "%0A=1",
]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def _cells(name: str) -> list[str]:
    row = SimpleNamespace(name=name, cost=-15_995, at=AT, count=-3, hidden="secret")
    text = "".join(csv_lines(COLUMNS, [row], exponent=2, zone="Europe/Amsterdam"))
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert len(lines) == 2
    return lines[1]


@pytest.mark.parametrize("payload", PAYLOADS, ids=[ascii(p) for p in PAYLOADS])
def test_a_cell_is_never_a_formula_and_never_two_cells(payload: str) -> None:
    cells = _cells(payload)
    assert len(cells) == 4
    assert not cells[0].startswith(FORMULA)
    assert cells[0].lstrip("'") == payload.lstrip("'")


@pytest.mark.parametrize(
    "text", ["plain", "C02ZX1", "a=b", "1-2", "", "'quoted", "Zürich", "a,b;c", 'say "x"', "two\nlines"]
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text
    assert _cells(text)[0] == text


def test_numbers_and_times_come_from_their_columns() -> None:
    assert _cells("x")[1:] == ["-159.95", "2025-07-02T00:30:00+02:00", "-3"]


def test_what_is_not_exported_is_not_there() -> None:
    text = "".join(csv_lines(COLUMNS, [], exponent=2, zone="UTC"))
    assert text == '"Name","Cost","At","Count"\r\n'


def test_every_field_is_quoted() -> None:
    row = SimpleNamespace(name=None, cost=None, at=None, count=5)
    assert "".join(csv_lines(COLUMNS, [row], exponent=0, zone="UTC")).splitlines()[1] == '"","","","5"'
