"""What a tenant decides about orders: quantities, billing, promises, and what new ids begin with."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, changed, order
from webapp.core.data.ids import KINDS

WEBAPP = Path(__file__).parents[3] / "webapp"


def save(house: House, **told: Any) -> dict[str, Any]:
    """The settings after a change through the API."""
    answer = house.api().patch("/v1/settings", told)
    assert answer.status_code == 200, answer.text
    saved: dict[str, Any] = answer.json
    return saved


def test_they_are_told_and_changed(house: House) -> None:
    told = house.api().get("/v1/settings").json
    assert (told["minOrderQuantity"], told["maxOrderQuantity"]) == (1, 1_000_000)
    assert (told["billingStart"], told["reserveOnConfirm"]) == ("immediate", False)
    assert [told[f"{kind}IdPrefix"] for kind in ("order", "subscription", "customer")] == ["ord", "sub", "cust"]
    wanted = {"minOrderQuantity": 2, "maxOrderQuantity": 5, "billingStart": "first_of_next_month",
              "reserveOnConfirm": True, "orderIdPrefix": "NL7"}  # fmt: skip
    assert wanted.items() <= save(house, **wanted).items()


def test_the_form_shows_and_saves_them(lite: House) -> None:
    door = lite.page()
    assert fields_of(door.get("/settings").text)["orderIdPrefix"] == "ord"
    sent = {"maxOrderQuantity": "50", "billingStart": "same_day_next_month", "reserveOnConfirm": "y"}
    assert door.fill("/settings", customerIdPrefix="KL", **sent).status_code == 303
    told = lite.api().get("/v1/settings").json
    assert (told["maxOrderQuantity"], told["billingStart"]) == (50, "same_day_next_month")
    assert (told["reserveOnConfirm"], told["customerIdPrefix"]) == (True, "KL")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minOrderQuantity", 0), ("minOrderQuantity", 1_000_001), ("maxOrderQuantity", None), ("billingStart", "soon"),
        ("reserveOnConfirm", "yes"), ("orderIdPrefix", ""), ("orderIdPrefix", "TOOLONG"), ("orderIdPrefix", "A-1"),
        ("orderIdPrefix", "1A"), ("orderIdPrefix", "cust"), ("orderIdPrefix", "INV"), ("customerIdPrefix", None),
    ],
)  # fmt: skip
def test_fields_are_judged(lite: House, field: str, value: object) -> None:
    answer = lite.api().patch("/v1/settings", {field: value})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer.json["error"]["details"][0]["path"] == field


def test_the_least_is_not_more_than_the_most(lite: House) -> None:
    save(lite, maxOrderQuantity=5)
    answer = lite.api().patch("/v1/settings", {"minOrderQuantity": 6})
    assert answer.json["error"]["details"][0]["path"] == "minOrderQuantity"
    assert "more than the most, 5" in answer.json["error"]["details"][0]["message"]


def test_new_ids_begin_with_what_was_chosen_and_old_ones_stay(house: House) -> None:
    catalogue(house)
    old = order(house)
    save(house, orderIdPrefix="RNT", customerIdPrefix="C")
    new = order(house, customer=changed(MINIMAL["customer"], email="eva@example.com"))
    assert (old["orderId"][:4], new["orderId"][:4]) == ("ord_", "RNT_")
    assert (old["customerId"][:5], new["customerId"][:2]) == ("cust_", "C_")
    for one in (old, new):
        assert house.api().get(f"/v1/orders/{one['orderId']}").status_code == 200


def test_what_was_done_leads_to_things_of_every_prefix_they_had(lite: House) -> None:
    catalogue(lite)
    made = []
    for prefix in ("ONE", "TWO", "ord"):
        save(lite, orderIdPrefix=prefix)
        made.append(order(lite)["orderId"])
    assert [one.split("_")[0] for one in made] == ["ONE", "TWO", "ord"]
    page = lite.page().get("/history").text
    for one in made:
        assert f"/orders/{one}" in page


def test_a_prefix_that_ever_meant_one_kind_is_no_others(lite: House) -> None:
    save(lite, orderIdPrefix="ONE")
    save(lite, orderIdPrefix="TWO")
    answer = lite.api().patch("/v1/settings", {"customerIdPrefix": "one"})
    assert answer.json["error"]["details"][0]["path"] == "customerIdPrefix"
    assert save(lite, orderIdPrefix="ONE")["orderIdPrefix"] == "ONE"


def test_every_kind_of_id_is_known() -> None:
    text = "\n".join(path.read_text() for path in WEBAPP.rglob("*.py"))
    made = set(re.findall(r'(?:new_id|prefix)\(\s*"([a-z]+)"', text))
    assert made - {"item"} <= KINDS


@pytest.mark.parametrize(("quantity", "words"), [(1, "at least 2"), (6, "at most 5")])
def test_a_line_outside_the_limits_is_refused_at_its_field(house: House, quantity: int, words: str) -> None:
    catalogue(house)
    save(house, minOrderQuantity=2, maxOrderQuantity=5)
    items = [{"sku": "MACBOOK-PRO-16-M3", "quantity": 2}, {"sku": "DELL-U2722D-MONITOR", "quantity": quantity}]
    answer = house.api().post("/v1/orders", changed(MINIMAL, items=items))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer.json["error"]["details"][0]["path"] == "items.1.quantity"
    assert words in answer.json["error"]["details"][0]["message"]
    assert house.api().get("/v1/orders").json["orders"] == []
