"""What is asked of many orders: pages half-way down, one order among all, a new one, a unit that goes out."""

import json
from typing import Any

from bench.catalogue.filling import sku
from bench.load import MARK
from bench.orders.filling import FIELD, order_id
from bench.stage import SHOWN, Stage
from bench.work import Work, api_headers, get, post
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import Question, fetch
from webapp.orders.queries import ORDERS

LINES = 10


def lists(scene: Stage) -> list[Work]:
    """Pages of the list, half-way down, and one order."""
    page, head = {"Cookie": scene.cookie}, api_headers(scene)
    every, waiting = _cursor(scene, {}), _cursor(scene, {"status": "confirmed"})
    slug, span = scene.house.slug, scene.filled
    return [
        Work("orders", get(f"/v1/orders?limit={SHOWN}&startAfter={every}", head), 200, {}),
        Work("confirmed", get(f"/v1/orders?limit={SHOWN}&status=confirmed&startAfter={waiting}", head), 200, {}),
        Work("orders page", get(f"/{slug}/orders?status=confirmed&startAfter={waiting}", page), 200, {}),
        Work("by customer", get(f"/v1/orders?customerId=cust_{'0' * 25}", head), 200, {}),
        Work("by field", get(f"/v1/orders?customField_{FIELD}=PO-{MARK}", head), 200, {}, span=span),
        Work("one order", get(f"/v1/orders/{order_id(MARK)}", head), 200, {}, span=span),
        Work("order's page", get(f"/{slug}/orders/{order_id(MARK)}", page), 200, {}, span=span),
    ]


def searches(scene: Stage) -> list[Work]:
    """Any part of a name, an address or a field: few orders hold it, or very many."""
    head, span = api_headers(scene), scene.filled
    return [
        Work("find a few", get(f"/v1/orders?q=buyer.{MARK}", head), 200, {}, span=max(1, span // 20)),
        Work("find field", get(f"/v1/orders?q=PO-{MARK}", head), 200, {}, span=span),
        Work("find many", get("/v1/orders?q=bakker", head), 200, {}),
    ]


def create(scene: Stage) -> Work:
    """An order of ten lines by somebody new, durably."""
    address = {"contactName": "Eva Nieuwenhuis", "streetAddress": "Maashaven 12", "city": "Rotterdam", "country": "NL"}
    told: dict[str, Any] = {
        "customer": {"email": f"new.{MARK}@example.com", "firstName": "Eva", "lastName": "Nieuwenhuis"},
        "billingAddress": address,
        "items": [{"sku": sku(at, "B"), "quantity": 2, "contractLength": 24} for at in range(LINES)],
        "notes": "Deliver to the back door",
    }
    return Work("take 10 lines", post("/v1/orders", api_headers(scene), json.dumps(told)), 201, {})


def fulfil(scene: Stage) -> Work:
    """A unit for an order that waits for it, durably; each number once."""
    told = {"orderId": order_id(MARK), "assetSerialNumber": f"OUT-{MARK}"}
    return Work("fulfil", post("/v1/subscriptions", api_headers(scene), json.dumps(told)), 201, {})


def _cursor(scene: Stage, filters: dict[str, str]) -> str:
    share = 6 if filters else 2
    middle = Question(filters, "createdAt", "desc", SHOWN, page=max(0, scene.filled // SHOWN // share - 1))
    with tenant_scope(scene.house.tenant_id):
        found = fetch(db.session(), ORDERS, scene.house.tenant_id, middle, scene.app.config["SECRET_KEY"])
    db.session.rollback()
    assert found.next_cursor is not None
    return found.next_cursor
