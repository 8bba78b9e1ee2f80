"""Creating lots as PackageX prints it, with the bodies of its page."""

from typing import Any

import pytest

from tests.house import House, new_house
from tests.lots.dairy import dairy

SAMPLE = {
    "item_id": "item_5TngYZKdRFTSkcVCvNa885",
    "layout_id": "lay_vgM65sMYtakxwfXkTCC8FB",
    "address_id": "addr_8axWLqDo9kprqgNmFpCqxo",
    "number": "LOT_221X",
}
"""The body that the page prints, but for its ids."""


@pytest.mark.parametrize("path", ["/v1/lot", "/v1/asset", "/v1/lots"])
def test_the_printed_sample_makes_a_lot_at_every_printed_address(house: House, path: str) -> None:
    farm = dairy(house)
    key = house.key()
    body = {**SAMPLE, "item_id": farm.item, "layout_id": farm.bin["id"]}
    answer = house.api(Authorization="", Tenant_ID="", PX_API_KEY=key).post(path, body)
    told = answer.get_json()
    assert (answer.status_code, told["status"], told["errors"], told["code"]) == (201, 201, [], None)
    lot = told["data"]
    assert (lot["object"], lot["number"], lot["address_id"]) == ("lot", "LOT_221X", "addr_8axWLqDo9kprqgNmFpCqxo")
    assert lot["id"].startswith("lot_")
    assert (lot["location_id"], lot["location_name"], lot["layout_id"]) == (farm.warehouse, "Depot RTM", farm.bin["id"])
    assert (lot["item_id"], lot["sku"], lot["status"]) == (farm.item, "MILK-1L", "active")
    assert (lot["total_qty"], lot["available_qty"], lot["manifested_qty"], lot["levels"]) == (0, 0, 0, [])
    assert (
        house.api(Authorization="", Tenant_ID="", X_API_KEY=key).get(f"/v1/lots/{lot['id']}").get_json()["data"] == lot
    )


def test_quantities_may_be_text(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(total_qty="10", reserved_qty="3", defective_qty=2, manifested_qty="7")
    assert farm.quantities(lot) == (10, 5, 3, 2, 7)
    assert lot["levels"] == [{
        "object": "level", "id": lot["levels"][0]["id"], "location_id": farm.warehouse, "layout_id": farm.bin["id"],
        "layout_name": "Rack A-01", "verified_qty": 5, "damaged_qty": 2, "available_qty": 5, "defective_qty": 2,
        "manifested_qty": 7, "reserved_qty": 3,
    }]  # fmt: skip
    assert lot["levels"][0]["id"].startswith("lvl_")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (1718973451936, 1718973451), (1718973451, 1718973451), ("1718973451936", 1718973451),
        ("2024-06-21T12:37:31Z", 1718973451), ("2024-06-21T14:37:31+02:00", 1718973451), (None, None),
    ],
)  # fmt: skip
def test_an_expiry_is_any_of_the_published_forms(lite: House, sent: Any, told: int | None) -> None:
    assert dairy(lite).create(expires_at=sent)["expires_at"] == told


def test_a_day_is_good_until_its_end_in_the_tenants_zone(lite: House) -> None:
    farm = dairy(lite)
    lite.api().patch("/v1/settings", {"timeZone": "Europe/Amsterdam"})
    assert farm.create(expires_at="2024-06-21")["expires_at"] == 1719007199  # 23:59:59 there


def refused(house: House, body: dict[str, Any]) -> tuple[int, str, list[str]]:
    answer = house.api().post("/v1/lots", body)
    told = answer.get_json()
    assert told["status"] == answer.status_code
    assert told["error_code"] == told["code"]
    assert told["data"] is None
    return answer.status_code, told["code"], told["errors"]


def test_what_is_missing_is_named(house: House) -> None:
    farm = dairy(house)
    assert refused(house, {"layout_id": farm.bin["id"]}) == (400, "VALIDATION_ERROR", ["item_id"])
    assert refused(house, {"item_id": farm.item}) == (400, "VALIDATION_ERROR", ["location_id"])
    assert refused(house, {"item_id": farm.item, "address_id": "addr_1"}) == (400, "VALIDATION_ERROR", ["location_id"])
    answer = house.api(Authorization="", Tenant_ID="", PX_API_KEY="wrong").post("/v1/lots", {})
    assert (answer.status_code, answer.get_json()["status"]) == (401, 401)


