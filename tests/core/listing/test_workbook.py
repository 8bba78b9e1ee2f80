"""Workbooks: what is a number or a day stays one, what looks like a formula stays a text."""

import datetime as dt
import io
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.assets.shelf import stock_up
from tests.house import House
from webapp.core.listing import workbook as written
from webapp.core.listing.listing import Column
from webapp.core.listing.workbook import SheetTooLong, workbook

COLUMNS = (
    Column("name", "Name"),
    Column("cost", "Cost", "money"),
    Column("share", "Share", "percent"),
    Column("at", "When", "time"),
    Column("on", "Day", "day"),
    Column("many", "Many", "number"),
    Column("hidden", "Hidden", export=False),
)
ROW = SimpleNamespace(
    name='=HYPERLINK("http://x.example";"y")',
    cost=123_456,
    share=1_950,
    at=dt.datetime(2026, 1, 15, 23, 30, tzinfo=dt.UTC),
    on=dt.date(2026, 1, 15),
    many=7,
    hidden="no",
)


def test_values_are_what_they_are_and_no_text_is_a_formula() -> None:
    bare = SimpleNamespace(name="+1-2", cost=None, share=None, at=None, on=dt.date(1890, 1, 1), many=10**18)
    with workbook(COLUMNS, [ROW, bare], exponent=2, zone="Europe/Amsterdam") as file:
        data = file.read()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Name", "Cost", "Share", "When", "Day", "Many"]
    assert rows[1] == [ROW.name, 1234.56, 19.5, dt.datetime.fromisoformat("2026-01-16T00:30"), dt.date(2026, 1, 15), 7]
    assert rows[2] == ["+1-2", "", "", "", "1890-01-01", "1" + "0" * 18]
    sheet = ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_list_without_end_is_refused_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "MOST_ROWS", 2)
    workbook(COLUMNS, [ROW] * 2, exponent=2, zone="UTC").close()
    with pytest.raises(SheetTooLong, match="Narrow it"):
        workbook(COLUMNS, [ROW] * 3, exponent=2, zone="UTC")


def test_a_list_is_exported_as_it_is_filtered(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    stock_up(house)
    for serial, sku in (("=1+1", "MBP-16-A"), ("TWO", "MBP-16-B")):
        house.api().post("/v1/assets", {"serialNumber": serial, "sku": sku})
    door = house.page("vik")
    page = door.get("/units?sku=MBP-16-A").text
    assert f'href="{door.path("/units.xlsx?sku=MBP-16-A")}"' in page
    answer = door.get("/units.xlsx?sku=MBP-16-A")
    assert answer.headers["Content-Disposition"] == "attachment; filename=units.xlsx"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Serial number", "=1+1"]
    assert door.get("/units.xlsx?colour=red").status_code in (400, 422)
    monkeypatch.setattr(written, "MOST_ROWS", 0)
    refused = door.get("/units.xlsx")
    assert refused.status_code == 413
    assert "Narrow it with filters" in refused.text
