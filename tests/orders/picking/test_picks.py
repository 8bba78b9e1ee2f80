"""What is to be fetched for an order: where it lies, in walking order, and what is short."""

import re
from html import unescape
from typing import Any

from tests.architecture.budget import PAGES
from tests.counting import counting
from tests.house import House
from tests.labels.paper import read_pdf
from tests.orders.seed import MINIMAL, catalogue, order
from tests.receiving.announced.paper import pages_of
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, rented
from webapp.accounts.operations.settings import update_settings
from webapp.assets.operations import receive_asset
from webapp.catalog.operations.products import upsert_product
from webapp.inventory.operations import create_record
from webapp.locations.operations import create_bin, create_warehouse
from webapp.lots.operations import create_lot
from webapp.orders.operations import confirm_order, create_order

BINS = ("B-1", "A-10", "A-2")


def depot(house: House) -> dict[str, str]:
    """Rotterdam with three bins, by their codes."""
    catalogue(house)
    warehouse = house.do(create_warehouse, name="Rotterdam", code="RTM", isDefault=True).id
    return {code: house.do(create_bin, location_id=warehouse, name=code, code=code).id for code in BINS}


def units(house: House, *serials: str, at: str = "RTM", sku: str = MACBOOK, **more: Any) -> None:
    for serial in serials:
        house.do(receive_asset, serialNumber=serial, sku=sku, location=at, **more)


def listed(house: House, order_id: str) -> dict[str, Any]:
    answer = house.api().get(f"/v1/orders/{order_id}/picks")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json
    return told


def walk(house: House, order_id: str) -> list[tuple[Any, ...]]:
    return [(one["binCode"], one["take"], one["serialNumbers"]) for one in listed(house, order_id)["picks"]]


def test_units_are_fetched_bin_by_bin_and_what_is_not_good_is_not(house: House) -> None:
    depot(house)
    units(house, "X-1", "X-2", at="RTM/A-10")
    units(house, "Y-1", at="RTM/A-2")
    units(house, "Z-1")
    units(house, "BROKEN", at="RTM/A-2", status="unavailable", reason="Dented")
    units(house, "D-1", "D-2", "D-3", at="RTM/B-1", sku=MONITOR)
    one = confirmed(house, (MACBOOK, 5), (MONITOR, 2))["orderId"]
    assert walk(house, one) == [("A-2", 1, ["Y-1"]), ("A-10", 2, ["X-1", "X-2"]), ("B-1", 2, ["D-1", "D-2"]),
                                (None, 1, ["Z-1"])]  # fmt: skip
    told = listed(house, one)
    assert (told["wanted"], told["units"], told["short"]) == (7, 6, 1)
    assert [(line["sku"], line["wanted"], line["short"]) for line in told["lines"]] == [
        (MACBOOK, 5, 1),
        (MONITOR, 2, 0),
    ]
    rented(house, one, "X-1")
    assert walk(house, one)[1] == ("A-10", 1, ["X-2"])
    assert house.api().get("/v1/orders/ord_nobody/picks").status_code == 404


def test_pieces_without_a_serial_number_are_told_and_stay_short(house: House) -> None:
    bins = depot(house)
    item = house.api().get("/v1/items").json["data"]
    ids = {row["sku"]: row["id"] for row in item}
    warehouse = next(row["id"] for row in house.api().get("/v1/warehouses").json["data"] if row["code"] == "RTM")
    house.do(create_record, sku=MONITOR, warehouseId=warehouse, initialQty=2, location="B-1")
    lots = {"item_id": ids[MONITOR], "layout_id": bins["A-2"], "available_qty": 3}
    for number, more in (
        ("LATE", {"expires_at": "2090-01-01"}), ("SOON", {"expires_at": "2080-01-01"}),
        ("GONE", {"expires_at": "2020-01-01"}), ("STOPPED", {"status": "quarantined"}),
    ):  # fmt: skip
        house.do(create_lot, number=number, **lots, **more)
    units(house, "D-1", at="RTM/A-10", sku=MONITOR)
    one = confirmed(house, (MONITOR, 7))["orderId"]
    told = listed(house, one)
    assert [(pick["kind"], pick["binCode"], pick["lotNumber"], pick["take"]) for pick in told["picks"]] == [
        ("lot", "A-2", "SOON", 3), ("lot", "A-2", "LATE", 1), ("unit", "A-10", None, 1), ("loose", "B-1", None, 2),
    ]  # fmt: skip
    [line] = told["lines"]
    assert (line["units"], line["withoutSerialNumber"], line["short"]) == (1, 6, 6)
    page = house.page("vik").get(f"/orders/{one}/picks").text
    assert "6 short; 6 lie here without a serial number" in page
    assert "GONE" not in page


