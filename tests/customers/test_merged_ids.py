"""The id of a record that was merged away goes on meaning the customer that it became part of."""

import pytest

from tests.house import House
from tests.orders.exceptions.goods import NEWER, broken, kept
from tests.subscriptions.seed import rent, rented, stocked


def merged(house: House) -> tuple[str, str, str]:
    """The newer order of two customers, the one who stays, and the id of the other, whose order it was."""
    older, newer = kept(house, 1, 2, units=3)
    door = house.api()
    stays, other = (door.get(f"/v1/orders/{one}").json["customer"]["customerId"] for one in (older, newer))
    rented(house, newer, "U-1")
    broken(house, "U-2")
    assert door.post(f"/v1/customers/{stays}/merge", {"other": other, "sure": True}).status_code == 200
    return newer, stays, other


@pytest.mark.parametrize("listing", ["orders", "subscriptions", "payments", "order-exceptions", "assets"])
def test_a_list_of_either_id_is_the_same(house: House, listing: str) -> None:
    _, stays, other = merged(house)
    found = [house.api().get(f"/v1/{listing}?customerId={one}").json for one in (stays, other)]
    assert found[0] == found[1]
    assert found[1]["count"] > 0


def test_a_list_of_nobody_is_empty(lite: House) -> None:
    merged(lite)
    assert lite.api().get("/v1/orders?customerId=nobody").json["count"] == 0


def test_a_former_id_rents_for_its_former_order_and_another_does_not(house: House) -> None:
    newer, stays, other = merged(house)
    stocked(house, "U-9")
    strange = rent(house, newer, "U-9", customerId="nobody")
    assert strange.json["error"]["details"][0]["message"] == "This is not the customer of the order."
    answer = rent(house, newer, "U-9", customerId=other)
    assert answer.status_code == 201, answer.text
    assert answer.json["rental"]["customerId"] == stays


def test_the_page_of_orders_finds_them_too(lite: House) -> None:
    _, _, other = merged(lite)
    assert NEWER in lite.page("mo").get(f"/orders?customerId={other}").text
