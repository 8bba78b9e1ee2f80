"""Every list of the house, by every order in both directions: each row once, whatever happens between two parts."""

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert

from tests.architecture.furnish import furnish
from tests.house import House, new_house, write
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import Filter, Listing, Question, ask, fetch, walk
from webapp.core.operation.errors import InputRefused
from webapp.core.web.api import api_routes
from webapp.customers.queries import CUSTOMERS, with_rentals
from webapp.items.queries import items_published
from webapp.locations.models import Warehouse
from webapp.locations.queries import WAREHOUSES
from webapp.lots.queries.published import lots_published
from webapp.orders.exceptions.listing import exceptions
from webapp.stock.overview.listing import stock_in
from webapp.stock.value.listing import value_at

ROWS = 5
SECRET = "a secret of this test"
WAYS = ("asc", "desc")


def _makers() -> dict[str, Callable[[dict[str, str]], Listing]]:
    """Every Listing that a module holds, and every function that makes one out of a part of an address."""
    found: dict[str, Callable[[dict[str, str]], Listing]] = {}
    for name, module in sorted(sys.modules.items()):
        if not name.startswith("webapp.") or name.startswith("webapp.core"):
            continue
        for what, value in vars(module).items():
            if isinstance(value, Listing):
                found.setdefault(value.name, lambda values, one=value: one)
            elif inspect.isfunction(value) and _makes_a_list(value, name):
                found.setdefault(what, lambda values, make=value: make(**{p: values[p] for p in _parts(make)}))
    return found


def _makes_a_list(function: Any, module: str) -> bool:
    """Whether it makes one of parts alone; one without parts, or of more, hands on a list that is known already."""
    told = dict(getattr(function, "__annotations__", {}))
    return function.__module__ == module and told.pop("return", None) is Listing and set(told.values()) == {str}


def _parts(function: Any) -> list[str]:
    return [part for part in function.__annotations__ if part != "return"]


def _exceptions(tenant_id: int) -> Listing:
    """Which orders stand there is read as the list is made."""
    with tenant_scope(tenant_id):
        return exceptions(db.session(), tenant_id)


MADE: dict[str, Callable[[dict[str, str]], Listing]] = {
    "customers": lambda values: with_rentals(CUSTOMERS, int(values["tenant"])),
    "items": lambda values: items_published(int(values["tenant"]), None),
    "lots": lambda values: lots_published(int(values["tenant"]), "UTC"),
    "order-exceptions": lambda values: _exceptions(int(values["tenant"])),
    "stock": lambda values: stock_in(""),
    "stock-value": lambda values: value_at(None, "UTC"),
}
"""Lists that are made of more than parts of an address."""
MAKERS = _makers() | MADE


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def furnished(request: pytest.FixtureRequest) -> Iterator[tuple[House, dict[str, str]]]:
    """A tenant with several of everything, some of the same name, on each engine in turn."""
    app: Flask = request.getfixturevalue(f"{request.param}_app")
    with app.app_context():
        house = new_house(app)
        for number in range(ROWS):
            values = furnish(house, number, "list")
        same = {"name": "Same", "name_key": "same", "created_at": clock.now(), "updated_at": clock.now()}
        write(house.session, *[insert(Warehouse).values(_warehouse(house, f"tie{n}", **same)) for n in range(ROWS)])
        record = values["record_id"]
        yield house, {**values, "recordId": record, "inventory_id": record, "tenant": str(house.tenant_id)}


def _warehouse(house: House, code: str, **more: Any) -> dict[str, Any]:
    now = clock.now()
    row = {
        "tenant_id": house.tenant_id, "id": f"wh_{house.tenant_id}_{code}", "name": code, "name_key": code,
        "code": code,
        "code_key": code, "type": "OWNED", "is_default": False, "active": True, "version": 1, "created_at": now,
        "updated_at": now,
    }  # fmt: skip
    return {**row, **more}


def _walk(house: House, listing: Listing, sort: str, way: str, size: int = 2) -> list[Any]:
    rows, after = [], None
    with tenant_scope(house.tenant_id):
        while True:
            question = Question(sort=sort, direction=way, limit=size, after=after)
            found = fetch(house.session, listing, house.tenant_id, question, SECRET)
            rows += found.rows
            assert found.has_more is (found.next_cursor is not None)
            if found.next_cursor is None:
                house.session.rollback()
                return rows
            after = found.next_cursor


