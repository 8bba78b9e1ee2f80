"""What is told of a customer: figures, addresses they used, and everything as one file."""

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
