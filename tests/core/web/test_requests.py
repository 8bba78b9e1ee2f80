"""Requests that did not come from our own pages: no token, another site, another host."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.house import House, close_app
from webapp import create_app
from webapp.config import Settings
from webapp.core.web.html import html_routes

HERE = "http://localhost"
UNSAFE = [route for route in html_routes if "POST" in route.methods]
OPEN_FORMS = ("/login", "/logout", "/account/look")


def _address(house: House, rule: str) -> str:
    slots = (part.split(">")[0] for part in rule.split("<")[2:])
    path = rule.replace("<tenant>", house.slug)
    for slot in slots:
        path = path.replace(f"<{slot}>", "x")
    return path


def _send(house: House, path: str, data: dict[str, str], **headers: str) -> int:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    with house.app.app_context():
        return house.page("anna").client.post(path, data=data, headers=told).status_code


@pytest.mark.parametrize("route", UNSAFE, ids=lambda route: route.endpoint)
def test_a_form_needs_the_token_of_its_session(lite: House, route: Any) -> None:
    path = _address(lite, route.rule)
    foreign = lite.page("mo").csrf()
    for data in ({}, {"csrf_token": ""}, {"csrf_token": "x"}, {"csrf_token": foreign}):
        assert _send(lite, path, data) == 403
    assert _send(lite, path, {"csrf_token": lite.page("anna").csrf()}) != 403


CROSS: list[dict[str, str]] = [
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "nonsense"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://evil.example/localhost"},
    {"Origin": "http://user@evil.example"},
    {"Origin": ""},
    {"Origin": HERE, "Sec_Fetch_Site": "cross-site"},
]


@pytest.mark.parametrize("headers", CROSS, ids=str)
def test_a_form_of_another_site_is_refused_even_with_a_token(lite: House, headers: dict[str, str]) -> None:
    token = {"csrf_token": lite.page("anna").csrf()}
    paths = [_address(lite, UNSAFE[0].rule), *OPEN_FORMS]
    assert {_send(lite, path, token, **headers) for path in paths} == {403}


@pytest.mark.parametrize(
    "headers", [{"Origin": HERE}, {"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}, {}]
)
def test_a_form_of_our_own_is_taken(lite: House, headers: dict[str, str]) -> None:
    token = {"csrf_token": lite.page("anna").csrf()}
    assert _send(lite, _address(lite, UNSAFE[0].rule), token, **headers) != 403


@pytest.mark.parametrize("path", OPEN_FORMS)
def test_forms_without_a_tenant_need_a_token_too(lite: House, path: str) -> None:
    assert _send(lite, path, {}) == 403


def test_a_session_opens_no_json_and_a_key_no_page(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.page("anna").client.get("/v1/warehouses", headers={"Tenant-ID": lite.slug})
        assert answer.status_code == 401
        page = lite.app.test_client().get(f"/{lite.slug}/warehouses", headers=lite.api().headers)
    assert page.status_code == 303


def test_reading_has_no_effect(lite: House) -> None:
    for route in UNSAFE:
        with lite.app.app_context():
            path = _address(lite, route.rule)
            answer = lite.page("anna").client.get(f"{path}?name=x&csrf_token=y")
            assert answer.status_code in (200, 404, 405, 422)  # a list says that it has no such filter


def test_an_address_that_asks_for_a_nul_is_refused_whoever_reads_it(house: House) -> None:
    page, door = house.page("anna").client, house.api()
    for path in ("orders/picks?id=%00", "orders/picks.pdf?id=a%00", "orders/new?customer=%00", "fulfil?order=a%00"):
        assert page.get(f"/{house.slug}/{path}").status_code == 422
    for asked in ("orders/picks?orderIds=a,%00", "orders?q=a%00b"):
        assert door.get(f"/v1/{asked}").status_code == 400
    assert page.get(f"/{house.slug}/orders?q=%2500").status_code == 200


@pytest.fixture
def hosted(sqlite_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The same database behind an application that answers to two names alone."""
    env = {
        "DATABASE_URL": sqlite_app.config["SQLALCHEMY_DATABASE_URI"], "STOCKDESK_DATA": str(tmp_path),
        "SECRET_KEY": "x" * 16, "ALLOWED_HOSTS": "stock.example, Desk.Local",
    }  # fmt: skip
    app = create_app(Settings.from_env(env))
    yield app
    close_app(app)


@pytest.mark.parametrize("host", ["stock.example", "stock.example:8000", "STOCK.example", "desk.local:80"])
def test_a_known_host_is_answered(hosted: Flask, host: str) -> None:
    assert hosted.test_client().get("/login", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "stock.example.evil.example", "xstock.example", "", "stock.example@evil.example", "localhost",
        "[::1]", "stock.example/", "evil.example:8000", "stock.example%00", "127.0.0.1",
    ],
)  # fmt: skip
def test_another_host_is_refused(hosted: Flask, host: str) -> None:
    for path in ("/login", "/v1/warehouses", "/static/icons.svg"):
        assert hosted.test_client().get(path, headers={"Host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(hosted: Flask) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "stock.example", "Forwarded": "host=stock.example"}
    assert hosted.test_client().get("/login", headers=headers).status_code == 400


TARGETS = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/%0d%0aX: y",
    "///evil.example", "/ /evil.example", "http:evil.example", "/\t/evil.example", "/nothing-here", "/logout",
    "", "x", "?a",
    "/login\r\nX: y", "https:/evil.example", "/..//evil.example", "/;@evil.example", "data:text/html,x", "/\u2028",
]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS, ids=ascii)
def test_a_sign_in_goes_on_to_our_own_pages_alone(lite: House, target: str) -> None:
    with lite.app.app_context():
        answer = lite.page("vik").client.get("/login", query_string={"next": target})
    assert (answer.status_code, answer.location) == (303, f"/{lite.slug}/")


def test_a_sign_in_goes_on_to_the_page_that_was_asked_for(lite: House) -> None:
    target = f"/{lite.slug}/warehouses?sortBy=name"
    with lite.app.app_context():
        assert lite.page("vik").client.get("/login", query_string={"next": target}).location == target