@pytest.mark.parametrize("name", MAKERS)
def test_every_order_visits_every_row_once(furnished: tuple[House, dict[str, str]], name: str) -> None:
    house, values = furnished
    listing = MAKERS[name](values)
    for sort in listing.sorts:
        every = [row.id for row in _walk(house, listing, sort, "asc", 1000)]
        assert len(every) >= 1, "the furniture has none of these"
        for way in WAYS:
            ids = [row.id for row in _walk(house, listing, sort, way)]
            assert ids == (every if way == "asc" else every[::-1]), (sort, way)
            assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_carries_what_its_columns_show(furnished: tuple[House, dict[str, str]], name: str) -> None:
    house, values = furnished
    listing = MAKERS[name](values)
    row = _walk(house, listing, listing.default_sort, listing.default_direction)[0]
    assert [column.key for column in listing.columns if not hasattr(row, column.key)] == []
    assert [column.key for column in listing.columns if column.sort and column.sort not in listing.sorts] == []
    assert listing.default_sort in listing.sorts


@pytest.mark.parametrize("name", MAKERS)
def test_every_filter_and_search_can_be_asked(furnished: tuple[House, dict[str, str]], name: str) -> None:
    house, values = furnished
    listing = MAKERS[name](values)
    asked: list[tuple[str, str]] = [("q", "50%_\\' ;--")] if listing.search else []
    asked += [(one.name, text) for one in listing.filters for text in (_words(one) or ["50%_\\'", "x" * 300])]
    for filter_name, text in asked:
        with tenant_scope(house.tenant_id):
            question = ask(listing, {filter_name: text}, limit=2)
            assert _refused(house, listing, question) in ([], [filter_name])
        house.session.rollback()


def _refused(house: House, listing: Listing, question: Question) -> list[str]:
    """The filters that say, at themselves, that they cannot make sense of their text; most take any."""
    try:
        fetch(house.session, listing, house.tenant_id, question, SECRET)
    except InputRefused as refused:
        return [detail.path for detail in refused.details]
    return []


def _words(one: Filter) -> list[str]:
    return one.values()


def test_a_row_that_comes_or_goes_between_two_parts_moves_no_other(house: House) -> None:
    write(house.session, *[insert(Warehouse).values(_warehouse(house, f"m{n:02d}")) for n in range(6)])
    seen, after = [], None
    for turn in range(10):
        with tenant_scope(house.tenant_id):
            question = Question(sort="code", direction="asc", limit=2, after=after)
            found = fetch(house.session, WAREHOUSES, house.tenant_id, question, SECRET)
        seen += [row.code for row in found.rows]
        after = found.next_cursor
        if after is None:
            break
        gone = delete(Warehouse).where(Warehouse.tenant_id == house.tenant_id, Warehouse.code == seen[-1])
        write(house.session, insert(Warehouse).values(_warehouse(house, f"a{turn}")), gone)
    assert seen == [f"m{n:02d}" for n in range(6)] + ["WH-01"]


def test_walking_a_whole_list_holds_every_row(house: House) -> None:
    write(house.session, *[insert(Warehouse).values(_warehouse(house, f"w{n:02d}")) for n in range(30)])
    with tenant_scope(house.tenant_id):
        rows = walk(house.session, WAREHOUSES, house.tenant_id, Question(sort="name", direction="desc"), SECRET)
        assert len([row.id for row in rows]) == 31


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"sortBy": "id"}, "sortBy"), ({"sortBy": "name; DROP"}, "sortBy"), ({"sortDir": "sideways"}, "sortDir"),
        ({"active": "perhaps"}, "active"), ({"q": "x" * 301}, "q"), ({"q": "a\0b"}, "q"), ({"q": "a\x1bb"}, "q"),
    ],
)  # fmt: skip
def test_what_a_list_does_not_know_is_refused_at_its_name(query: dict[str, str], field: str) -> None:
    with pytest.raises(InputRefused) as refused:
        ask(WAREHOUSES, query)
    assert [detail.path for detail in refused.value.details] == [field]


def test_a_blank_filter_is_no_filter() -> None:
    assert ask(WAREHOUSES, {"active": "", "q": "  ", "sortBy": "", "sortDir": ""}).filters == {}


def test_a_search_takes_its_own_signs_for_themselves(house: House) -> None:
    write(
        house.session,
        insert(Warehouse).values(_warehouse(house, "50%_x")),
        insert(Warehouse).values(_warehouse(house, "50abx")),
    )
    for text, wanted in (("50%_", ["50%_x"]), ("%", ["50%_x"]), ("0A", ["50abx"])):
        with tenant_scope(house.tenant_id):
            found = fetch(house.session, WAREHOUSES, house.tenant_id, ask(WAREHOUSES, {"q": text}), SECRET)
        assert [row.code for row in found.rows] == wanted
        house.session.rollback()


def test_every_list_is_found() -> None:
    routed = {route.listing.name for route in api_routes if route.listing is not None and "<" not in route.rule}
    assert len(routed) > 3
    assert routed <= set(MAKERS)
