"""A customer who rented is forgotten: no unit's history says who they were, and what they had stays told."""

import re
from typing import Any

from sqlalchemy import update

from tests.customers.test_anonymise_customer import WHERE, WHO, found
from tests.house import House, write
from tests.orders.seed import catalogue
from tests.subscriptions.seed import MACBOOK, confirmed, rent, stocked
from tests.subscriptions.test_undo import undo
from webapp.subscriptions.models import Subscription


def rented_before(house: House) -> tuple[dict[str, Any], str]:
    """Somebody's order: one unit came back, one was taken back, the rest was closed; and the batch of the first."""
    catalogue(house)
    stocked(house, "SN-1", "SN-2")
    made = confirmed(house, (MACBOOK, 3), customer=WHO, billingAddress=WHERE)
    out, back = (rent(house, made["orderId"], serial, notes="For Zelda") for serial in ("SN-1", "SN-2"))
    assert undo(house, back.headers["Batch-Id"]).status_code == 200
    at = f"/v1/orders/{made['orderId']}/lines/0/close"
    assert house.api().post(at, {"reason": "Zelda wants one alone"}).status_code == 200
    ended = update(Subscription).where(
        Subscription.tenant_id == house.tenant_id, Subscription.id == out.json["rentalId"]
    )
    write(house.session, ended.values(status="ended_completed"))
    return made, out.headers["Batch-Id"]


def test_units_and_closed_lines_forget_who_it_was(house: House) -> None:
    made, batch = rented_before(house)
    olga, order = house.page("olga"), f"/orders/{made['orderId']}"
    unit = re.findall(r"/units/unit_[0-9a-z]+", olga.get(order).text)[0]
    assert "rented it out to Zeldaline" in olga.get(unit).text
    assert any(place.startswith("event.after") for place in found(house))
    answer = house.api().post(f"/v1/customers/{made['customerId']}/anonymise", {"email": WHO["email"]})
    assert answer.status_code == 200, answer.text
    assert found(house) == []
    told = house.api().get(f"/v1/orders/{made['orderId']}").json
    assert (told["items"][0]["closedQuantity"], told["items"][0]["closeReason"]) == (2, "Anonymised")
    assert "made it rented out" in olga.get(unit).text
    refused = undo(house, batch)
    assert (refused.status_code, "who had the unit is anonymised" in refused.text) == (409, True)
    house.session.rollback()


def test_a_cancelled_order_forgets_why_a_line_of_it_was_closed(house: House) -> None:
    catalogue(house)
    made = confirmed(house, (MACBOOK, 3), customer=WHO, billingAddress=WHERE)
    at = f"/v1/orders/{made['orderId']}"
    assert house.api().post(f"{at}/lines/0/close", {"quantity": 1, "reason": "Zelda"}).status_code == 200
    assert house.api().post(f"{at}/cancel", {}).status_code == 200
    answer = house.api().post(f"/v1/customers/{made['customerId']}/anonymise", {"email": WHO["email"]})
    assert answer.status_code == 200, answer.text
    assert found(house) == []
