"""What a scope opens, and how often a limited key may ask."""

import datetime as dt

import pytest

from tests.house import House
from webapp.accounts.permissions import OFFERED, Permission, grants_of_role, grants_of_scopes
from webapp.core.data import clock


def test_reading_does_not_write_and_writing_reads(house: House) -> None:
    body = {"name": "Lagos", "code": "LGS"}
    reader, writer = house.api("warehouses:read"), house.api("warehouses:write")
    assert reader.get("/v1/warehouses").status_code == 200
    assert reader.post("/v1/warehouses", body).status_code == 403
    assert writer.get("/v1/warehouses").status_code == 200
    assert writer.post("/v1/warehouses", body).status_code == 200


def test_one_part_does_not_open_another(house: House) -> None:
    door = house.api("warehouses:write")
    for path in ("/v1/products", "/v1/people", "/v1/keys", "/v1/settings", "/v1/desks"):
        answer = door.get(path)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "INSUFFICIENT_PERMISSIONS"), path


def test_rights_are_judged_before_the_body(house: House) -> None:
    assert house.api("products:read").send("POST", "/v1/keys", raw=b"{").status_code == 403


def test_everything_is_everything() -> None:
    assert grants_of_scopes(["*"]) == frozenset(Permission)
    assert grants_of_role("admin") == frozenset(Permission)
    assert grants_of_role("viewer") < grants_of_role("operator") < grants_of_role("manager") < grants_of_role("admin")


def test_what_the_page_offers_opens_something() -> None:
    for scopes in OFFERED.values():
        assert scopes
        assert all(grants_of_scopes([scope]) for scope in scopes)


def test_a_limited_key_waits(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = dt.datetime(2026, 5, 4, 12, 0, 10, tzinfo=dt.UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    made = house.api().post("/v1/keys", {"name": "x", "scopes": ["*"], "requestsPerMinute": 3}).get_json()
    door = house.api(Authorization=f"Bearer {made['key']}")
    assert [door.get("/v1/products").status_code for _ in range(3)] == [200, 200, 200]
    answer = door.get("/v1/products")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (429, "RATE_LIMITED")
    assert answer.headers["Retry-After"] == "60"
    assert house.api().get("/v1/products").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: moment + dt.timedelta(seconds=60))
    assert door.get("/v1/products").status_code == 200
