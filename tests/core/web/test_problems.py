"""Every refusal in every dialect: the right status, the published shape, and never a page where JSON is spoken."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House
from webapp.core.operation.errors import Busy, Detail, InputRefused, NotFound, Problem
from webapp.core.web import api as api_module
from webapp.core.web import listpage as listpage_module
from webapp.core.web.api import ApiRoute, api_routes
from webapp.dialects.choose import dialect_of
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.dialects.packagex import PACKAGEX
from webapp.dialects.shopsynch import SHOPSYNCH

DIALECTS = ("flexportal", "shopsynch", "packagex")
UNKNOWN = {"flexportal": "/v1/nothing/at/all", "shopsynch": "/v1/warehouses/a/b/c", "packagex": "/v1/lots/a/b/c/d"}


def _route(dialect: str, *, reads: bool) -> ApiRoute:
    return next(
        route
        for route in api_routes
        if route.dialect.name == dialect and route.needs is not None and (route.method == "GET") is reads
        and (not reads or route.listing is not None)
    )  # fmt: skip


def _address(house: House, route: ApiRoute) -> str:
    first = house.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    return route.rule.replace("<location_id>", first)


def _judge_shape(answer: TestResponse, dialect: str, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/json"
    body = answer.get_json()
    if dialect == "flexportal":
        assert body.keys() == {"error"}
        assert isinstance(body["error"]["code"], str)
        assert len(body["error"]["message"]) > 5
        assert all(detail.keys() == {"path", "message", "code"} for detail in body["error"].get("details", []))
    elif dialect == "packagex":
        assert body.keys() == {
            "status", "message", "data", "errors", "code", "error_code", "pagination", "endpoint", "events"
        }  # fmt: skip
        assert (body["status"], body["data"], body["code"]) == (status, None, body["error_code"])
    elif status == 401:
        assert (body["error"], body["status"], body["statusCode"]) == ("unauthenticated", False, 401)
    else:
        assert body["status"] is False
        assert len(body["message"]) > 5


@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_at_the_address(lite: House, dialect: str) -> None:
    _judge_shape(lite.api().get(UNKNOWN[dialect]), dialect, 404)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("reads", [True, False])
def test_nobody_is_there(lite: House, dialect: str, reads: bool) -> None:
    route = _route(dialect, reads=reads)
    answer = JsonDoor(lite.app, {}).send(route.method, _address(lite, route), None if reads else {})
    _judge_shape(answer, dialect, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_key_that_is_not_ours(lite: House, dialect: str) -> None:
    route = _route(dialect, reads=True)
    for key in ("x", "sdk_live_" + "0" * 38, "é".encode().decode("latin-1"), "a.b.c"):
        answer = lite.api(Authorization=f"Bearer {key}").get(_address(lite, route))
        _judge_shape(answer, dialect, 401)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_key_of_another_tenant(lite: House, dialect: str) -> None:
    answer = lite.api(Tenant_ID="somebody-else").get(_address(lite, _route(dialect, reads=True)))
    _judge_shape(answer, dialect, 403)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_key_without_the_right(lite: House, dialect: str) -> None:
    route = _route(dialect, reads=False)
    _judge_shape(lite.api("account:read").post(_address(lite, route), {}), dialect, 403)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_method_that_is_not_taken(lite: House, dialect: str) -> None:
    address = _address(lite, _route(dialect, reads=True))
    for method in ("DELETE", "PUT", "OPTIONS", "TRACE", "PROPFIND"):
        answer = lite.api().send(method, address)
        _judge_shape(answer, dialect, 405)
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_body_that_is_too_large(lite: House, dialect: str) -> None:
    address = _address(lite, _route(dialect, reads=False))
    _judge_shape(lite.api().send("POST", address, raw=b'{"a":"' + b"x" * 1_100_000 + b'"}'), dialect, 413)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_body_of_another_kind(lite: House, dialect: str) -> None:
    address = _address(lite, _route(dialect, reads=False))
    _judge_shape(lite.api().send("POST", address, raw=b"a=b", Content_Type="text/plain"), dialect, 415)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_body_that_cannot_be_read(lite: House, dialect: str) -> None:
    address = _address(lite, _route(dialect, reads=False))
    _judge_shape(lite.api().send("POST", address, raw=b"{"), dialect, 400)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_parameter_that_is_not_known(lite: House, dialect: str) -> None:
    status = 422 if dialect == "shopsynch" else 400
    address = _address(lite, _route(dialect, reads=True))
    for query in (
        "?nonsense=1",
        "?limit=1&limit=2",
        "?limit=x",
        "?limit=0",
        "?sortBy=nonsense",
        "?sortDir=up",
        "?limit=９",
    ):
        _judge_shape(lite.api().get(address + query), dialect, status)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_too_many_requests(lite: House, dialect: str) -> None:
    address = _address(lite, _route(dialect, reads=True))
    headers = {"Authorization": f"Bearer {lite.key(requests_per_minute=2)}", "Tenant-ID": lite.slug}
    answers = [JsonDoor(lite.app, headers).get(address) for _ in range(6)]
    assert [answer.status_code for answer in answers][:2] == [200, 200]
    _judge_shape(answers[-1], dialect, 429)
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def _fails(problem: Exception) -> Callable[..., Any]:
    def fail(*args: Any, **more: Any) -> Any:
        raise problem

    return fail


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_busy_database(lite: House, monkeypatch: pytest.MonkeyPatch, dialect: str) -> None:
    address, door = _address(lite, _route(dialect, reads=True)), lite.api()
    monkeypatch.setattr(api_module, "fetch", _fails(Busy()))
    answer = door.get(address)
    _judge_shape(answer, dialect, 503)
    assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_failure_of_ours_says_nothing_of_the_inside(
    lite: House, monkeypatch: pytest.MonkeyPatch, dialect: str
) -> None:
    address, door = _address(lite, _route(dialect, reads=True)), lite.api()
    monkeypatch.setattr(api_module, "fetch", _fails(RuntimeError("SELECT secret FROM inside")))
    answer = door.get(address)
    _judge_shape(answer, dialect, 500)
    for word in ("inside", "SELECT", "Traceback", "RuntimeError", ".py"):
        assert word not in answer.text


def test_a_page_that_fails_is_a_page(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    door = lite.page("vik")
    monkeypatch.setattr(listpage_module, "fetch", _fails(RuntimeError("SELECT secret FROM inside")))
    answer = door.get("/warehouses", X_Request_Id="a-request-of-a-test")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "a-request-of-a-test" in answer.text
    assert "inside" not in answer.text


def test_a_fragment_that_fails_is_a_fragment(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    door = lite.page("vik")
    monkeypatch.setattr(listpage_module, "fetch", _fails(RuntimeError("x")))
    answer = door.get("/warehouses", HX_Request="true", HX_Request_Type="partial")
    assert answer.status_code == 500
    assert "<html" not in answer.text
    assert "<title" not in answer.text


def test_an_error_page_that_cannot_be_made_is_still_an_answer(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    door = lite.page("vik")
    monkeypatch.setattr("webapp.core.web.problems.render_template", _fails(RuntimeError("x")))
    answer = door.get("/nothing-here")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "nothing at this address" in answer.text


@pytest.mark.parametrize(("path", "status"), [("/login/x", 404), ("/static/none.css", 404), ("/1/x", 404)])
def test_pages_that_are_not_there(lite: House, path: str, status: int) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_a_page_method_that_is_not_taken(lite: House) -> None:
    answer = lite.page("anna").post("/warehouses", {"csrf_token": lite.page("anna").csrf()})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_who_is_not_signed_in_is_asked_to_and_comes_back(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().get(f"/{lite.slug}/warehouses?sortBy=name")
    assert (answer.status_code, answer.location) == (303, f"/login?next=/{lite.slug}/warehouses?sortBy%3Dname")


def test_a_tenant_that_is_not_theirs_is_not_there(lite: House) -> None:
    door = lite.page("anna")
    with lite.app.app_context():
        assert door.client.get("/somebody-else/warehouses").status_code == 404


SAMPLES: list[Problem] = [InputRefused([Detail("a.b", "Wrong.", "custom")]), NotFound(), Busy(), Problem()]


@pytest.mark.parametrize("dialect", [FLEXPORTAL, SHOPSYNCH, PACKAGEX])
@pytest.mark.parametrize("problem", SAMPLES, ids=lambda problem: type(problem).__name__)
def test_a_problem_keeps_to_its_schema(dialect: Any, problem: Problem) -> None:
    body, schema = dialect.problem(problem, 400, "/v1/x"), dialect.problem_schema()
    assert set(schema["required"]) <= set(body)
    assert set(body) - set(schema["properties"]) <= {"errors", "error", "statusCode", "detail", "title", "type"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/v1/assets", "flexportal"), ("/v1/products", "flexportal"), ("/v1/warehouses", "shopsynch"),
        ("/v1/warehouses/x", "shopsynch"), ("/v1/warehousesx", "flexportal"), ("/v1/lots/x", "packagex"),
        ("/v1/locations/x/layouts", "packagex"), ("/v1/auth/login", "shopsynch"), ("/v1/inventory", "shopsynch"),
    ],
)  # fmt: skip
def test_the_path_decides_the_dialect(path: str, name: str) -> None:
    assert dialect_of(path).name == name
