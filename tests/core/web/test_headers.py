"""What every answer carries, whatever it is: a policy without a hole, no store, and a name of the request."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.house import House
from webapp.core.web.html import html_routes

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'",
    "media-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'", "connect-src": "'self'",
    "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'", "object-src": "'none'",
}  # fmt: skip


def _plain(path: str) -> Callable[[House], TestResponse]:
    def get(house: House) -> TestResponse:
        with house.app.app_context():
            return house.app.test_client().get(path, buffered=True)

    return get


ANSWERS: dict[str, Callable[[House], TestResponse]] = {
    "a page": lambda house: house.page("vik").get("/warehouses"),
    "a fragment": lambda house: house.page("vik").get("/warehouses", HX_Request_Type="partial"),
    "a sheet": lambda house: house.page("vik").get("/warehouses.csv"),
    "a form": lambda house: house.page("anna").get("/warehouses/new"),
    "a refused form": lambda house: house.page("anna").fill("/warehouses/new", name=""),
    "a redirect": lambda house: house.page("anna").fill("/warehouses/new", name="x"),
    "a missing page": lambda house: house.page("vik").get("/nothing"),
    "a forbidden page": lambda house: house.page("vik").get("/warehouses/new"),
    "a form without a token": lambda house: house.page("anna").post("/warehouses/new", {}),
    "a sign-in page": _plain("/login"),
    "a redirect to it": _plain("/"),
    "JSON": lambda house: house.api().get("/v1/warehouses"),
    "a JSON error": lambda house: house.api().get("/v1/nothing"),
    "a JSON 401": _plain("/v1/warehouses"),
    "a JSON 405": lambda house: house.api().send("DELETE", "/v1/warehouses"),
    "health": _plain("/healthz"),
    "readiness": _plain("/readyz"),
    "the document": _plain("/openapi.json"),
    "the viewer": _plain("/api/docs"),
    "a static file": _plain("/static/icons.svg"),
    "a missing static file": _plain("/static/nothing.js"),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_every_kind_of_answer_carries_them(lite: House, what: str) -> None:
    answer = ANSWERS[what](lite)
    assert answer.status_code < 500
    headers = answer.headers
    given = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    if what == "the viewer":
        assert given.pop("img-src") == "'self' data:"
        assert given == {name: value for name, value in POLICY.items() if name != "img-src"}
    else:
        assert given == POLICY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Cross-Origin-Opener-Policy" not in headers  # plain http: the browser would complain on every page
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-Id"])
    assert "Strict-Transport-Security" not in headers
    if "static" not in what:
        assert headers["Cache-Control"] == "no-store"
        assert {"HX-Request-Type", "Cookie"} <= {name.strip() for name in ",".join(headers.getlist("Vary")).split(",")}


def test_https_is_remembered_where_it_is_spoken(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().get("/login", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Set-Cookie"].startswith("__Host-stockdesk=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_the_cookie_works_on_a_local_http_network_and_is_hidden_from_scripts(lite: House) -> None:
    cookie = _plain("/login")(lite).headers["Set-Cookie"]
    assert cookie.startswith("stockdesk=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie


def test_only_a_partial_request_gets_a_fragment(lite: House) -> None:
    door = lite.page("vik")
    assert "<html" not in door.get("/warehouses", HX_Request="true", HX_Request_Type="partial").text
    for headers in (
        {},
        {"HX_Request": "true"},
        {"HX_Request": "true", "HX_Boosted": "true"},
        {"HX_Request_Type": "full"},
    ):
        assert "<html" in door.get("/warehouses", **headers).text


@pytest.mark.parametrize("path", ["/healthz", "/login", "/static/icons.svg", "/openapi.json"])
def test_head_says_what_get_would_without_the_body(lite: House, path: str) -> None:
    with lite.app.app_context():
        got, head = (lite.app.test_client().open(path, method=method, buffered=True) for method in ("GET", "HEAD"))
    assert (head.status_code, head.data) == (got.status_code, b"")
    assert head.content_type == got.content_type


def test_head_and_options_of_the_api(lite: House) -> None:
    head = lite.api().send("HEAD", "/v1/warehouses")
    assert (head.status_code, head.data, head.content_type) == (200, b"", "application/json")
    assert lite.api().send("OPTIONS", "/v1/warehouses").status_code == 405


def test_options_of_a_page_change_nothing_and_open_nothing(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.page("anna").client.options(f"/{lite.slug}/warehouses/new")
    assert answer.status_code == 200
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert answer.data == b""


def test_reading_pages_take_no_post() -> None:
    assert [route.rule for route in html_routes if "POST" in route.methods and route.operation is None] == []


def test_a_static_file_is_kept_for_a_year_only_under_its_version(lite: House) -> None:
    assert "max-age=31536000" in _plain("/static/icons.svg?v=1")(lite).headers["Cache-Control"]
    imported = _plain("/static/icons.svg")(lite)
    assert imported.headers["Cache-Control"] == "no-cache"
    with lite.app.app_context():
        known = {"If-None-Match": imported.headers["ETag"]}
        assert lite.app.test_client().get("/static/icons.svg", headers=known, buffered=True).status_code == 304
