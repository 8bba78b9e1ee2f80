"""Every page and every call keeps to its budget of statements, and no list asks once a row."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.architecture import budget
from tests.architecture.furnish import PAGES, fill, furnish, parts_of, sample, slot
from tests.architecture.tables.writes import WRITES as WRITE_BUDGET
from tests.counting import counting
from tests.doors import JsonDoor
from tests.house import House, build_app, close_app, new_house
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import operations
from webapp.core.web.api import ApiRoute, api_routes
from webapp.core.web.html import HtmlRoute

GETS = [route for route in PAGES if "GET" in route.methods]
READS = [route for route in api_routes if route.method == "GET"]
WRITES = [route for route in api_routes if route.operation is not None and route.needs is not None]


class Furnished:
    """A tenant with one of everything, or with many."""

    def __init__(self, house: House, many: int) -> None:
        self.house = house
        for number in range(2, many + 1):
            furnish(house, number)
        self.values = furnish(house)
        self.page, self.api = house.page("anna"), house.api()
        self.page.get("/")
        self.api.get("/v1/warehouses")  # notes the first use of the key


@pytest.fixture(scope="module")
def pair(sqlite_app: Flask) -> tuple[Furnished, Furnished]:
    """One of everything, and many."""
    with sqlite_app.app_context():
        return Furnished(new_house(sqlite_app), 1), Furnished(new_house(sqlite_app), 7)


@pytest.fixture(autouse=True)
def _own_context(sqlite_app: Flask) -> Iterator[None]:
    """Each test has a context of its own: none may lean on another's, whichever worker runs it."""
    with sqlite_app.app_context():
        yield


