"""Subscriptions by their order's words or any part of a serial number: by the indexes and row by row, alike."""

from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event

from tests.house import House, new_house
from tests.orders.seed import CURL, MINIMAL, catalogue
from tests.subscriptions.seed import confirmed, rented, stocked
from webapp.core.data.database import db
from webapp.core.search import asking

ASKED = (
    ("de vr", "jan"), ("PO_1%", "jan"), ("acme corp", "sarah"), ("j", "jan sarah"), ("co", "jan sarah"),
    ("c02-", "jan sarah"), ("2-JA", "jan"), ("sn 100%", "sarah"), ("sn_", ""), ("c0", "jan sarah"), ("02", ""),
    ("-jan", "jan"), ("example.com", "jan"), ('"', ""), ("jan OR sarah", ""),
)  # fmt: skip
"""A text, and whose subscriptions have it; one of one or two characters is what a word or the number begins with."""


def _found(house: House, asked: str, **more: Any) -> list[str]:
    answer = house.api().get(f"/v1/subscriptions?{urlencode({'q': asked, **more})}")
    assert answer.status_code == 200, answer.text
    return [row["rentalId"] for row in answer.json["rentals"]]


@pytest.fixture
def out(house: House) -> dict[str, str]:
    """Subscriptions by whose they are, an order without any, and another tenant's of the same."""
    for one in (new_house(house.app), house):
        catalogue(one)
        stocked(one, "C02-JAN", "C02-SN 100%")
        known = {}
        for name, serial, body in (("jan", "C02-JAN", MINIMAL), ("sarah", "C02-SN 100%", CURL)):
            parts = {"customer": body["customer"], "customFields": {"po": "PO_1%" if name == "jan" else "X"}}
            known[rented(one, confirmed(one, **parts)["orderId"], serial)["rentalId"]] = name
        confirmed(one, customFields={"po": "PO_1%"})
    return known


@pytest.mark.parametrize("few", [-1, 3_000])
def test_any_part_finds_a_subscription_however_it_is_looked_for(
    house: House, out: dict[str, str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    told = {asked: " ".join(sorted(out[one] for one in _found(house, asked))) for asked, _ in ASKED}
    assert told == dict(ASKED)
    for one in out:
        order = house.api().get(f"/v1/subscriptions/{one}").json["orderId"]
        assert _found(house, one) == _found(house, order) == [one]
        assert _found(house, one[4:]) == _found(house, order[4:]) == []
    assert [out[one] for one in _found(house, "c02", sortBy="createdAt", sortDir="asc")] == ["jan", "sarah"]
    assert _found(house, "c02", status="cancelled") == []


def test_few_subscriptions_are_read_by_their_ids(lite: House) -> None:
    catalogue(lite)
    stocked(lite, "C02-JAN")
    rented(lite, confirmed(lite)["orderId"], "C02-JAN")
    steps: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement.startswith("SELECT subscription.id"):
            rows = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            steps.extend(str(row[-1]) for row in rows)

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        assert len(_found(lite, "2-ja")) == 1
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    plan = "\n".join(steps)
    assert "SEARCH subscription USING INDEX sqlite_autoindex_subscription_1 (tenant_id=? AND id=?)" in plan
    assert "SEARCH subscription USING INDEX ix_subscription_of_unit" in plan.replace("COVERING INDEX", "INDEX")
