"""Splitting, merging and moving lots, and taking each back."""

from tests.house import House
from tests.locations.sites import depot, shelf
from tests.lots.dairy import Dairy, dairy
from tests.lots.test_adjust_lot import adjust
from tests.lots.test_update_lot import clean, undo


def levels(farm: Dairy, lot: dict[str, object]) -> dict[str, tuple[int, int, int]]:
    """What a lot holds by place: available, reserved, held."""
    return {
        one["layout_name"]: (one["available_qty"], one["reserved_qty"], one["defective_qty"])
        for one in farm.show(lot)["levels"]
    }


def test_a_part_becomes_a_lot_of_its_own(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(number="L1", available_qty=10, reserved_qty=2, expires_at="2030-06-30", metadata={"a": 1})
    answer = house.api().post(f"/v1/lots/{lot['id']}/split", {"number": "L1-2", "qty": "4"})
    made = answer.get_json()["data"]
    assert (answer.status_code, made["number"], made["available_qty"], made["metadata"]) == (201, "L1-2", 4, {"a": 1})
    assert (made["expires_at"], made["layout_id"]) == (lot["expires_at"], lot["layout_id"])
    assert farm.quantities(lot) == (8, 6, 2, 0, 0)
    taken = house.api().post(f"/v1/lots/{lot['id']}/split", {"number": "L1-2", "qty": 1})
    assert taken.get_json()["code"] == "DUPLICATE_LOT_NUMBER"
    many = house.api().post(f"/v1/lots/{lot['id']}/split", {"number": "L1-3", "qty": 7})
    assert (many.status_code, many.get_json()["code"]) == (409, "NOT_ENOUGH_TO_MOVE")
    assert undo(farm, answer).status_code == 200
    assert farm.quantities(lot) == (12, 10, 2, 0, 0)
    assert house.api().get(f"/v1/lots/{made['id']}").status_code == 404
    clean(house)


def test_two_lots_of_the_same_goods_join(house: House) -> None:
    farm = dairy(house)
    one = farm.create(number="L1", available_qty=10, defective_qty=1)
    adjust(farm, one, "reserve", 3, reference="ord_7")
    two, other = farm.create(number="L2", available_qty=5), farm.create(item_id=farm.old, number="L3")
    refused = house.api().post(f"/v1/lots/{one['id']}/merge", {"into_lot_id": other["id"]})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "OTHER_GOODS")
    assert house.api().post(f"/v1/lots/{one['id']}/merge", {"into_lot_id": "lot_0"}).status_code == 404
    answer = house.api().post(f"/v1/lots/{one['id']}/merge", {"into_lot_id": two["id"]})
    assert answer.status_code == 200, answer.text
    assert (farm.quantities(one), farm.quantities(two)) == ((0, 0, 0, 0, 0), (16, 12, 3, 1, 0))
    assert undo(farm, answer).status_code == 200
    assert (farm.quantities(one), farm.quantities(two)) == ((11, 7, 3, 1, 0), (5, 5, 0, 0, 0))
    clean(house)


def test_a_part_goes_to_another_bin_and_then_the_rest(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=10, reserved_qty=2, defective_qty=1)
    rack = shelf(house, farm.warehouse, "A-02")
    there = f"/v1/lots/{lot['id']}/move"
    part = house.api().post(there, {"from_layout_id": farm.bin["id"], "to_layout_id": rack["id"], "qty": 4})
    assert part.status_code == 200, part.text
    assert levels(farm, lot) == {"Rack A-01": (6, 2, 1), "Rack A-02": (4, 0, 0)}
    rest = house.api().post(there, {"from_layout_id": farm.bin["id"], "to_layout_id": rack["id"]})
    assert rest.status_code == 200, rest.text
    assert levels(farm, lot) == {"Rack A-02": (10, 2, 1)}
    for body, field in (
        ({"from_layout_id": farm.bin["id"], "to_layout_id": rack["id"]}, "from_layout_id"),
        ({"from_layout_id": rack["id"], "to_layout_id": rack["id"]}, "to_layout_id"),
    ):
        answer = house.api().post(there, body)
        assert (answer.status_code, answer.get_json()["errors"]) == (400, [field])
    for done in (rest, part):
        assert undo(farm, done).status_code == 200
    assert levels(farm, lot) == {"Rack A-01": (10, 2, 1)}
    clean(house)


def test_goods_that_may_not_leave_do_not_by_joining_others(house: House) -> None:
    farm = dairy(house)
    good = farm.create(number="GOOD", available_qty=5)
    for number, facts in (
        ("QUA", {"status": "quarantined"}),
        ("REC", {"status": "recalled"}),
        ("OLD", {"expires_at": "2020-01-01"}),
    ):
        stopped = farm.create(number=number, available_qty=3, **facts)
        refused = house.api().post(f"/v1/lots/{stopped['id']}/merge", {"into_lot_id": good["id"]})
        assert (refused.status_code, refused.get_json()["code"], refused.get_json()["errors"]) == (
            409,
            "LOT_STOPPED",
            ["into_lot_id"],
        )
    june, july = farm.create(number="JUN", expires_at="2030-06-30"), farm.create(number="JUL", expires_at="2030-07-31")
    for lot, into in ((june, july), (july, good)):
        refused = house.api().post(f"/v1/lots/{lot['id']}/merge", {"into_lot_id": into["id"]})
        assert (refused.status_code, refused.get_json()["code"]) == (409, "LATER_EXPIRY")
    for lot, into in ((july, june), (good, june)):
        assert house.api().post(f"/v1/lots/{lot['id']}/merge", {"into_lot_id": into["id"]}).status_code == 200
    assert farm.quantities(june) == (5, 5, 0, 0, 0)
    clean(house)


def test_a_whole_lot_that_is_moved_again_has_its_bin(house: House) -> None:
    farm = dairy(house)
    lot, there = farm.create(available_qty=10, reserved_qty=2), depot(house, "AMS")
    rack = shelf(house, there, "B-01")
    done = farm.update(lot, location_id=there, layout_id=rack["id"])
    for place in (farm.bin, rack, farm.bin):  # back, there again, and back once more
        done = undo(farm, done)
        assert done.status_code == 200, done.text
        assert farm.show(lot)["layout_id"] == place["id"]
    clean(house)