def test_what_is_unknown_is_not_found(house: House) -> None:
    farm, there = dairy(house), dairy(new_house(house.app))
    for body, field in (
        ({"item_id": there.item, "location_id": farm.warehouse}, "item_id"),
        ({"item_id": farm.item, "location_id": there.warehouse}, "location_id"),
        ({"item_id": farm.item, "layout_id": there.bin["id"]}, "layout_id"),
        ({"item_id": farm.item, "location_id": "wh_0", "layout_id": farm.bin["id"]}, "location_id"),
    ):
        assert refused(house, body) == (404, "NOT_FOUND", [field])


def test_a_layout_is_one_of_its_location(house: House) -> None:
    farm = dairy(house)
    other = house.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    body = {"item_id": farm.item, "location_id": other, "layout_id": farm.bin["id"]}
    assert refused(house, body) == (400, "VALIDATION_ERROR", ["layout_id"])


def test_an_inactive_item_takes_no_lots(house: House) -> None:
    farm = dairy(house)
    house.api().patch(f"/v1/products/variants/{farm.old}/status", {"status": "inactive"})
    body = {"item_id": farm.old, "location_id": farm.warehouse}
    assert refused(house, body) == (400, "VARIANT_INACTIVE", ["item_id"])


def test_a_number_is_one_lots_of_an_item_in_a_warehouse(house: House) -> None:
    farm = dairy(house)
    farm.create(number="L1")
    body = {"item_id": farm.item, "location_id": farm.warehouse, "number": "L1"}
    assert refused(house, body) == (409, "DUPLICATE_LOT_NUMBER", ["number"])
    made = [farm.create()["number"] for _ in range(2)]
    assert made[0] != made[1]
    assert made[0].startswith("LOT-")
    assert farm.create(item_id=farm.old, number="L1")["number"] == "L1"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"total_qty": 10, "available_qty": 9}, "total_qty"), ({"total_qty": 1, "reserved_qty": 2}, "total_qty"),
        ({"available_qty": -1}, "available_qty"), ({"available_qty": "x"}, "available_qty"),
        ({"available_qty": True}, "available_qty"), ({"available_qty": 1.5}, "available_qty"),
        ({"available_qty": 10**9 + 1}, "available_qty"), ({"expires_at": "soon"}, "expires_at"),
        ({"expires_at": True}, "expires_at"), ({"expires_at": 5}, "expires_at"), ({"status": ""}, "status"),
        ({"status": "x" * 65}, "status"), ({"metadata": []}, "metadata"), ({"number": "x" * 129}, "number"),
    ],
)  # fmt: skip
def test_fields_are_judged(lite: House, body: dict[str, Any], field: str) -> None:
    farm = dairy(lite)
    sent = {"item_id": farm.item, "location_id": farm.warehouse, **body}
    status, _, errors = refused(lite, sent)
    assert (status, errors) == (400, [field])


def test_any_status_is_kept_and_metadata_too(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(status="in transit to lab", metadata={"batch": {"line": 7}, "x": [1, "a"]}, available_qty=4)
    assert (lot["status"], lot["metadata"]) == ("in transit to lab", {"batch": {"line": 7}, "x": [1, "a"]})
    assert (lot["available_qty"], lot["promisable_qty"]) == (4, 0)


def test_a_retry_makes_one_lot(house: House) -> None:
    farm = dairy(house)
    door = house.api(Idempotency_Key="one")
    body = {"item_id": farm.item, "location_id": farm.warehouse, "available_qty": 5}
    answers = [door.post("/v1/lots", body) for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert house.api().get("/v1/lots").get_json()["pagination"]["total_count"] == 1


def test_who_may(house: House) -> None:
    farm = dairy(house)
    body = {"item_id": farm.item, "location_id": farm.warehouse}
    assert house.api("lots:read").post("/v1/lots", body).status_code == 403
    assert house.api("lots:write").post("/v1/lots", body).status_code == 201
    assert house.api("assets:write").get("/v1/lots").status_code == 403
