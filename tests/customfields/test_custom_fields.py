"""Fields of a tenant's own: defined, judged in both doors, found by what stands in them."""

from decimal import Decimal
from typing import Any

import pytest
import simplejson
from sqlalchemy import insert

from tests.doors import fields_of
from tests.house import House, write
from tests.orders.seed import MINIMAL, catalogue, changed, order
from tests.orders.test_order_pages import TYPED
from webapp.core.data import clock
from webapp.customfields.models import CustomField


def define(house: House, label: str, **told: Any) -> dict[str, Any]:
    """A field made through the API."""
    answer = house.api().post("/v1/custom-fields", {"section": "order", "label": label, **told})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json
    return made


def test_a_field_is_made_changed_and_removed(house: House) -> None:
    made = define(house, "Purchase order number")
    assert (made["key"], made["kind"], made["required"]) == ("purchaseOrderNumber", "text", False)
    one = f"/v1/custom-fields/{made['id']}"
    after = house.api().patch(one, {"label": "PO", "kind": "select", "options": ["A", "B"], "version": 1}).json
    assert (after["label"], after["options"], after["version"]) == ("PO", ["A", "B"], 2)
    assert house.api().patch(one, {"kind": "number"}).json["options"] == []
    assert house.api().patch(one, {"label": "X", "version": 1}).json["error"]["code"] == "STALE_VERSION"
    assert house.api().delete(one).status_code == 200
    assert house.api().get(one).status_code == 404
    assert house.api().delete(one).json["error"]["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ({"kind": "select"}, ""), ({"options": ["A"]}, ""), ({"kind": "select", "options": ["A", "a"]}, "options"),
        ({"key": "with space"}, "key"), ({"key": "1st"}, "key"), ({"section": "unit"}, "section"),
        ({"section": "subscription"}, "section"),
        ({"label": "", "key": "x"}, "label"), ({"label": "—"}, "key"), ({"position": -1}, "position"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_says_where(lite: House, told: dict[str, Any], at: str) -> None:
    answer = lite.api().post("/v1/custom-fields", {"section": "order", "label": "Cost centre", **told})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer.json["error"]["details"][0]["path"] == at


def test_two_fields_of_a_section_do_not_share_a_name(house: House) -> None:
    define(house, "Cost centre")
    answer = house.api().post("/v1/custom-fields", {"section": "order", "label": "Cost Centre"})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "CUSTOM_FIELD_EXISTS")
    assert house.api().post("/v1/custom-fields", {"section": "customer", "label": "Cost centre"}).status_code == 201


GOOD_AND_BAD: list[tuple[dict[str, Any], Any, Any, str]] = [
    ({"kind": "text"}, "PO-1", 5, "This must be text."),
    ({"kind": "email"}, "jane.doe@company.com", "jane", "not an e-mail address"),
    ({"kind": "phone"}, "+31 10 123", "1" * 51, "at most 50 characters"),
    ({"kind": "number"}, Decimal("3.5"), "3.5", "must be a number"),
    ({"kind": "text_area"}, "two\nlines", ["no"], "This must be text."),
    ({"kind": "select", "options": ["IT", "Sales"]}, "IT", "HR", "one of IT, Sales"),
]


@pytest.mark.parametrize(("told", "good", "bad", "words"), GOOD_AND_BAD, ids=lambda one: str(one)[:24])
def test_a_value_is_judged_by_its_kind(house: House, told: dict[str, Any], good: Any, bad: Any, words: str) -> None:
    catalogue(house)
    define(house, "Special", **told)
    assert order(house, customFields={"special": good, "other": [1]})["customFields"] == {"special": good, "other": [1]}
    assert order(house, customFields={"special": None})["customFields"] == {"special": None}
    answer = house.api().post("/v1/orders", changed(MINIMAL, customFields={"special": bad}))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "VALIDATION_ERROR")
    detail = answer.json["error"]["details"][0]
    assert detail["path"] == "customFields.special"
    assert words in detail["message"]


def test_what_must_be_filled_in_is_asked_for_in_both_doors(lite: House) -> None:
    catalogue(lite)
    define(lite, "Cost centre", required=True)
    for fields in (None, {}, {"costCentre": ""}, {"costCentre": None}):
        answer = lite.api().post("/v1/orders", changed(MINIMAL, customFields=fields))
        assert answer.json["error"]["details"][0]["path"] == "customFields.costCentre"
    typed = lite.page("olga").fill("/orders/new", **{**TYPED, "customFields-costCentre": " "})
    assert typed.status_code == 422
    assert 'id="customFields-costCentre-error"' in typed.text
    assert fields_of(typed.text)["customer-firstName"] == "Jan"


