"""Orders that lost what was promised stand on a list of their own until that is made good, or wanted no more."""

from typing import Any

from tests.house import House
from tests.lots.test_update_lot import clean
from tests.orders.exceptions.goods import NEWER, OLDER, broken, confirmed, kept, put, undo
from tests.orders.seed import variant
from tests.subscriptions.seed import MACBOOK, rent, stocked

OTHER = "MACBOOK-PRO-16-M3-B"


def listed(house: House, query: str = "") -> dict[str, tuple[int, int]]:
    """The orders on the list: how many were promised, and are missing."""
    answer = house.api().get(f"/v1/order-exceptions{query}")
    assert answer.status_code == 200, answer.text
    found = answer.json["exceptions"]
    return {one["orderId"]: (one["items"][0]["promised"], one["items"][0]["missing"]) for one in found}


def reserve(house: House, order_id: str) -> Any:
    answer = house.api().post(f"/v1/orders/{order_id}/reserve")
    assert answer.status_code == 200, answer.text
    return answer.json["reserved"], answer.json["short"]


def test_an_order_stands_there_with_the_reason_until_it_is_made_good(house: House) -> None:
    older, newer = kept(house, 2, 2, units=4)
    assert listed(house) == {}
    assert "Every promise can be kept" in house.page("vik").get("/orders/exceptions").text
    broken(house, "U-0")
    put(house, "U-1", status="unavailable", statusReason="lost")
    assert listed(house) == {newer: (2, 2)}
    broken(house, "U-2")
    assert listed(house) == {newer: (2, 2), older: (2, 1)}
    [one] = house.api().get("/v1/order-exceptions?limit=1").json["exceptions"]
    told = one["items"][0]["takings"][0]
    assert (one["customerName"], told["quantity"], told["summary"]) == (
        OLDER, 1, "made U-2 unavailable",
    )  # fmt: skip
    assert reserve(house, newer) == (0, 2)
    stocked(house, "NEW-0", "NEW-1")
    assert reserve(house, newer) == (2, 0)
    assert listed(house) == {older: (2, 1)}
    assert reserve(house, newer) == (0, 0)
    assert rent(house, older, "U-3").status_code == 201
    assert listed(house) == {older: (1, 1)}
    stocked(house, "NEW-2")
    assert rent(house, older, "NEW-2").status_code == 201
    assert listed(house) == {}
    clean(house)


def test_what_is_undone_was_not_lost_and_what_is_done_again_was(house: House) -> None:
    (one,) = kept(house, 2, units=2)
    for reason in ("damaged", "lost"):
        back = undo(house, broken(house, "U-0", reason).headers["Batch-Id"])
        assert listed(house) == {}
        again = undo(house, back.json["batchId"])
        assert listed(house) == {one: (2, 1)}
        assert undo(house, again.json["batchId"]).status_code == 200
        assert listed(house) == {}
    clean(house)


def test_what_was_reserved_again_and_breaks_again_is_lost_again(house: House) -> None:
    (one,) = kept(house, 1, units=2)
    broken(house, "U-0")
    assert listed(house) == {}  # another was free
    broken(house, "U-1")
    assert listed(house) == {one: (1, 1)}
    stocked(house, "NEW-0")
    reserve(house, one)
    broken(house, "NEW-0")
    assert listed(house) == {one: (1, 1)}
    [item] = house.api().get("/v1/order-exceptions").json["exceptions"][0]["items"]
    assert [taking["summary"] for taking in item["takings"]] == ["made NEW-0 unavailable"]


