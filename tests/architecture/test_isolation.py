"""Two tenants: whatever one sends of the other's is as unknown as what never was, and no byte of the other's shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from tests.architecture.furnish import CANARY, NO_ROW, PAGES, SLOTS, fill, furnish, parts_of, sample, slot
from tests.doors import JsonDoor, PageDoor
from tests.house import House, new_house
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import operations
from webapp.core.web.api import ApiRoute, api_routes
from webapp.core.web.html import HtmlRoute, html_routes

CALLS = [route for route in api_routes if route.needs is not None]
UNKNOWN = {name: f"{source.partition('.')[0]}_00000000000000000000000000" for name, source in SLOTS.items()}


@dataclass
class Pair:
    """A tenant at work, and one whose things it must not see."""

    mine: House
    theirs: House
    values: dict[str, str]
    own: dict[str, str]
    api: JsonDoor
    page: PageDoor


def _pair(app: Flask) -> Pair:
    mine, theirs = new_house(app), new_house(app)
    furnish(theirs, 2)
    values = furnish(theirs)
    own = _furnish_plainly(mine)
    return Pair(mine, theirs, values, own, mine.api(), mine.page("anna"))


def _furnish_plainly(house: House) -> dict[str, str]:
    """One of everything under other words: what is mine has no canary in it."""
    return furnish(house, canary="mine")


@pytest.fixture(scope="module")
def lite_pair(sqlite_app: Flask) -> Iterator[Pair]:
    """Two furnished tenants on SQLite."""
    with sqlite_app.app_context():
        yield _pair(sqlite_app)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Two furnished tenants, on each engine in turn."""
    app: Flask = request.getfixturevalue(f"{request.param}_app")
    with app.app_context():
        yield _pair(app)


PLAIN_TEXT: dict[tuple[str, str], str] = {
    ("create_record", "location"): "kept as it is; only bins of the record's own warehouse are looked at",
}
"""Fields that are named like a slot but name no row, each with its reason."""


def _plain(text: str, *values: dict[str, str]) -> str:
    """An answer without the ids that were sent and without what differs by the moment."""
    for table in values:
        for value in sorted(table.values(), key=len, reverse=True):
            text = text.replace(value, "ID")
    return text


def _name(route: ApiRoute) -> str:
    return f"{route.method} {route.rule}"


def test_the_tenants_are_furnished(pair: Pair) -> None:
    assert [name for name, value in pair.values.items() if value == "none"] == []
    assert not set(pair.values.values()) & set(pair.own.values())


def test_the_canary_sings_at_home(pair: Pair) -> None:
    """The control: what must not show elsewhere does show where it belongs."""
    with pair.theirs.app.app_context():
        texts = [pair.theirs.api().get(route.rule).text for route in CALLS if route.listing and "<" not in route.rule]
        texts += [pair.theirs.page("anna").get(path).text for path in ("/warehouses", "/products", "/units")]
    # A verification that found nothing tells numbers alone: its tenant is what is theirs in it.
    assert [text for text in texts if CANARY not in text and '"drifts":0' not in text] == []


@pytest.mark.parametrize("route", CALLS, ids=_name)
def test_a_foreign_id_in_the_address_is_unknown(pair: Pair, route: ApiRoute) -> None:
    for part in [part for part in parts_of(route.rule) if part in SLOTS]:
        body = sample(route.operation.input) if route.operation else None
        paths = [fill(route.rule, {**pair.own, part: values[part]}, pair.mine) for values in (pair.values, UNKNOWN)]
        foreign, unknown = (pair.api.send(route.method, path, body) for path in paths)
        assert foreign.status_code == unknown.status_code == 404, (foreign.text, unknown.text)
        assert _plain(foreign.text, pair.values) == _plain(unknown.text, UNKNOWN)
        assert CANARY not in foreign.text.replace(pair.values[part], "")


@pytest.mark.parametrize("route", [route for route in CALLS if route.operation], ids=_name)
def test_a_foreign_id_in_the_body_is_unknown(pair: Pair, route: ApiRoute) -> None:
    assert route.operation is not None
    model = route.operation.input
    for name, field in model.model_fields.items():
        outside = field.alias or name
        if slot(outside) not in SLOTS or slot(outside) in ("serial_number", *parts_of(route.rule)):
            continue  # a serial in a body names what arrives
        if (route.operation.name, outside) in PLAIN_TEXT:
            continue
        answers = []
        for values in (pair.values, UNKNOWN):
            body = {**sample(model), **{n: pair.own[slot(n)] for n in sample(model) if slot(n) in pair.own}}
            body |= {"serialNumber": new_id("serial")} if "serialNumber" in body else {}
            body[outside] = values[slot(outside)]
            answers.append(pair.api.send(route.method, fill(route.rule, pair.own, pair.mine), body))
        foreign, unknown = answers
        assert foreign.status_code == unknown.status_code, (foreign.text, unknown.text)
        assert foreign.status_code < 500
        assert CANARY not in _plain(foreign.text, pair.values)


def test_what_is_theirs_already_is_free_here(pair: Pair) -> None:
    """A serial, a SKU or a code is taken in one tenant alone."""
    made = pair.api.post("/v1/assets", {"sku": pair.own["sku"], "serialNumber": pair.values["serial_number"]})
    assert made.status_code == 201, made.text


