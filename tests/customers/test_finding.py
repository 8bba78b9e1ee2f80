"""Orders and customers by any part of what is known of them: by the index and row by row, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event, select

from tests.house import House, new_house
from tests.orders.seed import CURL, MINIMAL, catalogue, order
from webapp.core.data.database import db
from webapp.core.search import asking
from webapp.core.search.lines import together
from webapp.orders.models import ORDER_WORDS, SalesOrder

ASKED = (
    ("de vr", "jan"), ("JAN DE VRIES", "jan"), ("jan  de", "jan"), ("ple.com", "jan"), ("vries", "jan"),
    ("acme corp", "sarah"), ("ACMECORP", "sarah"), ("son sar", ""), ("po_1%", "jan"), ("po_2", ""), ("%", ""),
    ("j", "jan sarah"), ("vr", "jan"), ("ri", ""), ("co", "jan sarah"), ("ac", "sarah"), ("7", "sarah"),
    ("straße", "sarah"), ("STRASSE 7", "sarah"), ('"', ""), ("an OR jan", ""),
)  # fmt: skip
"""A text, and whose orders have it; one of one or two characters is looked for where words begin."""


@pytest.fixture
def taken(house: House) -> dict[str, str]:
    """Two orders by whose they are, and another tenant's of the same."""
    for one in (new_house(house.app), house):
        catalogue(one)
        jan = order(one, customFields={"number": "PO_1%"})["orderId"]
        sarah = order(one, CURL, customFields={"to": "Straße 7"})["orderId"]
    return {jan: "jan", sarah: "sarah"}


def _orders(house: House, asked: str, **more: Any) -> list[str]:
    answer = house.api().get(f"/v1/orders?{urlencode({'q': asked, **more})}")
    assert answer.status_code == 200, answer.text
    return [row["orderId"] for row in answer.json["orders"]]


def _customers(house: House, asked: str) -> list[str]:
    answer = house.api().get(f"/v1/customers?{urlencode({'q': asked})}")
    assert answer.status_code == 200, answer.text
    return [row["customerId"] for row in answer.json["customers"]]


