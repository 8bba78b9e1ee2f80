"""Logs name every request and hold no secret."""

import io
import json
from collections.abc import Iterator

import pytest
import structlog

from tests.house import PASSWORD, House
from webapp.core.site.logs import redact

KEY = "sdk_live_" + "a1B2" * 9 + "xy"

EVENTS = [
    {"password": "x"}, {"new_password": "x"}, {"Authorization": "Bearer x"}, {"api_key": "x"}, {"apiKey": "x"},
    {"secret_hash": "x"}, {"Cookie": "x"}, {"csrf_token": "x"}, {"session_token": "x"}, {"X-API-KEY": "x"},
    {"note": KEY},
    {"event": f"key {KEY} was used"}, {"url": "postgresql://user:hunter2@host/db"}, {"event": "https://a:b@c/d failed"},
    {"exception": f"Traceback … Authorization: Bearer {KEY}"},
]  # fmt: skip


@pytest.mark.parametrize("event", EVENTS, ids=str)
def test_a_secret_is_blanked_by_name_and_by_shape(event: dict[str, str]) -> None:
    written = json.dumps(redact(None, "info", dict(event)))
    assert "…" in json.loads(written)[next(iter(event))]
    for secret in (KEY, "hunter2", "a:b@"):
        assert secret not in written


def test_what_is_no_secret_stays() -> None:
    event = {"event": "request", "path": "/v1/assets", "status": 200, "link": "https://example.com/a?b=c"}
    assert redact(None, "info", dict(event)) == event


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the logger writes while a test runs, as it would stand on the standard error."""
    before, page = structlog.get_config()["logger_factory"], io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(page))
    yield page
    structlog.configure(logger_factory=before)


def test_every_request_is_one_line_with_its_name(lite: House, written: io.StringIO) -> None:
    lite.api().get("/v1/warehouses", X_Request_Id="from-a-client-1")
    line = json.loads(written.getvalue().splitlines()[-1])
    assert (line["event"], line["method"], line["path"], line["status"]) == ("request", "GET", "/v1/warehouses", 200)
    assert line["request_id"] == "from-a-client-1"
    assert isinstance(line["ms"], float)


@pytest.mark.parametrize(
    "given", ["short", "x" * 65, "a b c d e f", "<script>alert(1)</script>", "é" * 10, "../../../etc", ""]
)
def test_a_strange_name_is_replaced(lite: House, given: str) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().get("/healthz", headers={"X-Request-Id": given})
    assert answer.headers["X-Request-Id"] != given
    assert len(answer.headers["X-Request-Id"]) == 16


def test_a_good_name_is_given_back(lite: House) -> None:
    answer = lite.api().get("/v1/nothing", X_Request_Id="trace.1_2-3")
    assert answer.headers["X-Request-Id"] == "trace.1_2-3"


def test_no_secret_of_a_working_day_is_logged(lite: House, written: io.StringIO) -> None:
    door = lite.api()
    secret = door.headers["Authorization"].removeprefix("Bearer ")
    door.get("/v1/warehouses")
    door.get("/v1/warehouses", Authorization=f"Bearer {secret}x")
    browser = lite.page("anna")
    token = browser.csrf()
    with lite.app.app_context():
        client = lite.app.test_client()
        for password in (PASSWORD, "wrong password"):
            client.post("/v1/auth/login", json={"email": lite.email("anna"), "password": password})
        browser.client.get("/login?next=/x&password=in-the-address")
        client.get(f"/{secret}")
    with browser.client.session_transaction() as session:
        cookie = session["_user_id"]
    text = written.getvalue()
    assert len(text.splitlines()) >= 5
    for hidden in (secret, PASSWORD, "wrong password", token, cookie, "in-the-address"):
        assert hidden not in text