def test_who_wants_it_no_more_leaves_the_list(house: House) -> None:
    first, second, third = kept(house, 1, 1, 1, units=3)
    for n in range(3):
        broken(house, f"U-{n}")
    assert set(listed(house)) == {first, second, third}
    assert house.api().post(f"/v1/orders/{first}/cancel").status_code == 200
    assert set(listed(house)) == {second, third}
    made = [variant(OTHER, (12, 80), (24, 99), listPrice=1999)]
    told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": made}
    assert house.api().post("/v1/products", {"productSku": "MACBOOK-PRO-16", "name": "M", **told}).status_code == 201
    why = {"reason": "All are broken."}
    answer = house.api().post(f"/v1/orders/{second}/lines/0/substitute", {**why, "sku": OTHER})
    assert answer.status_code == 200, answer.text
    assert set(listed(house)) == {third}
    changed = house.api().patch(f"/v1/orders/{third}", {"items": [{"sku": OTHER, "quantity": 1}]})
    assert changed.status_code == 200, changed.text
    assert listed(house) == {}
    clean(house)


def test_a_part_that_is_closed_is_missed_no_more(house: House) -> None:
    (one,) = kept(house, 3, units=3)
    broken(house, "U-0")
    broken(house, "U-1")
    close = {"reason": "Broken", "quantity": 1}
    assert house.api().post(f"/v1/orders/{one}/lines/0/close", close).status_code == 200
    assert listed(house) == {one: (2, 1)}
    assert house.api().post(f"/v1/orders/{one}/lines/0/close", close).status_code == 200
    assert listed(house) == {}


def test_what_is_released_by_hand_was_not_lost(house: House) -> None:
    (one,) = kept(house, 1, units=1)
    content = house.api().get("/v1/inventory").json["data"]["content"]
    record = next(row["id"] for row in content if row["reservedQty"])
    told = {"qty": 1, "reference": one}
    assert house.api().patch(f"/v1/inventory/{record}/release", told).status_code == 200
    assert listed(house) == {}


def test_the_list_is_narrowed_and_sorted(house: House) -> None:
    older, newer = kept(house, 1, 1, units=2)
    broken(house, "U-0")
    broken(house, "U-1")
    assert list(listed(house)) == [older, newer]
    assert list(listed(house, "?sortBy=createdAt&sortDir=desc")) == [newer, older]
    assert list(listed(house, "?q=eva")) == [newer]
    assert listed(house, "?sku=NONE") == {}
    assert len(listed(house, f"?sku={MACBOOK}&status=confirmed")) == 2
    assert house.api("customers:read").get("/v1/order-exceptions").status_code == 403


def test_the_pages_say_what_was_lost_and_what_to_do(house: House) -> None:
    _, newer = kept(house, 2, 2, units=4)
    told = {"action": "status", "to": "damaged", "serialNumbers": ["U-0", "U-1", "U-2"], "note": "Dropped"}
    assert house.api().post("/v1/assets/actions", told).status_code == 200
    page = house.page("olga")
    shown = page.get("/orders/exceptions").text
    assert (NEWER in shown, OLDER in shown, "2 of 2 × " in shown, "1 of 2 × " in shown) == (True,) * 4
    order = page.get(f"/orders/{newer}").text
    assert "It lost what was promised to it" in order
    assert "2 of 2 promised" in order
    assert "Dropped" in order
    assert "Reserve again" not in order
    stocked(house, "NEW-0")
    assert "Reserve again" in page.get(f"/orders/{newer}").text
    done = page.press(f"/orders/{newer}/reserve")
    assert done.status_code == 303
    assert "1 reserved for the order" in page.get(done.location).text
    assert "1 of 2 promised" in page.get(f"/orders/{newer}").text
    stocked(house, "NEW-1")
    whole = confirmed(house, 1)
    assert "It lost what was promised" not in page.get(f"/orders/{whole}").text
    assert "was kept for it before" in page.get(page.press(f"/orders/{whole}/reserve").location).text


def test_only_a_confirmed_order_is_reserved_for(house: House) -> None:
    (one,) = kept(house, 1, units=1)
    assert house.api().post(f"/v1/orders/{one}/cancel").status_code == 200
    answer = house.api().post(f"/v1/orders/{one}/reserve")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "ORDER_NOT_EDITABLE")
    assert house.api().post("/v1/orders/ord_none/reserve").status_code == 404
