"""A customer is forgotten: sums stay, and no table of the house holds a word of the person."""

from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from tests.house import House, write
from tests.orders.seed import MINIMAL, catalogue, order
from webapp.audit.models import Batch
from webapp.core.data.database import Base
from webapp.core.data.tenancy import across_tenants
from webapp.ledger.models import Event

WHO = {"email": "zelda@quux.example", "firstName": "Zeldaline", "lastName": "Quuxmann", "company": "Quuxmann BV",
       "phone": "+31 6 5550199"}  # fmt: skip
WHERE = {"contactName": "Zeldaline Quuxmann", "streetAddress": "Quuxstraat 7", "city": "Quuxdam", "country": "NL"}
WORDS = ("zelda", "quux", "5550199")


def customer(house: House) -> dict[str, Any]:
    """Somebody with a cancelled order that was changed, told of, retried and looked for."""
    catalogue(house)
    house.api().post("/v1/custom-fields", {"section": "order", "label": "Contact", "kind": "email"})
    told = {"customFields": {"contact": "zelda@quux.example"}, "notes": "Ask for Zelda"}
    door = house.api()
    made: dict[str, Any] = order(house, customer=WHO, billingAddress=WHERE, **told)
    who, one = f"/v1/customers/{made['customerId']}", f"/v1/orders/{made['orderId']}"
    assert door.put(who, {"phone": "+31 6 5550199 0", "customFields": {"nick": "Zelda"}}).status_code == 200
    assert door.patch(one, {"billingAddress": {**WHERE, "streetAddress": "Quuxstraat 8"}}).status_code == 200
    assert door.patch(f"{one}/notes", {"notes": "Zelda called"}, Idempotency_Key="again").status_code == 200
    body = {"list": "orders.index", "query": "q=zelda%40quux.example", "name": "One person", "shared": True}
    assert door.post("/v1/views", body).status_code == 201
    house.page("olga").fill(f"/orders/{made['orderId']}/notes", notes="Zelda again")
    assert door.post(f"{one}/cancel", {"reason": "Zelda moved"}).status_code == 200
    return made


def found(house: House) -> list[str]:
    """Where in the tenant's rows one of the words stands."""
    house.session.rollback()
    places = []
    with across_tenants("looking everywhere"):
        for table in Base.metadata.sorted_tables:
            if "tenant_id" not in table.c:
                continue
            for row in house.session.execute(select(table).where(table.c.tenant_id == house.tenant_id)).mappings():
                places += [f"{table.name}.{name}: {value}" for name, value in row.items()
                           if any(word in str(value).casefold() for word in WORDS)]  # fmt: skip
    return places


def test_nothing_of_the_person_is_left_and_sums_are(house: House) -> None:
    made = customer(house)
    who, total = f"/v1/customers/{made['customerId']}", made["totals"]
    assert len(found(house)) > 10
    answer = house.api().post(f"{who}/anonymise", {"email": " ZELDA@quux.example"})
    assert answer.status_code == 200, answer.text
    assert found(house) == []
    one = house.api().get(f"/v1/orders/{made['orderId']}").json
    assert one["totals"] == total
    assert (one["billingAddress"]["country"], one["billingAddress"]["city"]) == ("NL", "Anonymised")
    told = house.api().get(who).json
    assert (told["firstName"], told["status"], told["totalOrders"]) == ("Anonymous", "inactive", 1)
    assert told["anonymisedAt"]


def test_the_address_is_free_and_the_record_stays_closed(house: House) -> None:
    made = customer(house)
    who = f"/v1/customers/{made['customerId']}"
    house.api().post(f"{who}/anonymise", {"email": WHO["email"]})
    for again in (house.api().put(who, {"status": "active"}), house.api().post(f"{who}/anonymise", {"email": "x"})):
        assert (again.status_code, again.json["error"]["code"]) == (409, "CUSTOMER_ANONYMISED")
    assert order(house, customer=WHO, billingAddress=WHERE)["customerId"] != made["customerId"]


def test_who_waits_for_something_is_not_forgotten_yet(house: House) -> None:
    catalogue(house)
    made = order(house, customer=WHO, billingAddress=WHERE)
    answer = house.api().post(f"/v1/customers/{made['customerId']}/anonymise", {"email": WHO["email"]})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "CUSTOMER_HAS_PENDING_ORDERS")


def test_it_takes_the_address_typed(lite: House) -> None:
    made = customer(lite)
    page, mo = f"/customers/{made['customerId']}/anonymise", lite.page("mo")
    wrong = mo.fill(page, email="somebody@quux.example")
    assert wrong.status_code == 400
    assert "This is not the customer&#39;s e-mail address" in wrong.text
    assert mo.fill(page, email=WHO["email"]).status_code == 303
    assert found(lite) == []
    assert lite.page("olga").get(page).status_code == 403
    assert "Merge with" not in mo.get(f"/customers/{made['customerId']}").text