@pytest.mark.parametrize("few", [-1, 3_000])
def test_any_part_finds_an_order_however_it_is_looked_for(
    house: House, taken: dict[str, str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    told = {asked: " ".join(sorted(taken[one] for one in _orders(house, asked))) for asked, _ in ASKED}
    assert told == dict(ASKED)
    for one in taken:
        assert _orders(house, one) == [one]
        assert _orders(house, one[4:]) == []
    assert [taken[one] for one in _orders(house, "j", sortBy="createdAt", sortDir="asc")] == ["jan", "sarah"]
    assert _orders(house, "jan", status="confirmed") == []


@pytest.mark.parametrize("few", [-1, 3_000])
def test_a_customer_is_found_by_what_is_known_now(house: House, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    catalogue(house)
    who = order(house)["customerId"]
    order(house, CURL)
    assert _customers(house, "555-123") != [who] == _customers(house, "de vr") == _customers(house, who)
    told = {"lastName": "Quux", "company": "Übersee", "customFields": {"account": "ACC-0017"}}
    assert house.api().put(f"/v1/customers/{who}", told).status_code == 200
    assert _customers(house, "vries") == []
    for asked in ("quux", "ÜBERS", "üb", "c-0017", "jan quux", "00"):
        assert _customers(house, asked) == [who], asked
    order(house, customer={**MINIMAL["customer"], "phone": "+31 6 4455"})
    assert _customers(house, "6 445") == [who]
    assert house.page("mo").get("/customers?q=quu").text.count(f"/customers/{who}") > 0


def test_an_order_is_found_by_what_it_was_changed_to_and_again_by_what_it_was(house: House) -> None:
    catalogue(house)
    one = order(house, customFields={"ref": "FIRST-1"})["orderId"]
    changes = {"customer": {**MINIMAL["customer"], "company": "Bakkerij"}, "customFields": {"ref": "SECOND-2"}}
    assert house.api().patch(f"/v1/orders/{one}", changes).status_code == 200
    assert [_orders(house, asked) for asked in ("akkeri", "cond-", "first-1")] == [[one], [one], []]
    batch = house.api().get("/v1/batches").json["batches"][0]["batchId"]
    assert house.api().post(f"/v1/batches/{batch}/undo").status_code == 200
    assert [_orders(house, asked) for asked in ("akkeri", "cond-", "first-1")] == [[], [], [one]]


def test_of_whom_was_merged_or_anonymised_nothing_is_kept_to_be_found(house: House) -> None:
    catalogue(house)
    kept, other = order(house)["customerId"], order(house, CURL)["customerId"]
    door = house.api()
    assert door.post(f"/v1/customers/{kept}/merge", {"other": other, "sure": True}).status_code == 200
    assert _customers(house, "sarah j") == []
    assert _customers(house, "acme corporation") == [kept]  # which the other one did not have
    assert len(_kept(house)) == 3
    for one in _orders(house, "co"):
        door.post(f"/v1/orders/{one}/cancel", {"reason": "Moved"})
    assert door.post(f"/v1/customers/{kept}/anonymise", {"email": "jan@example.com"}).status_code == 200
    assert _kept(house) == []
    assert [_customers(house, "jan"), _orders(house, "jan"), _orders(house, "acme")] == [[], [], []]


@pytest.mark.parametrize("few", [-1, 3_000])
def test_a_merged_address_finds_whom_it_leads_to(house: House, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    catalogue(house)
    kept, other = order(house)["customerId"], order(house, CURL)["customerId"]
    third = order(house, customer={**MINIMAL["customer"], "email": "third@quux.example"})["customerId"]
    door, who = house.api(), f"/v1/customers/{kept}"
    assert door.post(f"/v1/customers/{other}/merge", {"other": third, "sure": True}).status_code == 200
    assert _customers(house, "third@quux") == [other]
    assert door.post(f"{who}/merge", {"other": "third@quux.example", "sure": True}).status_code == 200

    def leads(*addresses: str) -> bool:
        return all(_customers(house, one) == [kept] for one in addresses)

    every = ("arah.johnson@acme", "third@quux", "jan@example", "qu")
    assert leads(*every)
    order(house, customer={**CURL["customer"], "phone": "+31 6 4455"})
    for change in ({"company": "Bakkerij"}, {"email": "third@quux.example"}, {"email": CURL["customer"]["email"]}):
        assert door.put(who, change).status_code == 200
        assert leads(*every)
    assert _customers(house, "merged.invalid") == []
    assert door.put(who, {"email": "new@example.com"}).status_code == 200
    assert leads("new@example", "third@quux", "jan@example")
    assert _customers(house, "arah.johnson") == []


def _kept(house: House) -> list[str]:
    """The texts that the indexes hold of a tenant."""
    house.session.rollback()
    held = house.session.get_bind().dialect.name == "sqlite"
    tables = ("customer_search", "sales_order_search") if held else ("customer", "sales_order")
    column = "text" if held else "search_key"
    told = [f"SELECT {column} FROM {table} WHERE tenant_id = {house.tenant_id} AND {column} <> ''" for table in tables]
    rows = house.session.connection().exec_driver_sql(" UNION ALL ".join(told))
    return [row[0] for row in rows]


@contextmanager
def _plans(told: list[str]) -> Iterator[None]:
    """How SQLite reads each list of orders."""

    def explain(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if not statement.startswith("SELECT sales_order.id"):
            return
        rows = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        told.extend(str(row[-1]) for row in rows)

    event.listen(db.engine, "before_cursor_execute", explain)
    yield
    event.remove(db.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("asked", ["vries", "vr"])
def test_few_orders_are_read_by_the_index(house: House, taken: dict[str, str], asked: str) -> None:
    if not asking.is_lite(house.session):
        house.session.rollback()
        connection = house.session.connection()
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # there are hardly any rows
        statement = select(SalesOrder.id).where(asking.index_holds(ORDER_WORDS, asked))
        told = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
        rows = connection.exec_driver_sql(f"EXPLAIN {told}".replace("%%", "%"))
        assert "ix_sales_order_search" in "\n".join(rows.scalars())
        return
    steps: list[str] = []
    with _plans(steps):
        assert len(_orders(house, asked)) == 1
    plan = "\n".join(steps)
    assert "SEARCH sales_order USING INDEX sqlite_autoindex_sales_order_1" in plan
    assert "sales_order_search VIRTUAL TABLE INDEX 0:M" in plan


def test_texts_are_kept_with_the_beginnings_of_their_words() -> None:
    assert together("Jan de Vries", "jan@example.com") == "\n\njan de vries\n\njan@example.com\n\nde\n\nvr\n\nex\n\nco"
    assert together(None, "", " ") == ""
    assert len(together(*(f"{n} {'x' * 190}" for n in range(100)))) <= 8_000
