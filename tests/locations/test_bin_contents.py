"""What lies in a bin as JSON, and its timeline: how it was made, and what moved in and out."""

import pytest
from sqlalchemy import event

from tests.assets.shelf import stock_up
from tests.house import House
from tests.locations.sites import depot, page_of, shelf
from tests.locations.test_bin_page import put


def _lot(house: House, warehouse_id: str, location: str) -> None:
    price = {"pricing": [{"contractLength": 12, "monthlyPrice": 9}]}
    variant = {"variantSku": "MILK-1L", "variantName": "1 l", "grade": "A", "tracking": "lot", **price}
    about = {"productSku": "MILK", "name": "Milk", "specification": "-", "category": "Food", "brand": "Cow"}
    door = house.api()
    assert door.post("/v1/products", {**about, "variants": [variant]}).status_code == 201
    intake = door.post("/v1/intakes", {"name": "Monday"}).get_json()["intake"]["intakeId"]
    line = {"sku": "MILK-1L", "quantity": 5, "lotNumber": "L-7", "expiresOn": "2030-01-31", "location": location}
    taken = door.post(f"/v1/intakes/{intake}/lines", {"lines": [line], "mode": "all"})
    assert taken.status_code == 201, taken.text


def test_it_holds_units_loose_stock_and_lots(house: House) -> None:
    made = shelf(house, depot(house))
    stock_up(house)
    door = house.api()
    for serial in ("C02", "C03"):
        door.post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A", "location": "RTM/A-01"})
    put(house, made["location_id"], made["id"], 12)
    _lot(house, made["location_id"], "RTM/A-01")
    found = door.get(f"/v1/bins/{made['id']}/contents").get_json()
    assert (found["location"], found["active"], found["hasMore"]) == ("RTM/A-01", True, False)
    assert [(one["sku"], one["quantity"]) for one in found["units"]] == [("MBP-16-A", 2)]
    told = {one["sku"]: (one["lotNumber"], one["available"], one["held"]) for one in found["stock"]}
    assert told == {"MBP-16-B": (None, 12, 0), "MILK-1L": ("L-7", 5, 0)}
    assert next(one for one in found["stock"] if one["lotId"])["expiresAt"].startswith("2030-01-31T22:59:59")
    assert door.get("/v1/bins/lay_nobody/contents").status_code == 404


def test_an_empty_one_says_so_to_who_may_see_stock(house: House) -> None:
    made = shelf(house, depot(house))
    found = house.api().get(f"/v1/bins/{made['id']}/contents").get_json()
    assert (found["units"], found["stock"]) == ([], [])
    assert house.api("warehouses:read").get(f"/v1/bins/{made['id']}/contents").status_code == 403


def test_its_timeline_tells_what_moved_in_and_out(house: House) -> None:
    warehouse = depot(house)
    here, there = shelf(house, warehouse), shelf(house, warehouse, "A-02")
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", {"serialNumber": "C02", "sku": "MBP-16-A", "location": "RTM/A-01"})
    put(house, warehouse, here["id"], 12)
    door.post("/v1/assets/actions", {"serialNumbers": ["C02"], "action": "move", "location": "RTM/A-02"})
    batch = door.get("/v1/batches").get_json()["batches"][0]["batchId"]
    for made, words in (
        (here, ["moved", "received loose stock", "received C02 (MBP-16-A) into RTM/A-01", "created the bin"]),
        (there, ["moved", "created the bin"]),
    ):
        page = house.page("vik").get(page_of(made)).text
        page = page[page.index('class="timeline"') :]
        places = [page.index(word) for word in words]
        assert places == sorted(places), words
    assert door.post(f"/v1/batches/{batch}/undo").status_code == 200
    assert "took back: moved" in house.page("vik").get(page_of(there)).text


def test_bins_made_by_a_pattern_begin_with_their_making(house: House) -> None:
    warehouse = depot(house)
    made = house.api().post(f"/v1/locations/{warehouse}/layouts", {"pattern": "B-01…B-03"}).get_json()["data"]
    page = house.page("vik").get(page_of(made[1])).text
    assert "created 3 bins in Depot RTM: B-01 to B-03" in page
    alone = house.page("vik").get(page_of(shelf(house, warehouse))).text
    assert "created 3 bins" not in alone


@pytest.mark.parametrize(
    ("query", "index"), [("binId={bin}", "ix_movement_bin_to"), ("action=MOVED", "uq_movement_action")]
)
def test_movements_of_a_bin_or_a_kind_are_found_by_an_index(lite: House, query: str, index: str) -> None:
    made = shelf(lite, depot(lite))
    stock_up(lite)
    lite.api().post("/v1/assets", {"serialNumber": "C02", "sku": "MBP-16-A", "location": "RTM/A-01"})
    door = lite.api()
    asked: list[tuple[str, object]] = []

    def told(_: object, __: object, statement: str, values: object, *___: object) -> None:
        asked.append((statement, values))

    engine = lite.session.get_bind()
    event.listen(engine, "before_cursor_execute", told)
    answer = door.get(f"/v1/movements?{query.format(bin=made['id'])}")
    event.remove(engine, "before_cursor_execute", told)
    assert answer.get_json()["count"] == (1 if "binId" in query else 0)
    [(statement, values)] = [one for one in asked if "FROM movement" in one[0]]
    plan = lite.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    lines = [str(row[-1]) for row in plan]
    assert any(index in line for line in lines), lines
    assert not any(line.startswith("SCAN movement") for line in lines), lines
