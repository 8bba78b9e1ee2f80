"""What careful clients and careless ones send: encodings, huge numbers, wrong tenants, databases that are gone."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from flask import Flask

from tests.doors import JsonDoor
from tests.house import PASSWORD, House, build_app, close_app, new_house
from webapp.core.web.api import BATCH_HEADER

LISTS = {"/v1/assets": 400, "/v1/warehouses": 422, "/v1/batches": 400}


@pytest.mark.parametrize("query", ["q=%FF", "q=a%C3", "%FF=1", "sortBy=%FF", "status=%ED%A0%80"])
@pytest.mark.parametrize("path", LISTS)
def test_broken_utf8_in_a_query_is_refused(lite: House, path: str, query: str) -> None:
    answer = lite.api().get(f"{path}?{query}")
    assert answer.status_code == LISTS[path]
    assert "UTF-8" in answer.text


@pytest.mark.parametrize("path", ["/v1/orders?customerId=", "/v1/lots?warehouse_id=", "/v1/inventory?skuId=%20"])
def test_an_empty_filter_is_refused(lite: House, path: str) -> None:
    """Somebody's variable was not set: everybody's rows are not what they mean."""
    answer = lite.api().get(path)
    assert answer.status_code in (400, 422), answer.text
    assert "leave it out" in answer.text or "warehouse_id" in answer.text
    assert lite.api().get("/v1/orders?q=").status_code == 200
    for paging in ("/v1/orders?startAfter=&limit=20&sortBy=&sortDir=", "/v1/items?search="):
        assert lite.api().get(paging).status_code == 200, paging


@pytest.mark.parametrize("path", ["/v1/assets", "/v1/warehouses"])
@pytest.mark.parametrize("digits", ["101", "1" + "0" * 12, "9" * 5000])
def test_a_limit_above_the_largest_is_the_largest_however_long_it_is(lite: House, path: str, digits: str) -> None:
    assert lite.api().get(f"{path}?limit={digits}").status_code == 200


def test_a_page_nobody_can_reach_is_refused_in_the_right_words(lite: House) -> None:
    answer = lite.api().get(f"/v1/warehouses?page={'9' * 12}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"field": "page", "message": "This must be at most 1000000000."}]
    assert lite.api().get("/v1/warehouses?page=999999999").get_json()["data"] in ([], {"content": []})
    assert "at least 1" in lite.api().get("/v1/assets?limit=0").text


def test_a_byte_order_mark_is_passed_by(lite: House) -> None:
    raw = b'\xef\xbb\xbf{"name": "Hall"}'
    assert lite.api().send("POST", "/v1/warehouses", raw=raw).status_code == 200


@pytest.mark.parametrize("header", ["PX-API-KEY", "X-API-KEY"])
def test_a_tenant_id_that_contradicts_the_key_is_refused(lite: House, header: str) -> None:
    other = new_house(lite.app)
    warehouse = lite.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    address = f"/v1/locations/{warehouse}/layouts"
    for tenant, status in ((lite.slug, 200), (other.slug, 403), ("", 200)):
        door = JsonDoor(lite.app, {header: lite.key(), "Tenant-ID": tenant})
        answer = door.get(address)
        assert answer.status_code == status
    assert JsonDoor(lite.app, {header: lite.key(), "Tenant-ID": other.slug}).get(address).get_json()["code"] == (
        "NO_TENANT_ACCESS"
    )


def test_a_tenant_id_that_contradicts_the_merchants_key_is_refused(lite: House) -> None:
    signed_in = JsonDoor(lite.app, {}).post("/v1/auth/login", {"email": lite.email("mo"), "password": PASSWORD})
    told = {"X-MerchantApiKey": lite.key(), "Authorization": f"Bearer {signed_in.get_json()['token']}"}
    assert JsonDoor(lite.app, {**told, "Tenant-ID": lite.slug}).get("/v1/warehouses").status_code == 200
    assert JsonDoor(lite.app, {**told, "Tenant-ID": "another"}).get("/v1/warehouses").status_code == 403


def test_packagex_says_which_header_is_missing(lite: House) -> None:
    answer = JsonDoor(lite.app, {}).get("/v1/locations/wh_x/layouts")
    assert answer.status_code == 401
    assert "PX-API-KEY" in answer.get_json()["message"]
    assert "PX-API-KEY" not in JsonDoor(lite.app, {}).get("/v1/assets").text


def test_a_key_hears_which_scope_it_lacks(lite: House) -> None:
    answer = lite.api("assets:read").post("/v1/assets", {})
    assert answer.status_code == 403
    assert answer.get_json()["error"]["code"] == "INSUFFICIENT_PERMISSIONS"
    assert "assets:write" in answer.get_json()["error"]["message"]


def test_every_write_names_its_batch_and_a_replay_the_same(house: House) -> None:
    api = house.api()
    first = api.post("/v1/warehouses", {"name": "Hall"}, Idempotency_Key="once")
    batch = first.headers[BATCH_HEADER]
    told = api.get(f"/v1/batches/{batch}")
    assert (told.status_code, told.get_json()["operation"]) == (200, "create_warehouse")
    again = api.post("/v1/warehouses", {"name": "Hall"}, Idempotency_Key="once")
    assert (again.headers["Idempotent-Replayed"], again.headers[BATCH_HEADER]) == ("true", batch)
    assert api.post("/v1/warehouses", {"name": "Hall 2"}).headers[BATCH_HEADER] != batch
    assert BATCH_HEADER not in api.get("/v1/warehouses").headers
    assert BATCH_HEADER not in api.post("/v1/warehouses", {}).headers


def test_a_batch_is_its_tenants_own(lite: House) -> None:
    batch = lite.api().post("/v1/warehouses", {"name": "Hall"}).headers[BATCH_HEADER]
    answer = new_house(lite.app).api().get(f"/v1/batches/{batch}")
    assert (answer.status_code, answer.get_json()["error"]["message"]) == (404, "Action not found.")


def test_batches_are_of_known_operations(lite: House) -> None:
    assert lite.api().get("/v1/batches?operation=create_warehouse").status_code == 200
    answer = lite.api().get("/v1/batches?operation=zzz")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["details"][0]["path"] == "operation"


def test_a_fast_key_hears_its_own_limit(lite: House) -> None:
    door = JsonDoor(lite.app, {"Authorization": f"Bearer {lite.key(requests_per_minute=2)}", "Tenant-ID": lite.slug})
    answer = [door.get("/v1/assets") for _ in range(3)][-1]
    wait = answer.headers["Retry-After"]
    assert answer.get_json()["error"]["message"] == f"This key may call 2 times a minute. Wait {wait} s."


@pytest.fixture
def gone(tmp_path: Path) -> Iterator[tuple[Flask, io.StringIO]]:
    """An application whose database has no table, and what it logs."""
    app = build_app(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path, migrated=True)
    before, page = structlog.get_config()["logger_factory"], io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(page))
    yield app, page
    structlog.configure(logger_factory=before)
    close_app(app)


def test_a_missing_table_is_no_busy_desk(gone: tuple[Flask, io.StringIO]) -> None:
    app, log = gone
    door = JsonDoor(app, {})
    answer = door.post("/v1/auth/login", {"email": "a@renter.example", "password": "x"})
    assert answer.status_code == 500
    assert "no such table" in log.getvalue()


def test_a_busy_answer_logs_its_cause(gone: tuple[Flask, io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    app, log = gone
    monkeypatch.setattr("webapp.core.web.problems.is_unavailable", lambda error: True)
    answer = JsonDoor(app, {}).post("/v1/auth/login", {"email": "a@renter.example", "password": "x"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert '"event": "busy"' in log.getvalue()
    assert "waits for its migrations" in log.getvalue()
