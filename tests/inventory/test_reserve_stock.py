"""Stock kept for a reference and given back: the published messages, through both doors."""

from typing import Any

from tests.house import House
from tests.inventory.shelf import goods, is_clean, opened


def do(house: House, what: str, record: dict[str, Any], **body: Any) -> Any:
    return house.api().patch(f"/v1/inventory/{record['id']}/{what}", body)


def test_the_published_chain(house: House) -> None:
    record = opened(house, 50)
    do(house, "reserve", record, qty=5)
    reserved = do(house, "reserve", record, qty=2)
    assert reserved.status_code == 200
    told = reserved.get_json()["data"]
    assert told.keys() >= {"id", "onHandQty", "reservedQty", "availableQty"}
    assert (told["onHandQty"], told["reservedQty"], told["availableQty"]) == (50, 7, 43)
    told = do(house, "release", record, qty=2).get_json()["data"]
    assert (told["id"], told["onHandQty"], told["reservedQty"], told["availableQty"]) == (record["id"], 50, 5, 45)
    lines = house.api().get(f"/v1/inventory/{record['id']}/logs").get_json()["data"]["content"]
    assert [(one["action"], one["qtyChange"]) for one in lines[:2]] == [("RELEASED", -2), ("RESERVED", 2)]
    assert is_clean(house)


def test_too_many_is_the_published_message(house: House) -> None:
    record = opened(house, 3)
    few = do(house, "reserve", record, qty=5)
    words = "Cannot reserve 5 units. Only 3 units are currently available."
    assert (few.status_code, few.get_json()["status"], few.get_json()["message"]) == (409, False, words)
    do(house, "reserve", record, qty=3)
    many = do(house, "release", record, qty=5)
    words = "Cannot release 5 units. Only 3 units are currently reserved."
    assert (many.status_code, many.get_json()["status"], many.get_json()["message"]) == (409, False, words)


def test_a_release_gives_back_what_exactly_its_reference_holds(house: House) -> None:
    record = opened(house, 10)
    do(house, "reserve", record, qty=4, reference="ORD-1")
    do(house, "reserve", record, qty=3)
    most = do(house, "release", record, qty=8)
    assert most.get_json()["message"] == "Cannot release 8 units. Only 7 units are currently reserved."
    wrong = do(house, "release", record, qty=4)
    assert wrong.status_code == 409
    words = "Cannot release 4 units. Only 3 of the 7 reserved units are held without a reference."
    assert wrong.get_json()["message"] == words
    none = do(house, "release", record, qty=1, reference="ORD-2")
    assert (none.status_code, none.get_json()["message"]) == (
        409,
        "Cannot release 1 unit. None of the 7 reserved units is held for ORD-2.",
    )
    do(house, "reserve", record, qty=1, reference="ORD-3")
    one = do(house, "release", record, qty=2, reference="ORD-3").get_json()["message"]
    assert one == "Cannot release 2 units. Only 1 of the 8 reserved units is held for ORD-3."
    do(house, "release", record, qty=1, reference="ORD-3")
    assert do(house, "release", record, qty=4, reference="ORD-1").get_json()["data"]["reservedQty"] == 3


def test_the_only_reserved_unit_is_another_references(lite: House) -> None:
    record = opened(lite, 2)
    do(lite, "reserve", record, qty=1, reference="ORD-1")
    told = do(lite, "release", record, qty=1).get_json()["message"]
    assert told == "Cannot release 1 unit. The reserved unit is not held without a reference."


def test_at_least_one(house: House) -> None:
    record = opened(house)
    for what in ("reserve", "release"):
        for qty in (0, -1):
            answer = do(house, what, record, qty=qty)
            assert answer.status_code == 422
            assert answer.get_json()["message"] == "Quantity must be at least 1"
            [where] = answer.get_json()["errors"]
            assert where["field"] == "qty"
        assert do(house, what, record).status_code == 422
        assert house.api().patch(f"/v1/inventory/inv_none/{what}", {"qty": 1}).status_code == 404
        assert house.api("inventory:read").patch(f"/v1/inventory/{record['id']}/{what}", {"qty": 1}).status_code == 403


def test_an_old_version_is_refused(house: House) -> None:
    record = opened(house)
    fresh = do(house, "reserve", record, qty=1, version=record["version"]).get_json()["data"]["version"]
    stale = do(house, "reserve", record, qty=1, version=record["version"])
    assert (stale.status_code, "changed since it was read" in stale.get_json()["message"]) == (409, True)
    assert do(house, "release", record, qty=1, version=fresh).status_code == 200


def test_units_are_promised_by_number(house: House) -> None:
    told = goods(house)
    house.api().post("/v1/assets", {"serialNumber": "C02", "sku": "MBP-16-A"})
    [record] = house.api().get(f"/v1/inventory/product/{told['product']}/sku/{told['MBP-16-A']}").get_json()["data"]
    assert do(house, "reserve", record, qty=1, reference="ORD-1").get_json()["data"]["availableQty"] == 0
    assert "units" in house.page("vik").get(f"/records/{record['id']}").text


def test_it_is_taken_back(house: House) -> None:
    record = opened(house, 10)
    batch = do(house, "reserve", record, qty=4, reference="ORD-1").headers["Batch-Id"]
    assert house.api().post(f"/v1/batches/{batch}/undo").status_code == 200
    lines = house.api().get(f"/v1/inventory/{record['id']}/logs").get_json()["data"]["content"]
    assert [(one["action"], one["qtyChange"]) for one in lines] == [("RELEASED", -4), ("RESERVED", 4), ("RECEIVED", 10)]
    assert is_clean(house)


def test_the_pages_reserve_and_release(lite: House) -> None:
    record = opened(lite, 10)
    path = f"/records/{record['id']}"
    assert lite.page("olga").fill(f"{path}/reserve", qty="4", reference="ORD-1").status_code == 303
    page = lite.page("olga").get(path).text
    assert "Open reservations" in page
    assert "ORD-1" in page
    few = lite.page("olga").fill(f"{path}/release", qty="5", reference="ORD-1")
    assert (few.status_code, "Cannot release 5 units." in few.text) == (409, True)
    token = lite.page("olga").csrf()
    gone = lite.page("olga").post(f"{path}/give-back", {"csrf_token": token, "qty": "4", "reference": "ORD-1"})
    assert gone.status_code == 303
    assert "10 available, 0 reserved" in lite.page("olga").get(path).text
    assert lite.page("vik").get(f"{path}/reserve").status_code == 403