def test_what_was_changed_before_cannot_be_put_back(house: House) -> None:
    made = customer(house)
    with across_tenants("finding the change"):
        batch = house.session.execute(
            select(Event.batch_id).where(Event.subject_id == made["orderId"]).order_by(Event.n).limit(1)
        ).scalar_one()
    house.api().post(f"/v1/customers/{made['customerId']}/anonymise", {"email": WHO["email"]})
    answer = house.api().post(f"/v1/batches/{batch}/undo")
    assert answer.status_code == 409, answer.text
    assert found(house) == []


@pytest.mark.parametrize(
    "change", [{"summary": "something else"}, {"summary": None, "actor_name": "Nobody"}, {"operation": "x"}]
)
def test_the_trail_lets_words_go_and_nothing_else(house: House, change: dict[str, Any]) -> None:
    customer(house)
    with pytest.raises(DBAPIError):
        write(house.session, update(Batch).where(Batch.tenant_id == house.tenant_id).values(change))
    house.session.rollback()


def test_an_order_that_is_somebody_elses_by_now_forgets_them_too(house: House) -> None:
    catalogue(house)
    made, door = order(house, customer=WHO, billingAddress=WHERE), house.api()
    bea = {"email": "bea@other.example", "firstName": "Bea", "lastName": "Other"}
    there = {**WHERE, "contactName": "Bea Other", "streetAddress": "Here 1", "city": "Town"}
    given = door.patch(
        f"/v1/orders/{made['orderId']}", {"customer": bea, "billingAddress": there, "shippingAddress": None}
    )
    assert given.status_code == 200, given.text
    forgotten = door.post(f"/v1/customers/{made['customerId']}/anonymise", {"email": WHO["email"]})
    assert forgotten.status_code == 200, forgotten.text
    assert found(house) == []
    assert door.post(f"/v1/batches/{given.headers['Batch-Id']}/undo").status_code == 409
    assert door.get(f"/v1/orders/{made['orderId']}").json["customer"]["email"] == bea["email"]


@pytest.mark.parametrize("gone", ["merged", "put aside"])
def test_an_order_does_not_go_back_to_who_is_gone(house: House, gone: str) -> None:
    catalogue(house)
    made, door = order(house, customer=WHO, billingAddress=WHERE), house.api()
    bea = {"email": "bea@other.example", "firstName": "Bea", "lastName": "Other"}
    given = door.patch(f"/v1/orders/{made['orderId']}", {"customer": bea})
    who = given.json["order"]["customerId"]
    if gone == "merged":
        left = door.post(f"/v1/customers/{who}/merge", {"other": WHO["email"], "sure": True})
    else:
        left = door.delete(f"/v1/customers/{made['customerId']}")
    assert left.status_code == 200, left.text
    back = door.post(f"/v1/batches/{given.headers['Batch-Id']}/undo")
    assert (back.status_code, "since" in back.json["error"]["message"]) == (409, True)
    assert door.get(f"/v1/orders/{made['orderId']}").json["customerId"] == who


def test_their_order_is_sent_back_as_it_was_read(house: House) -> None:
    made = customer(house)
    who, at, door = f"/v1/customers/{made['customerId']}", f"/v1/orders/{made['orderId']}", house.api()
    door.post(f"{who}/anonymise", {"email": WHO["email"]})
    read = door.get(at).json
    answer = door.patch(at, read)
    assert (answer.status_code, answer.json.get("order")) == (200, read), answer.text
    assert house.page("mo").get(f"/orders/{made['orderId']}/edit").status_code == 409  # it is cancelled
    assert door.get(at).json == read
    named = door.patch(at, {"customer": {**read["customer"], "firstName": "Zoë"}})
    assert (named.status_code, named.json["error"]["code"]) == (409, "ORDER_NOT_EDITABLE")
    again = door.put(who, door.get(who).json)
    assert (again.status_code, again.json["error"]["code"]) == (409, "CUSTOMER_ANONYMISED")


def test_nobody_else_has_what_is_told_for_their_address(house: House) -> None:
    catalogue(house)
    made, door = order(house, customer=WHO, billingAddress=WHERE), house.api()
    nobodys = {**WHO, "email": f"{made['customerId']}@Anonymised.invalid"}
    for answer, field in (
        (door.post("/v1/orders", {**MINIMAL, "customer": nobodys}), "customer.email"),
        (door.patch(f"/v1/orders/{made['orderId']}", {"customer": nobodys}), "customer.email"),
        (door.put(f"/v1/customers/{made['customerId']}", {"email": nobodys["email"]}), "email"),
    ):
        assert answer.status_code == 400, answer.text
        assert [one["path"] for one in answer.json["error"]["details"]] == [field]
    typed = house.page("mo").fill(f"/orders/{made['orderId']}/edit", **{"customer-email": nobodys["email"]})
    assert typed.status_code == 422
    assert "nobody&#39;s e-mail address" in typed.text
    assert door.get("/v1/customers").json["count"] == 1