def test_what_is_kept_for_another_order_is_not_fetched_and_orders_share(house: House) -> None:
    depot(house)
    house.do(update_settings, reserveOnConfirm=True)
    units(house, "X-1", "X-2", at="RTM/A-2")
    first = confirmed(house, (MACBOOK, 2))["orderId"]
    second = confirmed(house, (MACBOOK, 2))["orderId"]
    assert walk(house, second) == []
    assert walk(house, first) == [("A-2", 2, ["X-1", "X-2"])]
    units(house, "X-3", at="RTM/A-2")
    assert [take for _, take, _ in walk(house, second)] == [1]
    page = house.page("olga").get(f"/orders/picks?id={second}&id={first}&id=nobody")
    assert (page.status_code, page.text.count("X-1<"), page.text.count("X-3<")) == (200, 1, 1)
    assert "3 of 4 to fetch" in page.text
    for asked in (f"?orderIds={second},{first}", ""):
        told = house.api().get(f"/v1/orders/picks{asked}").json
        assert (told["orderIds"], told["wanted"], told["units"]) == ([first, second], 4, 3)
        assert [(pick["orderId"], pick["take"]) for pick in told["picks"]] == [(first, 2), (second, 1)]
    assert house.api().get(f"/v1/orders/picks?orderIds={first},ord_nobody").status_code == 404


def test_what_is_promised_to_others_is_said_where_it_is_missing(house: House) -> None:
    depot(house)
    house.do(update_settings, reserveOnConfirm=True)
    units(house, "X-1", "X-2", "X-3", at="RTM/A-2")
    first = confirmed(house, (MACBOOK, 3))["orderId"]
    second = confirmed(house, (MACBOOK, 2))["orderId"]
    assert [line["promisedToOthers"] for line in listed(house, first)["lines"]] == [0]
    [line] = listed(house, second)["lines"]
    assert (line["short"], line["promisedToOthers"]) == (2, 3)
    page = house.page("vik").get(f"/orders/{second}/picks").text
    assert "is free now: 3 lie there, promised to other orders." in page
    assert "2 short; 3 lie there, promised to other orders" in page
    paper = "\n".join(pages_of(house.page("vik").get(f"/orders/{second}/picks.pdf").get_data())[0])
    assert "3 lie there, promised to other orders" in paper.replace("\n", " ")
    units(house, "X-4", at="RTM/A-2")
    rented(house, first, "X-1")
    rented(house, first, "X-2")
    assert "1 short; 1 lies there, promised to other orders" in house.page("vik").get(f"/orders/{second}/picks").text
    both = house.api().get(f"/v1/orders/picks?orderIds={second},{first}").json["lines"]
    assert [line["promisedToOthers"] for line in both] == [0, 0]


def test_serial_numbers_of_a_bin_come_as_people_count(house: House) -> None:
    depot(house)
    told = [{"serialNumber": f"LAP-{n}", "sku": MACBOOK, "location": "RTM/A-2"} for n in (31, 4, 57, 12, 200, 3, 22)]
    answer = house.api().post("/v1/assets/bulk", {"assets": told, "mode": "all"})
    assert answer.status_code == 200, answer.text
    units(house, "LAP-1", at="RTM/A-2")  # the last one to come is the last one to go
    one = confirmed(house, (MACBOOK, 7))["orderId"]
    in_order = ["LAP-3", "LAP-4", "LAP-12", "LAP-22", "LAP-31", "LAP-57", "LAP-200"]
    assert walk(house, one) == [("A-2", 7, in_order)]
    assert re.findall(r"LAP-\d+(?=<)", house.page("vik").get(f"/orders/{one}/picks").text) == in_order
    paper = " ".join(pages_of(house.page("vik").get(f"/orders/{one}/picks.pdf").get_data())[0])
    assert re.findall(r"LAP-\d+", paper) == in_order


