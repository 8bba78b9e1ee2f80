"""What is told of a customer: figures, addresses they used, and everything as one file."""

from urllib.parse import quote

import pytest

from tests.house import House
from tests.orders.seed import CURL, MINIMAL, catalogue, changed, order
from tests.subscriptions.seed import ready, rented
from webapp.customers.hooks import Business


def test_figures_of_nothing_are_zero_and_no_percentage(house: House) -> None:
    catalogue(house)
    told = house.api().get(f"/v1/customers/{order(house)['customerId']}").json
    assert (told["lifetimeCollected"], told["customerMargin"], told["customerMarginPercent"]) == (0, 0, None)
    assert told["profitability"] == {
        "lifetimeCollected": 0, "totalAcquisitionCost": 0, "costRecoveryPercent": None, "averageMonthlyRevenue": 0,
        "totalDevicesEver": 0, "activeDevices": 0,
    }  # fmt: skip


def test_what_features_know_is_added_up() -> None:
    both = Business(order_ids=("a",)) + Business(rental_ids=("b",), devices_rented=2, monthly_revenue=300)
    assert both == Business(("a",), ("b",), 2, 300)


def test_everything_of_a_customer_is_one_file(house: House) -> None:
    catalogue(house)
    who = order(house)["customerId"]
    elsewhere = changed(MINIMAL["billingAddress"], streetAddress="Elsewhere 2")
    order(house, shippingAddress=elsewhere)
    order(house, CURL)
    told = house.api().get(f"/v1/customers/{who}/export").json
    assert told["customer"]["customerId"] == who
    assert len(told["orders"]) == 2
    assert [one["streetAddress"] for one in told["addresses"]] == ["Elsewhere 2", "Keizersgracht 1"]
    assert told["rentals"] == []
    assert house.api("customers:read").get(f"/v1/customers/{who}/export").status_code == 403


def test_the_page_leads_to_all_of_it(lite: House) -> None:
    catalogue(lite)
    who = order(lite, shippingAddress=changed(MINIMAL["billingAddress"], streetAddress="Elsewhere 2"))["customerId"]
    order(lite)
    page = lite.page("mo").get(f"/customers/{who}").text
    assert "Used before" in page
    assert "Elsewhere 2" in page
    like = page.split("like=")[1].split('"')[0]
    begun = lite.page("mo").get(f"/orders/new?customer={who}&like={like}").text
    assert "Elsewhere 2" in begun
    sent = lite.page("mo").get(f"/customers/{who}/everything.json")
    assert sent.headers["Content-Disposition"] == f"attachment; filename={who}.json"
    assert len(sent.json["orders"]) == 2
    assert lite.page("olga").get(f"/customers/{who}/everything.json").status_code == 403


def test_what_somebody_rents_goes_along_and_keeps_them(house: House) -> None:
    made = ready(house, "SN-1")
    rented(house, made["orderId"], "SN-1")
    kept = order(house, CURL)["customerId"]
    door, who = house.api(), f"/v1/customers/{made['customerId']}"
    assert len(door.get(f"{who}/export").json["rentals"]) == 1
    for answer in (door.post(f"{who}/anonymise", {"email": made["customer"]["email"]}), door.delete(who)):
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS")
    asked = door.post(f"/v1/customers/{kept}/merge", {"other": made["customerId"]})
    assert "with 1 order and 1 subscription." in asked.json["error"]["message"]
    one = door.post(f"/v1/customers/{kept}/merge", {"other": made["customerId"], "sure": True}).json["customer"]
    assert (one["totalDevicesRented"], len(one["rentalIds"]), len(one["orderIds"])) == (1, 1, 2)
    assert door.get(f"/v1/subscriptions?customerId={kept}").json["count"] == 1
    assert {row["customerId"] for row in door.get("/v1/payments").json["payments"]} == {kept}


def test_a_domain_is_found_in_either_way_to_write_it(house: House) -> None:
    catalogue(house)
    who = order(house, customer={**MINIMAL["customer"], "email": "jan@xn--bcher-kva.example"})["customerId"]
    for email in ("JAN@bücher.example", "jan@xn--bcher-kva.example", " jan@XN--BCHER-KVA.example"):
        assert house.api().get(f"/v1/customers?email={quote(email)}").json["count"] == 1
    assert order(house, customer={**MINIMAL["customer"], "email": "jan@bücher.example"})["customerId"] == who
    assert house.api().get("/v1/customers?email=nobody").json["count"] == 0


def test_null_clears_what_may_be_empty_and_is_refused_elsewhere(house: House) -> None:
    catalogue(house)
    made = order(house, CURL, customFields=None)
    door, who = house.api(), f"/v1/customers/{made['customerId']}"
    door.put(who, {"customFields": {"rank": 1}})
    told = door.put(who, {"company": None, "phone": None, "billingAddress": None, "customFields": None})
    assert told.status_code == 200, told.text
    left = told.json["customer"]
    assert (left.get("company"), left.get("phone"), left.get("billingAddress")) == (None, None, None)
    assert left["customFields"] == {"rank": 1}
    for name in ("email", "firstName", "lastName", "customerType", "status"):
        refused = door.put(who, {name: None})
        assert (refused.status_code, refused.json["error"]["details"][0]["path"]) == (400, name)


def test_what_is_longer_than_any_id_is_not_there_whatever_is_asked(lite: House) -> None:
    door, long = lite.api(), "x" * 300
    for asked in (
        door.get(f"/v1/customers/{long}"), door.put(f"/v1/customers/{long}", {}), door.delete(f"/v1/customers/{long}"),
        door.get(f"/v1/orders/{long}"), door.post(f"/v1/orders/{long}/confirm"),
        door.patch(f"/v1/subscriptions/{long}/notes", {"notes": "a"}), door.delete(f"/v1/products/{long}"),
    ):  # fmt: skip
        assert asked.status_code == 404, asked.text


@pytest.mark.parametrize("day", ["20250201", "2025-W05-1", "2025-02-30", "2025-2-1", "tomorrow", "2025-02-01x"])
def test_a_day_that_is_asked_for_is_written_in_one_way(lite: House, day: str) -> None:
    for path in ("subscriptions?endDateFrom", "payments?dueDateTo", "assets?receivedFrom"):
        refused = lite.api().get(f"/v1/{path}={day}")
        assert (refused.status_code, refused.json["error"]["details"][0]["path"]) == (400, path.split("?")[1])
    assert lite.api().get("/v1/subscriptions?endDateFrom=2025-02-01&endDateTo=2025-02-01T10:00:00Z").status_code == 200