def _theirs(pair: Pair, name: str) -> set[str]:
    """What of theirs a filter may be asked for: the rows it names, or words if it names none."""
    named = [pair.values[slot(name)]] if slot(name) in pair.values else []
    return {CANARY[:6], *(named or [pair.values[one] for one in ("serial_number", "sku", "batch_id")])}


@pytest.mark.parametrize("route", [route for route in CALLS if route.listing], ids=_name)
def test_no_list_shows_what_is_theirs_whatever_is_asked(pair: Pair, route: ApiRoute) -> None:
    assert route.listing is not None
    path = fill(route.rule, pair.own, pair.mine)
    asked = ["", *(f"?sortBy={sort}&sortDir={way}" for sort in route.listing.sorts for way in ("asc", "desc"))]
    asked += [f"?{name}={value}" for name in route.listing.filter_names() for value in _theirs(pair, name)]
    for query in asked:
        answer = pair.api.get(path + query)
        assert answer.status_code < 500, query
        assert CANARY not in _plain(answer.text, pair.values), query


@pytest.mark.parametrize(
    "route", [r for r in CALLS if r.listing and "startAfter" in r.dialect.paging and "<" not in r.rule], ids=_name
)
def test_a_foreign_cursor_is_refused(pair: Pair, route: ApiRoute) -> None:
    cursor = pair.theirs.api().get(f"{route.rule}?limit=1").get_json()["nextCursor"]
    assert cursor
    assert pair.theirs.api().get(f"{route.rule}?limit=1&startAfter={cursor}").status_code == 200
    assert pair.api.get(f"{route.rule}?limit=1&startAfter={cursor}").status_code == 400


@pytest.mark.parametrize("route", CALLS, ids=_name)
def test_the_key_of_one_tenant_with_the_name_of_the_other_is_refused(pair: Pair, route: ApiRoute) -> None:
    path = fill(route.rule, pair.values, pair.theirs)
    for name in (pair.theirs.slug, "", pair.mine.slug.upper(), f"{pair.mine.slug},{pair.theirs.slug}"):
        answer = pair.api.send(route.method, path, {}, Tenant_ID=name)
        assert answer.status_code == 403, (name, answer.text)
        assert CANARY not in answer.text


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.endpoint)
def test_a_foreign_id_in_the_address_of_a_page_is_unknown(lite_pair: Pair, route: HtmlRoute) -> None:
    pair = lite_pair
    for part in [part for part in parts_of(route.rule) if part in SLOTS]:
        for method in route.methods:
            answers = []
            for values in (pair.values, UNKNOWN):
                path = fill(route.rule, {**pair.own, part: values[part]}, pair.mine)
                answers.append(_walk(pair, method, path))
            (foreign, shown), (unknown, other) = answers
            assert foreign == unknown, (method, foreign, unknown)
            assert foreign in (404, 303, 422)
            assert CANARY not in _plain(shown, pair.values)
            assert CANARY not in _plain(other, pair.values)


def _walk(pair: Pair, method: str, path: str) -> tuple[int, str]:
    """Open a page, or send its form and look at where that leads."""
    with pair.mine.app.app_context():
        if method == "GET":
            answer = pair.page.client.get(path)
            return answer.status_code, answer.text
        answer = pair.page.client.post(path, data={"csrf_token": pair.page.csrf(), "name": "x", "role": "viewer"})
        led = pair.page.client.get(answer.location).text if answer.location else ""
        return answer.status_code, answer.text + led


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.endpoint)
def test_no_page_of_mine_shows_what_is_theirs(lite_pair: Pair, route: HtmlRoute) -> None:
    pair = lite_pair
    if "GET" in route.methods:
        with pair.mine.app.app_context():
            for query in ("", f"?q={CANARY[:6]}", f"?sku={CANARY[:6]}"):
                answer = pair.page.client.get(fill(route.rule, pair.own, pair.mine) + query, follow_redirects=True)
                assert answer.status_code < 500
                assert CANARY not in answer.data.decode(errors="replace"), query


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.endpoint)
def test_no_page_of_theirs_opens_for_me(lite_pair: Pair, route: HtmlRoute) -> None:
    pair = lite_pair
    path = fill(route.rule, pair.values, pair.theirs)
    with pair.mine.app.app_context():
        token = pair.page.csrf()
        for method in route.methods:
            answer = pair.page.client.open(
                path, method=method, data={"csrf_token": token} if method == "POST" else None
            )
            assert answer.status_code == 404
            assert CANARY not in answer.text


def test_nothing_of_theirs_was_changed(lite_pair: Pair) -> None:
    door = lite_pair.theirs.api()
    with lite_pair.theirs.app.app_context():
        texts: Any = [door.get("/v1/warehouses").text, door.get("/v1/products").text, door.get("/v1/assets").text]
    assert all(f"{CANARY}-1" in text or f"{CANARY}1" in text for text in texts)


def test_every_place_for_an_id_is_known() -> None:
    """A new slot needs a foreign value in SLOTS, or a reason in NO_ROW."""
    found = {part for route in [*html_routes, *api_routes] for part in parts_of(route.rule)}
    for operation in operations.values():
        found |= {
            slot(field.alias or name)
            for name, field in operation.input.model_fields.items()
            if slot(field.alias or name).endswith(("_id", "sku", "serial_number"))
        }
    assert found - set(SLOTS) - set(NO_ROW) == set()