def test_more_than_are_walked_for_together_are_walked_for_one_walk_after_the_other(house: House) -> None:
    depot(house)
    units(house, "X-1", at="RTM/A-2")
    ids = [str(order(house)["orderId"]) for _ in range(52)]
    for one in (ids[0], ids[51]):
        assert house.api().post(f"/v1/orders/{one}/confirm").status_code == 200
    said = "52 orders are asked for; at most 50 are walked for together."
    answer = house.api().get(f"/v1/orders/picks?orderIds={','.join(ids)}")
    assert (answer.status_code, answer.json["error"]["details"][0]["message"]) == (400, said)
    page = house.page("vik")
    told = page.get("/orders/picks?" + "&".join(f"id={one}" for one in reversed(ids))).text
    assert said in told
    walks = [(unescape(href).partition("?")[2], label) for href, label in re.findall(_WALK, told)]
    assert [label for _, label in walks] == ["The 50 that wait longest", "The next 2"]
    first, rest = ([part.removeprefix("id=") for part in query.split("&")] for query, _ in walks)
    assert (first, rest) == (ids[:50], ids[50:])
    shown = page.get(f"/orders/picks?{walks[0][0]}").text
    assert "X-1<" in shown
    assert ids[51] not in shown
    paper = page.get("/orders/picks.pdf?" + "&".join(f"id={one}" for one in ids))
    assert (paper.status_code, "/orders/picks?id=" in paper.headers["Location"]) == (303, True)


def test_of_many_that_nobody_knows_there_is_nothing_to_fetch(lite: House) -> None:
    told = lite.page("vik").get("/orders/picks?" + "&".join(f"id=ord_{one}" for one in range(51))).text
    assert "No order is ticked that is known here." in told
    assert "walked for together" not in told


_WALK = r'href="([^"]*/orders/picks\?[^"]+)"[^>]*>(?:<[^>]+>)*(The [^<]+)<'


def test_nothing_to_fetch_says_why(lite: House) -> None:
    depot(lite)
    page = lite.page("vik")
    pending = str(order(lite)["orderId"])
    assert "before an order is confirmed" in page.get(f"/orders/{pending}/picks").text
    assert "/picks" not in page.get(f"/orders/{pending}").text
    lite.api().post(f"/v1/orders/{pending}/confirm")
    assert f"/orders/{pending}/picks" in page.get(f"/orders/{pending}").text
    assert "lies in any bin" in page.get(f"/orders/{pending}/picks").text
    units(lite, "SN-1")
    rented(lite, pending, "SN-1")
    assert "Nothing is open" in page.get(f"/orders/{pending}/picks").text
    assert "No order is ticked" in page.get("/orders/picks").text
    cancelled = str(confirmed(lite)["orderId"])
    lite.api().post(f"/v1/orders/{cancelled}/cancel", {})
    assert "Cancelled" in page.get(f"/orders/{cancelled}/picks").text
    assert page.get("/orders/ord_nobody/picks").status_code == 404


def crowded(house: House, lines: int) -> str:
    """A confirmed order of so many lines, each of a SKU of its own with a unit in a bin."""
    pricing = [{"contractLength": 12, "monthlyPrice": 10}]
    variants = [
        {"variantSku": f"SKU-{n}", "variantName": f"Model {n}", "grade": "A", "pricing": pricing} for n in range(lines)
    ]
    told = {"specification": "x", "category": "x", "brand": "x"}
    house.do(upsert_product, productSku="MANY", name="Screen שלום 🖥 of a long name", variants=variants, **told)
    for n in range(lines):
        units(house, f"U-{lines}-{n}", at=f"RTM/{BINS[n % 3]}", sku=f"SKU-{n}")
    items = [{"sku": one["variantSku"], "quantity": 1} for one in variants]
    made = house.do(create_order, **{**MINIMAL, "items": items})
    house.do(confirm_order, orderId=made.id)
    return str(made.id)


def test_many_lines_cost_as_many_questions_as_one(lite: House) -> None:
    depot(lite)
    page, costs = lite.page("olga"), []
    for lines in (1, 30):
        address = f"/orders/{crowded(lite, lines)}/picks"
        page.get(address)
        with counting() as sent:
            assert page.get(address).status_code == 200
        costs.append(len(sent))
    assert costs == [PAGES["picks.picks"]] * 2


def test_on_paper_the_order_and_the_skus_are_scanned(lite: House) -> None:
    depot(lite)
    one = crowded(lite, 30)
    answer = lite.page("vik").get(f"/orders/{one}/picks.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    pdf = answer.get_data()
    scanned = [data for page in read_pdf(pdf) for _, data in page]
    assert scanned.count(one) == 1
    assert {f"SKU-{n}" for n in range(30)} <= set(scanned)
    words = [text for page in pages_of(pdf) for text in page]
    assert {"A-2", "A-10", "B-1", "U-30-29"} <= set(words)
    assert f"Page 1 of {len(pages_of(pdf))}" in words
    both = lite.page("vik").get(f"/orders/picks.pdf?id={one}").get_data()
    assert pages_of(both)[0][0] == pages_of(pdf)[0][0]