def test_the_form_asks_for_them_and_the_page_shows_them(lite: House) -> None:
    catalogue(lite)
    define(lite, "Floor", kind="number")
    define(lite, "Department", kind="select", options=["IT", "Sales"])
    wrong = lite.page("olga").fill("/orders/new", **{**TYPED, "customFields-floor": "third"})
    assert "Type a number such as 12 or 12.5." in wrong.text
    assert fields_of(wrong.text)["customFields-floor"] == "third"
    sent = {"customFields-floor": "3,5", "customFields-department": "Sales"}
    assert lite.page("olga").fill("/orders/new", **{**TYPED, **sent}).status_code == 303
    made = lite.api().get("/v1/orders").json["orders"][0]
    assert made["customFields"] == {"floor": 3.5, "department": "Sales"}
    page = lite.page("olga").get(f"/orders/{made['orderId']}").text
    assert "<dt>Department</dt><dd>Sales</dd>" in page


def test_orders_are_filtered_and_found_by_them(house: House) -> None:
    catalogue(house)
    one = order(house, customFields={"purchaseOrderNumber": "PO-2025-Ä1", "floor": 3, "vip": True})["orderId"]
    two = order(house, customFields={"purchaseOrderNumber": "PO-2025-02", "floor": Decimal("3.50")})["orderId"]
    define(house, "Floor", kind="number")  # what stood there before is found by it too

    def found(query: str) -> set[str]:
        answer = house.api().get(f"/v1/orders?{query}")
        assert answer.status_code == 200, answer.text
        return {row["orderId"] for row in answer.json["orders"]}

    assert found("customField_purchaseOrderNumber=po-2025-%C3%A41") == {one}
    assert found("customField_floor=3.5") == found("customField_floor=3,50") == {two}
    assert found("customField_floor=3&customField_vip=true") == {one}
    assert found("customField_nobody=x") == set()
    assert found("q=2025-02") == {two}
    assert found("q=PO-2025") == {one, two}


def test_a_page_of_them_narrows_and_exports_them(lite: House) -> None:
    catalogue(lite)
    define(lite, "Department", kind="select", options=["IT", "Sales"])
    order(lite, customFields={"department": "IT"})
    page = lite.page("vik")
    assert "Jan de Vries" in page.get("/orders?customField_department=IT").text
    assert "Jan de Vries" not in page.get("/orders?customField_department=Sales").text
    assert page.get("/orders?customField_department=HR").status_code == 422
    assert "Department" in page.get("/orders.csv").text.splitlines()[0]
    assert page.get("/orders?nonsense=1").status_code == 422


def test_a_customers_fields_are_kept_one_by_one(house: House) -> None:
    catalogue(house)
    who = f"/v1/customers/{order(house)['customerId']}"
    assert house.api().post("/v1/custom-fields", {"section": "customer", "label": "Rank", "kind": "number"}).json["key"]
    told = {"rank": 2, "siebelId": "ACC-1"}
    assert house.api().put(who, {"customFields": told}).json["customer"]["customFields"] == told
    after = house.api().put(who, {"customFields": {"rank": None}}).json["customer"]
    assert after["customFields"] == {"siebelId": "ACC-1"}
    assert house.api().put(who, {"customFields": {"rank": "2"}}).status_code == 400
    assert house.api().get("/v1/customers?customField_siebelId=acc-1").json["count"] == 1
    assert house.api().get("/v1/customers?customField_rank=2").json["count"] == 0
    assert house.api().get("/v1/customers?q=cc-1").json["count"] == 1


def test_a_customers_form_leaves_other_fields_alone(lite: House) -> None:
    catalogue(lite)
    who = order(lite)["customerId"]
    lite.api().post("/v1/custom-fields", {"section": "customer", "label": "Rank", "kind": "number"})
    lite.api().put(f"/v1/customers/{who}", {"customFields": {"rank": 2, "deep": {"a": [1]}}})
    mo = lite.page("mo")
    assert fields_of(mo.get(f"/customers/{who}/edit").text)["customFields-rank"] == "2"
    assert mo.fill(f"/customers/{who}/edit", **{"customFields-rank": ""}).status_code == 303
    assert lite.api().get(f"/v1/customers/{who}").json["customFields"] == {"deep": {"a": [1]}}


def test_the_pages_of_fields(lite: House) -> None:
    anna = lite.page()
    typed = {"label": "Department", "kind": "select", "options": "IT\nSales", "position": "10"}
    assert anna.fill("/custom-fields/new", **typed).status_code == 303
    made = lite.api().get("/v1/custom-fields").json["customFields"][0]
    assert (made["options"], made["section"], made["key"]) == (["IT", "Sales"], "order", "department")
    assert "Department" in lite.page("vik").get("/custom-fields").text
    assert lite.page("mo").get("/custom-fields/new").status_code == 403
    assert anna.fill(f"/custom-fields/{made['id']}", label="Team", options="IT").status_code == 303
    assert anna.press(f"/custom-fields/{made['id']}/remove").status_code == 303
    assert lite.api().get("/v1/custom-fields").json["customFields"] == []


