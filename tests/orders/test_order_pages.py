"""Taking an order on its page: nothing typed is lost, and each step has its button."""

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import CURL, catalogue, order

TYPED = {
    "customer-email": "jan@example.com",
    "customer-firstName": "Jan",
    "customer-lastName": "de Vries",
    "billingAddress-contactName": "Jan de Vries",
    "billingAddress-streetAddress": "Keizersgracht 1",
    "billingAddress-city": "Amsterdam",
    "billingAddress-country": "Netherlands",
    "items-0-sku": "MACBOOK-PRO-16-M3",
    "items-0-quantity": "2",
    "items-0-contractLength": "",
}


def test_an_order_is_taken_on_one_page(lite: House) -> None:
    catalogue(lite)
    answer = lite.page("olga").fill("/orders/new", **TYPED)
    assert answer.status_code == 303, answer.text
    made = lite.api().get("/v1/orders").json["orders"][0]
    assert answer.headers["Location"].endswith(f"/orders/{made['orderId']}")
    assert made["items"][0]["quantity"] == 2
    assert made["shippingAddress"] == made["billingAddress"]
    page = lite.page("olga").get(f"/orders/{made['orderId']}").text
    assert "€318.00" in page  # two at 159 a month
    assert "Jan de Vries" in page


def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(lite: House) -> None:
    catalogue(lite)
    wrong = {**TYPED, "items-0-sku": "NOBODY", "customer-email": "jan@example.com"}
    answer = lite.page("olga").fill("/orders/new", **wrong)
    assert answer.status_code == 400
    assert "No variant has the SKU NOBODY" in answer.text
    assert fields_of(answer.text)["customer-firstName"] == "Jan"
    empty = lite.page("olga").fill("/orders/new", **{**TYPED, "customer-email": "", "billingAddress-city": ""})
    assert empty.status_code == 422
    assert fields_of(empty.text)["billingAddress-streetAddress"] == "Keizersgracht 1"
    assert lite.api().get("/v1/orders").json["orders"] == []


def test_a_line_is_added_without_a_script(lite: House) -> None:
    catalogue(lite)
    answer = lite.page("olga").fill("/orders/new", **TYPED, _add="items")
    assert answer.status_code == 200
    typed = fields_of(answer.text)
    assert typed["items-0-sku"] == "MACBOOK-PRO-16-M3"
    assert "items-1-sku" in typed


def test_a_customers_page_begins_an_order_with_what_is_known(lite: House) -> None:
    catalogue(lite)
    made = order(lite, CURL)
    typed = fields_of(lite.page("olga").get(f"/orders/new?customer={made['customerId']}").text)
    assert typed["customer-email"] == "sarah.johnson@acmecorp.com"
    assert typed["billingAddress-adminArea"] == "CA"


def test_confirm_cancel_and_notes_have_their_pages(lite: House) -> None:
    catalogue(lite)
    one = order(lite)["orderId"]
    olga, mo = lite.page("olga"), lite.page("mo")
    assert "Confirm the order" not in olga.get(f"/orders/{one}").text
    assert olga.post(f"/orders/{one}/confirm", {"csrf_token": olga.csrf()}).status_code == 403
    assert "Confirm the order" in mo.get(f"/orders/{one}").text
    assert mo.press(f"/orders/{one}/confirm").status_code == 303
    assert olga.fill(f"/orders/{one}/notes", notes="Back door").status_code == 303
    assert "Back door" in olga.get(f"/orders/{one}").text
    assert mo.fill(f"/orders/{one}/cancel", reason="Twice").status_code == 303
    page = mo.get(f"/orders/{one}").text
    assert "This order was cancelled" in page
    assert "Twice" in page
    again = mo.fill(f"/orders/{one}/cancel")
    assert "cancelled already" in again.text


def test_a_customer_is_edited_and_put_aside(lite: House) -> None:
    catalogue(lite)
    made = order(lite)
    who = made["customerId"]
    mo = lite.page("mo")
    assert "Jan de Vries" in mo.get("/customers").text
    changed = mo.fill(f"/customers/{who}/edit", firstName="Johan", email="johan@example.com")
    assert changed.status_code == 303, changed.text
    kept = lite.api().get(f"/v1/orders/{made['orderId']}").json["customer"]
    assert (kept["firstName"], kept["email"]) == ("Jan", "jan@example.com")
    waiting = mo.press(f"/customers/{who}/deactivate")
    assert waiting.status_code == 303
    assert "waits for 1 open order" in mo.get(f"/customers/{who}").text
    lite.api().post(f"/v1/orders/{made['orderId']}/cancel")
    mo.press(f"/customers/{who}/deactivate")
    assert lite.api().get(f"/v1/customers/{who}").json["status"] == "inactive"
    assert "New order" not in mo.get(f"/customers/{who}").text


