"""Every route is declared, and every operation has both doors or says why not."""

import pytest
from flask import Flask

from webapp.accounts.permissions import Permission
from webapp.core.operation.registry import operations
from webapp.core.web.api import Api, api_routes
from webapp.core.web.html import Pages, html_routes
from webapp.dialects.flexportal import FLEXPORTAL

UNDECLARED: dict[str, str] = {
    "static": "files for everybody",
    "health.healthz": "asked by machines, before anybody is there",
    "health.readyz": "asked by machines, before anybody is there",
    "openapi_document": "the published document",
    "api_docs": "its viewer",
    "sign_in.start": "before any tenant: to the sign-in page or to the first tenant",
    "sign_in.sign_in": "before anybody is there",
    "sign_in.leave": "ends the session, whoever's it is",
    "sign_in.look": "light or dark, in this browser",
    "sign_in.account": "to the person's own page at a tenant",
    "sign_in.nowhere": "signed in, but working for nobody",
    "links.follow": "before any tenant: joining one, or a new password, by a one-time link",
}
"""Routes that name neither an operation nor a permission, each with its reason."""

OPEN_JSON = {"auth_api.login": "a person gets a token with a password, not with a key"}


def test_every_route_is_declared_or_on_the_list(sqlite_app: Flask) -> None:
    declared = {route.endpoint for route in html_routes} | {route.endpoint for route in api_routes}
    served = {rule.endpoint for rule in sqlite_app.url_map.iter_rules()}
    assert served - declared - set(UNDECLARED) == set()
    assert set(UNDECLARED) - served == set()
    assert declared - served == set()


def test_what_is_declared_is_what_is_served(sqlite_app: Flask) -> None:
    served = {(rule.endpoint, method) for rule in sqlite_app.url_map.iter_rules() for method in rule.methods or ()}
    told = {(route.endpoint, method) for route in html_routes for method in route.methods}
    told |= {(route.endpoint, route.method) for route in api_routes}
    names = {endpoint for endpoint, _ in told}
    assert {one for one in served if one[0] in names and one[1] not in ("HEAD", "OPTIONS")} == told


def test_every_route_names_a_permission_of_the_house() -> None:
    rights = {str(permission) for permission in Permission}
    lacking = [route.endpoint for route in html_routes if str(route.needs) not in rights]
    lacking += [route.endpoint for route in api_routes if str(route.needs) not in rights]
    assert sorted(lacking) == sorted(OPEN_JSON)


def test_a_route_asks_for_no_less_than_its_operation() -> None:
    for route in [*html_routes, *api_routes]:
        if route.operation is not None and route.needs is not None:
            assert route.needs == route.operation.needs


def test_every_write_calls_an_operation() -> None:
    assert [route.endpoint for route in html_routes if "POST" in route.methods and route.operation is None] == []
    assert [route.endpoint for route in api_routes if route.method != "GET" and route.operation is None] == []


def test_every_operation_has_both_doors_or_says_why_not() -> None:
    pages = {route.operation.name for route in html_routes if route.operation is not None}
    api = {route.operation.name for route in api_routes if route.operation is not None}
    lacking = [
        f"{name} has no {door} route"
        for name, operation in operations.items()
        for door, there, only in (("JSON", api, "html"), ("page", pages, "json"))
        if name not in there and only not in operation.exempt
    ]
    assert lacking == []


def test_no_exemption_is_stale_or_without_a_reason() -> None:
    pages = {route.operation.name for route in html_routes if route.operation is not None}
    api = {route.operation.name for route in api_routes if route.operation is not None}
    for name, operation in operations.items():
        assert set(operation.exempt) <= {"html", "json"}, name
        assert all(len(reason) > 10 for reason in operation.exempt.values()), name
        assert not ("html" in operation.exempt and name in api), name
        assert not ("json" in operation.exempt and name in pages), name


def test_every_operation_says_in_words_what_it_does() -> None:
    assert [name for name, operation in operations.items() if not operation.summary.endswith((".", ";"))] == []


def test_no_route_takes_a_number_for_an_id(sqlite_app: Flask) -> None:
    rules = [rule.rule for rule in sqlite_app.url_map.iter_rules()]
    assert [rule for rule in rules if "<int:" in rule or "<float:" in rule or "<uuid:" in rule] == []


def test_a_route_without_a_permission_cannot_be_made() -> None:
    pages, api = Pages("nowhere"), Api("nowhere", FLEXPORTAL)
    with pytest.raises(TypeError, match="needs"):
        pages.page("/x")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="needs"):
        api.read("/x", shape=dict)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="calls"):
        api.write("POST", "/x", wire=dict, shape=dict)  # type: ignore[call-arg]