@dataclass
class Kept:
    """A furnished tenant in a database of its own, and that database as it was."""

    there: Furnished
    file: Path
    copy: Path

    def again(self) -> Furnished:
        """The tenant as it was before anybody wrote."""
        close_app(self.there.house.app)
        for file in (self.file.with_name(f"{self.file.name}-wal"), self.file.with_name(f"{self.file.name}-shm")):
            file.unlink(missing_ok=True)
        shutil.copyfile(self.copy, self.file)
        return self.there


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Furnished once for all that write."""
    folder = tmp_path_factory.mktemp("kept")
    file, copy = folder / "stockdesk.db", folder / "copy.db"
    app = build_app(f"sqlite:///{file}", folder)
    with app.app_context():
        there = Furnished(new_house(app), 1)
    close_app(app)
    shutil.copyfile(file, copy)
    yield Kept(there, file, copy)
    close_app(app)


NOTES = ("UPDATE api_key SET last_used_at=", "UPDATE user_session SET seen_at=", "UPDATE membership SET seen_at=")
"""Once in a while it is noted that a key or a session is in use, by whatever happens to come then."""


def _asked(sent: list[str]) -> list[str]:
    return [statement for statement in sent if not statement.startswith(NOTES)]


def _page_cost(there: Furnished, route: HtmlRoute) -> int:
    path = fill(route.rule, there.values, there.house)
    with there.house.app.app_context(), counting() as sent:
        answer = there.page.client.get(path, buffered=True)
    assert answer.status_code in (200, 303), (path, answer.status_code)
    return len(_asked(sent))


def _call_cost(door: JsonDoor, method: str, path: str, body: Any = None) -> int:
    raw = (body or {}).get("csvFile")
    how = {"raw": str(raw).encode(), "Content_Type": "text/csv"} if raw else {}
    with counting() as sent:
        answer = door.send(method, path, body, **how)
    assert answer.status_code < 300, answer.text
    return len(_asked(sent))


@pytest.mark.parametrize("route", GETS, ids=lambda route: route.endpoint)
def test_a_page_keeps_to_its_budget(pair: tuple[Furnished, Furnished], route: HtmlRoute) -> None:
    few, many = (_page_cost(one, route) for one in pair)
    assert many <= budget.PAGES.get(route.endpoint, 0), f"{route.endpoint} costs {many}"
    assert many == few, "it asks once a row"


@pytest.mark.parametrize("route", READS, ids=lambda route: route.rule)
def test_a_read_keeps_to_its_budget(pair: tuple[Furnished, Furnished], route: ApiRoute) -> None:
    few, many = (_call_cost(one.api, "GET", fill(route.rule, one.values, one.house)) for one in pair)
    assert many <= budget.CALLS.get(route.rule, 0), f"{route.rule} costs {many}"
    assert many == few, "it asks once a row"


@pytest.mark.parametrize("route", WRITES, ids=lambda route: f"{route.method} {route.rule}")
def test_a_write_keeps_to_its_budget(kept: Kept, route: ApiRoute) -> None:
    assert route.operation is not None
    there, name = kept.again(), route.operation.name
    values = there.values | {slot: there.values[other] for slot, other in INSTEAD.get(name, {}).items()}
    with there.house.app.app_context():
        body = _body(values, route) | (TOLD[name](values) if name in TOLD else {})
        cost = _call_cost(there.api, route.method, fill(route.rule, values, there.house), body)
    assert cost <= WRITE_BUDGET.get(name, 0), f"{name} costs {cost}"


INSTEAD = {
    "fulfil_order": {"order_id": "confirmed_order_id"},
    "reserve_order": {"order_id": "confirmed_order_id"},
    "ship_order": {"order_id": "confirmed_order_id"},
    "create_subscription": {"order_id": "confirmed_order_id", "asset_serial_number": "free_serial"},
    "remove_lot": {"lot_id": "into_lot_id"},
    "remove_item": {"item_id": "spare_item_id"},
    "substitute_line": {"sku": "stand_in_sku"},
}
"""What an operation is done to, where that is not the newest of its kind: an empty lot, an item that is nowhere."""
TOLD: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "anonymise_customer": lambda values: {"email": values["customer_email"]},
    "ship_order": lambda values: {"serialNumbers": None},
    "fulfil_order": lambda values: {"serialNumbers": [values["free_serial"]]},
    "merge_customers": lambda values: {"other": values["customer_email"].replace("idle", "waiting", 1), "sure": True},
}
"""What an operation is told of a thing that is there, besides its id."""
FRESH = {"serial_number": "serial", "product_sku": "product", "code": "code", "name": "name"}


def _body(values: dict[str, str], route: ApiRoute) -> dict[str, Any]:
    """What the operation takes: examples, but rows that are there, and names that nobody has."""
    assert route.operation is not None
    body = sample(route.operation.input)
    if {slot(name) for name in body} <= set(parts_of(route.rule)):
        body |= _all_examples(route.operation.input)  # where everything may stay, sending nothing costs nothing
    return _placed(values, body)


def _placed(values: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    """The same with rows that are there, in its parts too."""
    for name, value in body.items():
        if slot(name) in FRESH:
            body[name] = new_id(FRESH[slot(name)])
        elif slot(name) in values:
            body[name] = values[slot(name)]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            body[name] = [_placed(values, dict(one)) for one in value]
    return body


def _all_examples(model: Any) -> dict[str, Any]:
    return {field.alias or name: field.examples[0] for name, field in model.model_fields.items() if field.examples}


def test_no_row_of_the_budget_is_stale() -> None:
    assert set(budget.PAGES) == {route.endpoint for route in GETS}
    assert set(budget.CALLS) == {route.rule for route in READS}
    assert set(WRITE_BUDGET) == {route.operation.name for route in WRITES if route.operation}
    assert set(WRITE_BUDGET) <= set(operations)


def test_the_note_of_a_use_is_in_nobodys_budget(pair: tuple[Furnished, Furnished]) -> None:
    """The control: an hour later the same call and the same page cost a note more, and are counted as ever."""
    for door, path in ((pair[0].api, "/v1/warehouses"), (pair[0].page, "/")):
        now = clock.now()
        with clock.stopped_at(now):
            door.get(path)  # so that nothing is left to be noted, however long ago the last one was
            with counting() as usual:
                door.get(path)
        with clock.stopped_at(now + dt.timedelta(hours=1)), counting() as noted:
            door.get(path)
        assert len(noted) > len(usual), path
        assert len(_asked(noted)) == len(_asked(usual)), path


def test_the_count_counts(pair: tuple[Furnished, Furnished]) -> None:
    """The control: a list that asked once a row would be seen."""
    door = pair[0].api
    with counting() as sent:
        for _ in range(3):
            door.get("/v1/warehouses")
    assert len(_asked(sent)) == 3 * budget.CALLS["/v1/warehouses"]
