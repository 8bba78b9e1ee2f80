"""The list of movements: narrowed by who, where and why, and read by indexes however many there are."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event

from tests.assets.shelf import stock_up
from tests.assets.test_movements import _listed
from tests.house import House
from tests.ledger.desk.command import command
from webapp.assets.operations import receive_asset
from webapp.core.data.database import db
from webapp.ledger.quantities import Why, bring, record_shelf


@pytest.fixture
def busy(house: House) -> House:
    """A unit that a person received into a bin, one that a key did, and loose stock in that bin, with a note."""
    stock_up(house)
    warehouse = house.api().get("/v1/warehouses").get_json()["data"][0]
    house.page("mo").fill(f"/warehouses/{warehouse['id']}/bins/new", name="Shelf", code="A-01")
    house.do(receive_asset, "olga", sku="MBP-16-A", serialNumber="S1", location=f"{warehouse['code']}/A-01")
    house.api().post("/v1/assets", {"serialNumber": "S2", "sku": "MBP-16-A"})
    first = _listed(house, serialNumber="S1")[0]
    page = house.page("vik").get(f"/warehouses/{warehouse['id']}").text
    bin_id = page.split("/bins/lay_")[1][:25]
    with command(db.engine, house.tenant_id) as work:
        why = Why(action="RECEIVED", reference="PO-7", note="Two boxes were wet")
        bring(work, record_shelf(work, first["recordId"]), 5, why, source="supplier", bin_id=f"lay_{bin_id}")
    return house


def test_it_is_narrowed_by_who_where_and_why(busy: House) -> None:
    def found(**asked: Any) -> list[str | None]:
        return [one["serialNumber"] for one in _listed(busy, **asked)]

    assert found() == [None, "S2", "S1"]
    assert found(actorId=busy.people["olga"]) == ["S1"]
    assert found(bin="a-01") == [None, "S1"]
    assert found(bin="A-02") == []
    assert found(reference="PO-7") == [None]
    assert found(reference="PO") == []
    assert found(note="WET") == [None]
    assert found(deskId="dsk_none") == []
    assert found(note="wet", bin="A-01", actorId="usr_1") == [None]
    assert _listed(busy, reference="PO-7")[0]["binTo"] == "A-01"
    assert _listed(busy, reference="PO-7")[0]["binFrom"] is None


def test_a_row_leads_to_its_sku_and_its_unit_or_lot(busy: House) -> None:
    page = busy.page("vik").get("/movements").text
    told = _listed(busy, serialNumber="S1")[0]
    assert re.search(rf'<a href="[^"]*/stock/{told["variantId"]}"><code>MBP-16-A</code></a>', page)
    assert re.search(r'<a href="[^"]*/units/unit_[a-z0-9]+"><code>S1</code></a>', page)
    lot = {"item_id": told["variantId"], "location_id": told["warehouseId"], "number": "L-1", "available_qty": 2}
    lot_id = busy.api().post("/v1/lots", lot).get_json()["data"]["id"]
    assert re.search(rf'<a href="[^"]*/lots/{lot_id}"><code>L-1</code></a>', busy.page("vik").get("/movements").text)


def test_the_page_offers_who_there_is_and_exports_what_is_shown(busy: House) -> None:
    door = busy.page("vik")
    page = door.get("/movements").text
    for words in ("Who: any", ">Olga</option>", "Desk", "Warehouse: any", "Bin code", "Part of a note", "Reference"):
        assert words in page, words
    sheet = door.get(f"/movements.csv?{urlencode({'reference': 'PO-7'})}").text
    assert "Two boxes were wet" in sheet
    assert "S1" not in sheet


@pytest.fixture
def plans(lite: House) -> Iterator[list[str]]:
    """How SQLite reads each statement that concerns movements."""
    told: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if "movement" in statement and statement.startswith("SELECT"):
            rows = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            told.extend(f"{row[3]} " for row in rows)

    event.listen(db.engine, "before_cursor_execute", explain)
    yield told
    event.remove(db.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize(
    ("query", "by"),
    [
        ("recordId={recordId}&bucket=available", "uq_movement_seq"),
        ("poolId={poolId}&bucket=total", "uq_movement_seq"),
        ("reference=PO-7", "ix_movement_reference"),
        ("", "sqlite_autoindex_movement"),
    ],
)
def test_a_scope_is_read_by_its_index(lite: House, plans: list[str], query: str, by: str) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", {"serialNumber": "S1", "sku": "MBP-16-A"})
    one = _listed(lite)[0]
    plans.clear()
    assert lite.api().get(f"/v1/movements?{query.format(**one)}").status_code == 200
    reads = [plan for plan in plans if " movement" in plan]
    assert reads
    assert all("USING" in plan for plan in reads)
    assert any(by in plan for plan in reads), plans
