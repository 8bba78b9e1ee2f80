"""Each code of the contract that belongs to customers, orders and subscriptions is met through HTTP."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.house import House
from tests.orders.proof.codes import ROWS, Row
from tests.orders.proof.scene import scene
from tests.orders.seed import MINIMAL
from webapp.core.operation.errors import AlreadyDone, InputRefused, Problem
from webapp.core.web.api import ApiRoute, api_routes
from webapp.orders.errors import LineRented
from webapp.orders.operations import change

FEATURES = ("customers", "orders", "subscriptions", "payments", "shipments")

PUBLISHED = {
    "VALIDATION_ERROR": 400, "NOT_FOUND": 404, "VARIANT_NOT_FOUND": 400, "VARIANT_INACTIVE": 400,
    "INVALID_CONTRACT_LENGTH": 400, "ORDER_NOT_CANCELLABLE": 400, "ALREADY_CANCELLED": 400, "ORDER_NOT_FOUND": 400,
    "ORDER_NOT_CONFIRMED": 400, "ITEM_FULLY_FULFILLED": 400, "ASSET_NOT_FOUND": 400, "ASSET_NOT_AVAILABLE": 400,
    "SKU_MISMATCH": 400, "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS": 409, "CUSTOMER_HAS_PENDING_ORDERS": 409,
    "VARIANT_IN_USE": 409, "PRODUCT_HAS_ACTIVE_ORDERS": 409, "ASSET_IN_USE": 409,
}  # fmt: skip
"""What is published for these calls; credentials are refused alike everywhere (tests/architecture/rights)."""

BEHIND = {("PATCH /v1/orders/<orderId>", LineRented): "the order's status, which is looked at first, says it before"}
"""Refusals of the database that something else says earlier: met with that taken away."""


def ours() -> list[ApiRoute]:
    """The routes of these features."""
    return [route for route in api_routes if route.endpoint.partition(".")[0].removesuffix("_api") in FEATURES]


def declared(routes: Iterable[ApiRoute]) -> set[tuple[str, type[Problem]]]:
    """What each route can refuse; whoever takes more than an address can be sent what cannot be taken."""
    found: set[tuple[str, type[Problem]]] = set()
    for route in routes:
        takes = route.operation.input.model_fields if route.operation else {}
        parts = set(re.findall(r"<(\w+)>", route.rule))
        more = {field.alias or name for name, field in takes.items()} - parts
        found |= {(f"{route.method} {route.rule}", one) for one in (*route.raises, *([InputRefused] if more else ()))}
    return found


def told(app: Flask, rows: Iterable[Row], names: dict[str, str]) -> set[tuple[str, type[Problem]]]:
    """The routes and refusals that these rows meet."""
    rules = {route.endpoint: route for route in api_routes}
    found = set()
    for row in rows:
        method, _, path = row.request.format(**names).partition(" ")
        endpoint, _ = app.url_map.bind("localhost").match(path, method)
        found.add((f"{method} {rules[endpoint].rule}", row.problem))
    return found


def filled(body: Any, names: dict[str, str]) -> Any:
    """A body with the names of the scene in it."""
    if isinstance(body, dict):
        return {key: filled(value, names) for key, value in body.items()}
    return body.format(**names) if isinstance(body, str) else body


def asked(house: House, row: Row, names: dict[str, str]) -> TestResponse:
    method, _, path = row.request.format(**names).partition(" ")
    return house.api().send(method, path, filled(row.body, names))


def seen(answer: TestResponse) -> tuple[int, str, str | None]:
    error = answer.json["error"]
    return answer.status_code, error["code"], (error.get("details") or [{"path": None}])[0]["path"]


def says(problem: type[Problem], words: str) -> bool:
    """Whether the words are the problem's own."""
    message = problem.message.replace("{what}", getattr(problem, "what", "{what}"))
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", re.escape(message)), words) is not None


def test_each_refusal_is_met_as_the_contract_has_it(house: House) -> None:
    names = scene(house)
    orders = house.api().get("/v1/orders").json
    wrong = []
    for row in ROWS:
        answer = asked(house, row, names)
        said = seen(answer) if answer.status_code >= 400 else (answer.status_code, "", None)
        words = answer.json["error"]["message"] if answer.status_code >= 400 else ""
        if said != (row.status, row.code, row.field) or not says(row.problem, words):
            wrong.append((row.problem.__name__, row.request, said, words))
    assert wrong == []
    assert house.api().get("/v1/orders").json == orders


def test_none_is_forgotten(lite: House) -> None:
    names = scene(lite)
    wanted = declared(ours())
    assert len(ours()) > 20
    assert wanted - told(lite.app, ROWS, names) == set(BEHIND)
    assert {row.code: row.status for row in ROWS if row.code in PUBLISHED} == PUBLISHED
    for row in (one for one in ROWS if one.code in ("ALREADY_CANCELLED", "SKU_MISMATCH")):
        rest = told(lite.app, (one for one in ROWS if one is not row), names)
        assert wanted - rest - set(BEHIND) == told(lite.app, [row], names)
    # and an error that no row knows is missed
    more = [replace(route, raises=(*route.raises, AlreadyDone)) for route in ours()[:1]]
    assert [one for _, one in declared(more) - told(lite.app, ROWS, names)] == [AlreadyDone]


def test_what_is_assigned_is_kept_by_the_database_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    names = scene(house)
    row = Row(LineRented, "PATCH /v1/orders/{partial}", {"items": MINIMAL["items"]}, 409, "ORDER_LINE_RENTED")
    with monkeypatch.context() as blind:
        blind.setattr(change, "EDITABLE", ("pending", "confirmed", "partial"))
        answer = asked(house, row, names)
    assert seen(answer) == (row.status, row.code, row.field)
    assert says(LineRented, answer.json["error"]["message"])
