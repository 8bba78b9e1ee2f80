"""The one box finds orders and customers too: who is on the phone, and the order whose code is on the paper."""

from urllib.parse import quote

import pytest

from tests.counting import counting
from tests.dashboard.test_find import found, led_to
from tests.house import House, new_house
from tests.orders.seed import CURL, MINIMAL, catalogue, order

MOST = (29, 10)
"""Statements for words that nothing is called by, and for what one thing is called."""


@pytest.fixture
def sold(house: House) -> tuple[House, dict[str, str]]:
    """A house with an order of Sarah's and one of Jan's."""
    catalogue(house)
    hers, his = order(house, CURL), order(house, MINIMAL)
    return house, {"hers": hers["orderId"], "his": his["orderId"], "sarah": hers["customerId"]}


def test_an_order_and_a_customer_are_opened_by_what_they_are_called(sold: tuple[House, dict[str, str]]) -> None:
    house, ids = sold
    for words in (ids["hers"], ids["hers"].upper()):
        assert ids["hers"] in led_to(house, words)
    for words in (ids["sarah"], ids["sarah"].upper(), "sarah.johnson@acmecorp.com", "Sarah.Johnson@ACMEcorp.com"):
        assert "<h1>Sarah Johnson</h1>" in led_to(house, words)


def test_both_are_found_by_a_part_of_what_is_known_of_them(sold: tuple[House, dict[str, str]]) -> None:
    house, ids = sold
    for words in ("johnson", "Acme Corp", "sarah.j"):
        page = found(house, words)
        assert (">Orders</h2>" in page, ">Customers</h2>" in page) == (True, True), words
        assert (ids["hers"] in page, ids["his"] in page) == (True, False), words
    assert ids["sarah"] in found(house, "555-123")


def test_of_many_the_newest_are_shown_and_all_are_a_click_away(sold: tuple[House, dict[str, str]]) -> None:
    house, ids = sold
    newer = [order(house, CURL)["orderId"] for _ in range(6)]
    page = found(house, "johnson")
    assert all(one in page for one in newer)
    assert ids["hers"] not in page
    assert f"/{house.slug}/orders?q=johnson" in page
    assert "All orders with" in page


def test_nobody_finds_what_is_another_tenants_or_gone(sold: tuple[House, dict[str, str]]) -> None:
    house, ids = sold
    other = new_house(house.app)
    for words in ("johnson", ids["hers"], ids["sarah"], "sarah.johnson@acmecorp.com"):
        page = found(other, words)
        assert (">Orders</h2>" in page, ">Customers</h2>" in page) == (False, False), words
    assert house.api().post(f"/v1/orders/{ids['hers']}/cancel", {"reason": "No more"}).status_code == 200
    gone = house.api().post(f"/v1/customers/{ids['sarah']}/anonymise", {"email": "sarah.johnson@acmecorp.com"})
    assert gone.status_code == 200, gone.text
    assert ">Customers</h2>" not in found(house, "johnson")


@pytest.mark.parametrize("words", ["%", "_", "%00", "a\x00b", "'; --", "@", "x@", "ö", "日本", "e" * 400, '"', "ord_"])
def test_any_words_can_be_asked(sold: tuple[House, dict[str, str]], words: str) -> None:
    assert sold[0].page("vik").get(f"/find?q={quote(words)}").status_code in (200, 303, 422)


def test_a_question_costs_the_same_among_many(sold: tuple[House, dict[str, str]]) -> None:
    house, ids = sold
    page = house.page("vik")
    page.get("/find?q=nobody")  # templates, and the session

    def cost(words: str) -> int:
        with counting() as sent:
            page.get(f"/find?q={words}")
        return len(sent)

    before = [cost(words) for words in ("johnson", ids["hers"])]
    for _ in range(6):
        order(house, CURL)
    after = [cost(words) for words in ("johnson", ids["hers"])]
    assert before == after
    assert (after[0] <= MOST[0], after[1] <= MOST[1]) == (True, True), after
