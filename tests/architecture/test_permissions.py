"""Every route for every role and every scope, by real requests: the table of permissions.py is what happens."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.architecture.furnish import PAGES, fill
from tests.architecture.permissions import CALLS, ROLES, ROWS
from tests.doors import JsonDoor
from tests.house import House, new_house
from webapp.accounts.permissions import SCOPES
from webapp.core.web.api import ApiRoute, api_routes
from webapp.core.web.html import HtmlRoute

OPEN = [route for route in api_routes if route.needs is not None]


@pytest.fixture(scope="module")
def shared(sqlite_app: Flask) -> Iterator[House]:
    """One tenant for all rows: nothing here gets as far as an effect."""
    with sqlite_app.app_context():
        yield new_house(sqlite_app)


def _name(route: ApiRoute) -> str:
    return f"{route.method} {route.rule}"


def test_every_page_has_its_row_and_no_row_is_stale() -> None:
    assert {route.endpoint for route in PAGES} == set(ROWS)


def test_every_call_has_its_row_and_no_row_is_stale() -> None:
    assert {_name(route) for route in OPEN} == set(CALLS)


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.endpoint)
def test_a_page_opens_for_whom_the_table_says(shared: House, route: HtmlRoute) -> None:
    row = ROWS.get(route.endpoint, "----")
    path = fill(route.rule, {}, shared)
    shared._doors.clear()  # a route before may have signed everybody out
    for letter, person in ROLES.items():
        for method in route.methods:
            status = _visit(shared, person, method, path)
            assert status < 500, (person, method)
            assert (status != 403) is (letter in row), (person, method, status)


def _visit(house: House, person: str, method: str, path: str) -> int:
    door = house.page(person)
    with house.app.app_context():
        if method == "GET":
            return door.client.get(path).status_code
        token = door.csrf()
        return door.client.post(path, data={"csrf_token": token}).status_code


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.endpoint)
def test_nobody_opens_a_page_without_signing_in(shared: House, route: HtmlRoute) -> None:
    with shared.app.app_context():
        client = shared.app.test_client()
        path = fill(route.rule, {}, shared)
        if "GET" in route.methods:
            answer = client.get(path)
            assert (answer.status_code, (answer.location or "").split("?")[0]) == (303, "/login")
        if "POST" in route.methods:
            answer = client.post(path)
            assert (answer.status_code, (answer.location or "").split("?")[0]) == (303, "/login")


@pytest.fixture(scope="module")
def doors(shared: House) -> dict[str, JsonDoor]:
    """A key for each scope alone, and one that has all but each."""
    found = {}
    for scope in SCOPES[1:]:
        found[scope] = shared.api(scope)
        found[f"all but {scope}"] = shared.api(*[one for one in SCOPES[1:] if one not in (scope, _wider(scope))])
    return found


def _wider(scope: str) -> str:
    return scope.replace(":read", ":write")


@pytest.mark.parametrize("route", OPEN, ids=_name)
def test_a_call_opens_for_its_scope_alone(shared: House, doors: dict[str, JsonDoor], route: ApiRoute) -> None:
    scope = CALLS.get(_name(route), "none")
    path = fill(route.rule, {}, shared)
    opens = {name: doors[name].send(route.method, path).status_code for name in (scope, _wider(scope))}
    assert all(status not in (401, 403) and status < 500 for status in opens.values()), opens
    assert doors[f"all but {scope}"].send(route.method, path).status_code == 403


@pytest.mark.parametrize("route", OPEN, ids=_name)
def test_nobody_calls_without_a_key(shared: House, route: ApiRoute) -> None:
    answer = JsonDoor(shared.app, {}).send(route.method, fill(route.rule, {}, shared))
    assert answer.status_code == 401