def test_an_edited_order_is_found_by_what_it_has_then_and_again_when_that_is_taken_back(house: House) -> None:
    catalogue(house)
    one = f"/v1/orders/{order(house, customFields={'po': 'A-1', 'floor': 3})['orderId']}"

    def found(value: str) -> int:
        count: int = house.api().get(f"/v1/orders?customField_po={value}").json["count"]
        return count

    assert house.api().patch(one, {"customFields": {"po": "B-2"}}).json["order"]["customFields"] == {
        "po": "B-2", "floor": 3,
    }  # fmt: skip
    assert (found("a-1"), found("b-2")) == (0, 1)
    gone = house.api().patch(one, {"customFields": {"po": None}})
    assert gone.json["order"]["customFields"] == {"floor": 3}
    assert found("b-2") == 0
    undone = house.api().post(f"/v1/batches/{gone.headers['Batch-Id']}/undo")
    assert undone.status_code in (200, 201), undone.text
    assert found("b-2") == 1


@pytest.mark.parametrize("asked", ["a%00b=x", "%07=x", "=x", f"{'k' * 101}=x", "floor=1e999999999", "floor=NaN"])
def test_what_no_field_holds_is_found_nowhere(house: House, asked: str) -> None:
    catalogue(house)
    define(house, "Floor", kind="number")
    order(house, customFields={"floor": 3, "k" * 101: "x", "": "x"})
    for path in ("orders", "customers"):
        answer = house.api().get(f"/v1/{path}?customField_{asked}")
        assert (answer.status_code, answer.json.get("count")) == (200, 0), answer.text


def test_every_field_is_judged_however_many_there_are(lite: House) -> None:
    catalogue(lite)
    now = clock.now()
    stamp = {"tenant_id": lite.tenant_id, "version": 1, "created_at": now, "updated_at": now, "required": False}
    rows = [{**stamp, "id": f"fld_{lite.tenant_id}_{n}", "section": "order", "key": f"k{n}", "label": f"A{n}",
             "kind": "text", "options": [], "position": 0} for n in range(100)]  # fmt: skip
    write(lite.session, insert(CustomField).values(rows))
    assert (
        lite.api().post("/v1/custom-fields", {"section": "order", "label": "Zz", "kind": "number"}).json["key"] == "zz"
    )
    refused = lite.api().post("/v1/orders", {**MINIMAL, "customFields": {"zz": "no number"}})
    assert (refused.status_code, refused.json["error"]["details"][0]["path"]) == (400, "customFields.zz")


def test_yes_is_not_one_whatever_it_stands_on(house: House) -> None:
    catalogue(house)
    values = [True, 1, Decimal("1.0"), False, 0, [{"a": True}], [{"a": 1}], "true"]
    made, door = order(house, customFields={"x": 1}), house.api()
    for at, send in ((f"/v1/orders/{made['orderId']}", door.patch), (f"/v1/customers/{made['customerId']}", door.put)):
        for value in values:
            for turn in ("changes", "stays"):
                version = door.get(at).json["version"]
                told = send(at, {"customFields": {"x": value}})
                assert told.status_code == 200, told.text
                now = door.get(at)
                assert f'"customFields":{simplejson.dumps({"x": value}, separators=(",", ":"))}' in now.text
                assert now.json["version"] == version + (turn == "changes")
    at = f"/v1/orders/{made['orderId']}"
    gone = door.patch(at, {"customFields": {"x": True}}), door.patch(at, {"customFields": {"x": 1}})
    assert door.post(f"/v1/batches/{gone[1].headers['Batch-Id']}/undo").status_code in (200, 201)
    assert door.get(at).json["customFields"]["x"] is True


def test_a_number_read_by_a_client_with_one_kind_of_number_changes_no_fulfilled_order(house: House) -> None:
    catalogue(house)
    made = order(house, customFields={"x": Decimal("1.10"), "y": True})
    at = f"/v1/orders/{made['orderId']}"
    house.api().post(f"{at}/cancel")
    assert house.api().patch(at, {"customFields": {"x": Decimal("1.1"), "y": True}}).status_code == 200
    assert '"x":1.10' in house.api().get(at).text
    refused = house.api().patch(at, {"customFields": {"y": 1}})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "ORDER_NOT_EDITABLE")
