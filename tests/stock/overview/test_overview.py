"""Stock by SKU: the list and its filters, and one SKU taken apart, through both doors."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import update

from tests.house import House
from tests.stock.deeds import A, B, Shop, open_shop, why
from webapp.core.data import clock
from webapp.ledger import quantities as q
from webapp.ledger.models import Record


@pytest.fixture
def shop(house: House) -> Shop:
    """Loose goods in two warehouses, three lots of which one may not leave, units, and a promise."""
    return _filled(open_shop(house))


def _filled(shop: Shop) -> Shop:
    now = clock.now()
    shop.on_record(lambda w, s: q.bring(w, s, 10, why("RECEIVED"), source="supplier"))
    shop.on_record(lambda w, s: q.bring(w, s, 4, why("RECEIVED"), source="supplier"), warehouse="RTM")
    shop.on_record(lambda w, s: q.bring(w, s, 6, why("EXPECTED"), source="supplier", into="expected"))
    for number, days in (("LATE", 90), ("SOON", 9), ("GONE", -2)):
        expires = now + dt.timedelta(days=days)
        shop.on_lot(lambda w, s: q.bring(w, s, 5, why("RECEIVED"), source="supplier"), number, expires)
    shop.on_record(lambda w, s: q.reserve(w, s, 3, why("RESERVED", "SO-1")))
    shop.on_record(lambda w, s: q.damage(w, s, 2, why("HELD")))
    for number in range(3):
        shop.unit(f"SN-{number}")
    return shop


def _listed(shop: Shop, query: str = "") -> dict[str, dict[str, Any]]:
    answer = shop.house.api("assets:read").get(f"/v1/stock{query}")
    assert answer.status_code == 200, answer.text
    return {row["sku"]: row for row in answer.json["stock"]}


def test_the_list_adds_up_warehouses(shop: Shop) -> None:
    rows = _listed(shop)
    assert list(rows) == [A, B]
    told = {name: rows[A][name] for name in ("available", "reserved", "held", "expected", "promisable")}
    assert told == {"available": 27, "reserved": 3, "held": 2, "expected": 6, "promisable": 22}
    assert rows[B]["available"] == 0


def test_filters(shop: Shop) -> None:
    rtm = shop.warehouse("RTM")
    assert _listed(shop, f"?warehouseId={rtm}")[A]["available"] == 4
    assert list(_listed(shop, f"?warehouseId={rtm}")) == [A]
    assert list(_listed(shop, "?inStock=yes")) == [A]
    assert list(_listed(shop, "?inStock=no")) == [B]
    assert list(_listed(shop, "?q=grade b")) == [B]
    assert list(_listed(shop, f"?sku={B}")) == [B]
    assert _listed(shop, "?tracking=lot") == {}
    assert _listed(shop, "?low=yes") == {}
    _set_level(shop, 18)
    assert list(_listed(shop, "?low=yes")) == [A]
    assert [one["skuId"] for one in shop.house.api().get("/v1/inventory/low-stock").get_json()["data"]] == [
        shop.variant()
    ]
    _set_level(shop, 17)
    assert _listed(shop, "?low=yes") == {}
    assert shop.house.api().get("/v1/stock?low=perhaps").status_code == 400


def _set_level(shop: Shop, level: int) -> None:
    """18 can be promised in the first warehouse."""

    def run(work: Any) -> None:
        work.session.execute(
            update(Record)
            .where(Record.tenant_id == work.tenant_id, Record.warehouse_id == home, Record.variant_id == variant)
            .values(reorder_level=level)
        )

    home, variant = shop.warehouse(), shop.variant()
    shop.deed(run)


def test_one_sku_taken_apart(shop: Shop) -> None:
    answer = shop.house.api("assets:read").get(f"/v1/stock/{shop.variant()}")
    assert answer.status_code == 200, answer.text
    told = answer.json
    assert told["promisable"] == 22
    by_place = {row["warehouseName"]: (row["available"], row["promisable"]) for row in told["warehouses"]}
    assert by_place == {"Main Warehouse": (23, 18), "Rotterdam": (4, 4)}
    assert [(row["lotNumber"], row["daysLeft"], row["isPickable"]) for row in told["lots"]] == [
        ("GONE", -2, False),
        ("SOON", 9, True),
        ("LATE", 90, True),
    ]
    assert sorted(row["available"] for row in told["loose"]) == [4, 5]
    assert told["unitsByStatus"] == {"available": 3}
    assert told["unitsByPlace"] == [{"warehouseId": shop.warehouse(), "bin": None, "good": 3, "held": 0}]
    assert [(row["reference"], row["quantity"]) for row in told["reservations"]] == [("SO-1", 3)]
    assert len(told["days"]) == 90
    assert {name: told["days"][-1][name] for name in ("available", "reserved", "held", "expected")} == {
        name: told[name] for name in ("available", "reserved", "held", "expected")
    }
    assert told["days"][0]["available"] == 0


def test_unknown_and_foreign_skus_are_not_found(house: House) -> None:
    answer = house.api().get("/v1/stock/var_nobody")
    assert answer.status_code == 404, answer.text
    assert house.page().get("/stock/var_nobody").status_code == 404


def test_the_pages(lite: House) -> None:
    shop = _filled(open_shop(lite))
    page = lite.page("vik").get("/stock").text
    assert "Can be promised" in page
    assert f"/stock/{shop.variant()}" in page
    one = lite.page("vik").get(f"/stock/{shop.variant()}").text
    for words in ("By warehouse", "first to leave first", "Expired", "Reserved for", "SO-1", "The last 90 days"):
        assert words in one
    sheet = lite.page("vik").get("/stock.csv").text
    assert sheet.splitlines()[1].startswith(f'"{A}"')
    assert '"22"' in sheet
    assert lite.page("vik").get("/stock?warehouseId=nobody").status_code == 422
