"""Updating lots: what is sent is written, what is not sent stays; absolutes become movements; undo of each."""

from typing import Any

import pytest

from tests.house import House
from tests.locations.sites import depot, shelf
from tests.lots.dairy import Dairy, dairy
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify

SAMPLE = {"number": "LOT_221X", "manufacturer_number": "appl_1213", "expires_at": 1718973451936}
"""The body of the page, with the comma that it forgot."""


def undo(farm: Dairy, answer: Any) -> Any:
    """Take back what a write did."""
    return farm.house.api().post(f"/v1/batches/{answer.headers['Batch-Id']}/undo")


def clean(house: House) -> None:
    """The books are right."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


@pytest.mark.parametrize("path", ["/v1/lots/{}", "/v1/lot/{}", "/v1/assets/{}"])
def test_the_printed_sample_updates_at_every_printed_address(house: House, path: str) -> None:
    farm = dairy(house)
    lot = farm.create(number="LOT_1", available_qty=4, metadata={"a": 1}, address_id="addr_1")
    door = house.api(Authorization="", Tenant_ID="", PX_API_KEY=house.key())
    answer = door.post(path.format(lot["id"]), SAMPLE)
    told = answer.get_json()
    assert (answer.status_code, told["status"], told["message"]) == (200, 200, "Lot updated")
    changed = {"number": "LOT_221X", "manufacturer_number": "appl_1213", "expires_at": 1718973451, "promisable_qty": 0}
    same = set(lot) - set(changed) - {"updated_at", "updated_by", "version"}
    assert {name: told["data"][name] for name in changed} == changed
    assert {name: told["data"][name] for name in same} == {name: lot[name] for name in same}


def test_null_clears_what_can_be_cleared(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(expires_at="2030-01-01", manufacturer_number="m", address_id="a", metadata={"a": 1})
    body = {"expires_at": None, "manufacturer_number": None, "address_id": None, "metadata": None, "layout_id": None}
    told = farm.update(lot, **body).get_json()["data"]
    assert [told[name] for name in body] == [None, None, None, {}, None]
    for name in ("number", "status", "location_id"):
        answer = farm.update(lot, **{name: None})
        assert (answer.status_code, answer.get_json()["errors"]) == (400, [name])


@pytest.mark.parametrize(
    ("sent", "after"),
    [
        ({"available_qty": 30}, (40, 30, 5, 5, 10)), ({"defective_qty": "8"}, (53, 40, 5, 8, 10)),
        ({"total_qty": 60}, (60, 50, 5, 5, 10)), ({"total_qty": 60, "defective_qty": 0}, (60, 55, 5, 0, 10)),
        ({"manifested_qty": 0, "available_qty": 50}, (60, 50, 5, 5, 0)), ({"reserved_qty": 9}, (54, 40, 9, 5, 10)),
        ({"total_qty": 50, "available_qty": 40, "reserved_qty": 2, "defective_qty": 8}, (50, 40, 2, 8, 10)),
        ({"available_qty": 0, "reserved_qty": 0, "defective_qty": 0, "manifested_qty": 0}, (0, 0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_absolutes_are_written_and_taken_back(house: House, sent: dict[str, Any], after: tuple[int, ...]) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=40, reserved_qty=5, defective_qty=5, manifested_qty=10)
    answer = farm.update(lot, **sent)
    assert (answer.status_code, farm.quantities(lot)) == (200, after)
    assert undo(farm, answer).status_code == 200
    assert farm.quantities(lot) == (50, 40, 5, 5, 10)
    clean(house)


def test_a_set_that_does_not_add_up_is_refused(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=40, reserved_qty=5, defective_qty=5)
    for body in ({"total_qty": 9}, {"total_qty": 50, "available_qty": 41}):
        answer = farm.update(lot, **body)
        assert (answer.status_code, answer.get_json()["errors"]) == (400, ["total_qty"])
    assert farm.quantities(lot) == (50, 40, 5, 5, 0)


def test_a_lot_that_is_not_picked_from_promises_nothing_more(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=40, status="quarantined")
    answer = farm.update(lot, reserved_qty=2)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "LOT_NOT_PICKABLE")
    assert farm.update(lot, status="active", reserved_qty=2).status_code == 200
    assert farm.update(lot, status="on_hold", reserved_qty=3).status_code == 200
    assert farm.quantities(lot) == (43, 40, 3, 0, 0)


def test_the_whole_lot_moves_to_another_location(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(number="L1", available_qty=40, reserved_qty=5, defective_qty=5, manifested_qty=10)
    there = depot(house, "AMS")
    rack = shelf(house, there, "B-01")
    answer = farm.update(lot, location_id=there, layout_id=rack["id"], available_qty=30)
    told = answer.get_json()["data"]
    assert (answer.status_code, told["location_id"], told["layout_id"]) == (200, there, rack["id"])
    assert [(one["location_id"], one["layout_id"], one["available_qty"]) for one in told["levels"]] == [
        (there, rack["id"], 30)
    ]
    assert farm.quantities(lot) == (40, 30, 5, 5, 10)
    clean(house)
    assert undo(farm, answer).status_code == 200
    back = farm.show(lot)
    assert (back["location_id"], back["layout_id"], back["total_qty"]) == (farm.warehouse, farm.bin["id"], 50)
    clean(house)


def test_an_empty_lot_moves_and_comes_back(house: House) -> None:
    farm = dairy(house)
    lot, there = farm.create(), depot(house, "AMS")
    answer = farm.update(lot, location_id=there)
    assert answer.get_json()["data"]["location_id"] == there
    assert undo(farm, answer).status_code == 200
    assert farm.show(lot)["location_id"] == farm.warehouse


def test_a_number_that_is_taken_there_keeps_it_here(house: House) -> None:
    farm = dairy(house)
    there = depot(house, "AMS")
    house.api().post("/v1/lots", {"item_id": farm.item, "location_id": there, "number": "L1"})
    lot = farm.create(number="L1", available_qty=4)
    answer = farm.update(lot, location_id=there)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "DUPLICATE_LOT_NUMBER")
    assert farm.show(lot)["location_id"] == farm.warehouse


def test_a_version_that_is_old_is_refused(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=4)
    fresh = farm.update(lot, available_qty=5, version=lot["version"]).get_json()["data"]
    answer = farm.update(lot, number="L9", version=lot["version"])
    assert (answer.status_code, answer.get_json()["code"], answer.get_json()["errors"]) == (
        409, "STALE_VERSION", ["number"],
    )  # fmt: skip
    assert farm.update(lot, number="L9", version=fresh["version"]).status_code == 200


def test_words_are_taken_back_unless_they_changed_since(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(number="L1", expires_at="2030-01-01", status="active", metadata={"a": 1})
    first = farm.update(lot, number="L2", expires_at="2031-01-01", status="recalled", metadata={"a": True})
    assert undo(farm, first).status_code == 200
    back = farm.show(lot)
    assert {name: back[name] for name in ("number", "expires_at", "status", "metadata")} == {
        name: lot[name] for name in ("number", "expires_at", "status", "metadata")
    }
    assert first.get_json()["data"]["metadata"]["a"] is True
    assert back["metadata"]["a"] is not True  # though it equals 1
    first = farm.update(lot, number="L2")
    farm.update(lot, number="L3")
    answer = undo(farm, first)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "it was changed again since" in answer.get_json()["error"]["message"]


def test_a_lot_that_was_opened_is_taken_back_and_done_again(house: House) -> None:
    farm = dairy(house)
    body = {"item_id": farm.item, "location_id": farm.warehouse, "number": "L1", "available_qty": 9}
    answer = house.api().post("/v1/lots", body)
    lot = answer.get_json()["data"]
    taken = undo(farm, answer)
    assert taken.status_code == 200, taken.text
    assert house.api().get(f"/v1/lots/{lot['id']}").status_code == 404
    again = undo(farm, taken)
    assert again.status_code == 200, again.text
    assert farm.quantities(lot) == (9, 9, 0, 0, 0)
    farm.update(lot, available_qty=10)
    refused = undo(farm, again)
    assert "there is other stock in it" in refused.get_json()["error"]["message"]
    clean(house)


def test_an_empty_lot_is_deleted_softly(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(number="L1", available_qty=1)
    answer = house.api().delete(f"/v1/lots/{lot['id']}")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "LOT_NOT_EMPTY")
    farm.update(lot, available_qty=0)
    gone = house.api().delete(f"/v1/lots/{lot['id']}")
    assert (gone.status_code, gone.get_json()["data"]["number"]) == (200, "L1")
    for answer in (
        house.api().get(f"/v1/lots/{lot['id']}"),
        farm.update(lot),
        house.api().delete(f"/v1/lots/{lot['id']}"),
    ):
        assert (answer.status_code, answer.get_json()["message"]) == (404, "Lot not found.")
    assert farm.create(number="L1")["id"] != lot["id"]
    assert undo(farm, gone).status_code == 409  # its number is another's now


def test_who_may(house: House) -> None:
    farm = dairy(house)
    lot = farm.create()
    for door in (house.api("lots:read"), house.api("assets:write")):
        assert door.post(f"/v1/lots/{lot['id']}", {"number": "x"}).status_code == 403
