"""Damage and loss take what was promised, the newest first, where nothing else is there; undo gives it back."""

import re
from typing import Any

import pytest

from tests.house import House
from tests.lots.dairy import dairy
from tests.lots.test_update_lot import clean
from tests.orders.exceptions.goods import NEWER, OLDER, balance, broken, kept, put, undo
from tests.subscriptions.seed import rent
from webapp.core.data.tenancy import tenant_scope
from webapp.orders.selling.there import promised_to


def promised(house: House, order_id: str) -> int:
    """What is kept for an order."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        return sum(promised_to(house.session, house.tenant_id, order_id).values())


def test_the_newest_reservation_gives_first_and_what_is_free_before_any(house: House) -> None:
    older, newer = kept(house, 2, 2, units=5)
    first = broken(house, "U-0")
    assert "brokenPromises" not in first.json
    assert balance(house) == (0, 4, 1)
    second = broken(house, "U-1")
    assert second.json["brokenPromises"] == [
        {"reference": newer, "quantity": 1, "whose": f"the order of {NEWER}"},
    ]
    assert balance(house) == (0, 3, 2)
    assert (promised(house, older), promised(house, newer)) == (2, 1)
    batch = house.api().get("/v1/batches?limit=1").json["batches"][0]
    assert batch["summary"] == "made U-1 unavailable, 1 of it promised"
    [line] = house.api().get(f"/v1/movements?batchId={batch['batchId']}").json["movements"]
    assert (line["fromNode"], line["toNode"], bool(line["reservationId"])) == ("reserved", "held", True)
    broken(house, "U-2")
    third = broken(house, "U-3")
    assert third.json["brokenPromises"][0]["whose"] == f"the order of {OLDER}"
    clean(house)


@pytest.mark.parametrize("reason", ["in_repair", "lost", "stolen", "scrapped"])
def test_undo_gives_the_promise_back_and_takes_it_again(house: House, reason: str) -> None:
    (one,) = kept(house, 2, units=2)
    answer = broken(house, "U-0", reason)
    there = (0, 1, 1) if reason == "in_repair" else (0, 1, 0)
    assert balance(house) == there
    back = undo(house, answer.headers["Batch-Id"])
    assert back.status_code == 200, back.text
    assert balance(house) == (0, 2, 0)
    assert promised(house, one) == 2
    again = undo(house, back.json["batchId"])
    assert again.status_code == 200, again.text
    assert balance(house) == there
    assert rent(house, one, "U-1").status_code == 201
    clean(house)


def test_what_comes_back_to_an_order_that_wants_it_no_more_is_free(house: House) -> None:
    (one,) = kept(house, 1, units=1)
    answer = broken(house, "U-0")
    assert house.api().post(f"/v1/orders/{one}/cancel").status_code == 200
    back = undo(house, answer.headers["Batch-Id"])
    assert back.status_code == 200, back.text
    assert balance(house) == (1, 0, 0)
    assert undo(house, back.json["batchId"]).status_code == 200
    assert balance(house) == (0, 0, 1)
    clean(house)


def test_it_is_not_taken_back_once_the_unit_went_on(house: House) -> None:
    kept(house, 1, units=1)
    answer = broken(house, "U-0")
    assert put(house, "U-0", status="returned").status_code == 200
    refused = undo(house, answer.headers["Batch-Id"])
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "U-0: it was edited again since" in refused.json["error"]["message"]


def test_what_is_moved_sold_or_regraded_stays_promised(house: House) -> None:
    kept(house, 1, 1, units=2)
    assert house.api().post("/v1/warehouses", {"name": "Utrecht", "code": "UTR"}).status_code in (200, 201)
    for told in ({"status": "sold"}, {"location": "Utrecht"}):
        answer = put(house, "U-0", **told)
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "UNITS_PROMISED")
        assert f"1 of the order of {NEWER} and 1 of the order of {OLDER}" in answer.json["error"]["message"]
    assert balance(house) == (0, 2, 0)
    assert broken(house, "U-0", "damaged").json["brokenPromises"]
    moved = put(house, "U-0", location="Utrecht")  # what is set apart goes wherever it is looked at
    assert moved.status_code == 200, moved.text


def test_many_at_once_take_what_they_must_in_one_batch(house: House) -> None:
    older, newer = kept(house, 2, 2, units=5)
    told: dict[str, Any] = {"action": "status", "to": "damaged", "serialNumbers": [f"U-{n}" for n in range(4)]}
    answer = house.api().post("/v1/assets/actions", told).json
    assert (answer["changed"], answer["refused"]) == (4, 0)
    assert [(one["reference"], one["quantity"]) for one in answer["brokenPromises"]] == [(newer, 2), (older, 1)]
    assert balance(house) == (0, 1, 4)
    assert undo(house, answer["batchId"]).status_code == 200
    assert balance(house) == (1, 4, 0)
    assert (promised(house, older), promised(house, newer)) == (2, 2)
    clean(house)


def test_the_page_says_who_lost_what_and_a_key_without_orders_no_name(house: House) -> None:
    (one,) = kept(house, 2, units=2)
    page = house.page("olga")
    unit = re.search(r"/units/unit_\w+", page.get("/units?q=U-0").text)
    assert unit
    done = page.fill(f"{unit[0]}/status", to="in_repair")
    assert done.status_code == 303
    assert f"Taken from what was promised: 1 of the order of {OLDER}." in page.get(done.location).text
    removed = house.api("assets:write").delete("/v1/assets/U-1").json
    assert removed["brokenPromises"] == [{"reference": one, "quantity": 1, "whose": f"the order {one}"}]


def test_a_lot_says_so_too(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=10)
    for reference, qty in (("SO-1", 4), ("SO-2", 4)):
        told = {"verb": "reserve", "qty": qty, "reference": reference}
        assert house.api().post(f"/v1/lots/{lot['id']}/adjust", told).status_code == 200
    for verb, qty, taken in (("damage", 4, [("SO-2", 2)]), ("count", 3, [("SO-2", 2), ("SO-1", 1)])):
        answer = house.api().post(f"/v1/lots/{lot['id']}/adjust", {"verb": verb, "qty": qty})
        told = answer.json["data"]["broken_promises"]
        assert [(one["reference"], one["quantity"]) for one in told] == taken
    plain = house.api().post(f"/v1/lots/{lot['id']}/adjust", {"verb": "receive", "qty": 1}).json["data"]
    assert "broken_promises" not in plain
    assert undo(house, answer.headers["Batch-Id"]).status_code == 200
    clean(house)


def test_units_kept_for_a_shop_are_taken_as_well(house: House) -> None:
    kept(house, units=1)
    record = house.api().get("/v1/inventory").json["data"]["content"]
    mine = next(one["id"] for one in record if one["availableQty"])
    told = {"qty": 1, "reference": "SHOP-7"}
    assert house.api().patch(f"/v1/inventory/{mine}/reserve", told).status_code == 200
    answer = broken(house, "U-0", "lost")
    assert answer.json["brokenPromises"] == [{"reference": "SHOP-7", "quantity": 1, "whose": "SHOP-7"}]
    logs = house.api().get(f"/v1/inventory/{mine}/logs").json["data"]["content"]
    told_ = [(one["action"], one["qtyChange"]) for one in logs]
    assert ("RELEASED", -1) in told_
    assert ("ADJUSTED", -1) in told_
    clean(house)