def test_an_address_that_somebody_else_has_is_refused_at_its_field(lite: House) -> None:
    catalogue(lite)
    who = order(lite)["customerId"]
    order(lite, CURL)
    answer = lite.page("mo").fill(f"/customers/{who}/edit", email="Sarah.Johnson@acmecorp.com")
    assert answer.status_code == 409
    assert "Another customer has this e-mail address" in answer.text


def test_an_address_left_blank_says_so_at_each_of_its_fields(lite: House) -> None:
    catalogue(lite)
    blank = {name: "" for name in TYPED if name.startswith("billing")}
    answer = lite.page("olga").fill("/orders/new", **{**TYPED, **blank})
    assert answer.status_code == 422
    for field in ("contactName", "streetAddress", "city", "country"):
        assert f'id="billingAddress-{field}-error"' in answer.text
    assert "billingAddress:" not in answer.text


def test_orders_are_narrowed_to_several_statuses_at_once(house: House) -> None:
    catalogue(house)
    door = house.api()
    one, two, three = (order(house)["orderId"] for _ in range(3))
    assert door.post(f"/v1/orders/{two}/confirm").status_code == 200
    assert door.post(f"/v1/orders/{three}/cancel", {"reason": "Twice"}).status_code == 200

    def found(query: str) -> set[str]:
        answer = door.get(f"/v1/orders?{query}&limit=1")
        assert answer.status_code == 200, answer.text
        cursor, rows = answer.json["nextCursor"], [row["orderId"] for row in answer.json["orders"]]
        return {*rows, *(found(f"{query}&startAfter={cursor}") if cursor and "startAfter" not in query else ())}

    assert found("status=pending") == {one}
    for query in ("status=pending,confirmed", "status=confirmed, pending,pending"):
        assert found(query) == {one, two}
    assert found("status=cancelled,partial&orderType=standard,upgrade") == {three}
    for wrong in ("status=pending,lost", "status=,", "status=pending;confirmed"):
        refused = door.get(f"/v1/orders?{wrong}")
        assert (refused.status_code, refused.json["error"]["details"][0]["path"]) == (400, "status")


def test_a_page_shows_saves_and_exports_several_statuses(lite: House) -> None:
    catalogue(lite)
    one, two = (order(lite)["orderId"] for _ in range(2))
    lite.api().post(f"/v1/orders/{two}/confirm")
    vik, olga = lite.page("vik"), lite.page("olga")
    for query in ("status=confirmed,partial", "status=confirmed&status=partial"):
        page = vik.get(f"/orders?{query}").text
        assert [f"/orders/{one}" in page, f"/orders/{two}" in page] == [False, True]
        assert '<option value="confirmed,partial" selected>Confirmed or Partial</option>' in page
        assert two in vik.get(f"/orders.csv?{query}").text
        assert one not in vik.get(f"/orders.csv?{query}").text
    assert "Confirmed or Partial</option>" not in vik.get("/orders?status=confirmed").text
    told = {"list": "orders.index", "query": "status=confirmed&status=partial", "name": "Waiting", "shared": True}
    assert lite.api().post("/v1/views", told).json["query"] == "status=confirmed%2Cpartial"
    assert 'href="' + f"/{lite.slug}/orders?status=confirmed%2Cpartial" in vik.get("/orders").text
    assert vik.get("/orders?status=confirmed,lost").status_code == 422
    assert vik.get("/orders?" + "&".join(["status=confirmed"] * 60)).status_code == 200
    assert "orders?status=confirmed,partial" in olga.get("/fulfil").text.replace("%2C", ",")
    for path in (f"/orders/{two}/fulfil", f"/orders/{two}/picks", "/orders"):
        lit = olga.get(path).text.split('aria-current="page"')[0].rsplit("href=", 1)[1]
        assert f"/{lite.slug}/orders" in lit, path
