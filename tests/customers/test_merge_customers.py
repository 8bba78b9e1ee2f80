"""Two records of one customer become one: asked twice, with all they ordered."""

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import CURL, MINIMAL, catalogue, changed, order


def two(house: House) -> tuple[str, str]:
    """The ids of a customer with two orders, and of the same one under another address."""
    catalogue(house)
    kept = order(house)["customerId"]
    order(house)
    return kept, order(house, CURL)["customerId"]


def test_it_is_asked_twice(house: House) -> None:
    kept, other = two(house)
    answer = house.api().post(f"/v1/customers/{kept}/merge", {"other": "sarah.johnson@ACMEcorp.com"})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "MERGE_NOT_CONFIRMED")
    assert "Sarah Johnson (sarah.johnson@acmecorp.com) becomes part of Jan de Vries" in answer.json["error"]["message"]
    assert "with 1 order." in answer.json["error"]["message"]
    assert answer.json["error"]["message"].endswith("Say that you are sure if they are one.")  # a program has no box
    assert house.api().get(f"/v1/customers/{other}").status_code == 200


def test_orders_and_the_address_lead_to_the_one_that_stays(house: House) -> None:
    kept, other = two(house)
    house.api().put(f"/v1/customers/{other}", {"customFields": {"rank": 1}})
    answer = house.api().post(f"/v1/customers/{kept}/merge", {"other": other, "sure": True})
    assert answer.status_code == 200, answer.text
    one = answer.json["customer"]
    assert (one["customerId"], one["firstName"], one["totalOrders"]) == (kept, "Jan", 3)
    assert (one["company"], one["customFields"]) == ("Acme Corporation", {"rank": 1})
    gone = house.api().get(f"/v1/customers/{other}")
    assert (gone.status_code, gone.json["error"]["code"]) == (404, "CUSTOMER_MERGED")
    assert kept in gone.json["error"]["message"]
    assert house.api().get("/v1/customers").json["count"] == 1
    again = order(house, CURL)
    assert (again["customerId"], again["customer"]["customerId"]) == (kept, kept)
    listed = house.api().get(f"/v1/orders?customerId={kept}").json["orders"]
    assert {row["customer"]["customerId"] for row in listed} == {kept}
    assert {row["customer"]["firstName"] for row in listed} == {"Jan", "Sarah"}  # orders keep what they were made with


def test_either_address_can_be_the_one_that_is_shown_and_both_lead_to_it(house: House) -> None:
    kept, other = two(house)
    door, who = house.api(), f"/v1/customers/{kept}"
    assert door.post(f"{who}/merge", {"other": other, "sure": True}).status_code == 200
    merge = door.get("/v1/batches").json["batches"][0]["batchId"]
    for email in ("Sarah.Johnson@acmecorp.com", "sarah.johnson@acmecorp.com", "jan@example.com", "jan@example.com"):
        answer = door.put(who, {"email": email, "phone": email})
        assert (answer.status_code, answer.json["customer"]["email"]) == (200, email), answer.text
        for body in (MINIMAL, CURL):
            assert order(house, body)["customerId"] == kept
            listed = door.get(f"/v1/customers?email={body['customer']['email'].upper()}").json["customers"]
            assert [row["customerId"] for row in listed] == [kept]
    assert door.put(who, {"email": "new@example.com"}).status_code == 200  # the one before is free again
    third = order(house)["customerId"]
    assert third != kept == order(house, CURL)["customerId"]
    taken = door.put(f"/v1/customers/{third}", {"email": "sarah.johnson@acmecorp.com"})
    assert (taken.status_code, taken.json["error"]["code"]) == (409, "CUSTOMER_EXISTS")
    assert door.post(f"/v1/batches/{merge}/undo").status_code in (404, 409)
    mo = house.page("mo")
    assert mo.fill(f"/customers/{kept}/edit", email="sarah.johnson@acmecorp.com").status_code == 303
    told = {row["email"] for row in door.get("/v1/customers").json["customers"]}
    assert told == {"sarah.johnson@acmecorp.com", "jan@example.com"}


def test_what_is_merged_once_more_leads_to_the_last(house: House) -> None:
    kept, other = two(house)
    third = order(house, customer=changed(MINIMAL["customer"], email="third@example.com"))["customerId"]
    door = house.api()
    assert door.post(f"/v1/customers/{other}/merge", {"other": third, "sure": True}).status_code == 200
    assert door.post(f"/v1/customers/{kept}/merge", {"other": other, "sure": True}).status_code == 200
    assert kept in door.get(f"/v1/customers/{third}").json["error"]["message"]
    for path, body in ((f"/v1/customers/{other}/merge", {"other": kept, "sure": True}), (f"/v1/customers/{other}", {})):
        refused = door.post(path, body) if "merge" in path else door.put(path, body)
        assert refused.json["error"]["code"] == "CUSTOMER_MERGED"


def test_an_address_leads_to_the_other_record_and_an_id_says_where_it_went(lite: House) -> None:
    kept, other = two(lite)
    third = order(lite, customer=changed(MINIMAL["customer"], email="third@example.com"))["customerId"]
    door = lite.api()
    assert door.post(f"/v1/customers/{other}/merge", {"other": third, "sure": True}).status_code == 200
    asked = door.post(f"/v1/customers/{kept}/merge", {"other": " THIRD@example.com"})
    assert "Sarah Johnson (sarah.johnson@acmecorp.com) becomes part of Jan de Vries" in asked.json["error"]["message"]
    by_id = door.post(f"/v1/customers/{kept}/merge", {"other": third, "sure": True})
    assert (by_id.status_code, by_id.json["error"]["code"]) == (404, "CUSTOMER_MERGED")
    assert [(one["path"], one["code"]) for one in by_id.json["error"]["details"]] == [("other", "customer_merged")]
    assert (
        f"This customer was merged into {other}" in lite.page("mo").fill(f"/customers/{kept}/merge", other=third).text
    )
    itself = door.post(f"/v1/customers/{other}/merge", {"other": "third@example.com", "sure": True})
    assert (itself.status_code, itself.json["error"]["details"][0]["path"]) == (400, "other")


def test_itself_and_nobody_are_refused_at_the_field(lite: House) -> None:
    kept, _ = two(lite)
    itself = lite.api().post(f"/v1/customers/{kept}/merge", {"other": kept, "sure": True})
    assert (itself.status_code, itself.json["error"]["details"][0]["path"]) == (400, "other")
    nobody = lite.api().post(f"/v1/customers/{kept}/merge", {"other": "nobody@example.com"})
    assert (nobody.status_code, nobody.json["error"]["details"][0]["path"]) == (404, "other")


def test_the_page_shows_the_other_and_asks(lite: House) -> None:
    kept, other = two(lite)
    mo = lite.page("mo")
    first = mo.fill(f"/customers/{kept}/merge", other="sarah.johnson@acmecorp.com")
    assert first.status_code == 409
    assert "becomes part of Jan de Vries" in first.text
    sent = fields_of(first.text) | {"sure": "y"}
    assert mo.post(f"/customers/{kept}/merge", sent).status_code == 303
    moved = mo.get(f"/customers/{other}")
    assert (moved.status_code, moved.headers["Location"].endswith(f"/customers/{kept}")) == (302, True)
    assert lite.page("olga").get(f"/customers/{kept}/merge").status_code == 403
